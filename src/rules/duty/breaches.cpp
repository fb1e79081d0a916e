// What is owed for a suspected breach: the CISO takes note of it on the same day.
#include "duty/make.h"

namespace sekisho::rules {
namespace {

void add(const DutyState& state, Day today, std::vector<Duty>& out) {
  for (const auto& breach : state.breaches) {
    auto& duty = out.emplace_back(make(DutyKind::acknowledge_breach, breach.id, breach.reported, today));
    duty.roles = {Role::ciso};
    duty.next = {Role::supervising_officer};
    say(duty, "漏えい等の疑いが報告されています", "A suspected breach was reported",
        "報告を読み、何をするかを決めて、受け止めたことを記録してください。",
        "Read the report, decide what is done, and acknowledge it.");
  }
}

}  // namespace

DutySubject breach_duties() {
  return {{{DutyKind::acknowledge_breach,
            {"G-8.1-3d"},
            "漏えい等の報告の受け止め",
            "Acknowledge a reported breach"}},
          &add};
}

}  // namespace sekisho::rules
