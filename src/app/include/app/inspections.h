// The inspection job: reads what arrived through its seal, compares it with the town's register, and records
// what it found. Fails closed: what cannot be read is not clean. One thread of its own; methods are
// thread-safe.
#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>

#include "app/parts.h"
#include "app/passages.h"

namespace sekisho::app {

class Inspections final : public InspectionProgress {
 public:
  using Log = std::function<void(const std::string&)>;  // never a personal value
  Inspections(Parts parts, Log log);
  ~Inspections() override;  // stops; what was not inspected waits for the next start

  void start();                              // with everything that waits
  void enqueue(const std::string& content);  // returns at once
  void stop();
  std::int64_t inspected(const std::string& content) const override;

  // `sekisho register import` replaces the index beside the server; this puts the new one into the ledger.
  // Every inspection asks first, so that the ledger says which register it was compared with.
  Result<void> notice_register();

 private:
  void run(const std::stop_token& stop);
  Result<void> inspect(const std::string& content, const std::stop_token& stop);

  Parts parts_;
  Log log_;
  mutable std::mutex lock_;
  std::condition_variable_any wake_;
  std::mutex noticing_;
  std::filesystem::file_time_type noticed_{};  // of the index that the ledger knows
  std::deque<std::string> waiting_;
  std::map<std::string, std::int64_t> progress_;
  std::jthread thread_;
};

}  // namespace sekisho::app
