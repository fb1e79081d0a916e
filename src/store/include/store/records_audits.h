// The state table of audits of contractors as a struct. See store/records.h.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <string>

#include "rules/vocabulary.h"

namespace sekisho::store {

struct Audit {
  std::string id, engagement, contractor, section;
  rules::AuditState state{};
  std::string title, scope;
  rules::AuditMethod method{};
  std::string planned_on, answer_by, planned_at, planned_by, changed_at;
  // what follows is "" until it has happened
  std::string answer, accepted_at, accepted_by;
  std::string held_on, attended, looked_at;
  rules::AuditOpinion opinion{};  // counts once it is reported
  std::string summary, reported_at, reported_by;
  std::string cancel_reason, cancelled_at, cancelled_by;
  std::int64_t end_entry = 0;
};

BOOST_DESCRIBE_STRUCT(Audit, (),
                      (id, engagement, contractor, section, state, title, scope, method, planned_on,
                       answer_by, planned_at, planned_by, changed_at, answer, accepted_at, accepted_by,
                       held_on, attended, looked_at, opinion, summary, reported_at, reported_by,
                       cancel_reason, cancelled_at, cancelled_by, end_entry))

}  // namespace sekisho::store
