// Rosters and their people as they are read, shared by the counters that act on them and show them. A fixed
// number of statements, however many people are on a roster.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "app/api_rosters.h"
#include "app/viewer.h"
#include "base/error.h"
#include "base/time.h"
#include "store/records.h"
#include "store/sql.h"

namespace sekisho::app {

// The newest that was submitted, refused or not.
std::optional<store::Roster> newest_roster(store::Connection& connection, const std::string& engagement,
                                           const std::string& contractor);
// Newest, and neither confirmed nor refused.
bool waits(const store::Roster& roster);
// The last day on which the check of the roster's people counts: a year after they were last confirmed
// (R-2e). None: it was never confirmed.
std::optional<Day> people_confirmed_until(const store::Roster& roster);

// Only if this viewer may see who is on it: the town where it sees the contract, a firm its own.
Result<store::Roster> visible_roster(store::Connection& connection, const Viewer& viewer,
                                     const std::string& id);
bool sees_people_of(const Viewer& viewer, const std::string& contractor);

using Members = std::map<std::string, store::RosterMember>;  // by worker
Members members_of(store::Connection& connection, const std::string& roster);

// Everybody on `roster` as people see them, and those who were on `before` and are not on it. By name.
std::vector<api::RosterPersonView> people_of(store::Connection& connection, const store::Roster& roster,
                                             const std::optional<store::Roster>& before, Day today);
// Those of these people who are on another firm-and-contract's newest roster.
std::vector<std::string> on_other_rosters(store::Connection& connection, const std::string& engagement,
                                          const std::string& contractor);

// What a text of people may not be: something that looks like an individual number (12 digits, however
// written). It is refused before it is stored anywhere.
bool looks_like_individual_number(std::string_view text);

// Who a submitted list means: registered people by id or by name and reading, the others new.
struct Resolved {
  std::vector<api::RosterPerson> people;     // in order; worker empty: new
  std::vector<api::ImportProblem> problems;  // row: the place in the list, from 1
  std::vector<std::string> other_employers;  // named for somebody
};
Resolved resolve_people(store::Connection& connection, const store::Engagement& engagement,
                        const std::string& contractor, const std::vector<api::RosterPerson>& people);

}  // namespace sekisho::app
