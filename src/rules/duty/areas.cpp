// What is owed at the door of a controlled area.
#include <algorithm>

#include "duty/make.h"

namespace sekisho::rules {
namespace {

// Days in Japan; the day a thing becomes due counts as in time.
constexpr std::chrono::days to_decide{3};
constexpr std::chrono::days to_review{1};

Duty decide_entry(const OpenEntry& e, Day today) {
  // before they stand at the door
  const Day due = std::min(day_in_japan(e.submitted_at) + to_decide, day_in_japan(e.from));
  auto duty = make(DutyKind::decide_entry, e.id, due, today);
  duty.roles = {Role::section_manager, Role::department_officer};
  duty.section = e.section;
  duty.not_persons = {e.applicant_person};
  say(duty, "管理区域への入室・持ち込みの申請が承認を待っています",
      "An application to enter or to bring something in waits",
      "だれが、いつ、何のために入るかを確かめ、承認するか、理由を書いて却下してください。",
      "Look at who, when and why; approve it, or reject it with a reason.");
  return duty;
}

Duty see_out(const OpenVisit& v, Day today) {
  auto duty = make(DutyKind::see_out, v.id, day_in_japan(v.until), today);
  duty.roles = {Role::reception, Role::section_manager};
  duty.section = v.section;
  duty.not_persons = {v.person};
  say(duty, "管理区域に入ったままの人がいます", "Somebody is still inside a controlled area",
      "区域にいるかを確かめ、退室のときは、持ち込んだものと入室証を確かめて記録してください。",
      "See whether they are inside; on the way out, check equipment and badge.");
  return duty;
}

Duty review_visit(const OpenVisit& v, Day today) {
  auto duty = make(DutyKind::review_visit, v.id, day_in_japan(v.entered_at) + to_review, today);
  duty.roles = {Role::section_manager};
  duty.section = v.section;
  duty.not_persons = {v.person};
  say(duty, "つながらない間の入退室を、あとから関所が止めました",
      "An off-line visit was stopped by the gate afterwards",
      "記録を開き、何が足りなかったかを本人と随行者に確かめて、とった対応を書いてください。",
      "Open the record, ask what was missing, and state what was done about it.");
  return duty;
}

void add(const DutyState& state, Day today, std::vector<Duty>& out) {
  for (const auto& e : state.entries) out.push_back(decide_entry(e, today));
  for (const auto& v : state.visits) {
    if (v.state == VisitState::inside) out.push_back(see_out(v, today));
    if (v.review == ReviewState::open) out.push_back(review_visit(v, today));
  }
}

}  // namespace

DutySubject area_duties() {
  return {{{DutyKind::decide_entry,
            {"G-8.1-2-2b", "C-8"},
            "入室・持ち込みの申請を決める",
            "Decide on an application to enter"},
           {DutyKind::see_out, {"G-8.1-2-2b", "R-2b"}, "退室の確認", "See a visitor out"},
           {DutyKind::review_visit,
            {"G-8.1-2-2b", "R-2b"},
            "つながらない間の入退室の確認",
            "Review an off-line visit"}},
          &add};
}

}  // namespace sekisho::rules
