// Pledges as people see them: what is owed, what is given.
#include "app/pledges.h"

#include <map>

#include "facts.h"
#include "party_facts.h"
#include "pledge_rows.h"
#include "store/rows.h"
#include "visible.h"

namespace sekisho::app {
namespace {

using rules::Act;
using rules::PledgeKind;
using store::from_value;

std::string cell(const std::vector<store::Value>& row, std::size_t i) {
  return from_value<std::string>(row[i]);
}

// Whose pledges: a worker's own, a firm's for its manager, otherwise where the contract is seen.
Condition seen(const Viewer& v) {
  if (!v.active) return {"1 = 0", {}};
  if (v.side == rules::Side::contractor && !v.has(rules::Role::contractor_manager)) {
    Condition out{"1 = 1", {}};
    return out.also("worker = ?", {v.person});
  }
  if (v.side == rules::Side::contractor) {
    Condition out{"1 = 1", {}};
    return out.also("contractor = ?", {v.contractor});
  }
  auto out = visible_engagements(v);
  out.sql = "engagement IN (SELECT id FROM engagements WHERE " + out.sql + ")";
  return out;
}

}  // namespace

Result<api::PledgesView> Pledges::list(const Viewer& viewer) const {
  return parts_.database.reading([&](store::Connection& c) -> Result<api::PledgesView> {
    const auto condition = seen(viewer);
    const auto today = format_day(day_in_japan(parts_.clock.now()));
    const std::string more = " LIMIT 500";
    api::PledgesView out;
    const auto owed = [&](const std::string& sql, PledgeKind kind, store::Params params) {
      for (const auto& row : c.query(sql, params).rows)
        out.owed.push_back({cell(row, 0), cell(row, 1), cell(row, 2), cell(row, 3), cell(row, 4),
                            cell(row, 5), cell(row, 6), kind, false, false});
    };
    const std::string names =
        "SELECT o.worker, w.name, o.engagement, e.title, o.contractor, f.name, w.left_on FROM (";
    const std::string joins =
        ") o JOIN workers w ON w.id = o.worker JOIN engagements e ON e.id = o.engagement JOIN contractors f "
        "ON "
        "f.id = o.contractor ";
    auto params = condition.params;
    const std::string day = ":p" + std::to_string(params.size());
    params.emplace_back(today);
    owed(names +
             "SELECT * FROM (SELECT m.worker AS worker, r.engagement AS engagement, r.contractor AS "
             "contractor "
             "FROM rosters r JOIN roster_members m ON m.roster = r.id WHERE " +
             std::string(newest_of_rosters) + ") WHERE " + condition.sql + joins +
             "WHERE w.left_on = '' AND e.ends >= " + day +
             " AND e.cancelled = 0 AND NOT EXISTS (SELECT 1 FROM pledges p WHERE p.worker = o.worker AND "
             "p.engagement = o.engagement AND p.kind = 'joining') ORDER BY e.title, w.kana" +
             more,
         PledgeKind::joining, params);
    owed(names +
             "SELECT * FROM (SELECT DISTINCT m.worker AS worker, r.engagement AS engagement, r.contractor AS "
             "contractor FROM workers l JOIN roster_members m ON m.worker = l.id JOIN rosters r ON r.id = "
             "m.roster WHERE l.left_on <> '' AND r.confirmed_at <> '') WHERE " +
             condition.sql + joins +
             "WHERE NOT EXISTS (SELECT 1 FROM pledges p WHERE p.worker = o.worker AND p.engagement = "
             "o.engagement AND p.kind = 'leaving') ORDER BY w.left_on, w.kana" +
             more,
         PledgeKind::leaving, condition.params);
    const Instant now = parts_.clock.now();
    std::map<std::pair<std::string, std::string>, bool> recording;  // asked once for each firm and contract
    for (auto& one : out.owed) {
      one.may_sign = one.worker == viewer.person;
      const auto [asked, fresh] = recording.try_emplace({one.engagement, one.contractor}, false);
      if (fresh)
        if (const auto e = store::find<store::Engagement>(c, one.engagement))
          asked->second = may(Act::record_pledge, tier_facts(c, *e, one.contractor), viewer, now);
      one.may_record = asked->second;
    }
    for (const auto& row :
         c.query("SELECT p.id, p.worker, w.name, p.engagement, e.title, p.contractor, f.name, p.given_on, "
                 "p.attachment, p.kind, p.way, p.text_sha256 FROM (SELECT * FROM pledges WHERE " +
                     condition.sql + " ORDER BY given_on DESC, id DESC LIMIT 200) p " +
                     "JOIN workers w ON w.id = p.worker JOIN engagements e ON e.id = p.engagement JOIN "
                     "contractors "
                     "f ON f.id = p.contractor ORDER BY p.given_on DESC, p.id DESC",
                 condition.params)
             .rows) {
      const auto scan = cell(row, 8);
      out.given.push_back(
          {cell(row, 0), cell(row, 1), cell(row, 2), cell(row, 3), cell(row, 4), cell(row, 5), cell(row, 6),
           cell(row, 7), scan.empty() ? "" : "/api/attachments/" + scan + "/content",
           from_value<rules::PledgeKind>(row[9]), from_value<rules::PledgeWay>(row[10]), cell(row, 11)});
    }
    return out;
  });
}

}  // namespace sekisho::app
