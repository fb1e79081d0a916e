// What is owed in writing: by contractors to the section, by the section to the supervising officer.
#include "rules/duty_reports.h"

#include <fmt/format.h>

#include <algorithm>

#include "duty/make.h"

namespace sekisho::rules {
namespace {

// How long people have. Days in Japan; the day a thing becomes due counts as in time.
constexpr std::chrono::days to_plan{14};    // after the contract begins
constexpr std::chrono::days to_report{10};  // after the period
constexpr std::chrono::days to_decide_report{7};
constexpr std::chrono::days to_report_again{7};    // after it was sent back
constexpr std::chrono::days to_make_periodic{15};  // after the quarter
constexpr std::chrono::days to_read_periodic{14};

std::string span_of(const Period& p) { return format_day(p.from) + "〜" + format_day(p.to); }

Duty submit(DutyKind kind, const std::string& subject, const std::string& contractor, Day due, Day today) {
  auto duty = make(kind, subject, due, today);
  duty.roles = {Role::contractor_manager};
  duty.contractor = contractor;
  return duty;
}

void add_plan(const OpenPlan& plan, Day today, std::vector<Duty>& out) {
  const auto period = missing_period(plan.starts, plan.months, plan.last, plan.reported, today);
  if (!period) return;
  auto duty = submit(DutyKind::submit_report, plan.id, plan.contractor, period->to + to_report, today);
  say(duty, fmt::format("{}（{}の分）が出ていません", report_kind_ja(plan.kind), span_of(*period)),
      fmt::format("A report is owed for {} to {}", format_day(period->from), format_day(period->to)),
      "「報告」のページで、この期間の報告を出してください。変わりがないときも、その旨を出します。",
      "Submit the report of this period on the reports page, also where there is nothing to tell.");
  out.push_back(std::move(duty));
}

void add_unplanned(const UnplannedLevels& u, Day today, std::vector<Duty>& out) {
  if (u.ends < today) return;
  auto duty = make(DutyKind::plan_reports, u.engagement, u.starts + to_plan, today);
  duty.roles = {Role::section_manager};
  duty.section = u.section;
  duty.contractor = u.contractor;
  say(duty, fmt::format("サービスレベルの報告（{}か月ごと）を、まだ求めていません", u.months),
      fmt::format("Reports on service levels, each {} months, are not asked for yet", u.months),
      "「報告」のページで、契約で決めた間隔のサービスレベルの報告を、元請けの事業者に求めてください。",
      "Ask the prime contractor for them on the reports page, at the interval of the contract.");
  out.push_back(std::move(duty));
}

void add_report(const OpenReport& r, Day today, std::vector<Duty>& out) {
  if (r.state == ReportState::submitted) {
    auto duty = make(DutyKind::decide_report, r.id, r.since + to_decide_report, today);
    duty.roles = {Role::section_manager, Role::officer};
    duty.section = r.section;
    say(duty, fmt::format("委託事業者の{}が、確認を待っています", report_kind_ja(r.kind)),
        "A contractor's report waits to be confirmed",
        "内容を確かめ、確認するか、理由を書いて差し戻してください。",
        "Read it; confirm it, or send it back with a reason.");
    out.push_back(std::move(duty));
  } else if (r.state == ReportState::returned) {
    auto duty = submit(DutyKind::submit_report, r.id, r.contractor, r.since + to_report_again, today);
    say(duty, fmt::format("{}が差し戻されました", report_kind_ja(r.kind)), "A report was sent back",
        "差し戻しの理由を読み、直した報告を出してください。",
        "Read the reason and submit a corrected report.");
    out.push_back(std::move(duty));
  }
}

void add_section(const ReportingSection& s, Day today, std::vector<Duty>& out) {
  for (auto quarter = first_quarter(s.since); quarter.to < today;
       quarter = quarter_of(quarter.to + std::chrono::days(1))) {
    if (std::ranges::find(s.reported, quarter.from) != s.reported.end()) continue;
    auto duty = make(DutyKind::make_periodic_report, s.section, quarter.to + to_make_periodic, today);
    duty.roles = {Role::section_manager};
    duty.section = s.section;
    say(duty, fmt::format("統括情報セキュリティ責任者への定期報告（{}の分）が出ていません", span_of(quarter)),
        fmt::format("The periodic report for {} to {} is owed", format_day(quarter.from),
                    format_day(quarter.to)),
        "「報告」のページで、この期間の定期報告を作ってください。確かめた内容は、記録から集められます。",
        "Make the periodic report on the reports page; what was confirmed is gathered from the records.");
    out.push_back(std::move(duty));
    return;  // the oldest first; the next is asked for when it is made
  }
}

void add(const DutyState& state, Day today, std::vector<Duty>& out) {
  for (const auto& plan : state.reports.plans) add_plan(plan, today, out);
  for (const auto& levels : state.reports.unplanned) add_unplanned(levels, today, out);
  for (const auto& report : state.reports.reports) add_report(report, today, out);
  for (const auto& section : state.reports.sections) add_section(section, today, out);
  for (const auto& unread : state.reports.unread) {
    auto duty = make(DutyKind::read_periodic_report, unread.id, unread.made_on + to_read_periodic, today);
    duty.roles = {Role::supervising_officer};
    say(duty, "課の定期報告を、まだ読んでいません", "A section's periodic report is not read",
        "報告を開き、受け取ったことを残してください。",
        "Open the report, and confirm that you have received it.");
    out.push_back(std::move(duty));
  }
}

}  // namespace

DutySubject report_duties() {
  return {{{DutyKind::plan_reports,
            {"S-4", "R-4"},
            "サービスレベルの報告の求め",
            "Ask for service level reports"},
           {DutyKind::submit_report, {"R-4", "G-8.1-3e"}, "報告の提出", "Submit a report"},
           {DutyKind::decide_report, {"R-4", "G-8.1-3a", "G-8.1-3e"}, "報告の確認", "Confirm a report"},
           {DutyKind::make_periodic_report, {"G-8.1-3c"}, "定期報告の作成", "Make the periodic report"},
           {DutyKind::read_periodic_report, {"G-8.1-3c"}, "定期報告の受け取り", "Receive a periodic report"}},
          &add};
}

}  // namespace sekisho::rules
