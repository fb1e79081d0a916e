// A custody that may owe something, as the duties read it (one row of the state). See rules/duty.h.
#pragma once

#include <optional>
#include <string>

#include "base/time.h"
#include "rules/vocabulary.h"

namespace sekisho::rules {

struct OpenCustody {
  std::string id;
  std::string passage;
  CustodyState state = CustodyState::held;
  std::string holder_person;
  std::string holder_contractor;
  std::string section;
  Day due{};
  std::optional<Day> return_declared_on;
};

}  // namespace sekisho::rules
