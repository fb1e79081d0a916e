#include <map>

#include "duty_rows.h"
#include "report_rows.h"
#include "store/rows.h"

namespace sekisho::app {
namespace {

std::vector<rules::OpenPlan> open_plans(store::Connection& c, const DutyScope& scope) {
  const auto condition =
      in_scope("p.ended_at = '' AND e.cancelled = 0", scope, {"p.section", "p.contractor", ""});
  const std::string from =
      " FROM report_plans p JOIN engagements e ON e.id = p.engagement WHERE " + condition.sql;
  std::map<std::string, rules::OpenPlan> plans;
  for (const auto& row :
       c.query("SELECT p.id, p.contractor, p.kind, p.starts, p.months, e.ends" + from, condition.params)
           .rows) {
    const auto id = store::from_value<std::string>(row[0]);
    plans[id] = {id,
                 store::from_value<std::string>(row[1]),
                 store::from_value<rules::ReportKind>(row[2]),
                 parse_day(store::from_value<std::string>(row[3])).value_or(Day{}),
                 store::to_number(row[4]),
                 parse_day(store::from_value<std::string>(row[5])).value_or(Day{}),
                 {}};
  }
  if (plans.empty()) return {};
  for (const auto& row :
       c.query("SELECT plan, period_from FROM work_reports WHERE state <> 'returned' AND plan IN "
               "(SELECT p.id" +
                   from + ")",
               condition.params)
           .rows)
    plans[store::from_value<std::string>(row[0])].reported.push_back(
        parse_day(store::from_value<std::string>(row[1])).value_or(Day{}));
  std::vector<rules::OpenPlan> out;
  out.reserve(plans.size());
  for (auto& [id, plan] : plans) out.push_back(std::move(plan));
  return out;
}

std::vector<rules::UnplannedLevels> unplanned_levels(store::Connection& c, const DutyScope& scope) {
  const auto condition = in_scope(
      "e.cancelled = 0 AND e.report_months > 0 AND e.service_levels <> '[]' AND NOT EXISTS (SELECT 1 FROM "
      "report_plans p WHERE p.engagement = e.id AND p.kind = 'service_level' AND p.ended_at = '')",
      scope, {"e.section", "e.contractor", ""});
  std::vector<rules::UnplannedLevels> out;
  for (const auto& row :
       c.query("SELECT e.id, e.section, e.contractor, e.report_months, e.starts, e.ends FROM "
               "engagements e WHERE " +
                   condition.sql,
               condition.params)
           .rows)
    out.push_back({store::from_value<std::string>(row[0]), store::from_value<std::string>(row[1]),
                   store::from_value<std::string>(row[2]), store::to_number(row[3]),
                   parse_day(store::from_value<std::string>(row[4])).value_or(Day{}),
                   parse_day(store::from_value<std::string>(row[5])).value_or(Day{})});
  return out;
}

std::vector<rules::OpenReport> open_reports(store::Connection& c, const DutyScope& scope) {
  // What a plan asks for anew is asked for by the plan.
  const auto condition =
      in_scope("state = 'submitted' OR (state = 'returned' AND replaced = 0 AND plan = '')", scope,
               {"section", "contractor", ""});
  std::vector<rules::OpenReport> out;
  for (const auto& r : store::select<store::WorkReport>(c, condition.sql, condition.params)) {
    const auto at = parse_instant(r.state == rules::ReportState::submitted ? r.submitted_at : r.decided_at);
    out.push_back({r.id, r.section, r.contractor, r.kind, r.state, at ? day_in_japan(*at) : Day{}});
  }
  return out;
}

std::vector<rules::ReportingSection> reporting_sections(store::Connection& c, const DutyScope& scope) {
  const auto condition = in_scope("cancelled = 0", scope, {"section", "", ""});
  const auto opened = c.query("SELECT at FROM ledger_entries WHERE seq = 0").rows;
  const auto at = opened.empty() ? std::nullopt : parse_instant(store::from_value<std::string>(opened[0][0]));
  const Day since = at ? day_in_japan(*at) : Day{};
  std::map<std::string, rules::ReportingSection> sections;
  for (const auto& row : c.query("SELECT section, min(starts), max(ends) FROM engagements WHERE " +
                                     condition.sql + " GROUP BY section",
                                 condition.params)
                             .rows) {
    const auto id = store::from_value<std::string>(row[0]);
    sections[id] = {
        id, std::max(since, parse_day(store::from_value<std::string>(row[1])).value_or(Day{})), {}};
  }
  if (sections.empty()) return {};
  for (const auto& row : c.query("SELECT section, period_from FROM periodic_reports").rows)
    if (const auto found = sections.find(store::from_value<std::string>(row[0])); found != sections.end())
      found->second.reported.push_back(parse_day(store::from_value<std::string>(row[1])).value_or(Day{}));
  std::vector<rules::ReportingSection> out;
  out.reserve(sections.size());
  for (auto& [id, section] : sections) out.push_back(std::move(section));
  return out;
}

std::vector<rules::UnreadPeriodic> unread_periodics(store::Connection& c, const DutyScope& scope) {
  const auto condition = in_scope("read_at = ''", scope, {"section", "", ""});
  std::vector<rules::UnreadPeriodic> out;
  for (const auto& r : store::select<store::PeriodicReport>(c, condition.sql, condition.params)) {
    const auto at = parse_instant(r.made_at);
    out.push_back({r.id, at ? day_in_japan(*at) : Day{}});
  }
  return out;
}

}  // namespace

rules::ReportsState open_reports_state(store::Connection& c, const DutyScope& scope) {
  return {open_plans(c, scope), unplanned_levels(c, scope), open_reports(c, scope),
          reporting_sections(c, scope), unread_periodics(c, scope)};
}

}  // namespace sekisho::app
