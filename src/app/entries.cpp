// Applications to enter an area, or to bring something in.
#include <algorithm>
#include <set>

#include "app/areas.h"
#include "area_facts.h"
#include "area_rows.h"
#include "base/ids.h"
#include "events.h"
#include "facts.h"
#include "party_facts.h"
#include "store/rows.h"
#include "visible_areas.h"

namespace sekisho::app {
namespace {

using rules::Act;

// What both kinds have in common. Only what the viewer may see can be named.
template <class In>
Result<store::EntryApplication> fill(store::Connection& c, const Viewer& viewer, const In& in) {
  SEKISHO_TRY(const auto engagement, visible_engagement(c, viewer, in.engagement));
  const auto area = visible_area(c, viewer, in.area);
  if (!area || area->closed)
    return fail(ErrorCode::invalid_input, "管理区域を選んでください。", "no such area", "area");
  const bool party =
      in.contractor == engagement.contractor ||
      store::number(c, "SELECT count(*) FROM sub_contracts WHERE engagement = :p0 AND contractor = :p1",
                    {in.engagement, in.contractor}) > 0;
  if (!party)
    return fail(ErrorCode::invalid_input, "この契約の事業者を選んでください。",
                "the firm is not in this engagement", "contractor");
  for (const auto& [value, field] : {std::pair{&in.starts_at, "starts_at"}, {&in.ends_at, "ends_at"}})
    if (!parse_instant(*value))
      return fail(ErrorCode::invalid_input, "日付と時刻を入れてください。", "not an instant", field);
  if (in.purpose.size() > 4000)
    return fail(ErrorCode::invalid_input, "文字が多すぎます。短くしてください。", "too long", "purpose");
  store::EntryApplication out;
  out.engagement = engagement.id;
  out.engagement_section = engagement.section;
  out.contractor = in.contractor;
  out.area = area->id;
  out.section = area->section;
  out.starts_at = in.starts_at;
  out.ends_at = in.ends_at;
  out.purpose = in.purpose;
  out.applicant_account = viewer.account;
  out.applicant_person = viewer.person;
  return out;
}

// An application is made by who has the contract, and decided by who has the area.
Prepared applying(store::Connection& c, const store::EntryApplication& record,
                  const std::vector<std::string>& people, const std::vector<store::BroughtThing>& things) {
  Prepared prepared;
  prepared.facts = entry_facts(c, record, people, things);
  prepared.facts.target.section = record.engagement_section;
  prepared.section = record.engagement_section;
  return prepared;
}

constexpr std::initializer_list<std::string_view> set_by_apply{
    "bring_in", "state", "applicant_account", "submitted_at", "decided_at", "decided_by", "reason"};

Result<std::vector<store::BroughtThing>> things_of(const api::BringInInput& in) {
  if (in.things.empty() || in.things.size() > 50)
    return fail(ErrorCode::invalid_input, "持ち込むものを、1点から50点までで入れてください。",
                "1 to 50 things", "things");
  std::vector<store::BroughtThing> out;
  std::set<std::string> serials;
  for (const auto& thing : in.things) {
    SEKISHO_CHECK(check_name(thing.serial, "things"));
    for (const auto* text : {&thing.maker, &thing.antivirus})
      if (text->size() > 300)
        return fail(ErrorCode::invalid_input, "文字が多すぎます。短くしてください。", "too long", "things");
    if (!serials.insert(thing.serial).second)
      return fail(ErrorCode::invalid_input, "同じ製造番号が2回入っています。", "a serial number twice",
                  "things");
    if (!thing.pattern_day.empty()) SEKISHO_CHECK(check_day(thing.pattern_day, "things"));
    out.push_back({make_id("thg"), "", thing.kind, thing.maker, thing.serial, thing.antivirus,
                   thing.pattern_day, thing.stays, ""});
  }
  return out;
}

}  // namespace

Result<Answer> Areas::apply_entry(const Viewer& viewer, const std::string& key,
                                  const api::AreaEntryInput& in) {
  return parts_.door.pass(
      {viewer, key, Act::apply_entry, "new", json::write(in)}, [&](store::Connection& c) -> Result<Prepared> {
        SEKISHO_TRY(auto record, fill(c, viewer, in));
        if (in.people.empty() || in.people.size() > 100)
          return fail(ErrorCode::invalid_input, "入室する人を、1人から100人までで選んでください。",
                      "1 to 100 people", "people");
        std::set<std::string> seen;
        for (const auto& id : in.people) {
          const auto worker = store::find<store::Worker>(c, id);
          if (!worker || worker->contractor != in.contractor || !seen.insert(id).second)
            return fail(ErrorCode::invalid_input, "その事業者の従事者ではない人か、同じ人が入っています。",
                        "not a worker of this firm, or twice", "people");
        }
        record.id = make_id("ent");
        auto prepared = applying(c, record, in.people, {});
        prepared.act = [record, people = in.people](Passing& passing) -> Result<boost::json::value> {
          auto event = event_of("entry.applied", record, {"purpose"}, set_by_apply);
          event.data.erase("evidence");
          event.data.erase("evidence_file");
          event.data["people"] = json::to_json(people);
          SEKISHO_TRY(const auto receipt, passing.append(event));
          return done(record.id, receipt);
        };
        return prepared;
      });
}

Result<Answer> Areas::apply_bring_in(const Viewer& viewer, const std::string& key,
                                     const api::BringInInput& in) {
  return parts_.door.pass({viewer, key, Act::apply_bring_in, "new", json::write(in)},
                          [&](store::Connection& c) -> Result<Prepared> {
                            SEKISHO_TRY(auto record, fill(c, viewer, in));
                            SEKISHO_TRY(auto things, things_of(in));
                            if (in.evidence.size() > 4000)
                              return fail(ErrorCode::invalid_input, "文字が多すぎます。短くしてください。",
                                          "too long", "evidence");
                            record.id = make_id("bri");
                            record.bring_in = true;
                            record.evidence = in.evidence;
                            auto prepared = applying(c, record, {}, things);
                            prepared.act = [record, things](Passing& passing) -> Result<boost::json::value> {
                              auto event =
                                  event_of("bring_in.applied", record, {"purpose", "evidence"}, set_by_apply);
                              boost::json::array list;
                              for (const auto& thing : things) {
                                auto one = json::to_json(thing).as_object();
                                one.erase("application");
                                one.erase("visit");
                                list.push_back(std::move(one));
                              }
                              event.data["things"] = std::move(list);
                              SEKISHO_TRY(const auto receipt, passing.append(event));
                              return done(record.id, receipt);
                            };
                            return prepared;
                          });
}

Result<Answer> Areas::decide(const Viewer& viewer, const std::string& key, const std::string& id,
                             const api::AreaEntryDecision& in) {
  const bool bring_in = id.starts_with("bri_");
  const Act act = !in.approve ? Act::reject_entry : bring_in ? Act::approve_bring_in : Act::approve_entry;
  return parts_.door.pass(
      {viewer, key, act, id, json::write(in)}, [&](store::Connection& c) -> Result<Prepared> {
        SEKISHO_TRY(const auto record, visible_entry(c, viewer, id));
        if (in.reason.size() > 4000)
          return fail(ErrorCode::invalid_input, "文字が多すぎます。短くしてください。", "too long", "reason");
        Prepared prepared{entry_facts(c, record), record.section, {}};
        prepared.facts.decision_note = in.reason;
        prepared.act = [id, in, bring_in](Passing& passing) -> Result<boost::json::value> {
          SEKISHO_TRY(const auto receipt, passing.append({bring_in ? "bring_in.decided" : "entry.decided",
                                                          id,
                                                          {{"state", in.approve ? "approved" : "rejected"}},
                                                          {{"reason", in.reason}}}));
          return done(id, receipt);
        };
        return prepared;
      });
}

Result<Answer> Areas::withdraw(const Viewer& viewer, const std::string& key, const std::string& id,
                               const api::ReasonInput& in) {
  return parts_.door.pass(
      {viewer, key, Act::withdraw_entry, id, json::write(in)}, [&](store::Connection& c) -> Result<Prepared> {
        SEKISHO_TRY(const auto record, visible_entry(c, viewer, id));
        SEKISHO_CHECK(check_name(in.reason, "reason"));
        Prepared prepared{entry_facts(c, record), record.section, {}};
        prepared.act = [id, in](Passing& passing) -> Result<boost::json::value> {
          SEKISHO_TRY(const auto receipt,
                      passing.append({"entry.withdrawn", id, {}, {{"reason", in.reason}}}));
          return done(id, receipt);
        };
        return prepared;
      });
}

Result<api::Page<api::AreaEntryView>> Areas::entries(const Viewer& viewer,
                                                     const EntriesFilter& filter) const {
  const auto limit = static_cast<std::size_t>(std::clamp<std::int64_t>(filter.limit, 1, 200));
  return parts_.database.reading([&](store::Connection& c) -> Result<api::Page<api::AreaEntryView>> {
    auto condition = visible_entry_applications(viewer);
    if (filter.state) condition.also("state = ?", {std::string(json::enum_name(*filter.state))});
    if (!filter.area.empty()) condition.also("area = ?", {filter.area});
    if (!filter.engagement.empty()) condition.also("engagement = ?", {filter.engagement});
    if (const auto dot = filter.after.find('/'); dot != std::string::npos) {
      const auto at = filter.after.substr(0, dot), id = filter.after.substr(dot + 1);
      condition.also("submitted_at < ? OR submitted_at = ? AND id < ?", {at, at, id});
    }
    const std::string order = " ORDER BY submitted_at DESC, id DESC LIMIT " + std::to_string(limit + 1);
    condition.sql += order;
    api::Page<api::AreaEntryView> page;
    page.items = entry_views(c, condition, "ORDER BY e.submitted_at DESC, e.id DESC");
    if (page.items.size() > limit) {
      page.items.resize(limit);
      page.next = page.items.back().submitted_at + "/" + page.items.back().id;
    }
    return page;
  });
}

Result<api::AreaEntryDetail> Areas::entry(const Viewer& viewer, const std::string& id) const {
  return parts_.database.reading([&](store::Connection& c) -> Result<api::AreaEntryDetail> {
    SEKISHO_TRY(const auto record, visible_entry(c, viewer, id));
    auto views = entry_views(c, {"id = :p0", {id}}, "");
    api::AreaEntryDetail out{std::move(views.at(0)), {}};
    const auto facts = entry_facts(c, record);
    const auto now = parts_.clock.now();
    const Act approve = record.bring_in ? Act::approve_bring_in : Act::approve_entry;
    const auto offered = [&](Act act) {
      const auto verdict = judge_for(act, facts, viewer, now);
      return std::ranges::all_of(verdict.findings, [](const rules::Finding& f) {
        return f.outcome == rules::Outcome::passed ||
               !(f.rule.starts_with("rights.") || f.rule == "entry.state" || f.rule == "entry.decider");
      });
    };
    for (const Act act : {approve, Act::reject_entry, Act::withdraw_entry})
      if (offered(act)) out.entry.may.push_back(act);
    if (record.bring_in && record.state == rules::EntryState::submitted &&
        may(Act::keep_scan_result, facts, viewer, now))
      out.entry.may.push_back(Act::keep_scan_result);
    if (record.state == rules::EntryState::submitted && viewer.side == rules::Side::town)
      out.verdict = judge_for(approve, facts, viewer, now);
    return out;
  });
}

}  // namespace sekisho::app
