// What is owed for audits of contractors: each contract that handles important data once a year, the firm's
// answer to the plan, and the report.
#include "duty/make.h"

namespace sekisho::rules {
namespace {

// How long people have. Days in Japan; the day a thing becomes due counts as in time.
constexpr std::chrono::days plan_ahead{60};  // so early it is asked for
constexpr std::chrono::days to_report{14};
constexpr std::chrono::days report_ahead{30};

// The last day of the year that begins with this one: a contract of one year is audited before it ends.
Day last_of_year(Day from) {
  const std::chrono::year_month_day date(from);
  const auto next = date + std::chrono::years(1);
  const Day day = next.ok() ? Day(next) : Day(next.year() / next.month() / std::chrono::last);
  return day - std::chrono::days(1);
}

Duty by_auditor(DutyKind kind, const std::string& subject, const std::string& section, Day due, Day today) {
  auto duty = make(kind, subject, due, today);
  duty.roles = {Role::auditor};
  duty.next = {Role::supervising_officer};
  duty.section = section;
  return duty;
}

void add_owed(const AuditOwed& owed, Day today, std::vector<Duty>& out) {
  const Day due = last_of_year(owed.since);
  if (due > owed.ends || owed.ends < today || due > today + plan_ahead) return;
  say(out.emplace_back(by_auditor(DutyKind::plan_audit, owed.engagement, owed.section, due, today)),
      "重要な情報を扱う契約の、年1回の監査の時期です", "The yearly audit of a contract is owed",
      "どの事業者の何をいつ見るかを決めて、監査を計画してください。",
      "Decide which firm, what and when, and plan the audit.");
}

void add_open(const OpenAudit& audit, Day today, std::vector<Duty>& out) {
  if (audit.state == AuditState::planned) {
    auto& duty = out.emplace_back(make(DutyKind::accept_audit, audit.id, audit.answer_by, today));
    duty.roles = {Role::contractor_manager};
    duty.section = audit.section;
    duty.contractor = audit.contractor;
    say(duty, "監査の知らせが届いています", "An audit was announced",
        "予定日と見るものを読み、だれが立ち会うかを答えてください。",
        "Read when and what, and answer who attends.");
  }
  const Day due = audit.planned_on + to_report;
  if (due > today + report_ahead) return;
  auto& duty = out.emplace_back(by_auditor(DutyKind::report_audit, audit.id, audit.section, due, today));
  if (audit.planned_on > today)
    say(duty, "監査の予定日が近づいています", "An audit is coming up",
        "予定日に監査を行い、見たものと結果を報告してください。", "Hold the audit, and report it.");
  else
    say(duty, "監査の報告がまだ出ていません", "The report of an audit is owed",
        "見たもの、評価、指摘を記録して、監査を報告してください。行えなかったときは、理由を書いて取りやめてく"
        "だ"
        "さい。",
        "Report what was examined, the opinion and the findings; cancel it with a reason if it was not "
        "held.");
}

void add(const DutyState& state, Day today, std::vector<Duty>& out) {
  for (const auto& owed : state.audits_owed) add_owed(owed, today, out);
  for (const auto& audit : state.audits) add_open(audit, today, out);
}

}  // namespace

DutySubject audit_duties() {
  return {{{DutyKind::plan_audit, {"G-8.1-3f", "S-3"}, "監査の計画", "Plan an audit"},
           {DutyKind::accept_audit, {"G-8.1-3f", "C-12"}, "監査の知らせへの回答", "Answer to an audit"},
           {DutyKind::report_audit, {"G-8.1-3f", "S-3"}, "監査の報告", "Report an audit"}},
          &add};
}

}  // namespace sekisho::rules
