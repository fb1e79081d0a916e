// The check sheet of sample.h, and who passes with it.
#pragma once

#include <optional>

#include "gate/sample_people.h"

namespace sekisho::rules::sample {

inline Sheet sheet() {
  return {SheetState::submitted,
          {{"C-1", SheetAnswer::yes, false, true, false, false},
           {"C-8", SheetAnswer::not_applicable, true, true, false, false},
           {"C-10", SheetAnswer::no, true, true, true, true}},
          true,
          {"wkr_submanager"}};
}

inline std::optional<Actor> actor_of_sheet(Act act) {
  switch (act) {
    case Act::review_sheet:
    case Act::confirm_sheet:
    case Act::open_finding:
    case Act::demand_improvement:
    case Act::close_finding:
      return officer("manager", Role::section_manager);
    case Act::answer_sheet:
    case Act::submit_sheet:
    case Act::report_improvement:
      return contractor_person("submanager", Role::contractor_manager, sub);
    case Act::change_sheet_lines:
      return officer("supervisor", Role::supervising_officer);
    default:
      return std::nullopt;
  }
}

}  // namespace sekisho::rules::sample
