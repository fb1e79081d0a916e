// What the lists of duties are made of. See app/duties.h.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "app/viewer.h"
#include "duty_board.h"
#include "rules/duty_owing.h"
#include "store/sql.h"

namespace sekisho::app {

// Duties with how each reaches whoever asked; the lists and delegations that they point into live as long.
struct OwedList {
  struct One {
    const rules::Duty* duty = nullptr;
    const Names* names = nullptr;  // of its list: may be empty
    rules::Reached reached;
  };
  std::vector<DutyBoard::List> lists;
  std::unique_ptr<std::vector<rules::Delegation>> delegations;
  std::vector<One> owed;  // the most urgent first, as far as sort() went
  Day today{};
};

inline rules::Viewer asks(const Viewer& v) { return {v.person, v.roles, v.side, v.section, v.contractor}; }

// Those that count on that day: to or from this person, or, with "", all of the town. At most two statements.
std::vector<rules::Delegation> read_delegations(store::Connection& connection, const std::string& person,
                                                Day today);
// Each open account of these persons, as it asks. One statement.
std::unordered_map<std::string, std::vector<rules::Viewer>> accounts_of(
    store::Connection& connection, const std::vector<std::string>& persons);
// What ids are called. A statement for each 256 of them.
Names names_of(store::Connection& connection, const std::vector<const rules::Duty*>& duties);
Names person_names(store::Connection& connection, const std::vector<std::string>& persons);
// Role, section, firm; never a name.
// The id of what it is about: a subject may name a part of it behind a point.
std::string thing_of(const rules::Duty& duty);
std::string owed_by(const rules::Duty& duty, const Names& names);

}  // namespace sekisho::app
