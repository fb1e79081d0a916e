// Inspection of text, in memory and on one core: how many bytes a second, and whether the counts are right.
//   inspect_bench FOLDER [WORD [COUNT]]     writes its index there; only the lines that hold WORD; COUNT
//   residents
#include <fmt/format.h>

#include <algorithm>
#include <ctime>
#include <vector>

#include "inspect_testing.h"

namespace {

using namespace sekisho;
using namespace sekisho::inspect;
using namespace sekisho::inspect::test;
std::string_view only;  // measured, of all lines

// Time of the processor: another program on the machine does not count. One thread works here.
double cpu_seconds() {
  timespec now{};
  ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

template <class F>
double median(F&& run) {
  std::vector<double> times;
  for (int i = 0; i < (only == "1 GB" ? 1 : 5); ++i) {
    const double begun = cpu_seconds();
    run();
    times.push_back(cpu_seconds() - begun);
  }
  std::sort(times.begin(), times.end());
  return times[times.size() / 2];
}

void line(std::string_view what, const Datasets& datasets, std::string_view text) {
  if (what.find(only) == what.npos) return;
  Report report;
  const double t = median([&] { report = inspected(datasets, text, "x"); });
  fmt::print("{:58} {:7.0f} MB/s  {:6.3f} s  {} found, {} records\n", what,
             static_cast<double>(text.size()) / t / 1e6, t, units(report), report.records);
}

// Sentences of business Japanese with people of no town in particular, days, places, telephone numbers and
// sums; the same every time.
std::string business_text(std::size_t size) {
  static constexpr std::string_view sentences[] = {
      "委託先は、業務の実施状況を毎月十日までに書面で報告するものとする。",
      "会議の資料は別紙のとおりです。",
      "この要綱は、令和{}年4月{}日から施行する。",
      "担当の{}さんが確認したうえで、改めてご連絡いたします。",
      "予算額は前年度と比べて{},{}00千円の増となっている。",
      "住民からの問い合わせには、窓口で丁寧に対応してください。",
      "システムの更新は、2026年{}月{}日に予定しています。",
      "本件についての問い合わせ先は、情報政策課（内線{}{}5）です。",
      "データの取扱いについては、個人情報保護条例及びセキュリティポリシーを遵守すること。",
      "{}課長と{}主査が、現地を確認しました。",
      "会場は見本市中央二丁目{}番{}号の市民会館です。",
      "電話 000-{}{}-5678 まで"};
  std::vector<std::string> names;
  synthesize(77, 3000, [&](const SyntheticResident& r) {
    names.push_back(r.name);
    return true;
  });
  std::string out;
  out.reserve(size + 1000);
  std::uint64_t state = 1;
  const auto dice = [&](std::size_t sides) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    return static_cast<std::size_t>(state >> 33) % sides;
  };
  while (out.size() < size) {
    const std::size_t which = dice(std::size(sentences));
    std::string_view rest = sentences[which];
    for (std::size_t at = 0; (at = rest.find("{}")) != rest.npos; rest.remove_prefix(at + 2)) {
      out += rest.substr(0, at);
      out += which == 3 || which == 9 ? names[dice(names.size())] : std::to_string(1 + dice(28));
    }
    out += rest;
    if (dice(3) == 0) out += "\n";
  }
  return out;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  if (argc > 2) only = argv[2];
  const std::uint32_t count =
      argc > 3 ? static_cast<std::uint32_t>(std::stoul(argv[3])) : synthetic_residents;
  const std::filesystem::path index = std::filesystem::path(argv[1]) / "bench.idx";
  const std::string whole = synthetic({.seed = 1, .count = count});
  const std::string extract =
      synthetic({.seed = 1, .count = count, .extract = true, .encoding = Encoding::cp932});
  std::vector<double> builds;
  ImportReport imported;
  const double build = only.empty() ? median([&] { imported = *import_text(whole, index); }) : 0;
  if (!std::filesystem::exists(index)) imported = *import_text(whole, index);
  fmt::print("index from {:.0f} MB of CSV, {} rows                         {:.2f} s, {:.0f} bytes a row\n",
             static_cast<double>(whole.size()) / 1e6, imported.rows, build,
             static_cast<double>(imported.index_bytes) / static_cast<double>(imported.rows));
  Datasets datasets;
  const double load = median([&] { datasets = {*Dataset::load(index, test_key(), {"r", "住民基本台帳"})}; });
  fmt::print("index loaded                                               {:.0f} ms\n", load * 1e3);
  line("the town's extract, CP932, all hits", datasets, extract);
  line("the town's extract, UTF-8", datasets, synthetic({.seed = 1, .count = count, .extract = true}));
  line("another town's extract, CP932, no hits", datasets,
       synthetic({.seed = 2, .count = count, .extract = true, .encoding = Encoding::cp932}));
  line("the whole register, every column, UTF-8", datasets, whole);
  line("another town's register, every column, UTF-8", datasets, synthetic({.seed = 2, .count = count}));
  line("business text, UTF-8", datasets, business_text(100'000'000));
  line("business text, CP932", datasets, utf8_to_cp932(business_text(50'000'000)));
  if (only == "1 GB") line("1 GB of business text, UTF-8", datasets, business_text(1'000'000'000));
  return 0;
}
