#include "area_facts.h"

#include <algorithm>

#include "facts.h"
#include "store/rows.h"

namespace sekisho::app {
namespace {

using store::find;
using store::select;

Instant instant(const std::string& text) { return parse_instant(text).value_or(Instant{}); }

rules::Thing thing_facts(const store::BroughtThing& thing) {
  return {thing.id,    thing.kind, thing.serial,        thing.antivirus, parse_day(thing.pattern_day),
          thing.stays, false,      !thing.visit.empty()};
}

// The application that is meant: the one named, else the one that holds now, else the newest there is, so
// that the gate can say what is wrong with it.
std::optional<store::EntryApplication> meant(store::Connection& c, const api::EnterInput& in,
                                             const std::string& at) {
  if (!in.application.empty()) {
    auto named = find<store::EntryApplication>(c, in.application);
    return named && !named->bring_in ? named : std::nullopt;
  }
  auto all = select<store::EntryApplication>(
      c,
      "bring_in = 0 AND area = :p0 AND id IN (SELECT application FROM entry_people WHERE worker = :p1)"
      " ORDER BY state = 'approved' AND starts_at <= :p2 AND ends_at > :p2 DESC, submitted_at DESC LIMIT 1",
      {in.area, in.person, at});  // a name that stands twice is bound once
  if (all.empty()) return std::nullopt;
  return std::move(all.front());
}

rules::Thing thing_at_door(store::Connection& c, const api::BroughtInput& in, const store::Worker& worker,
                           const std::string& area, Instant at) {
  const auto thing = find<store::BroughtThing>(c, in.id);
  if (!thing) {
    rules::Thing unknown;
    unknown.id = unknown.serial = in.id;
    return unknown;
  }
  auto out = thing_facts(*thing);
  if (const auto seen = parse_day(in.pattern_day)) out.pattern_day = seen;
  const auto application = find<store::EntryApplication>(c, thing->application);
  out.approved = application && application->bring_in && application->state == rules::EntryState::approved &&
                 application->area == area && application->contractor == worker.contractor &&
                 instant(application->starts_at) <= at && at < instant(application->ends_at);
  return out;
}

}  // namespace

rules::Area area_facts(const store::Area& a) {
  return {a.id,    a.section, a.roles, a.persons, a.cameras, a.one_area_at_a_time, a.escort_for_officers,
          a.closed};
}

std::optional<rules::Insider> insider(store::Connection& c, const std::string& id) {
  const auto officer = id.empty() ? std::nullopt : find<store::Officer>(c, id);
  if (!officer) return std::nullopt;
  const auto accounts = c.query("SELECT closed FROM accounts WHERE person = :p0", {id});
  const auto closed = std::ranges::count_if(
      accounts.rows, [](const auto& row) { return store::from_value<std::int64_t>(row[0]) != 0; });
  if (closed > 0 && closed == std::ssize(accounts.rows)) return std::nullopt;
  return rules::Insider{officer->id, officer->roles, officer->section};
}

rules::Facts entry_facts(store::Connection& c, const store::EntryApplication& a,
                         const std::vector<std::string>& people,
                         const std::vector<store::BroughtThing>& things) {
  rules::Facts facts;
  facts.target.section = a.section;
  facts.target.owner_account = a.applicant_account;
  if (const auto area = find<store::Area>(c, a.area)) facts.area = area_facts(*area);
  rules::EntryApplication entry;
  entry.id = a.id;
  entry.area = a.area;
  entry.state = a.state;
  entry.from = instant(a.starts_at);
  entry.until = instant(a.ends_at);
  entry.applicant_account = a.applicant_account;
  entry.applicant_person = a.applicant_person;
  entry.purpose = a.purpose;
  entry.evidence = a.evidence;
  for (const auto& thing : things) entry.things.push_back(thing_facts(thing));
  for (const auto& id : people) {
    const auto worker = find<store::Worker>(c, id);
    if (!worker) continue;
    const auto one = recipient_facts(c, a.engagement, *worker);
    entry.people.push_back({id, one.on_confirmed_roster, one.identity_confirmed, one.left});
    if (!facts.recipient) facts.recipient = one;  // their firm is that of all of them
  }
  if (!facts.recipient) {  // things alone: of the firm
    facts.recipient = rules::Recipient{};
    facts.recipient->contractor = a.contractor;
  }
  facts.entry = std::move(entry);
  if (const auto engagement = find<store::Engagement>(c, a.engagement)) {
    facts.engagement = engagement_facts(*engagement);
    facts.chain = chain_to(c, *engagement, a.contractor);
    for (const auto& tier : facts.chain) facts.target.contractors.push_back(tier.contractor);
  }
  return facts;
}

rules::Facts entry_facts(store::Connection& c, const store::EntryApplication& a) {
  std::vector<std::string> people;
  for (const auto& p : select<store::EntryPerson>(c, "application = :p0 ORDER BY worker", {a.id}))
    people.push_back(p.worker);
  return entry_facts(c, a, people, select<store::BroughtThing>(c, "application = :p0 ORDER BY id", {a.id}));
}

AtTheDoor at_the_door(store::Connection& c, const api::EnterInput& in, Instant at) {
  AtTheDoor out;
  out.area = find<store::Area>(c, in.area);
  out.worker = find<store::Worker>(c, in.person);
  if (!out.worker) out.officer = find<store::Officer>(c, in.person);
  rules::Visit visit;
  visit.person = in.person;
  visit.document = in.document;
  visit.escort = insider(c, in.escort);
  visit.escort_present = in.escort_present;
  visit.camera = in.camera;
  visit.badge = in.badge;
  visit.badge_free =
      store::number(c, "SELECT count(*) FROM visits WHERE badge = :p0 AND state = 'inside'", {in.badge}) == 0;
  for (const auto& row :
       c.query("SELECT area FROM visits WHERE person = :p0 AND state = 'inside'", {in.person}).rows)
    (store::from_value<std::string>(row[0]) == in.area ? visit.inside_here : visit.inside_elsewhere) = true;
  if (out.officer) {
    visit.officer = insider(c, in.person);
    if (!visit.officer) visit.officer = rules::Insider{};  // closed: of the town, and permitted nothing
    out.facts.target.person = in.person;
  }
  if (out.worker) {
    out.entry = meant(c, in, format_instant(at));
    if (out.entry) {
      // who else stands on the application is not asked at the door
      out.facts = entry_facts(c, *out.entry, {}, {});
      for (const auto& p : select<store::EntryPerson>(c, "application = :p0", {out.entry->id}))
        out.facts.entry->people.push_back(
            {.person = p.worker, .on_confirmed_roster = false, .identity_confirmed = false, .left = false});
    }
    out.facts.recipient = recipient_facts(c, out.entry ? out.entry->engagement : std::string(), *out.worker);
    visit.unknown_things = static_cast<int>(std::clamp<std::int64_t>(in.other_things, 0, 1000));
    for (const auto& thing : in.things)
      visit.things.push_back(thing_at_door(c, thing, *out.worker, in.area, at));
  }
  if (out.area) {
    out.facts.area = area_facts(*out.area);
    out.facts.target.section = out.area->section;
  } else {
    out.facts.area.reset();
  }
  out.facts.target.person = in.person;
  out.facts.visit = std::move(visit);
  return out;
}

rules::Facts leaving_facts(store::Connection& c, const store::Visit& v, const api::LeaveInput& in) {
  rules::Facts facts;
  facts.target.section = v.section;
  facts.target.person = v.person;
  if (const auto area = find<store::Area>(c, v.area)) facts.area = area_facts(*area);
  rules::Visit visit;
  visit.person = v.person;
  visit.state = v.state;
  visit.own_badge = v.badge;
  visit.badge = in.badge;
  visit.leaving = in.leaving;
  visit.work = in.work;
  visit.review = v.review;
  for (const auto& thing : select<store::BroughtThing>(c, "visit = :p0 ORDER BY id", {v.id}))
    visit.things.push_back(thing_facts(thing));
  if (v.side == rules::Side::town) {
    visit.officer = rules::Insider{v.person, {}, v.section};
  } else {
    for (const auto& id : in.carried_out)
      if (store::number(c,
                        "SELECT count(*) FROM passages WHERE id = :p0 AND engagement = :p1 AND "
                        "recipient_contractor = :p2 AND way = 'physical_medium' AND state IN ('approved', "
                        "'received')",
                        {id, v.engagement, v.contractor}) == 0)
        visit.not_approved.push_back("申請 " + id);
    if (in.other_things > 0)
      visit.not_approved.push_back("申請のないもの" + std::to_string(in.other_things) + "点");
  }
  facts.visit = std::move(visit);
  return facts;
}

}  // namespace sekisho::app
