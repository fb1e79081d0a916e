// Whom a duty reaches beside those who owe it: who took it over (delegation), and, when it is long overdue,
// the roles above (escalation). Neither gives a right: the gate knows nothing of them. Pure and thread-safe.
// See docs/adr/0019-duties.md.
#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <vector>

#include "rules/duty.h"

namespace sekisho::rules {

// What somebody handed to somebody else for some days: one duty (kind and subject), or all that they owe.
struct Delegation {
  std::string id;
  std::string giver, taker;      // persons
  std::optional<DutyKind> kind;  // empty: all
  std::string subject;
  Day starts{}, ends{};                    // both days count
  std::vector<Viewer> giver_as, taker_as;  // each person's open accounts
};

// Whether this person could do it in another's place: by a role that the duty asks for or one above it, for
// the same section or firm; never one of not_persons. What only the named person can do, nobody else can.
bool may_take(const Duty& duty, const Viewer& viewer);

// Whether the taker has a role of the giver's or one above it, for the same section or firm.
bool stands_in_for(const Viewer& taker, const Viewer& giver);

// Whether the delegation moves this duty on that day: its giver owes it, its taker may take it.
bool moves(const Delegation& delegation, const Duty& duty, Day today);

// The roles above that the duty reaches as well, the nearest first: one more after every `every` days
// overdue. 0 days: never. Those who are next (Duty::next) from the first day on, whatever `every` is.
std::vector<Role> escalated_to(const Duty& duty, int every);

enum class Reach { none, own, taken, escalated };
BOOST_DESCRIBE_ENUM(Reach, none, own, taken, escalated)

struct Reached {
  Reach how = Reach::none;
  const Delegation* delegation =
      nullptr;  // one of those given: `own` was handed on by it, `taken` came by it
};
Reached reached(const Duty& duty, const Viewer& viewer, const std::vector<Delegation>& delegations, Day today,
                int every);

}  // namespace sekisho::rules
