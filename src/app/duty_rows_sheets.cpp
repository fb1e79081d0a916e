#include "duty_rows.h"
#include "store/rows.h"

namespace sekisho::app {
namespace {

using store::from_value;

constexpr std::chrono::days to_answer{14};  // after a tier was applied for

Day day_at(const std::string& instant) {
  const auto at = parse_instant(instant);
  return at ? day_in_japan(*at) : Day{};
}

// Each firm of each contract that is not cancelled, tiers only while they are applied for or consented, with
// its newest sheet.
constexpr std::string_view owed_sheets =
    "SELECT party, section, contractor, starts, ends, applied_at, sheet, state, since, valid FROM (SELECT "
    "p.party, "
    "e.section AS section, p.contractor AS contractor, e.starts, e.ends, p.applied_at, coalesce(s.id, '') AS "
    "sheet, "
    "coalesce(s.state, '') AS state, coalesce(CASE s.state WHEN 'submitted' THEN s.submitted_at ELSE "
    "s.decided_at "
    "END, '') AS since, coalesce((SELECT max(v.valid_until) FROM check_sheets v WHERE v.engagement = "
    "p.engagement "
    "AND v.contractor = p.contractor AND v.state = 'confirmed'), '') AS valid FROM (SELECT id AS party, id "
    "AS "
    "engagement, contractor, '' AS applied_at FROM engagements UNION ALL SELECT id, engagement, contractor, "
    "applied_at FROM sub_contracts WHERE state IN ('applied', 'consented')) p JOIN engagements e ON e.id = "
    "p.engagement AND e.cancelled = 0 LEFT JOIN check_sheets s ON s.engagement = p.engagement AND "
    "s.contractor = "
    "p.contractor AND s.round = (SELECT max(n.round) FROM check_sheets n WHERE n.engagement = p.engagement "
    "AND "
    "n.contractor = p.contractor)) WHERE ";

}  // namespace

std::vector<rules::SheetOwed> owed_check_sheets(store::Connection& c, const DutyScope& scope) {
  const auto condition = in_scope("1 = 1", scope, {"section", "contractor", ""});
  std::vector<rules::SheetOwed> out;
  for (const auto& row : c.query(std::string(owed_sheets) + condition.sql, condition.params).rows) {
    const auto text = [&](std::size_t i) { return from_value<std::string>(row.at(i)); };
    rules::SheetOwed owed;
    owed.subject = text(6).empty() ? text(0) : text(6);
    owed.section = text(1);
    owed.contractor = text(2);
    owed.first_due = text(5).empty() ? parse_day(text(3)).value_or(Day{}) : day_at(text(5)) + to_answer;
    owed.ends = parse_day(text(4)).value_or(Day{});
    owed.state = json::enum_from_name<rules::SheetState>(text(7));
    owed.since = day_at(text(8));
    owed.valid_until = parse_day(text(9));
    out.push_back(std::move(owed));
  }
  return out;
}

std::vector<rules::FindingOwed> owed_improvements(store::Connection& c, const DutyScope& scope) {
  const auto condition = in_scope("state <> 'closed'", scope, {"section", "contractor", ""});
  std::vector<rules::FindingOwed> out;
  for (const auto& f : store::select<store::AuditFinding>(c, condition.sql, condition.params))
    out.push_back({f.id, f.section, f.contractor, f.state, day_at(f.changed_at),
                   parse_day(f.due).value_or(day_at(f.changed_at))});
  return out;
}

}  // namespace sekisho::app
