// Inspects a file in a process of its own that can do nothing but read it: no files, no network, no other
// process, bounded memory and time. It may die without harm: that is a report, too. Why: docs/adr/0024.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <stop_token>
#include <string_view>

#include "base/random_source.h"
#include "inspect/inspection.h"

namespace sekisho::sandbox {

struct ExaminerOptions {
  std::filesystem::path program = "/proc/self/exe";  // answers to "inspect-worker" with run_worker()
  std::uint64_t memory = std::uint64_t{256} << 20;   // bytes of one worker, beside datasets and program
  std::filesystem::path spill_folder;                // for unlinked, encrypted files; "": that of the system
  std::uint64_t spill_bytes = std::uint64_t{1} << 36;  // most of one worker there
  std::chrono::milliseconds grace{10'000};             // after walk.limits.time the worker is killed
};

// Immutable and thread-safe: any number of files at once, a process each.
class Examiner {
 public:
  explicit Examiner(ExaminerOptions options = {});

  // Like inspect::inspect; options.walk.spill is not used. What `source` gives is read in the calling thread
  // and shared by memory only; a DescriptorSource that is open for reading alone is handed over. Whatever the
  // worker does is a report: where it ended before its answer, verdict `unreadable` (or `production_data`,
  // where somebody was found before) with the remark `crashed`, `out_of_time` or `too_large`. Errors: the
  // source's own; unavailable when `stop` was asked for (the worker is killed at once) or no process can be
  // started; io.
  Result<inspect::Report> examine(RandomSource& source, std::string_view name,
                                  std::span<const std::shared_ptr<const inspect::Dataset>> datasets,
                                  const inspect::InspectionOptions& options,
                                  inspect::InspectionProgress& progress, std::stop_token stop = {}) const;

 private:
  ExaminerOptions options_;
};

}  // namespace sekisho::sandbox
