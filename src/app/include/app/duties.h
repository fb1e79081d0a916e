// やること: what is owed, by whom, by when; and handing it to somebody else for a while. Whom a duty reaches
// is decided in rules/duty_owing.h. Thread-safe. Errors: forbidden (field "who"), invalid_input with the
// field's name, not_found.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/api_duties.h"
#include "app/parts.h"
#include "app/viewer.h"

namespace sekisho::app {

class DutyBoard;
struct DigestLine;
struct OwedList;

enum class DutiesOf { mine, section, town };
BOOST_DESCRIBE_ENUM(DutiesOf, mine, section, town)

struct DutyFilter {
  DutiesOf who = DutiesOf::mine;
  std::optional<Day> since, until;  // due on these days or between them
  std::optional<rules::DutyKind> kind;
  std::string after;
  std::int64_t limit = 50;
};

class Duties {
 public:
  // `escalate_after`: days overdue after which a duty also reaches the next role above, and so on; 0: never.
  Duties(Parts parts, int escalate_after);
  ~Duties();
  Duties(const Duties&) = delete;
  Duties& operator=(const Duties&) = delete;

  // What is owed, a breach before all, then overdue, then by day: by the viewer; of the viewer's section, for
  // its manager; of the town, for who sees all of it.
  Result<api::Page<api::DutyRow>> list(const Viewer& viewer, const DutyFilter& filter) const;
  Result<api::DutyDays> days(const Viewer& viewer, DutiesOf who, Day since, Day until) const;
  // The viewer's own as a calendar file: no names, no addresses, nothing that people wrote. The 1,000 most
  // urgent.
  std::string calendar(const Viewer& viewer) const;

  // For other counters, in a snapshot of theirs: the viewer's own rows, most urgent first, and how many there
  // are in all; the number of each kind in the town.
  struct Mine {
    std::vector<api::DutyRow> rows;
    std::size_t all = 0, overdue = 0;
  };
  Mine mine(store::Connection& snapshot, const Viewer& viewer, std::size_t most) const;
  // Reads all of the town's duties, so that the first who asks after the start or after midnight does not
  // wait.
  void tend();
  std::map<rules::DutyKind, std::int64_t> open(store::Connection& snapshot) const;
  // What a person is to be told by mail, whatever accounts they have, by the day: what they have handed on
  // only once it is overdue.
  std::vector<DigestLine> digest(store::Connection& snapshot, const std::string& person) const;

  Result<Answer> delegate(const Viewer& viewer, const std::string& key, const api::DelegationInput& input);
  Result<Answer> end_delegation(const Viewer& viewer, const std::string& key, const std::string& id);
  std::vector<api::DelegationView> delegations(const Viewer& viewer) const;  // given and taken, not yet over
  // Who could take one duty over, or, without a kind, all that the viewer owes.
  Result<std::vector<api::PersonView>> takers(const Viewer& viewer, const std::string& kind,
                                              const std::string& subject) const;

 private:
  OwedList owed(store::Connection& snapshot, const Viewer& viewer, DutiesOf who) const;
  std::vector<api::DutyRow> rows(store::Connection& snapshot, const OwedList& list, std::size_t most) const;

  Parts parts_;
  int escalate_after_;
  std::unique_ptr<DutyBoard> board_;
};

}  // namespace sekisho::app
