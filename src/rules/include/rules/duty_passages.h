// A passage that may owe something, as the duties read it (one row of the state). See rules/duty.h.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "rules/vocabulary.h"

namespace sekisho::rules {

struct OpenPassage {
  std::string id;
  PassageState state = PassageState::draft;
  std::string section;           // of the asset: its approvers decide
  std::string recipient_person;  // owes the receipt after the first download
  std::string recipient_contractor;
  Instant submitted_at{};
  std::optional<Instant> first_download_at;
  bool approvals_open = false;
  std::vector<std::string> decided_by;  // persons who have decided already
  std::string applicant_person;
};

}  // namespace sekisho::rules
