#include "inspect_jobs.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>

#include "antivirus/remark.h"
#include "plain_file.h"
#include "terminal.h"

namespace sekisho::cli {
namespace {

// How far all of the files are, in one line.
class Overall {
 public:
  explicit Overall(std::size_t files) : files_(files) {}
  void began(std::uint64_t size) { size_ += size; }
  void moved(std::uint64_t more_read, std::uint64_t more_units) {
    read_ += more_read;
    units_ += more_units;
    const std::lock_guard lock(mutex_);
    const double mib = 1 << 20;
    line_.show(fmt::format("検査中 {}/{} ファイル  {:.0f} / {:.0f} MiB  見つかったもの {}", done_.load(),
                           files_, static_cast<double>(read_.load()) / mib,
                           static_cast<double>(size_.load()) / mib, units_.load()));
  }
  void ended() { ++done_; }
  // Nothing is shown while `write` writes.
  void quietly(const std::function<void()>& write) {
    const std::lock_guard lock(mutex_);
    line_.clear();
    write();
  }

 private:
  std::size_t files_;
  std::atomic<std::uint64_t> size_ = 0, read_ = 0, units_ = 0;
  std::atomic<std::size_t> done_ = 0;
  std::mutex mutex_;
  ProgressLine line_;
};

class One final : public inspect::InspectionProgress {
 public:
  explicit One(Overall& all) : all_(all) {}
  void at(std::uint64_t read, std::uint64_t, std::uint64_t units) override {
    all_.moved(read - std::min(read, read_), units - std::min(units, units_));
    read_ = std::max(read, read_);
    units_ = std::max(units, units_);
  }

 private:
  Overall& all_;
  std::uint64_t read_ = 0, units_ = 0;
};

Result<inspect::Report> inspect_one(const InspectJobs& jobs, const sandbox::Examiner& examiner,
                                    const std::string& path, Overall& all) {
  SEKISHO_TRY(const PlainFile file, PlainFile::open(path));
  all.began(file.size());
  const std::string name = path == "-" ? "" : std::filesystem::path(path).filename().string();
  One progress(all);
  // The scanner reads the same file while it is inspected.
  std::optional<Result<antivirus::Verdict>> scanned;
  std::optional<std::jthread> scanning;
  if (jobs.scanner)
    scanning.emplace([&](const std::stop_token& stop) {
      DescriptorSource source = file.source();
      RangeSource bytes(source, 0, file.size());
      scanned = jobs.scanner->scan(bytes, stop);
    });
  DescriptorSource source = file.source();
  auto report = examiner.examine(source, name, jobs.datasets, jobs.options, progress);
  if (scanning) scanning->join();
  if (report && scanned) antivirus::add(*scanned, name, *report);
  progress.at(file.size(), file.size(), 0);
  return report;
}

}  // namespace

void inspect_all(const InspectJobs& jobs, const sandbox::Examiner& examiner,
                 const std::function<void(const std::string&, const Result<inspect::Report>&)>& done) {
  Overall all(jobs.files.size());
  std::atomic<std::size_t> next = 0;
  std::mutex mutex;
  std::condition_variable changed;
  std::map<std::size_t, Result<inspect::Report>> ready;
  std::vector<std::jthread> threads;
  const std::size_t at_once = std::min<std::size_t>(std::max(jobs.at_once, 1u), jobs.files.size());
  for (std::size_t i = 0; i < at_once; ++i)
    threads.emplace_back([&] {
      for (std::size_t mine; (mine = next++) < jobs.files.size();) {
        auto report = inspect_one(jobs, examiner, jobs.files[mine], all);
        all.ended();
        const std::lock_guard lock(mutex);
        ready.emplace(mine, std::move(report));
        changed.notify_one();
      }
    });
  for (std::size_t i = 0; i < jobs.files.size(); ++i) {
    std::unique_lock lock(mutex);
    changed.wait(lock, [&] { return ready.contains(i); });
    const auto report = std::move(ready.extract(i).mapped());
    lock.unlock();
    all.quietly([&] { done(jobs.files[i], report); });
  }
}

}  // namespace sekisho::cli
