// The shapes of the API for what is owed, for handing it on, and for being told of it. See app/api.h.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <string>
#include <vector>

#include "app/api_common.h"
#include "rules/duty_owing.h"

namespace sekisho::app::api {

struct DutyRow {
  rules::DutyKind kind = rules::DutyKind::decide_application;
  std::string subject, due, about, text, todo;  // about: the purpose of what the duty comes from
  std::string owed_by;                          // role, section, firm; never a person's name
  std::vector<std::string> clauses;
  bool overdue = false;
  std::int64_t days_left = 0;
  rules::Reach reach = rules::Reach::none;  // how it reaches this viewer; none in lists of section and town
  std::string delegation, given_by, taken_by;  // the delegation that moves it; names
  bool may_delegate = false;
};
struct DutyCount {
  rules::DutyKind kind = rules::DutyKind::decide_application;
  std::int64_t count = 0;
};
struct DutyDay {
  std::string day;
  std::int64_t count = 0;
  std::vector<DutyCount> kinds;
};
// Days without a duty are left out. overdue: due before today, on whatever day.
struct DutyDays {
  std::string today;
  std::vector<DutyDay> days;
  std::int64_t overdue = 0;
};

struct DelegationInput {
  std::string taker;          // a person
  std::string kind, subject;  // of one duty; both "": all
  std::string starts, ends, reason;
};
struct DelegationView {
  std::string id;
  PersonView giver, taker;
  std::string kind, about, starts, ends, reason;
  bool given = false;  // by this viewer; otherwise to this viewer
};

#define D BOOST_DESCRIBE_STRUCT
D(DutyRow, (),
  (kind, subject, due, about, text, todo, owed_by, clauses, overdue, days_left, reach, delegation, given_by,
   taken_by, may_delegate))
D(DutyCount, (), (kind, count))
D(DutyDay, (), (day, count, kinds))
D(DutyDays, (), (today, days, overdue))
D(DelegationInput, (), (taker, kind, subject, starts, ends, reason))
D(DelegationView, (), (id, giver, taker, kind, about, starts, ends, reason, given))
#undef D

}  // namespace sekisho::app::api
