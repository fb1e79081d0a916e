// A firm of an engagement with its newest check sheet, and a finding that is not closed, as the duties read
// them. See rules/duty.h.
#pragma once

#include <optional>
#include <string>

#include "base/time.h"
#include "rules/check_sheet.h"

namespace sekisho::rules {

struct SheetOwed {
  std::string subject;  // the newest sheet; where there is none yet the engagement (prime) or sub-contract
  std::string section, contractor;
  Day first_due{};                  // of the first sheet: contract time, or after the tier was applied for
  Day ends{};                       // of the engagement
  std::optional<SheetState> state;  // of the newest sheet; none yet
  Day since{};                      // when it was submitted or sent back
  std::optional<Day> valid_until;   // of the newest that was confirmed
};

struct FindingOwed {
  std::string id, section, contractor;
  FindingState state = FindingState::opened;
  Day since{};  // opened, or reported
  Day due{};    // of the demand
};

}  // namespace sekisho::rules
