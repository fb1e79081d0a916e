// All that a duty can come from, subject by subject; app reads it from the state (duty_rows.h).
#pragma once

#include <vector>

#include "rules/duty_custodies.h"
#include "rules/duty_passages.h"
#include "rules/duty_sheets.h"

namespace sekisho::rules {

struct DutyState {
  std::vector<OpenPassage> passages;
  std::vector<OpenCustody> custodies;
  std::vector<SheetOwed> sheets;
  std::vector<FindingOwed> findings;
};

}  // namespace sekisho::rules
