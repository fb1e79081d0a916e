// What the reception page keeps for the time when the server is away: the people who may come soon, each with
// what the gate says of them now, the things they may bring, and who is inside.
#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "app/reception.h"
#include "area_facts.h"
#include "area_rows.h"
#include "facts.h"
#include "rules/gate.h"
#include "store/rows.h"
#include "visible_areas.h"

namespace sekisho::app {
namespace {

using rules::Act;

// Long enough for an hour without the server, and for the way home of who is inside.
constexpr std::chrono::minutes lifetime{120};
constexpr std::size_t most_people = 1000;

// Rules that a snapshot answers; the desk answers the others by what it sees.
bool of_person(std::string_view rule) {
  return rule == "entry.present" || rule == "entry.roster" || rule == "entry.identity" ||
         rule == "entry.trained" || rule == "entry.pledge" || rule == "entry.year";
}
bool of_firm(std::string_view rule) {
  return rule == "entry.place" || rule == "entry.engagement" || rule == "entry.chain" ||
         rule == "entry.consent" || rule == "entry.flow_down" || rule == "entry.period" ||
         rule == "entry.check_sheet" || rule == "entry.area";
}

std::vector<rules::Finding> open(const rules::Verdict& verdict, bool (*wanted)(std::string_view)) {
  std::vector<rules::Finding> out;
  for (const auto& finding : verdict.findings)
    if (finding.outcome != rules::Outcome::passed && wanted(finding.rule)) out.push_back(finding);
  return out;
}

}  // namespace

Result<api::Snapshot> Reception::snapshot(const Viewer& viewer) const {
  if (!at_the_desk(viewer))
    return fail(ErrorCode::forbidden, "受付の画面は、受付の役割の人だけが使えます。",
                "for the reception desk");
  return parts_.database.reading([&](store::Connection& c) -> Result<api::Snapshot> {
    const auto now = parts_.clock.now();
    const auto until = now + lifetime;
    api::Snapshot out;
    out.at = format_instant(now);
    out.until = format_instant(until);

    const auto officers = store::select<store::Officer>(c, "1 = 1 ORDER BY name, id LIMIT 2000");
    std::map<std::string, rules::Insider> at_work;
    for (const auto& officer : officers)
      if (auto one = insider(c, officer.id)) at_work.emplace(officer.id, *std::move(one));
    std::map<std::string, std::string> sections;
    for (const auto& s : store::select<store::Section>(c)) sections[s.id] = s.name;
    std::set<std::string> needed;
    for (const auto& a : store::select<store::Area>(c, "closed = 0 ORDER BY name, id")) {
      const auto facts = area_facts(a);
      api::SnapshotArea area{a.id, a.name, a.cameras, {}, a.one_area_at_a_time, a.escort_for_officers};
      for (const auto& [id, officer] : at_work)
        if (rules::standing_permission(facts, officer)) {
          area.standing.push_back(id);
          needed.insert(id);
        }
      out.areas.push_back(std::move(area));
    }
    for (const auto& officer : officers)
      if (needed.contains(officer.id))
        out.people.push_back({officer.id, officer.name, "", sections[officer.section], true, {}});

    Condition soon = visible_entry_applications(viewer);
    soon.also("state = 'approved' AND ends_at > ? AND starts_at < ?", {out.at, out.until});
    std::map<std::string, std::size_t> known;
    for (auto& view : entry_views(c, soon, "ORDER BY e.starts_at, e.id LIMIT 500")) {
      if (view.bring_in) {
        for (auto& thing : view.things) {
          api::SnapshotThing one{thing, view.area, view.contractor_name, view.starts_at, view.ends_at, {}};
          out.things.push_back(std::move(one));
        }
        continue;
      }
      api::SnapshotEntry entry{view.id, view.area, view.starts_at, view.ends_at, view.purpose, {}, {}};
      std::optional<AtTheDoor> door;  // firm and contract are those of everybody on it
      for (const auto& person : view.people) {
        const auto worker = store::find<store::Worker>(c, person.id);
        if (known.size() >= most_people || !worker) break;
        if (!door) {
          api::EnterInput in;
          in.person = person.id;
          in.area = view.area;
          in.application = view.id;
          door = at_the_door(c, in, now);
        }
        door->facts.visit->person = door->facts.target.person = person.id;
        door->facts.recipient = recipient_facts(c, view.engagement, *worker);
        const auto verdict = judge_for(Act::enter_area, door->facts, viewer, now);
        entry.people.push_back(person.id);
        entry.open = open(verdict, of_firm);
        const auto stops = open(verdict, of_person);
        const auto [at, fresh] = known.emplace(person.id, out.people.size());
        if (fresh) {
          out.people.push_back({person.id, person.name, worker->kana, person.place, false, stops});
        } else if (out.people[at->second].open.empty()) {
          out.people[at->second].open = stops;  // of several engagements: the sterner answer
        }
      }
      out.entries.push_back(std::move(entry));
    }
    for (auto& thing : out.things)
      for (const auto& person : out.people)
        if (!person.officer && person.place == thing.contractor_name) thing.people.push_back(person.id);

    for (auto& visit : visit_views(c, {"state = 'inside'", {}}, "ORDER BY v.until, v.id LIMIT 1000", now)) {
      api::SnapshotInside inside{visit.id, visit.person, visit.area, visit.badge, visit.until, {}};
      for (auto& thing : visit.things)
        if (thing.inside) inside.things.push_back(std::move(thing));
      out.inside.push_back(std::move(inside));
      if (std::ranges::find(out.people, visit.person, &api::SnapshotPerson::id) == out.people.end())
        out.people.push_back({visit.person, visit.name, "", visit.place, visit.officer, {}});
    }
    return out;
  });
}

}  // namespace sekisho::app
