#include "report_rows.h"

#include <algorithm>

#include "facts.h"
#include "store/rows.h"
#include "training_rows.h"

namespace sekisho::app {
namespace {

using rules::ReportState;
using rules::Role;
using rules::Side;

Condition when(std::string_view sql, const store::Params& values = {}) {
  Condition out{"1 = 1", {}};
  return out.also(sql, values);
}

// Instants between the first day and the last, as text that sorts.
std::pair<std::string, std::string> instants(const rules::Period& period) {
  return {format_instant(start_of(period.from)), format_instant(start_of(period.to + std::chrono::days(1)))};
}

void count_people(store::Connection& c, const store::Engagement& e, const rules::Period& period,
                  const std::string& until, api::PeriodicLine& line) {
  const auto rows = c.query(
      "SELECT m.worker, max(coalesce((SELECT max(t.valid_until) FROM trainings t WHERE t.worker = m.worker "
      "AND "
      "t.held_on <= :p1), '')) FROM roster_members m JOIN rosters r ON r.id = m.roster WHERE r.engagement = "
      ":p0 "
      "AND r.confirmed_at <> '' AND r.confirmed_at < :p2 AND NOT EXISTS (SELECT 1 FROM rosters n WHERE "
      "n.engagement = r.engagement AND n.contractor = r.contractor AND n.version > r.version AND "
      "n.confirmed_at <> '' AND n.confirmed_at < :p3) GROUP BY m.worker",
      {e.id, format_day(period.to), until, until});
  line.people = static_cast<std::int64_t>(rows.rows.size());
  for (const auto& row : rows.rows)
    if (store::from_value<std::string>(row[1]) >= format_day(period.to)) ++line.people_trained;
}

}  // namespace

Condition visible_reports(const Viewer& v) {
  if (!v.active || v.has(Role::administrator)) return when("1 = 0");
  if (sees_whole_town(v)) return when("1 = 1");
  if (v.side == Side::town)
    return v.section.empty() || v.has(Role::reception) ? when("1 = 0") : when("section = ?", {v.section});
  return !v.contractor.empty() && v.has(Role::contractor_manager) ? when("contractor = ?", {v.contractor})
                                                                  : when("1 = 0");
}

Condition visible_periodics(const Viewer& v) {
  return v.side == Side::town ? visible_reports(v) : when("1 = 0");
}

Result<store::WorkReport> visible_report(store::Connection& c, const Viewer& v, const std::string& id) {
  auto condition = visible_reports(v);
  condition.also("id = ?", {id});
  auto found = store::select<store::WorkReport>(c, condition.sql, condition.params);
  if (found.empty()) return fail(ErrorCode::not_found, "その報告は見つかりません。", "no such report");
  return std::move(found.front());
}

Result<store::PeriodicReport> visible_periodic(store::Connection& c, const Viewer& v, const std::string& id) {
  auto condition = visible_periodics(v);
  condition.also("id = ?", {id});
  auto found = store::select<store::PeriodicReport>(c, condition.sql, condition.params);
  if (found.empty()) return fail(ErrorCode::not_found, "その定期報告は見つかりません。", "no such report");
  return std::move(found.front());
}

std::vector<Day> reported_periods(store::Connection& c, const std::string& plan) {
  std::vector<Day> out;
  for (const auto& row :
       c.query("SELECT period_from FROM work_reports WHERE plan = :p0 AND state <> 'returned'", {plan}).rows)
    out.push_back(parse_day(store::from_value<std::string>(row[0])).value_or(Day{}));
  return out;
}

Day reporting_since(store::Connection& c, const std::string& section) {
  const auto first = [&](const char* sql, const store::Params& params) {
    const auto rows = c.query(sql, params).rows;
    return rows.empty() ? std::string() : store::from_value<std::string>(rows[0][0]);
  };
  Day since{};
  if (const auto opened = parse_instant(first("SELECT at FROM ledger_entries WHERE seq = 0", {})))
    since = day_in_japan(*opened);
  const auto begun =
      parse_day(first("SELECT coalesce(min(starts), '') FROM engagements WHERE section = :p0", {section}));
  return begun ? std::max(since, *begun) : since;
}

api::PeriodicContent periodic_content(store::Connection& c, const std::string& section,
                                      const rules::Period& period) {
  api::PeriodicContent out;
  const auto [from, until] = instants(period);
  for (const auto& e : store::select<store::Engagement>(
           c, "section = :p0 AND cancelled = 0 AND starts <= :p1 AND ends >= :p2 ORDER BY title, id",
           {section, format_day(period.to), format_day(period.from)})) {
    api::PeriodicLine line;
    line.title = e.title;
    const auto firm = store::find<store::Contractor>(c, e.contractor);
    line.contractor_name = firm ? firm->name : "";
    line.firms = 1;
    for (const auto& tier : store::select<store::SubContract>(c, "engagement = :p0", {e.id})) {
      ++line.firms;
      if (tier.state != rules::ConsentState::consented) ++line.firms_without_consent;
    }
    count_people(c, e, period, until, line);
    line.sheets_confirmed = store::number(c,
                                          "SELECT count(DISTINCT contractor) FROM check_sheets WHERE "
                                          "engagement = :p0 AND state = 'confirmed' AND "
                                          "decided_at < :p1 AND valid_until >= :p2",
                                          {e.id, until, format_day(period.to)});
    line.findings_open = store::number(
        c,
        "SELECT count(*) FROM findings WHERE engagement = :p0 AND opened_at < :p1 AND (state <> 'closed' OR "
        "changed_at >= :p2)",
        {e.id, until, until});
    // A report counts in the quarter in which it was handed in; what is owed, in that of its period.
    for (const auto& r : store::select<store::WorkReport>(
             c, "engagement = :p0 AND submitted_at >= :p1 AND submitted_at < :p2", {e.id, from, until})) {
      if (r.state == ReportState::confirmed) ++line.reports_confirmed;
      if (r.state == ReportState::submitted) ++line.reports_waiting;
      if (r.state == ReportState::returned) ++line.reports_returned;
      line.levels_unmet += std::ranges::count_if(r.figures, [](const auto& f) { return !f.met; });
      if (r.state != ReportState::returned) line.changes += static_cast<std::int64_t>(r.changes.size());
    }
    for (const auto& plan : store::select<store::ReportPlan>(c, "engagement = :p0 AND ended_at = ''", {e.id}))
      if (rules::missing_period(parse_day(plan.starts).value_or(Day{}), plan.months,
                                std::min(parse_day(e.ends).value_or(Day{}), period.to),
                                reported_periods(c, plan.id), period.to + std::chrono::days(1)))
        ++line.reports_missing;
    out.lines.push_back(std::move(line));
  }
  const auto number = [&](const char* sql) { return store::number(c, sql, {section, from, until}); };
  out.rosters_confirmed = number(
      "SELECT count(*) FROM rosters r JOIN engagements e ON e.id = r.engagement WHERE e.section = :p0 AND "
      "r.confirmed_at >= :p1 AND r.confirmed_at < :p2");
  out.consents_decided = number(
      "SELECT count(*) FROM sub_contracts s JOIN engagements e ON e.id = s.engagement WHERE e.section = :p0 "
      "AND "
      "s.decided_at >= :p1 AND s.decided_at < :p2");
  out.approved = number(
      "SELECT count(*) FROM passages WHERE section = :p0 AND approved_at >= :p1 AND approved_at < :p2");
  out.rejected = number(
      "SELECT count(*) FROM approvals a JOIN passages p ON p.id = a.passage WHERE p.section = :p0 AND a.at "
      ">= "
      ":p1 AND a.at < :p2 AND a.decision = 'reject'");
  out.stopped = number("SELECT count(*) FROM refusals WHERE section = :p0 AND at >= :p1 AND at < :p2");
  out.trainings = store::number(
      c,
      "SELECT count(*) FROM trainings t JOIN workers w ON w.id = t.worker WHERE t.held_on >= :p0 AND "
      "t.held_on "
      "<= :p1 AND w.contractor IN (SELECT contractor FROM engagements WHERE section = :p2 UNION SELECT "
      "s.contractor FROM sub_contracts s JOIN engagements e ON e.id = s.engagement WHERE e.section = :p3)",
      {format_day(period.from), format_day(period.to), section, section});
  out.custody_open = store::number(c,
                                   "SELECT count(*) FROM custodies WHERE section = :p0 AND since < :p1 AND "
                                   "(ended_at = '' OR ended_at >= :p2)",
                                   {section, until, until});
  out.custody_overdue = store::number(c,
                                      "SELECT count(*) FROM custodies WHERE section = :p0 AND due <= :p1 AND "
                                      "(ended_at = '' OR ended_at >= :p2)",
                                      {section, format_day(period.to), until});
  return out;
}

}  // namespace sekisho::app
