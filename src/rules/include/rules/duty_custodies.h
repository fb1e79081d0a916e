// A custody that may owe something, an application to copy what is held, and a medium to be disposed of, as
// the duties read them (one row of the state each). See rules/duty.h.
#pragma once

#include <optional>
#include <string>
#include <vector>

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

struct OpenCopy {  // an application to copy that nobody has decided, of data that is still held
  std::string id;
  std::string section;
  std::string applicant_person;
  std::vector<std::string> decided_by;  // people who have approved so far
  Day applied_on{};
  Day until{};  // there is nothing to decide any more after this day
};

struct OpenDisposal {  // a medium to be disposed of, not confirmed yet
  std::string id;
  std::string section;
  std::string contractor;
  DisposalState state = DisposalState::instructed;
  Day due{};
  Day since{};  // certified, or sent back
};

}  // namespace sekisho::rules
