// How many decisions of the gate a second, one thread: an application with every rule asked, a download, a
// refusal. The whole verdict is made each time, reasons and evidence included. One JSON object a line,
// medians of five.
#include <time.h>

#include <algorithm>
#include <array>
#include <cstdio>

#include "gate/sample.h"
#include "rules/gate.h"

using namespace sekisho::rules;

namespace {

// CPU time: the figure then hardly depends on who else uses the machine.
double cpu_seconds() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

int measure(const char* what, const Facts& facts, bool expected) {
  constexpr int count = 200'000;
  std::array<double, 5> rates{};
  std::size_t findings = 0;
  for (auto& rate : rates) {
    const double start = cpu_seconds();
    for (int i = 0; i < count; ++i) {
      const Verdict verdict = judge(facts);
      if (verdict.passed != expected) {
        std::fprintf(stderr, "%s: not the expected verdict\n", what);
        return 1;
      }
      findings = verdict.findings.size();
    }
    rate = count / (cpu_seconds() - start);
  }
  std::ranges::sort(rates);
  std::printf("{\"bench\": \"gate\", \"case\": \"%s\", \"rules\": %zu, \"decisions_per_second\": %.0f}\n",
              what, findings, rates[2]);
  return 0;
}

}  // namespace

int main() {
  Facts refused = sample::of(Act::submit_passage);
  refused.chain[1].consent = ConsentState::none;
  refused.recipient->on_confirmed_roster = false;
  refused.engagement->production_data_allowed = false;
  return measure("submit", sample::of(Act::submit_passage), true) |
         measure("download", sample::of(Act::download_content), true) | measure("refused", refused, false);
}
