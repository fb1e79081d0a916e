// What the files of this folder, one a subject, make duties with.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "rules/duty.h"

namespace sekisho::rules {

// A subject that owes: the kinds of its duties, and what makes them from the state.
struct DutySubject {
  std::vector<DutyInfo> kinds;
  void (*add)(const DutyState& state, Day today, std::vector<Duty>& out);
};
DutySubject passage_duties();
DutySubject custody_duties();
DutySubject roster_duties();
DutySubject contract_duties();
DutySubject training_duties();
DutySubject report_duties();
DutySubject sheet_duties();
DutySubject disposal_duties();
DutySubject area_duties();
DutySubject breach_duties();
DutySubject audit_duties();

// A duty with its clauses and its day; who owes it is left to fill in.
Duty make(DutyKind kind, const std::string& subject, Day due, Day today);
// "X。期限は…です。" / "X。期限は…で、n日過ぎています。": the same sentence for all kinds, so that lists read
// alike. To be called when `due` stands.
void say(Duty& duty, std::string_view what_ja, std::string_view what_en, std::string_view todo_ja,
         std::string_view todo_en);

}  // namespace sekisho::rules
