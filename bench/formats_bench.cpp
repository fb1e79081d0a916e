// How fast a file is read into a sink that counts. Prints what a second brings, medians of RUNS.
//   formats_bench FILE [RUNS]
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <vector>

#include "formats/walk.h"

namespace {

using namespace sekisho;
using namespace sekisho::formats;

struct Count final : Sink {
  std::uint64_t rows = 0, cells = 0, octets = 0, notes = 0;
  void begin(PartKind, std::string_view) override {}
  void end() override {}
  bool bytes(ByteView piece) override {
    octets += piece.size();
    return true;
  }
  bool text(std::string_view piece) override {
    octets += piece.size();
    return true;
  }
  bool row(std::uint64_t, std::span<const std::string_view> values) override {
    ++rows;
    cells += values.size();
    for (const auto value : values) octets += value.size();
    return true;
  }
  void note(const Note& note) override {
    ++notes;
    const auto name = note_name(note.code);
    std::printf("note %.*s %s\n", static_cast<int>(name.size()), name.data(), note.detail.c_str());
  }
};

struct Unpacked final : WalkProgress {
  std::uint64_t octets = 0;
  void at(std::uint64_t, std::uint64_t, std::uint64_t unpacked) override { octets = unpacked; }
};

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  const int runs = argc > 2 ? std::atoi(argv[2]) : 5;
  const int file = ::open(argv[1], O_RDONLY | O_CLOEXEC);
  struct stat status{};
  if (file < 0 || ::fstat(file, &status) != 0) return 3;
  std::vector<double> times;
  for (int i = 0; i < runs; ++i) {
    DescriptorSource source(file, static_cast<std::uint64_t>(status.st_size));
    Count count;
    Unpacked unpacked;
    const auto begin = std::chrono::steady_clock::now();
    if (!walk(source, argv[1], {}, count, unpacked)) return 1;
    times.push_back(std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());
    if (i + 1 < runs) continue;
    std::ranges::sort(times);
    const double median = times[times.size() / 2];
    std::printf("%.3f s; %llu rows, %llu cells, %.1f MB of text; unpacked %.1f MB, %.0f MB/s\n", median,
                static_cast<unsigned long long>(count.rows), static_cast<unsigned long long>(count.cells),
                static_cast<double>(count.octets) / 1e6, static_cast<double>(unpacked.octets) / 1e6,
                static_cast<double>(unpacked.octets) / 1e6 / median);
  }
  return 0;
}
