// Where the history of the demonstration town is played: people act through the counters, as they would on
// the pages.
//
// What goes otherwise than the history says is a fault of the program or of the machine, not of its user: it
// is thrown as Failed, and the command ends. For one thread.
#pragma once

#include <map>
#include <stdexcept>
#include <string>
#include <string_view>

#include "base/json.h"
#include "demo/clock.h"
#include "town.h"

namespace sekisho::cli::demo {

struct Failed : std::runtime_error {
  explicit Failed(Error e) : std::runtime_error(e.en), error(std::move(e)) {}
  Error error;
};

template <class T>
T must(Result<T> result) {
  if (!result) throw Failed(std::move(result).error());
  if constexpr (!std::is_void_v<T>) return *std::move(result);
}

class Stage {
 public:
  Stage(Town& town, HistoryClock& clock, Instant end) : town(town), clock_(clock), end_(end) {}

  Town& town;

  // ---- time, as seen from the day on which the town is made
  void day(int days_ago, int hour, int minute = 0);  // moved to the Friday before, where it is a weekend
  void before_end(std::chrono::minutes by) { clock_.to(end_ - by); }
  std::string date(int days_from_today) const {
    return format_day(day_in_japan(end_) + std::chrono::days(days_from_today));
  }
  Day today() const { return day_in_japan(end_); }
  Instant end() const { return end_; }

  // ---- acts
  std::string key();                                      // an idempotency key of its own
  std::string passed(const Result<app::Answer>& answer);  // the id of what was made
  void refused(const Result<app::Answer>& answer,
               std::string_view rule);  // stopped by this rule, and perhaps others
  const app::Viewer& who(const std::string& login) const { return people_.at(login); }
  const std::string& person(const std::string& login) const { return who(login).person; }
  std::string person_of(const std::string& name) const {  // of an account, or somebody without one
    const auto found = people_.find(name);
    return found == people_.end() ? things_.at(name) : found->second.person;
  }
  // An account, made by the administrator.
  void account(const std::string& login, app::Viewer viewer);
  void know(const std::string& login, app::Viewer viewer) { people_[login] = std::move(viewer); }

  // ---- what exists, by the names that the history gives
  std::string& operator[](const std::string& name) { return things_[name]; }
  const std::string& id(const std::string& name) const { return things_.at(name); }

  std::size_t stopped() const { return stopped_; }

 private:
  HistoryClock& clock_;
  Instant end_;
  std::map<std::string, app::Viewer> people_;
  std::map<std::string, std::string> things_;
  std::size_t acts_ = 0, stopped_ = 0;
};

}  // namespace sekisho::cli::demo
