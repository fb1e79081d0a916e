// A contract that is to be audited, and an audit that is under way, as the duties read them (one row of the
// state each). See rules/duty.h.
#pragma once

#include <string>

#include "base/time.h"
#include "rules/vocabulary.h"

namespace sekisho::rules {

// A contract that handles important data, and no audit of it is planned.
struct AuditOwed {
  std::string engagement;
  std::string section;
  Day since{};  // its first day, or the day on which the last audit was held
  Day ends{};
};

struct OpenAudit {  // planned or accepted
  std::string id;
  std::string section;
  std::string contractor;
  AuditState state = AuditState::planned;
  Day planned_on{};
  Day answer_by{};
};

}  // namespace sekisho::rules
