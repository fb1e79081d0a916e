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

std::string pair_of(const std::string& engagement, const std::string& contractor) {
  return engagement + " " + contractor;
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
  const DutyColumns columns{"section", "contractor", ""};
  const auto condition = in_scope("1 = 1", scope, columns);
  std::vector<RosterStanding> out;
  std::unordered_map<std::string, std::size_t> places;
  for (const auto& row :
       c.query("SELECT subject, engagement, contractor, section, starts, ends, decided_at FROM " +
                   std::string(at_work) + " WHERE " + condition.sql,
               condition.params)
           .rows) {
    RosterStanding standing;
    standing.subject = text(row, 0);
    standing.contractor = text(row, 2);
    standing.section = text(row, 3);
    standing.since = std::max(day_or_none(text(row, 4)), text(row, 6).empty() ? Day{} : day_of(text(row, 6)));
    standing.ends = day_or_none(text(row, 5));
    places.emplace(pair_of(text(row, 1), standing.contractor), out.size());
    out.push_back(std::move(standing));
  }
  const std::string rosters =
      "engagement || ' ' || contractor IN (SELECT engagement || ' ' || contractor FROM " +
      std::string(at_work) + " WHERE " + condition.sql + ")";
  const bool whole = condition.sql == "1 = 1";
  std::unordered_map<std::string, std::size_t> by_roster;
  for (const auto& r : store::select<store::Roster>(
           c, (whole ? "1 = 1" : rosters) + " ORDER BY engagement, contractor, version", condition.params)) {
    const auto place = places.find(pair_of(r.engagement, r.contractor));
    if (place == places.end()) continue;
    auto& standing = out[place->second];
    standing.newest = r.id;
    standing.state = !r.refused_at.empty()     ? RosterStanding::State::refused
                     : !r.confirmed_at.empty() ? RosterStanding::State::confirmed
                                               : RosterStanding::State::waiting;
    standing.newest_on = day_of(r.refused_at.empty() ? r.submitted_at : r.refused_at);
    if (!r.confirmed_at.empty()) {
      standing.confirmed = r.id;
      standing.confirmed_on = day_of(std::max(r.confirmed_at, r.people_confirmed_at));
    }
  }
  for (std::size_t i = 0; i < out.size(); ++i)
    if (!out[i].newest.empty()) by_roster.emplace(out[i].newest, i);
  // From those who have left, who are few, to the rosters they are on.
  for (const auto& row :
       c.query("SELECT m.roster, min(w.left_on) FROM workers w JOIN roster_members m ON m.worker "
               "= w.id WHERE w.left_on <> '' GROUP BY m.roster")
           .rows)
    if (const auto place = by_roster.find(text(row, 0)); place != by_roster.end())
      out[place->second].left_on = day_or_none(text(row, 1));
  for (const auto& row :
       c.query("SELECT r.id, count(*) FROM (SELECT * FROM rosters WHERE " +
                   (whole ? std::string("1 = 1") : rosters) +
                   ") r JOIN roster_members m ON m.roster = r.id JOIN workers w ON w.id = m.worker WHERE "
                   "w.left_on "
                   "= '' AND " +
                   std::string(newest_of_rosters) +
                   " AND NOT EXISTS (SELECT 1 FROM pledges p WHERE p.worker = m.worker AND p.engagement = "
                   "r.engagement AND p.kind = 'joining') GROUP BY r.id",
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
            "SELECT worker, contractor, min(section), min(left_on) FROM (SELECT w.id AS worker, w.contractor "
            "AS "
            "contractor, e.section AS section, w.left_on AS left_on FROM workers w JOIN roster_members m ON "
            "m.worker = w.id JOIN rosters r ON r.id = m.roster JOIN engagements e ON e.id = r.engagement "
            "WHERE "
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
