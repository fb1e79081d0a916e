// All duties of the town, kept in memory between requests: reading all that a town's duties come from takes
// long where there are thousands of contracts, and most requests change none of it.
//
// What is kept of a subject holds while the tables that its reader asked stay as they are
// (Database::changed_at) and the day is the same; then it is exactly what reading anew would give. Where
// reading a subject of the whole town takes longer than `long_reading`, whoever asks for the whole town may
// get what is up to twenty times as old as that took, at most `oldest`: else somebody's every act would cost
// everybody that time. Lists of a section, a firm or a person are always exact. Thread-safe.
#pragma once

#include <chrono>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "duty_rows.h"
#include "rules/duty.h"
#include "store/database.h"

namespace sekisho::app {

using Names = std::unordered_map<std::string, std::string>;  // of ids

class DutyBoard {
 public:
  struct Subject {
    std::vector<rules::Duty> duties;
    Names names;  // of what they are about, and of whose they are; empty where one scope alone was read
  };
  using List = std::shared_ptr<const Subject>;

  static constexpr std::chrono::milliseconds long_reading{50};
  static constexpr std::chrono::seconds oldest{5};

  DutyBoard(const store::Database& database, const Clock& clock);
  ~DutyBoard();
  DutyBoard(const DutyBoard&) = delete;
  DutyBoard& operator=(const DutyBoard&) = delete;

  // Of the whole town as `snapshot` has it, one list a subject; reads what has changed.
  std::vector<List> town(store::Connection& snapshot, Day today) const;
  // The same where it is known; what is not is read for this scope alone, and not kept. So a list may hold
  // more than the scope.
  std::vector<List> scope(store::Connection& snapshot, const DutyScope& scope) const;

 private:
  struct Kept;
  bool holds(const Kept& kept, std::int64_t size, Day today) const;
  bool holds_for_now(const Kept& kept, Day today) const;

  const store::Database& database_;
  const Clock& clock_;
  mutable std::vector<std::unique_ptr<Kept>> kept_;  // as duty_readers()
};

}  // namespace sekisho::app
