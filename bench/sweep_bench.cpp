// The sweep for 個人番号 alone, in memory and on one core: how many bytes a second, and whether the counts
// are right.
//   sweep_bench FOLDER [WORD [COUNT [TIMES]]]     the index of inspect_bench, or its own; only lines that
//   hold WORD
#include <fmt/format.h>

#include <algorithm>
#include <ctime>
#include <vector>

#include "inspect_testing.h"
#include "sweep_marks.h"

namespace {

using namespace sekisho;
using namespace sekisho::inspect;
using namespace sekisho::inspect::test;

double cpu_seconds() {
  timespec now{};
  ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

struct Bench {
  Datasets datasets;
  std::string_view word;
  int times = 5;

  template <class F>
  double median(F&& run) const {
    std::vector<double> seconds;
    for (int i = 0; i < times; ++i) {
      const double begun = cpu_seconds();
      run();
      seconds.push_back(cpu_seconds() - begun);
    }
    std::sort(seconds.begin(), seconds.end());
    return seconds[seconds.size() / 2];
  }

  void line(std::string_view what, std::string_view text) const {
    if (what.find(word) == what.npos) return;
    InspectionOptions options;
    options.only = Only::individual_numbers;
    Report report;
    const double t = median([&] { report = inspected(datasets, text, "x", options); });
    fmt::print("{:58} {:7.0f} MB/s  {:6.4f} s  {} found, {} records\n", what,
               static_cast<double>(text.size()) / t / 1e6, t, units(report), report.records);
  }

  // The look at the bytes alone.
  void marks(std::string_view what, MakeMarks make, std::string_view text) const {
    if (what.find(word) == what.npos || !make) return;
    const std::size_t blocks = text.size() / 64 - 2;
    const auto* const bytes = reinterpret_cast<const std::uint8_t*>(text.data()) + 64;
    std::vector<Marks> out(64);
    const double t = median([&] {
      MarksCarry carry;
      for (std::size_t i = 0; i < blocks; i += out.size())
        make(bytes + i * 64, std::min(out.size(), blocks - i), carry, out.data());
    });
    fmt::print("{:58} {:7.0f} MB/s\n", what, static_cast<double>(text.size()) / t / 1e6);
  }
};

// What a contractor's extract may look like when it has the number as well.
std::string with_numbers(std::uint64_t seed, std::uint32_t count) {
  std::string out = "統一コード,氏名,個人番号,郵便番号,住所,生年月日,性別,住民となった日\r\n";
  synthesize(seed, count, [&](const SyntheticResident& r) {
    out += fmt::format("{},{},{},{},{},{},{},{}\r\n", r.ledger_number, r.name, r.individual_number,
                       r.postal_code, r.address, format_day(r.birth), r.sex, format_day(r.resident_since));
    return true;
  });
  return out;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  Bench bench;
  if (argc > 2) bench.word = argv[2];
  const std::uint32_t count =
      argc > 3 ? static_cast<std::uint32_t>(std::stoul(argv[3])) : synthetic_residents;
  if (argc > 4) bench.times = std::stoi(argv[4]);
  const std::filesystem::path index = std::filesystem::path(argv[1]) / "bench.idx";
  const std::string whole = synthetic({.seed = 1, .count = count});
  if (!std::filesystem::exists(index) && !import_text(whole, index)) return 1;
  bench.datasets = {*Dataset::load(index, test_key(), {"r", "住民基本台帳"})};
  const std::string other =
      synthetic({.seed = 2, .count = count, .extract = true, .encoding = Encoding::cp932});
  bench.line("numbers: the whole register, UTF-8", whole);
  const std::string extract = with_numbers(1, count);
  bench.line("numbers: the extract with them, UTF-8", extract);
  bench.line("numbers: the extract with them, CP932", utf8_to_cp932(extract));
  bench.line("numbers: another town's register, UTF-8", synthetic({.seed = 2, .count = count}));
  bench.line("numbers: another town's extract without them, CP932", other);
  bench.line("numbers: another town's extract without them, UTF-8",
             synthetic({.seed = 2, .count = count, .extract = true}));
  bench.marks("marks: SSE, CP932", make_marks_sse(Encoding::cp932), other);
  bench.marks("marks: AVX2, CP932", make_marks_avx2(Encoding::cp932), other);
  bench.marks("marks: AVX-512, CP932", make_marks_avx512(Encoding::cp932), other);
  bench.marks("marks: SSE, UTF-8", make_marks_sse(Encoding::utf8), whole);
  bench.marks("marks: AVX2, UTF-8", make_marks_avx2(Encoding::utf8), whole);
  bench.marks("marks: AVX-512, UTF-8", make_marks_avx512(Encoding::utf8), whole);
  return 0;
}
