// Rosters as people see them.
#include <algorithm>
#include <unordered_map>

#include "app/rosters.h"
#include "facts.h"
#include "party_facts.h"
#include "passage_rows.h"
#include "roster_rows.h"
#include "store/rows.h"
#include "visible.h"

namespace sekisho::app {
namespace {

using rules::Act;
using store::from_value;

std::string name_in(const std::unordered_map<std::string, std::string>& names, const std::string& id) {
  const auto it = names.find(id);
  return it == names.end() ? "" : it->second;
}

std::unordered_map<std::string, std::string> names(store::Connection& c, std::string_view sql) {
  std::unordered_map<std::string, std::string> out;
  for (const auto& row : c.query(sql).rows)
    out[from_value<std::string>(row[0])] = from_value<std::string>(row[1]);
  return out;
}

api::RosterState state_of(const store::Roster& r, bool newest) {
  if (!r.refused_at.empty()) return api::RosterState::refused;
  if (!r.confirmed_at.empty()) return newest ? api::RosterState::confirmed : api::RosterState::superseded;
  return newest ? api::RosterState::waiting : api::RosterState::superseded;
}

api::RosterRow row_of(const store::Roster& r, bool newest, std::int64_t people) {
  api::RosterRow out;
  out.id = r.id;
  out.engagement = r.engagement;
  out.contractor = r.contractor;
  out.submitted_at = r.submitted_at;
  out.decided_at = r.refused_at.empty() ? r.confirmed_at : r.refused_at;
  if (const auto until = people_confirmed_until(r)) out.people_confirmed_until = format_day(*until);
  out.state = state_of(r, newest);
  out.version = r.version;
  out.people = people;
  return out;
}

std::string pair_of(const std::string& engagement, const std::string& contractor) {
  return engagement + " " + contractor;
}

// A firm that works on a contract, the contract's own party or a tier with consent.
std::vector<api::RosterStandingView> firms_at_work(store::Connection& c, const Viewer& viewer, Day today) {
  auto condition = visible_engagements(viewer);
  const auto day = format_day(today);
  condition.also("cancelled = 0 AND ends >= ?", {day});
  std::vector<api::RosterStandingView> out;
  std::unordered_map<std::string, store::Engagement> engagements;
  for (auto& e :
       store::select<store::Engagement>(c, condition.sql + " ORDER BY id LIMIT 5000", condition.params)) {
    if (sees_people_of(viewer, e.contractor)) {
      api::RosterStandingView view;
      view.subject = view.engagement = e.id;
      view.contractor = e.contractor;
      out.push_back(std::move(view));
    }
    const auto id = e.id;
    engagements.emplace(id, std::move(e));
  }
  for (const auto& tier : store::select<store::SubContract>(
           c,
           "state = 'consented' AND engagement IN (SELECT id FROM engagements WHERE " + condition.sql +
               ") ORDER BY engagement, depth, id",
           condition.params)) {
    if (!engagements.contains(tier.engagement) || !sees_people_of(viewer, tier.contractor)) continue;
    api::RosterStandingView view;
    view.subject = tier.id;
    view.engagement = tier.engagement;
    view.contractor = tier.contractor;
    out.push_back(std::move(view));
  }
  const auto firms = names(c, "SELECT id, name FROM contractors");
  const auto sections = names(c, "SELECT id, name FROM sections");
  for (auto& view : out) {
    const auto& e = engagements.at(view.engagement);
    view.engagement_title = e.title;
    view.contractor_name = name_in(firms, view.contractor);
    view.section_name = name_in(sections, e.section);
  }
  return out;
}

void add_rosters(store::Connection& c, const Viewer& viewer, std::vector<api::RosterStandingView>& list) {
  auto condition = visible_engagements(viewer);
  const std::string of = "r.engagement IN (SELECT id FROM engagements WHERE " + condition.sql + ")";
  std::unordered_map<std::string, std::int64_t> people;
  for (const auto& row :
       c.query(
            "SELECT r.id, count(*) FROM rosters r JOIN roster_members m ON m.roster = r.id WHERE " + of +
                " AND NOT EXISTS (SELECT 1 FROM rosters n WHERE n.engagement = r.engagement AND n.contractor "
                "= r.contractor AND n.confirmed_at <> '' AND n.version > r.version) GROUP BY r.id",
            condition.params)
           .rows)
    people[from_value<std::string>(row[0])] = from_value<std::int64_t>(row[1]);
  std::unordered_map<std::string, store::Roster> newest, confirmed;
  for (auto& r :
       store::select<store::Roster>(c,
                                    "engagement IN (SELECT id FROM engagements WHERE " + condition.sql +
                                        ") ORDER BY engagement, contractor, version",
                                    condition.params)) {
    const auto key = pair_of(r.engagement, r.contractor);
    if (!r.confirmed_at.empty()) confirmed.insert_or_assign(key, r);
    newest.insert_or_assign(key, std::move(r));
  }
  for (auto& view : list) {
    const auto key = pair_of(view.engagement, view.contractor);
    if (const auto it = newest.find(key); it != newest.end())
      view.newest = row_of(it->second, true, people[it->second.id]);
    if (const auto it = confirmed.find(key); it != confirmed.end())
      view.confirmed =
          row_of(it->second, view.newest && view.newest->id == it->second.id, people[it->second.id]);
  }
}

std::vector<Act> acts_on(store::Connection& c, const Viewer& viewer, const std::string& engagement,
                         const std::string& contractor, Instant now) {
  std::vector<Act> out;
  const auto e = store::find<store::Engagement>(c, engagement);
  if (!e) return out;
  const auto facts = tier_facts(c, *e, contractor);
  for (const Act act : {Act::submit_roster, Act::confirm_roster, Act::refuse_roster, Act::confirm_workers,
                        Act::record_pledge, Act::keep_photo, Act::keep_pledges})
    if (may(act, facts, viewer, now)) out.push_back(act);
  return out;
}

}  // namespace

Result<std::vector<api::RosterStandingView>> Rosters::standings(const Viewer& viewer) const {
  return parts_.database.reading([&](store::Connection& c) -> Result<std::vector<api::RosterStandingView>> {
    auto out = firms_at_work(c, viewer, day_in_japan(parts_.clock.now()));
    add_rosters(c, viewer, out);
    const auto rank = [](const api::RosterStandingView& v) {
      return !v.newest                                      ? 1
             : v.newest->state == api::RosterState::waiting ? 0
             : v.newest->state == api::RosterState::refused ? 2
                                                            : 3;
    };
    std::ranges::sort(out, {}, [&](const api::RosterStandingView& v) {
      return std::tuple(rank(v), v.engagement_title, v.subject);
    });
    return out;
  });
}

Result<api::RosterBase> Rosters::base(const Viewer& viewer, const std::string& engagement,
                                      const std::string& contractor) const {
  return parts_.database.reading([&](store::Connection& c) -> Result<api::RosterBase> {
    SEKISHO_TRY(const auto e, visible_engagement(c, viewer, engagement));
    if (!sees_people_of(viewer, contractor))
      return fail(ErrorCode::not_found, "その契約は見つかりません。", "no such engagement");
    const auto now = parts_.clock.now();
    api::RosterBase out;
    auto& standing = out.standing;
    standing.engagement = e.id;
    standing.engagement_title = e.title;
    standing.contractor = contractor;
    if (const auto firm = store::find<store::Contractor>(c, contractor))
      standing.contractor_name = firm->name;
    if (const auto section = store::find<store::Section>(c, e.section)) standing.section_name = section->name;
    const auto newest = newest_roster(c, engagement, contractor);
    const auto confirmed = newest_confirmed_roster(c, engagement, contractor);
    if (newest) standing.newest = row_of(*newest, true, 0);
    if (confirmed) standing.confirmed = row_of(*confirmed, newest && newest->id == confirmed->id, 0);
    standing.may = acts_on(c, viewer, engagement, contractor, now);
    // One begins from what was handed in last; after a refusal from the roster that still counts.
    const auto& from = newest && newest->refused_at.empty() ? newest : confirmed;
    if (from) out.people = people_of(c, *from, confirmed, day_in_japan(now));
    const auto elsewhere = on_other_rosters(c, engagement, contractor);
    for (auto& person : out.people) {
      if (confirmed && from->id == confirmed->id) {  // what is changed now is compared with it
        person.before_work = person.person.work;
        person.before_workplace = person.person.workplace;
      }
      person.on_other_roster = std::ranges::find(elsewhere, person.person.worker) != elsewhere.end();
    }
    return out;
  });
}

Result<api::RosterDetail> Rosters::view(const Viewer& viewer, const std::string& id) const {
  return parts_.database.reading([&](store::Connection& c) -> Result<api::RosterDetail> {
    SEKISHO_TRY(const auto roster, visible_roster(c, viewer, id));
    SEKISHO_TRY(const auto e, visible_engagement(c, viewer, roster.engagement));
    const auto now = parts_.clock.now();
    const auto newest = newest_roster(c, roster.engagement, roster.contractor);
    // What it is compared with: the confirmed one before it.
    const auto earlier =
        store::select<store::Roster>(c,
                                     "engagement = :p0 AND contractor = :p1 AND confirmed_at <> '' AND "
                                     "version < :p2 ORDER BY version DESC "
                                     "LIMIT 1",
                                     {roster.engagement, roster.contractor, roster.version});
    const auto before = earlier.empty() ? std::nullopt : std::optional(earlier.front());
    api::RosterDetail out;
    out.people = people_of(c, roster, before, day_in_japan(now));
    std::int64_t on_it = 0;
    for (const auto& person : out.people) {
      on_it += person.change == api::RosterChange::left ? 0 : 1;
      switch (person.change) {
        case api::RosterChange::came:
          ++out.came;
          break;
        case api::RosterChange::changed:
          ++out.changed;
          break;
        case api::RosterChange::unchanged:
          ++out.unchanged;
          break;
        case api::RosterChange::left:
          ++out.left;
          break;
      }
    }
    out.row = row_of(roster, newest && newest->id == roster.id, on_it);
    out.row.engagement_title = e.title;
    if (const auto firm = store::find<store::Contractor>(c, roster.contractor))
      out.row.contractor_name = firm->name;
    if (const auto section = store::find<store::Section>(c, e.section)) out.row.section_name = section->name;
    const auto who = account_names(
        c, {roster.submitted_by, roster.confirmed_by, roster.refused_by, roster.people_confirmed_by});
    out.submitted_by = name_in(who, roster.submitted_by);
    out.decided_by = name_in(who, roster.refused_at.empty() ? roster.confirmed_by : roster.refused_by);
    out.reason = roster.reason;
    out.people_confirmed_at = roster.people_confirmed_at;
    out.people_confirmed_by = name_in(who, roster.people_confirmed_by);
    if (before) out.before = before->id;
    out.may = acts_on(c, viewer, roster.engagement, roster.contractor, now);
    const bool waiting = out.row.state == api::RosterState::waiting;
    const bool counts = out.row.state == api::RosterState::confirmed ||
                        (newest && newest->id != roster.id && !roster.confirmed_at.empty() &&
                         newest_confirmed_roster(c, roster.engagement, roster.contractor)->id == roster.id);
    std::erase_if(out.may, [&](Act act) {
      return ((act == Act::confirm_roster || act == Act::refuse_roster) && !waiting) ||
             (act == Act::confirm_workers && !counts);
    });
    return out;
  });
}

}  // namespace sekisho::app
