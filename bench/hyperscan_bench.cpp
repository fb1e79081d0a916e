// The numbers of the synthetic register as literals in Hyperscan, over the files of sweep_bench.
//   hyperscan_bench [COUNT]
#include <fmt/format.h>
#include <hs/hs.h>

#include <algorithm>
#include <ctime>
#include <string>
#include <vector>

#include "inspect_testing.h"

namespace {

using namespace sekisho;
using namespace sekisho::inspect;
using namespace sekisho::inspect::test;

double cpu_seconds() {
  timespec now{};
  ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

hs_database_t* compiled(std::uint32_t count) {
  std::vector<std::string> numbers;
  synthesize(1, count, [&](const SyntheticResident& r) {
    numbers.push_back(r.individual_number);
    return true;
  });
  std::vector<const char*> texts;
  std::vector<std::size_t> sizes(numbers.size(), 12);
  std::vector<unsigned> flags(numbers.size(), HS_FLAG_SINGLEMATCH), ids(numbers.size());
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    texts.push_back(numbers[i].c_str());
    ids[i] = static_cast<unsigned>(i);
  }
  hs_database_t* database = nullptr;
  hs_compile_error_t* error = nullptr;
  const double begun = cpu_seconds();
  if (hs_compile_lit_multi(texts.data(), flags.data(), ids.data(), sizes.data(),
                           static_cast<unsigned>(texts.size()), HS_MODE_BLOCK, nullptr, &database,
                           &error) != HS_SUCCESS) {
    fmt::print(stderr, "{}\n", error->message);
    return nullptr;
  }
  fmt::print("{:58} {:.1f} s\n", "Hyperscan: numbers compiled", cpu_seconds() - begun);
  return database;
}

int found(unsigned, unsigned long long, unsigned long long, unsigned, void* count) {
  ++*static_cast<std::int64_t*>(count);
  return 0;
}

void line(std::string_view what, const hs_database_t* database, hs_scratch_t* scratch,
          std::string_view text) {
  std::vector<double> seconds;
  std::int64_t matches = 0;
  for (int i = 0; i < 5; ++i) {
    matches = 0;
    const double begun = cpu_seconds();
    if (hs_scan(database, text.data(), static_cast<unsigned>(text.size()), 0, scratch, found, &matches) !=
        HS_SUCCESS)
      return;
    seconds.push_back(cpu_seconds() - begun);
  }
  std::sort(seconds.begin(), seconds.end());
  fmt::print("{:58} {:7.0f} MB/s  {:6.4f} s  {} found\n", what,
             static_cast<double>(text.size()) / seconds[2] / 1e6, seconds[2], matches);
}

}  // namespace

int main(int argc, char** argv) {
  const std::uint32_t count =
      argc > 1 ? static_cast<std::uint32_t>(std::stoul(argv[1])) : synthetic_residents;
  hs_database_t* const database = compiled(count);
  hs_scratch_t* scratch = nullptr;
  if (!database || hs_alloc_scratch(database, &scratch) != HS_SUCCESS) return 1;
  line("Hyperscan: the whole register, UTF-8", database, scratch, synthetic({.seed = 1, .count = count}));
  line("Hyperscan: another town's extract without them, CP932", database, scratch,
       synthetic({.seed = 2, .count = count, .extract = true, .encoding = Encoding::cp932}));
  hs_free_scratch(scratch);
  hs_free_database(database);
  return 0;
}
