// The index of a dataset: what it takes to build it from a CSV and to load it, on one core.
//   index_bench FOLDER [COUNT [RUNS]]     keeps the CSV of COUNT synthetic residents and its index there
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <ctime>
#include <fstream>
#include <vector>

#include "base/random_source.h"
#include "inspect_testing.h"

namespace {

using namespace sekisho;
using namespace sekisho::inspect;

double seconds(clockid_t clock) {
  timespec now{};
  ::clock_gettime(clock, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

// Median and least of the processor's time, median of the time that passed.
struct Times {
  double cpu = 0, least = 0, wall = 0;
};
template <class F>
Times timed(std::size_t runs, F&& run) {
  std::vector<double> cpu, wall;
  for (std::size_t i = 0; i < runs; ++i) {
    const double begun = seconds(CLOCK_MONOTONIC);
    const double used = seconds(CLOCK_PROCESS_CPUTIME_ID);
    run();
    cpu.push_back(seconds(CLOCK_PROCESS_CPUTIME_ID) - used);
    wall.push_back(seconds(CLOCK_MONOTONIC) - begun);
  }
  std::sort(cpu.begin(), cpu.end());
  std::sort(wall.begin(), wall.end());
  return {cpu[runs / 2], cpu[0], wall[runs / 2]};
}

double peak() {  // MiB
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  const std::uint32_t count =
      argc > 2 ? static_cast<std::uint32_t>(std::stoul(argv[2])) : synthetic_residents;
  const std::size_t runs = argc > 3 ? std::max<std::size_t>(std::stoul(argv[3]), 1) : 5;
  const std::filesystem::path folder = argv[1];
  const std::filesystem::path csv = folder / fmt::format("residents-{}.csv", count);
  const std::filesystem::path index = folder / "residents.idx";
  if (!std::filesystem::exists(csv)) {
    std::ofstream out(csv, std::ios::binary);
    write_synthetic_csv({.seed = 1, .count = count}, [&](std::string_view piece) {
      out << piece;
      return out.good();
    });
  }
  ImportReport imported;
  const Times built = timed(runs, [&] {
    const int descriptor = ::open(csv.c_str(), O_RDONLY | O_CLOEXEC);
    DescriptorSource source(descriptor, std::filesystem::file_size(csv));
    imported = *import_dataset(source, {}, test::test_key(), index);
    ::close(descriptor);
  });
  fmt::print(
      "index of {} rows built   {:7.3f} s of the processor (least {:.3f}), {:.3f} s in all; {:.1f} bytes a "
      "row; "
      "peak {:.0f} MiB\n",
      imported.rows, built.cpu, built.least, built.wall,
      static_cast<double>(imported.index_bytes) / static_cast<double>(imported.rows), peak());
  std::shared_ptr<const Dataset> dataset;
  const Times loaded = timed(runs * 3, [&] {
    dataset.reset();
    dataset = *Dataset::load(index, test::test_key(), {"r", "住民基本台帳"});
  });
  fmt::print(
      "index of {} rows loaded  {:7.1f} ms of the processor (least {:.1f}), {:.1f} ms in all; {:.1f} MiB\n",
      dataset->rows(), loaded.cpu * 1e3, loaded.least * 1e3, loaded.wall * 1e3,
      static_cast<double>(dataset->size()) / 1024 / 1024);
  return 0;
}
