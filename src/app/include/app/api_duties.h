// The shapes of the API for what is owed. See app/api.h.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <string>
#include <vector>

#include "rules/duty.h"

namespace sekisho::app::api {

struct DutyRow {
  rules::DutyKind kind = rules::DutyKind::decide_application;
  std::string subject, due, about, text, todo;  // about: the purpose of what the duty comes from
  std::string owed_by;                          // role, section, firm; never a person's name
  std::vector<std::string> clauses;
  bool overdue = false;
  std::int64_t days_left = 0;
};

BOOST_DESCRIBE_STRUCT(DutyRow, (),
                      (kind, subject, due, about, text, todo, owed_by, clauses, overdue, days_left))

}  // namespace sekisho::app::api
