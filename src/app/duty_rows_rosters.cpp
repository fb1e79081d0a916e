// The people of the firms at work, for the duties.
#include <algorithm>
#include <unordered_map>

#include "duty_rows.h"
#include "pledge_rows.h"
#include "roster_rows.h"
#include "store/rows.h"

namespace sekisho::app {
namespace {

using rules::OpenPledge;
using rules::RosterStanding;
using store::from_value;

Day day_or_none(const std::string& text) { return parse_day(text).value_or(Day{}); }
Day day_of(const std::string& instant) {
  const auto at = parse_instant(instant);
  return at ? day_in_japan(*at) : Day{};
}
std::string text(const std::vector<store::Value>& row, std::size_t i) {
  return from_value<std::string>(row[i]);
}

// The newest roster of a firm at work `w` of which this holds.
std::string last_roster(std::string_view condition) {
  return "(SELECT x.id FROM rosters x WHERE x.engagement = w.engagement AND x.contractor = w.contractor" +
         (condition.empty() ? "" : " AND " + std::string(condition)) + " ORDER BY x.version DESC LIMIT 1)";
}

// Every firm at work: the contract's own party, and each tier with consent.
constexpr std::string_view at_work =
    "(SELECT e.id AS subject, e.id AS engagement, e.contractor AS contractor, e.section AS section, e.starts "
    "AS "
    "starts, e.ends AS ends, '' AS decided_at FROM engagements e WHERE e.cancelled = 0 UNION ALL SELECT "
    "s.id, "
    "e.id, s.contractor, e.section, e.starts, e.ends, s.decided_at FROM sub_contracts s JOIN engagements e "
    "ON "
    "e.id = s.engagement WHERE s.state = 'consented' AND e.cancelled = 0)";

}  // namespace

std::vector<rules::RosterStanding> roster_standings(store::Connection& c, const DutyScope& scope) {
  // A worker owes nothing of a firm.
  if (scope.section.empty() && scope.contractor.empty() && !scope.person.empty()) return {};
  const auto condition = in_scope("1 = 1", scope, {"w.section", "w.contractor", ""});
  const std::string firms = " FROM " + std::string(at_work) + " w";
  std::vector<RosterStanding> out;
  std::unordered_map<std::string, std::size_t> by_roster;  // the newest of each
  for (const auto& row : c.query("SELECT w.subject, w.contractor, w.section, w.starts, w.ends, w.decided_at, "
                                 "n.id, n.submitted_at, "
                                 "n.refused_at, n.confirmed_at, k.id, k.confirmed_at, k.people_confirmed_at" +
                                     firms + " LEFT JOIN rosters n ON n.id = " + last_roster("") +
                                     " LEFT JOIN rosters k ON k.id = " + last_roster("x.confirmed_at <> ''") +
                                     " WHERE " + condition.sql,
                                 condition.params)
                             .rows) {
    RosterStanding standing;
    standing.subject = text(row, 0);
    standing.contractor = text(row, 1);
    standing.section = text(row, 2);
    standing.since = std::max(day_or_none(text(row, 3)), text(row, 5).empty() ? Day{} : day_of(text(row, 5)));
    standing.ends = day_or_none(text(row, 4));
    standing.newest = text(row, 6);
    if (!standing.newest.empty()) {
      const auto refused = text(row, 8);
      standing.state = !refused.empty()        ? RosterStanding::State::refused
                       : !text(row, 9).empty() ? RosterStanding::State::confirmed
                                               : RosterStanding::State::waiting;
      standing.newest_on = day_of(refused.empty() ? text(row, 7) : refused);
      by_roster.emplace(standing.newest, out.size());
    }
    standing.confirmed = text(row, 10);
    if (!standing.confirmed.empty()) standing.confirmed_on = day_of(std::max(text(row, 11), text(row, 12)));
    out.push_back(std::move(standing));
  }
  // From those who have left, who are few, to the rosters they are on. CROSS JOIN keeps this order.
  for (const auto& row : c.query("SELECT m.roster, min(w.left_on) FROM workers w CROSS JOIN roster_members m "
                                 "WHERE m.worker = w.id "
                                 "AND w.left_on <> '' GROUP BY m.roster")
                             .rows)
    if (const auto place = by_roster.find(text(row, 0)); place != by_roster.end())
      out[place->second].left_on = day_or_none(text(row, 1));
  for (const auto& row : c.query("SELECT n.id, count(*)" + firms +
                                     " CROSS JOIN rosters n CROSS JOIN roster_members m WHERE n.id = " +
                                     last_roster("x.refused_at = ''") +
                                     " AND m.roster = n.id AND m.worker NOT IN (SELECT id FROM workers WHERE "
                                     "left_on <> '') AND NOT "
                                     "EXISTS (SELECT 1 FROM pledges p WHERE p.worker = m.worker AND "
                                     "p.engagement = w.engagement AND "
                                     "p.kind = 'joining') AND (" +
                                     condition.sql + ") GROUP BY n.id",
                                 condition.params)
                             .rows)
    if (const auto place = by_roster.find(text(row, 0)); place != by_roster.end())
      out[place->second].without_pledge = static_cast<int>(from_value<std::int64_t>(row[1]));
  return out;
}

std::vector<rules::OpenPledge> open_pledges(store::Connection& c, const DutyScope& scope) {
  std::vector<OpenPledge> out;
  // The person's own: shown to themselves; the firm's manager has one duty for the whole roster.
  if (!scope.person.empty())
    for (const auto& row :
         c.query(
              "SELECT r.contractor, e.section, min(r.submitted_at) FROM roster_members m JOIN rosters r ON "
              "r.id "
              "= m.roster JOIN engagements e ON e.id = r.engagement JOIN workers w ON w.id = m.worker WHERE "
              "m.worker = :p0 AND w.left_on = '' AND e.cancelled = 0 AND " +
                  std::string(newest_of_rosters) +
                  " AND NOT EXISTS (SELECT 1 FROM pledges p WHERE p.worker = m.worker AND p.engagement = "
                  "r.engagement AND p.kind = 'joining') GROUP BY r.contractor",
              {scope.person})
             .rows)
      out.push_back({scope.person, scope.person, text(row, 0), text(row, 1), false, day_of(text(row, 2))});
  if (scope.section.empty() && scope.contractor.empty() && !scope.person.empty()) return out;
  const auto condition = in_scope("1 = 1", scope, {"section", "contractor", ""});
  for (const auto& row :
       c.query(
            "SELECT worker, contractor, min(section), min(left_on) FROM (SELECT m.worker AS worker, "
            "r.contractor "
            "AS "
            "contractor, e.section AS section, w.left_on AS left_on FROM workers w CROSS JOIN roster_members "
            "m "
            "JOIN rosters r ON r.id = m.roster JOIN engagements e ON e.id = r.engagement WHERE m.worker = "
            "w.id "
            "AND "
            "w.left_on <> '' AND r.confirmed_at <> '' AND NOT EXISTS (SELECT 1 FROM pledges p WHERE p.worker "
            "= "
            "w.id AND p.engagement = r.engagement AND p.kind = 'leaving')) WHERE " +
                condition.sql + " GROUP BY worker, contractor",
            condition.params)
           .rows)
    out.push_back({text(row, 0), "", text(row, 1), text(row, 2), true, day_or_none(text(row, 3))});
  return out;
}

}  // namespace sekisho::app
