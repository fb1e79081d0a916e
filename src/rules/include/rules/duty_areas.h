// Applications and visits of controlled areas that owe something, as the duties read them (one row of the
// state each). See rules/duty.h.
#pragma once

#include <string>

#include "base/time.h"
#include "rules/vocabulary_areas.h"

namespace sekisho::rules {

struct OpenEntry {  // an application to enter or to bring something in that nobody has decided
  std::string id;
  std::string section;  // of the area
  std::string applicant_person;
  Instant submitted_at{};
  Instant from{};
};

struct OpenVisit {  // somebody inside, or a visit that must be looked at
  std::string id;
  std::string section;
  std::string person;
  VisitState state = VisitState::inside;
  ReviewState review = ReviewState::none;
  Instant until{};
  Instant entered_at{};
};

}  // namespace sekisho::rules
