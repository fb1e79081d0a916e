// What is owed for an application (passage).
#include "duty/make.h"

namespace sekisho::rules {
namespace {

// How long people have. Days in Japan; the day a thing becomes due counts as in time.
constexpr std::chrono::days to_decide{3};
constexpr std::chrono::days to_give_receipt{1};

Duty decide_application(const OpenPassage& p, Day today) {
  auto duty = make(DutyKind::decide_application, p.id, day_in_japan(p.submitted_at) + to_decide, today);
  duty.roles = {Role::section_manager, Role::department_officer, Role::supervising_officer, Role::ciso};
  duty.section = p.section;
  duty.not_persons = p.decided_by;
  duty.not_persons.push_back(p.applicant_person);
  duty.not_persons.push_back(p.recipient_person);
  say(duty, "申請が承認を待っています", "An application waits for a decision",
      "申請の目的・内容・対策を確かめ、承認するか、理由を書いて却下してください。",
      "Look at purpose, content and protection; approve it, or reject it with a reason.");
  return duty;
}

Duty give_receipt(const OpenPassage& p, Day today) {
  auto duty = make(DutyKind::give_receipt, p.id, day_in_japan(*p.first_download_at) + to_give_receipt, today);
  duty.person = p.recipient_person;
  duty.contractor = p.recipient_contractor;
  duty.section = p.section;
  say(duty, "受け取ったデータの受領証がまだ出ていません", "A receipt is owed for data received",
      "受け取ったデータが開けることを確かめ、受領証を出してください。",
      "See that the data opens, and give the receipt.");
  return duty;
}

void add(const DutyState& state, Day today, std::vector<Duty>& out) {
  for (const auto& p : state.passages) {
    if (p.state == PassageState::submitted && p.approvals_open) out.push_back(decide_application(p, today));
    if (p.state == PassageState::approved && p.first_download_at) out.push_back(give_receipt(p, today));
  }
}

}  // namespace

DutySubject passage_duties() {
  return {{{DutyKind::decide_application,
            {"R-1b", "R-1c", "C-6a"},
            "申請の承認・却下",
            "Decide on an application"},
           {DutyKind::give_receipt, {"C-5", "R-1e"}, "受領証の提出", "Give a receipt", "受け取った本人"}},
          &add};
}

}  // namespace sekisho::rules
