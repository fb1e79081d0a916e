// What the gate is told of a check sheet and of a finding. See rules/facts.h.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "rules/check_sheet.h"

namespace sekisho::rules {

struct SheetLineFacts {
  std::string line;                   // "C-6b"
  std::optional<SheetAnswer> answer;  // none yet
  bool explained = false;             // the text says something
  bool accepted = false;              // the town has looked at it and marked it
  bool differs = false;               // from what the system saw
  bool finding = false;               // there is one for it: open, or from this round
};

struct Sheet {
  SheetState state = SheetState::draft;
  std::vector<SheetLineFacts> lines;   // every line of its form
  bool contact = false;                // whom to call in an incident is on file
  std::vector<std::string> answerers;  // persons who answered or submitted it
};

struct FindingFacts {
  FindingState state = FindingState::opened;
  bool reported = false;  // the contractor has answered the newest demand
};

}  // namespace sekisho::rules
