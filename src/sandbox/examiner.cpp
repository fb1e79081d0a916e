#include "sandbox/examiner.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "cell.h"
#include "early_end.h"
#include "inspect/report_json.h"

namespace sekisho::sandbox {
namespace {

class Spill {
 public:
  explicit Spill(const std::filesystem::path& folder) {
    descriptor_ = ::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (descriptor_ >= 0) return;
    std::string path = (folder / ".sekisho-inspect-XXXXXX").string();  // a file system without nameless files
    descriptor_ = ::mkostemp(path.data(), O_CLOEXEC);
    if (descriptor_ >= 0) ::unlink(path.c_str());
  }
  ~Spill() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  Spill(const Spill&) = delete;
  Spill& operator=(const Spill&) = delete;
  int descriptor() const { return descriptor_; }

 private:
  int descriptor_ = -1;
};

// The descriptor of a regular file that can be read and nothing else.
int plain_file(RandomSource& source) {
  const auto* file = dynamic_cast<const DescriptorSource*>(&source);
  if (file == nullptr) return -1;
  const int flags = ::fcntl(file->descriptor(), F_GETFL);
  struct stat status{};
  const bool plain = flags >= 0 && (flags & O_ACCMODE) == O_RDONLY &&
                     ::fstat(file->descriptor(), &status) == 0 && S_ISREG(status.st_mode);
  return plain ? file->descriptor() : -1;
}

// Read-only doors to the datasets: what a broken worker could write into one, all other workers would read.
class Doors {
 public:
  Doors() = default;
  ~Doors() {
    for (const int descriptor : descriptors_) ::close(descriptor);
  }
  Doors(const Doors&) = delete;
  Doors& operator=(const Doors&) = delete;
  Result<void> add(int descriptor) {
    const std::string path = "/proc/self/fd/" + std::to_string(descriptor);
    const int door = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (door < 0)
      return fail(ErrorCode::io, "検査を始められませんでした。",
                  std::string("a dataset in memory: ") + std::strerror(errno));
    descriptors_.push_back(door);
    return {};
  }
  std::span<const int> descriptors() const { return descriptors_; }

 private:
  std::vector<int> descriptors_;
};

class Passed final : public Listener {
 public:
  explicit Passed(inspect::InspectionProgress& progress) : progress_(progress) {}
  void at(const Standing& now) override { progress_.at(now.read, now.size, now.units); }

 private:
  inspect::InspectionProgress& progress_;
};

}  // namespace

Examiner::Examiner(ExaminerOptions options) : options_(std::move(options)) {
  if (options_.spill_folder.empty()) options_.spill_folder = std::filesystem::temp_directory_path();
}

Result<inspect::Report> Examiner::examine(RandomSource& source, std::string_view name,
                                          std::span<const std::shared_ptr<const inspect::Dataset>> datasets,
                                          const inspect::InspectionOptions& options,
                                          inspect::InspectionProgress& progress, std::stop_token stop) const {
  const auto begun = std::chrono::steady_clock::now();
  Order order;
  order.name = name;
  order.size = source.size();
  order.memory = options_.memory;
  order.spill_bytes = options_.spill_bytes;
  const std::chrono::milliseconds time = options.walk.limits.time + options_.grace;
  order.cpu_seconds = static_cast<std::uint64_t>(std::chrono::ceil<std::chrono::seconds>(time).count());
  Doors doors;
  for (const auto& dataset : datasets) {
    SEKISHO_CHECK(doors.add(dataset->descriptor()));
    OrderedDataset& ordered = order.datasets.emplace_back();
    ordered.id = dataset->name().id;
    ordered.name = dataset->name().name;
    ordered.size = dataset->size();
    std::ranges::copy(dataset->hash_key(), ordered.hash_key.begin());
  }
  const Spill spill(options_.spill_folder);
  order.options = options;
  if (options.rules) {
    SEKISHO_TRY(order.rules, options.rules->save());
  }

  Passed passed(progress);
  const Assignment assignment{options_.program, doors.descriptors(), plain_file(source), spill.descriptor(),
                              time};
  SEKISHO_TRY(Outcome outcome, employ(assignment, order, source, passed, std::move(stop)));
  Result<inspect::Report> report = inspect::Report();
  if (outcome.end == Outcome::End::answered) {
    report = inspect::report_from_json(outcome.answer);
    if (!report || !believable(*report, order.datasets)) {
      outcome.end = Outcome::End::crashed;
      outcome.detail = "wrong answer";
    }
  }
  if (outcome.end != Outcome::End::answered) report = early_end(outcome, name, source.size(), order.datasets);
  report->compared.clear();
  for (const OrderedDataset& dataset : order.datasets) report->compared.push_back(dataset.id);
  report->milliseconds =
      std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begun).count();
  return *std::move(report);
}

}  // namespace sekisho::sandbox
