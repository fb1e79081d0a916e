#include "rules/duty.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <tuple>

namespace sekisho::rules {
namespace {

using std::chrono::days;

// How long people have. Days in Japan; the day a thing becomes due counts as in time.
constexpr days to_decide{3};
constexpr days to_give_receipt{1};
constexpr days to_confirm_return{7};

std::string day_ja(Day day) {
  constexpr std::array<std::string_view, 7> names{"日", "月", "火", "水", "木", "金", "土"};
  const std::chrono::year_month_day date(day);
  return fmt::format("{}年{}月{}日（{}）", int(date.year()), unsigned(date.month()), unsigned(date.day()),
                     names[std::chrono::weekday(day).c_encoding()]);
}

const DutyInfo& info(DutyKind kind) {
  for (const auto& known : all_duties())
    if (known.kind == kind) return known;
  return all_duties().front();
}

Duty make(DutyKind kind, const std::string& subject, Day due, Day today) {
  Duty duty;
  duty.kind = kind;
  duty.subject = subject;
  for (const auto clause : info(kind).clauses) duty.clauses.emplace_back(clause);
  duty.due = due;
  duty.overdue = due < today;
  duty.days_left = static_cast<int>((due - today).count());
  return duty;
}

// "…までに、X" / "…が期限でした。すぐに、X": the same sentence for all kinds, so that lists read alike.
void say(Duty& duty, std::string_view what_ja, std::string_view what_en, std::string_view todo_ja,
         std::string_view todo_en) {
  const std::string day = day_ja(duty.due);
  const std::string iso = format_day(duty.due);
  if (duty.overdue) {
    duty.text_ja = fmt::format("{}。期限は{}で、{}日過ぎています。", what_ja, day, -duty.days_left);
    duty.text_en = fmt::format("{}: due on {}, {} days overdue.", what_en, iso, -duty.days_left);
  } else {
    duty.text_ja = fmt::format("{}。期限は{}です。", what_ja, day);
    duty.text_en = fmt::format("{}: due on {}.", what_en, iso);
  }
  duty.todo_ja = todo_ja;
  duty.todo_en = todo_en;
}

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
  say(duty, "受け取ったデータの受領証がまだ出ていません", "A receipt is owed for data received",
      "受け取ったデータが開けることを確かめ、受領証を出してください。",
      "See that the data opens, and give the receipt.");
  return duty;
}

Duty return_or_erase(const OpenCustody& c, Day today) {
  auto duty = make(DutyKind::return_or_erase, c.id, c.due, today);
  duty.person = c.holder_person;
  duty.roles = {Role::contractor_manager};
  duty.contractor = c.holder_contractor;
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

bool reaches(Role role, const Duty& duty, const Viewer& viewer) {
  const bool of_contractor = role == Role::contractor_manager || role == Role::worker;
  if (of_contractor != (viewer.side == Side::contractor)) return false;
  if (of_contractor) return !duty.contractor.empty() && viewer.contractor == duty.contractor;
  const bool all_sections =
      role == Role::department_officer || role == Role::supervising_officer || role == Role::ciso;
  return all_sections || (!duty.section.empty() && viewer.section == duty.section);
}

}  // namespace

std::vector<Duty> duties(const std::vector<OpenPassage>& passages, const std::vector<OpenCustody>& custodies,
                         Day today) {
  std::vector<Duty> out;
  for (const auto& p : passages) {
    if (p.state == PassageState::submitted && p.approvals_open) out.push_back(decide_application(p, today));
    if (p.state == PassageState::approved && p.first_download_at) out.push_back(give_receipt(p, today));
  }
  for (const auto& c : custodies) {
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
  std::ranges::sort(out, {}, [](const Duty& d) { return std::tie(d.due, d.kind, d.subject); });
  return out;
}

bool owes(const Duty& duty, const Viewer& viewer) {
  if (viewer.person.empty() || std::ranges::find(duty.not_persons, viewer.person) != duty.not_persons.end())
    return false;
  if (std::ranges::find(viewer.roles, Role::administrator) != viewer.roles.end()) return false;
  if (!duty.person.empty() && viewer.person == duty.person) return true;
  return std::ranges::any_of(viewer.roles, [&](Role role) {
    return std::ranges::find(duty.roles, role) != duty.roles.end() && reaches(role, duty, viewer);
  });
}

const std::vector<DutyInfo>& all_duties() {
  static const std::vector<DutyInfo> infos{
      {DutyKind::decide_application,
       {"R-1b", "R-1c", "C-6a"},
       "申請の承認・却下",
       "Decide on an application"},
      {DutyKind::give_receipt, {"C-5", "R-1e"}, "受領証の提出", "Give a receipt"},
      {DutyKind::return_or_erase,
       {"C-10", "G-2-8-7e", "G-8.1-2-4c", "R-1e"},
       "返却または消去",
       "Return or erase"},
      {DutyKind::confirm_return, {"C-10", "G-2-8-7e"}, "返却の確認", "Confirm a return"},
  };
  return infos;
}

}  // namespace sekisho::rules
