// What is owed for data in somebody's hands (custody).
#include <algorithm>

#include "duty/make.h"

namespace sekisho::rules {
namespace {

// How long people have. Days in Japan; the day a thing becomes due counts as in time.
constexpr std::chrono::days to_confirm_return{7};
constexpr std::chrono::days to_decide_copy{3};

Duty return_or_erase(const OpenCustody& c, Day today) {
  auto duty = make(DutyKind::return_or_erase, c.id, c.due, today);
  duty.person = c.holder_person;
  duty.roles = {Role::contractor_manager};
  duty.contractor = c.holder_contractor;
  duty.section = c.section;
  if (c.state == CustodyState::erasing) {
    say(duty, "データの消去が途中です", "The erasure has begun and is not complete",
        "消去の手続きをもう一度行い、終わらせてください。", "Carry out the erasure again to complete it.");
  } else {
    say(duty, "預かったデータを返却するか消去してください", "Data in custody must be returned or erased",
        "複製も含めて、データを返却または消去し、その手続きをしてください。",
        "Return or erase the data, copies included, and declare it.");
  }
  return duty;
}

Duty confirm_return(const OpenCustody& c, Day today) {
  // A declaration without its day must not lengthen the time: it falls back to the day of return itself.
  const Day due = c.return_declared_on ? *c.return_declared_on + to_confirm_return : c.due;
  auto duty = make(DutyKind::confirm_return, c.id, due, today);
  duty.roles = {Role::section_manager, Role::officer};
  duty.section = c.section;
  duty.not_persons = {c.holder_person};
  say(duty, "返却されたデータの確認が済んでいません", "A declared return waits to be confirmed",
      "返却されたデータと複製の有無を確かめ、返却を確認してください。",
      "Check what was returned and whether copies remain, and confirm it.");
  return duty;
}

Duty decide_copy(const OpenCopy& a, Day today) {
  auto duty = make(DutyKind::decide_copy, a.id, std::min(a.applied_on + to_decide_copy, a.until), today);
  duty.roles = {Role::section_manager, Role::department_officer, Role::supervising_officer, Role::ciso};
  duty.section = a.section;
  duty.not_persons = a.decided_by;
  duty.not_persons.push_back(a.applicant_person);
  say(duty, "複写・複製の申請が承認を待っています", "An application to copy waits for a decision",
      "目的・数・置く場所・対策を確かめ、承認するか、理由を書いて却下してください。",
      "Look at purpose, number, place and protection; approve it, or reject it with a reason.");
  return duty;
}

void add(const DutyState& state, Day today, std::vector<Duty>& out) {
  for (const auto& c : state.custodies) {
    switch (c.state) {
      case CustodyState::held:
      case CustodyState::erasing:
        out.push_back(return_or_erase(c, today));
        break;
      case CustodyState::return_declared:
        out.push_back(confirm_return(c, today));
        break;
      case CustodyState::returned:
      case CustodyState::erased:
        break;
    }
  }
  for (const auto& a : state.copies)
    if (today <= a.until) out.push_back(decide_copy(a, today));
}

}  // namespace

DutySubject custody_duties() {
  return {{{DutyKind::return_or_erase,
            {"C-10", "G-2-8-7e", "G-8.1-2-4c", "R-1e"},
            "返却または消去",
            "Return or erase",
            "受け取った本人"},
           {DutyKind::confirm_return, {"C-10", "G-2-8-7e"}, "返却の確認", "Confirm a return"},
           {DutyKind::decide_copy,
            {"C-7", "R-1b"},
            "複写・複製の申請の承認・却下",
            "Decide on an application to copy"}},
          &add};
}

}  // namespace sekisho::rules
