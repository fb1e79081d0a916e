#include "base/json.h"
#include "duty_rows.h"
#include "store/rows.h"
#include "training_rows.h"

namespace sekisho::app {
namespace {

using store::from_value;

// The duty looks for more exactly (rules/duty/audits.cpp): a year, less the days for which it is shown ahead.
constexpr std::chrono::days not_before{300};

}  // namespace

// Running contracts that were not audited for long, and of which no audit is planned: one statement, whatever
// their number, and the assets once.
std::vector<rules::AuditOwed> owed_audits(store::Connection& c, const DutyScope& scope) {
  if (scope.section.empty() && !(scope.contractor.empty() && scope.person.empty())) return {};  // no firm's
  const auto today = format_day(scope.today);
  const auto before = format_day(scope.today - not_before);
  auto condition = in_scope("e.cancelled = 0", scope, {"e.section", "", ""});
  condition.also("e.starts <= ? AND e.ends >= ? AND coalesce(u.held, '') <= ? AND coalesce(u.open, 0) = 0",
                 {before, today, before});
  std::vector<rules::AuditOwed> out;
  const auto rows =
      c.query(
           "SELECT e.id, e.section, e.starts, e.ends, e.scope, e.my_number, "
           "coalesce(u.held, '') FROM engagements e LEFT JOIN (SELECT engagement, "
           "max(held_on) AS held, max(CASE WHEN state = 'reported' THEN 0 ELSE 1 END) AS open FROM audits "
           "WHERE state <> 'cancelled' GROUP BY engagement) u ON u.engagement = e.id WHERE " +
               condition.sql,
           condition.params)
          .rows;
  if (rows.empty()) return out;
  const auto assets = assets_of(c, scope.section);
  for (const auto& row : rows) {
    store::Engagement e;
    e.section = from_value<std::string>(row[1]);
    e.scope = from_value<std::vector<store::ScopeEntry>>(row[4]);
    if (from_value<std::int64_t>(row[5]) == 0 && !is_important(e, assets)) continue;
    const auto held = parse_day(from_value<std::string>(row[6]));
    out.push_back({from_value<std::string>(row[0]), e.section,
                   held ? *held : parse_day(from_value<std::string>(row[2])).value_or(Day{}),
                   parse_day(from_value<std::string>(row[3])).value_or(Day{})});
  }
  return out;
}

std::vector<rules::OpenAudit> open_audits(store::Connection& c, const DutyScope& scope) {
  const auto condition = in_scope("state IN ('planned', 'accepted')", scope, {"section", "contractor", ""});
  std::vector<rules::OpenAudit> out;
  for (const auto& a : store::select<store::Audit>(c, condition.sql, condition.params))
    out.push_back({a.id, a.section, a.contractor, a.state, parse_day(a.planned_on).value_or(Day{}),
                   parse_day(a.answer_by).value_or(Day{})});
  return out;
}

}  // namespace sekisho::app
