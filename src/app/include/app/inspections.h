// The inspection job: reads what arrived through its seal, compares it with the town's datasets, and records
// what it found. Fails closed: what cannot be read is not clean. One thread of its own; methods are
// thread-safe.
//
// A content is inspected when it has arrived; again when its applicant gives a password or asks for it; and
// again, in the background, when a dataset has changed and the content is still held for an application that
// has not ended. Indexes stay in memory while there is work.
#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <stop_token>
#include <string>
#include <thread>

#include "app/api_inspection.h"
#include "app/api_passages.h"
#include "app/parts.h"
#include "app/passages.h"
#include "app/viewer.h"

namespace sekisho::app {

class Inspections final : public InspectionProgress {
 public:
  using Log = std::function<void(const std::string&)>;  // never a personal value
  Inspections(Parts parts, Log log);
  ~Inspections() override;  // stops; what was not inspected waits for the next start

  void start();                              // with everything that waits
  void enqueue(const std::string& content);  // returns at once
  void stop();
  std::optional<InspectionAt> at(const std::string& content) const override;

  // Another inspection of what the application holds; until it has ended the gate waits. The password is in
  // memory until it was used, and nowhere else.
  Result<Answer> again(const Viewer& viewer, const std::string& key, const std::string& passage,
                       const api::ReinspectionInput& input);
  // Ends the inspection that waits or goes on: what was not seen by then counts as not seen.
  Result<Answer> end(const Viewer& viewer, const std::string& key, const std::string& passage);
  // A dataset was imported or removed: what is still held is inspected again.
  void dataset_changed(const std::string& name);

  // `sekisho register import` may put an index beside the database while the server runs or not: this takes
  // it over as the dataset 住民基本台帳. Every inspection asks first.
  Result<void> notice_register();

 private:
  struct Job;
  void run(const std::stop_token& stop);
  void enqueue_changed(const std::string& reason);
  Result<void> inspect(const Job& job, const std::stop_token& stop);

  Parts parts_;
  Log log_;
  mutable std::mutex lock_;
  std::condition_variable_any wake_;
  std::mutex noticing_;
  std::filesystem::file_time_type noticed_{};  // of a register's index that was looked at
  std::deque<Job> arrived_, changed_;          // what arrived goes first
  std::map<std::string, InspectionAt> progress_;
  std::map<std::string, std::string> passwords_;  // by content; wiped when used
  std::string running_;                           // the content, while one is inspected
  std::stop_source ending_;                       // of that one
  std::atomic<std::uint64_t> changes_ = 0;        // of datasets, since the start
  std::unique_ptr<class LoadedDatasets> loaded_;
  std::jthread thread_;
};

}  // namespace sekisho::app
