// Inspections in a process of their own say what inspections in this one say, and end as reports whatever
// happens.
#include "sandbox/examiner.h"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <thread>

#include "confine.h"
#include "inspect/dataset_import.h"
#include "inspect/report_json.h"
#include "inspect/synthetic_register.h"

namespace sekisho::sandbox {
namespace {

using namespace std::chrono_literals;
using inspect::Dataset;
using inspect::Report;
using inspect::Verdict;

struct Silent final : inspect::InspectionProgress {
  void at(std::uint64_t now, std::uint64_t, std::uint64_t found) override {
    read = now;
    units = found;
    if (at_first) at_first();
    at_first = nullptr;
  }
  std::uint64_t read = 0, units = 0;
  std::function<void()> at_first;
};

// Serves as a sealed object does: nobody but this process can read it.
class Sealed final : public RandomSource {
 public:
  explicit Sealed(ByteView bytes) : inner_(bytes) {}
  Result<std::size_t> read_at(std::uint64_t offset, std::span<std::uint8_t> out) override {
    reader = std::this_thread::get_id();
    std::this_thread::sleep_for(pause);
    return inner_.read_at(offset, out);
  }
  std::uint64_t size() const override { return inner_.size(); }
  std::thread::id reader;
  std::chrono::milliseconds pause{0};  // before each piece

 private:
  MemoryRandomSource inner_;
};

struct Town {
  std::string csv;
  std::vector<std::shared_ptr<const Dataset>> datasets;

