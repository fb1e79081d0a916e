// Many contractors, engagements or workers at once, from xlsx or CSV: the file is read into memory, its
// columns are mapped, a dry run names every problem by row and column, and then all of it is registered
// through the one door, or nothing. Thread-safe; dry runs and imports go on in a thread of their own.
//
// The file is never on the disk. It is forgotten when its owner chooses another, an hour after the last use,
// and when the server stops; what was not imported by then is chosen again.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "app/api_imports.h"
#include "app/parts.h"
#include "app/viewer.h"

namespace sekisho::app {

class Imports {
 public:
  static constexpr std::size_t most_bytes = 24 * 1024 * 1024;
  static constexpr std::int64_t most_rows = 100'000;

  using Log = std::function<void(const std::string&)>;  // never a personal value
  Imports(Parts parts, Log log);
  ~Imports();

  void start();
  void stop();  // ends the import that is going on (nothing of it is written), and forgets all files
  void tend();  // forgets files that nobody has used for an hour

  std::vector<api::ImportKindView> kinds(const Viewer& viewer) const;

  // One file for each account: a new one takes the place of the last. Errors: forbidden, those of
  // report::read_table (with line and column), unavailable (too many people at it).
  Result<api::ImportView> upload(const Viewer& viewer, api::RecordKind kind, const std::string& file_name,
                                 ByteView file);
  Result<api::ImportView> view(const Viewer& viewer, const std::string& id) const;
  // Begins a dry run. Errors: conflict (busy, or already imported), invalid_input (a column twice, or not
  // there).
  Result<api::ImportView> check(const Viewer& viewer, const std::string& id,
                                const api::ImportMapping& mapping);
  // Begins the import; `key` is the command's idempotency key. Error: conflict where the dry run does not
  // allow it.
  Result<api::ImportView> run(const Viewer& viewer, const std::string& key, const std::string& id);
  Result<void> discard(const Viewer& viewer, const std::string& id);

 private:
  struct Job;
  using JobPtr = std::shared_ptr<Job>;
  struct Task {
    JobPtr job;
    Viewer viewer;
    std::string key;  // empty: a dry run
  };

  Result<JobPtr> find(const Viewer& viewer, const std::string& id) const;
  void enqueue(Task task);
  void work(const std::stop_token& stop);
  void dry_run(const Task& task, const std::stop_token& stop);
  void import(const Task& task, const std::stop_token& stop);
  std::function<bool(std::int64_t)> progress_of(const JobPtr& job, const std::stop_token& stop);

  Parts parts_;
  Log log_;
  mutable std::mutex lock_;  // of the jobs' fields, too
  std::condition_variable_any wake_;
  std::map<std::string, JobPtr> jobs_;
  std::deque<Task> tasks_;
  std::jthread thread_;
};

}  // namespace sekisho::app
