#include "roster_rows.h"

#include <algorithm>
#include <set>

#include "facts.h"
#include "inspect/text.h"
#include "party_facts.h"
#include "passage_rows.h"
#include "store/rows.h"
#include "visible.h"

namespace sekisho::app {
namespace {

using store::from_value;

Day a_year_after(Day day) {
  const std::chrono::year_month_day date(day);
  const auto next = date + std::chrono::years(1);
  return next.ok() ? Day(next) : Day(next.year() / next.month() / std::chrono::last);
}

std::unordered_map<std::string, std::string> texts(store::Connection& c, std::string_view sql,
                                                   const store::Params& params) {
  std::unordered_map<std::string, std::string> out;
  for (const auto& row : c.query(sql, params).rows)
    out[from_value<std::string>(row[0])] = from_value<std::string>(row[1]);
  return out;
}

std::string found(const std::unordered_map<std::string, std::string>& in, const std::string& key) {
  const auto it = in.find(key);
  return it == in.end() ? "" : it->second;
}

}  // namespace

std::optional<store::Roster> newest_roster(store::Connection& c, const std::string& engagement,
                                           const std::string& contractor) {
  auto rosters = store::select<store::Roster>(
      c, "engagement = :p0 AND contractor = :p1 ORDER BY version DESC LIMIT 1", {engagement, contractor});
  if (rosters.empty()) return std::nullopt;
  return std::move(rosters.front());
}

bool waits(const store::Roster& r) { return r.confirmed_at.empty() && r.refused_at.empty(); }

std::optional<Day> people_confirmed_until(const store::Roster& roster) {
  const auto at = parse_instant(std::max(roster.confirmed_at, roster.people_confirmed_at));
  if (!at) return std::nullopt;
  return a_year_after(day_in_japan(*at));
}

bool sees_people_of(const Viewer& v, const std::string& contractor) {
  if (!v.active) return false;
  if (v.side == rules::Side::town) return true;
  return v.contractor == contractor && v.has(rules::Role::contractor_manager);
}

Result<store::Roster> visible_roster(store::Connection& c, const Viewer& viewer, const std::string& id) {
  auto roster = store::find<store::Roster>(c, id);
  if (!roster || !sees_people_of(viewer, roster->contractor) ||
      !visible_engagement(c, viewer, roster->engagement))
    return fail(ErrorCode::not_found, "その名簿は見つかりません。", "no such roster");
  return *std::move(roster);
}

Members members_of(store::Connection& c, const std::string& roster) {
  Members out;
  for (auto& member : store::select<store::RosterMember>(c, "roster = :p0", {roster})) {
    const auto worker = member.worker;
    out.emplace(worker, std::move(member));
  }
  return out;
}

std::vector<api::RosterPersonView> people_of(store::Connection& c, const store::Roster& roster,
                                             const std::optional<store::Roster>& before, Day today) {
  const auto now = members_of(c, roster.id);
  const auto then = before && before->id != roster.id ? members_of(c, before->id) : Members{};
  const bool compared = before && before->id != roster.id;
  const std::string& other = compared ? before->id : roster.id;
  const store::Params both{roster.id, other};
  const std::string who = "IN (SELECT worker FROM roster_members WHERE roster = :p0 OR roster = :p1)";
  std::unordered_map<std::string, store::Worker> workers;
  for (auto& worker : store::select<store::Worker>(c, "id " + who, both)) {
    const auto id = worker.id;
    workers.emplace(id, std::move(worker));
  }
  const auto trained = texts(
      c, "SELECT worker, max(valid_until) FROM trainings WHERE worker " + who + " GROUP BY worker", both);
  const auto pledged = texts(
      c, "SELECT worker, id FROM pledges WHERE worker " + who + " AND engagement = :p2 AND kind = 'joining'",
      {roster.id, other, roster.engagement});
  const auto photos = texts(c,
                            "SELECT subject, id FROM attachments WHERE subject " + who +
                                " AND purpose = 'photo' AND erased_at = ''",
                            both);
  const auto checks_until = before ? people_confirmed_until(*before) : std::nullopt;
  const bool checks_count = checks_until && *checks_until >= today;
  std::vector<std::string> checkers;
  for (const auto* list : {&now, &then})
    for (const auto& [worker, member] : *list)
      if (!member.checked_by.empty() && std::ranges::find(checkers, member.checked_by) == checkers.end())
        checkers.push_back(member.checked_by);
  const auto names = account_names(c, checkers);

  std::vector<api::RosterPersonView> out;
  const auto view = [&](const std::string& worker, const store::RosterMember& member) {
    api::RosterPersonView v;
    v.person.worker = worker;
    if (const auto it = workers.find(worker); it != workers.end()) {
      v.person.name = it->second.name;
      v.person.kana = it->second.kana;
      v.has_left = !it->second.left_on.empty();
    }
    v.person.work = member.work;
    v.person.workplace = member.workplace;
    v.trained_until = found(trained, worker);
    v.pledged = pledged.contains(worker);
    if (const auto photo = found(photos, worker); !photo.empty())
      v.photo = "/api/attachments/" + photo + "/content";
    return v;
  };
  const auto say_check = [&](api::RosterPersonView& v, const store::RosterMember& member) {
    v.method = member.identity_method;
    v.seen = member.seen;
    v.checked_on = member.checked_on;
    v.checked_by = found(names, member.checked_by);
  };
  for (const auto& [worker, member] : now) {
    auto v = view(worker, member);
    const auto was = then.find(worker);
    v.change = !compared           ? (waits(roster) ? api::RosterChange::came : api::RosterChange::unchanged)
               : was == then.end() ? api::RosterChange::came
               : was->second.work != member.work || was->second.workplace != member.workplace
                   ? api::RosterChange::changed
                   : api::RosterChange::unchanged;
    if (was != then.end()) {
      v.before_work = was->second.work;
      v.before_workplace = was->second.workplace;
    }
    if (!member.identity_method.empty()) {
      say_check(v, member);
    } else if (was != then.end() && checks_count && !was->second.identity_method.empty()) {
      say_check(v, was->second);
    } else {
      v.needs_check = waits(roster);
    }
    out.push_back(std::move(v));
  }
  for (const auto& [worker, member] : then) {
    if (now.contains(worker)) continue;
    auto v = view(worker, member);
    v.change = api::RosterChange::left;
    v.before_work = member.work;
    v.before_workplace = member.workplace;
    out.push_back(std::move(v));
  }
  std::ranges::sort(out, {}, [](const api::RosterPersonView& v) {
    return std::tuple(v.change, v.person.kana, v.person.worker);
  });
  return out;
}

std::vector<std::string> on_other_rosters(store::Connection& c, const std::string& engagement,
                                          const std::string& contractor) {
  std::vector<std::string> out;
  for (const auto& row :
       c.query(
            "SELECT DISTINCT m.worker FROM rosters r JOIN roster_members m ON m.roster = r.id WHERE "
            "r.contractor = :p0 AND r.engagement <> :p1 AND r.refused_at = '' AND NOT EXISTS (SELECT 1 FROM "
            "rosters n WHERE n.engagement = r.engagement AND n.contractor = r.contractor AND n.refused_at = "
            "'' AND n.version > r.version)",
            {contractor, engagement})
           .rows)
    out.push_back(from_value<std::string>(row[0]));
  return out;
}

bool looks_like_individual_number(std::string_view text) {
  std::size_t run = 0;
  for (const char16_t c : inspect::fold(text)) {  // without blanks, full-width digits as ASCII
    if (c >= u'0' && c <= u'9') {
      ++run;
    } else if (c != u'-' && c != u'.' && c != u',' && c != u'/' && c != u'・' && c != u'、') {
      if (run == 12) return true;
      run = 0;
    }
  }
  return run == 12;
}

}  // namespace sekisho::app