  Town() {
    inspect::SyntheticOptions options;
    options.count = 2000;
    inspect::write_synthetic_csv(options, [this](std::string_view piece) {
      csv += piece;
      return true;
    });
    std::string path = (std::filesystem::temp_directory_path() / "sekisho-examiner-XXXXXX").string();
    ::close(::mkstemp(path.data()));
    MemoryRandomSource source(as_bytes(csv));
    const inspect::IndexKey key = inspect::IndexKey::random();
    const auto imported = inspect::import_dataset(source, {}, key, path);
    REQUIRE(imported);
    REQUIRE(imported->imported);
    auto dataset = Dataset::load(path, key, {"dts_1", "住民基本台帳"});
    REQUIRE(dataset);
    datasets.push_back(*std::move(dataset));
    std::filesystem::remove(path);
  }
};

ExaminerOptions options() {
  ExaminerOptions options;
  options.program = SEKISHO_SANDBOX_WORKER;
  return options;
}

Report examined(std::string_view content, std::string_view name, const Town& town,
                ExaminerOptions how = options(), const inspect::InspectionOptions& asked = {}) {
  Sealed source(as_bytes(content));
  Silent silent;
  auto report = Examiner(std::move(how)).examine(source, name, town.datasets, asked, silent);
  REQUIRE(report);
  return *std::move(report);
}

std::string without_time(Report report) {
  report.milliseconds = 0;
  return inspect::to_json_text(report);
}

}  // namespace

TEST_CASE("the confined report is the report") {
  const Town town;
  const std::string prose = "本日の会議では、窓口の混雑について話し合いました。\n";
  inspect::InspectionOptions asked;
  asked.sha256 = true;
  for (const std::string& content :
       {town.csv, prose, std::string(), std::string("\0\1\2\3", 4), town.csv + prose}) {
    Silent silent;
    MemoryRandomSource source(as_bytes(content));
    const auto here = inspect::inspect(source, "a.csv", town.datasets, asked, silent);
    REQUIRE(here);
    CHECK(without_time(examined(content, "a.csv", town, options(), asked)) == without_time(*here));
  }
  CHECK(examined(prose, "a.txt", town).verdict == Verdict::clean);
  const Report all = examined(town.csv, "a.csv", town);
  CHECK(all.verdict == Verdict::production_data);
  REQUIRE(all.datasets.size() == 1);
  CHECK(all.datasets[0].units == 2000);
  Silent silent;
  MemoryRandomSource source(as_bytes(prose));
  const auto with_nothing = Examiner(options()).examine(source, "a.txt", {}, {}, silent);
  REQUIRE(with_nothing);
  CHECK(with_nothing->verdict == Verdict::unreadable);
}

TEST_CASE("a source is read in the calling thread; a plain file is handed over") {
  const Town town;
  Sealed source(as_bytes(town.csv));
  Silent silent;
  REQUIRE(Examiner(options()).examine(source, "a.csv", town.datasets, {}, silent));
  CHECK(source.reader == std::this_thread::get_id());

  std::string path = (std::filesystem::temp_directory_path() / "sekisho-examiner-XXXXXX").string();
  const int writing = ::mkstemp(path.data());
  REQUIRE(::write(writing, town.csv.data(), town.csv.size()) == static_cast<ssize_t>(town.csv.size()));
  for (const int flags :
       {O_RDONLY, O_RDWR}) {  // one that could be written is not given away, and read all the same
    const int fd = ::open(path.c_str(), flags | O_CLOEXEC);
    DescriptorSource file(fd, town.csv.size());
    const auto report = Examiner(options()).examine(file, "a.csv", town.datasets, {}, silent);
    REQUIRE(report);
    CHECK(report->datasets.at(0).units == 2000);
    ::close(fd);
  }
  ::close(writing);
  std::filesystem::remove(path);
}

TEST_CASE("an end that was asked for; a program that is none of ours") {
  const Town town;
  std::string large;
  while (large.size() < 200'000'000) large += town.csv;
  Sealed source(as_bytes(large));
  Silent silent;
  std::stop_source stop;
  silent.at_first = [&] { stop.request_stop(); };
  const auto stopped =
      Examiner(options()).examine(source, "a.csv", town.datasets, {}, silent, stop.get_token());
  REQUIRE_FALSE(stopped);
  CHECK(stopped.error().code == ErrorCode::unavailable);

  ExaminerOptions other = options();
  other.program = "/bin/true";
  const Report none = examined(large, "a.csv", town, other);
  CHECK(none.verdict == Verdict::unreadable);
  CHECK(none.unseen.at(0).code == "crashed");
  CHECK(none.compared == std::vector<std::string>{"dts_1"});

  // Of the half hour three seconds are left; at the source's pace it takes more than that, on any machine.
  ExaminerOptions hasty = options();
  hasty.grace = -1'797'000ms;
  Sealed slow(as_bytes(large));
  slow.pause = 200ms;
  Silent unheard;
  const auto cut = Examiner(hasty).examine(slow, "a.csv", town.datasets, {}, unheard);
  REQUIRE(cut);
  const Report& late = *cut;
  CHECK(late.verdict == Verdict::production_data);
  CHECK_FALSE(late.complete);
  CHECK(late.unseen.at(0).code == "out_of_time");
  CHECK(late.unseen.at(0).path == "a.csv");
  CHECK(late.datasets.at(0).units > 0);
}

// Figures on demand: SEKISHO_MEASURE=1 sandbox_test -tc='examiner figures'
TEST_CASE("examiner figures" * doctest::skip(std::getenv("SEKISHO_MEASURE") == nullptr)) {
  const Town town;
  const auto milliseconds = [](auto begun) {
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begun).count();
  };
  const auto processor = [] {
    rusage used{};
    ::getrusage(RUSAGE_CHILDREN, &used);
    return static_cast<double>(used.ru_utime.tv_sec + used.ru_stime.tv_sec) * 1e3 +
           static_cast<double>(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e3;
  };
  const double before = processor();
  std::vector<double> small;
  for (int i = 0; i < 31; ++i) {
    const auto begun = std::chrono::steady_clock::now();
    (void)examined("氏名\n", "a.csv", town);
    small.push_back(milliseconds(begun));
  }
  std::ranges::sort(small);
  MESSAGE("a small file, median ms: " << small[15] << ", least " << small[0] << ", of the processor "
                                      << (processor() - before) / 31);
  std::string large;
  while (large.size() < 300'000'000) large += town.csv;
  for (int i = 0; i < 3; ++i) {
    const auto begun = std::chrono::steady_clock::now();
    (void)examined(large, "a.csv", town);
    const double confined = milliseconds(begun);
    Silent silent;
    MemoryRandomSource source(as_bytes(large));
    const auto again = std::chrono::steady_clock::now();
    REQUIRE(inspect::inspect(source, "a.csv", town.datasets, {}, silent));
    MESSAGE("300 MB of rows, ms: confined " << confined << ", in this process " << milliseconds(again));
  }
}

}  // namespace sekisho::sandbox
