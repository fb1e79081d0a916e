// The areas themselves. Applications to enter them: entries.cpp.
#include "app/areas.h"

#include <algorithm>
#include <unordered_map>

#include "area_facts.h"
#include "area_rows.h"
#include "base/ids.h"
#include "events.h"
#include "facts.h"
#include "party_facts.h"
#include "passage_rows.h"
#include "store/rows.h"
#include "visible_areas.h"

namespace sekisho::app {
namespace {

using rules::Act;
using rules::Role;

Result<void> check_area(store::Connection& c, const api::AreaInput& in) {
  SEKISHO_CHECK(check_name(in.name, "name"));
  if (!store::find<store::Section>(c, in.section))
    return fail(ErrorCode::invalid_input, "受け持つ課を選んでください。", "no such section", "section");
  for (const auto& [value, field] : {std::pair{&in.place, "place"}, {&in.contact, "contact"}})
    if (value->size() > 600)
      return fail(ErrorCode::invalid_input, "文字が多すぎます。短くしてください。", "too long", field);
  if (in.house_rules.size() > 8000)
    return fail(ErrorCode::invalid_input, "文字が多すぎます。短くしてください。", "too long", "house_rules");
  for (const Role role : in.roles)
    if (role == Role::contractor_manager || role == Role::worker || role == Role::administrator ||
        role == Role::reception)
      return fail(ErrorCode::invalid_input, "常時の入室を認めるのは、職員の役割だけです。",
                  "not a role of standing permission", "roles");
  if (in.persons.size() > 200 || in.cameras.size() > 50)
    return fail(ErrorCode::invalid_input, "数が多すぎます。", "too many", "persons");
  for (const auto& person : in.persons)
    if (!store::find<store::Officer>(c, person))
      return fail(ErrorCode::invalid_input, "職員を選んでください。", "no such officer", "persons");
  for (const auto& camera : in.cameras) SEKISHO_CHECK(check_name(camera, "cameras"));
  return {};
}

store::Area record_of(const std::string& id, const api::AreaInput& in) {
  return {id,
          in.name,
          in.kind,
          in.place,
          in.section,
          in.roles,
          in.persons,
          in.cameras,
          in.one_area_at_a_time,
          in.escort_for_officers,
          in.closed,
          in.house_rules,
          in.contact,
          ""};
}

}  // namespace

Result<Answer> Areas::register_area(const Viewer& viewer, const std::string& key, const api::AreaInput& in) {
  return parts_.door.pass({viewer, key, Act::register_area, "new", json::write(in)},
                          [&](store::Connection& c) -> Result<Prepared> {
                            SEKISHO_CHECK(check_area(c, in));
                            Prepared prepared;
                            prepared.section = prepared.facts.target.section = in.section;
                            prepared.act = [in](Passing& passing) -> Result<boost::json::value> {
                              const auto record = record_of(make_id("are"), in);
                              SEKISHO_TRY(
                                  const auto receipt,
                                  passing.append(event_of("area.registered", record, {}, {"registered_at"})));
                              return done(record.id, receipt);
                            };
                            return prepared;
                          });
}

Result<Answer> Areas::change_area(const Viewer& viewer, const std::string& key, const std::string& id,
                                  const api::AreaInput& in) {
  return parts_.door.pass(
      {viewer, key, Act::change_area, id, json::write(in)}, [&](store::Connection& c) -> Result<Prepared> {
        if (viewer.side != rules::Side::town)
          return fail(ErrorCode::not_found, "その管理区域は見つかりません。", "no such area");
        SEKISHO_TRY(const auto area, visible_area(c, viewer, id));
        SEKISHO_CHECK(check_area(c, in));
        // who looks after it does not change by the way: what was approved was approved by that section
        if (in.section != area.section)
          return fail(ErrorCode::invalid_input,
                      "受け持つ課は変えられません。新しい区域として登録してください。",
                      "the section of an area does not change", "section");
        Prepared prepared;
        prepared.section = prepared.facts.target.section = area.section;
        prepared.act = [in, id](Passing& passing) -> Result<boost::json::value> {
          SEKISHO_TRY(const auto receipt,
                      passing.append(event_of("area.changed", record_of(id, in), {}, {"registered_at"})));
          return done(id, receipt);
        };
        return prepared;
      });
}

Result<std::vector<api::AreaView>> Areas::list(const Viewer& v) const {
  return parts_.database.reading([&](store::Connection& c) -> Result<std::vector<api::AreaView>> {
    const auto condition = visible_areas(v);
    const bool town = v.side == rules::Side::town;
    std::unordered_map<std::string, std::string> sections, officers;
    for (const auto& s : store::select<store::Section>(c)) sections[s.id] = s.name;
    if (town)
      for (const auto& o : store::select<store::Officer>(c)) officers[o.id] = o.name;
    std::unordered_map<std::string, std::int64_t> inside;
    for (const auto& row :
         c.query("SELECT area, count(*) FROM visits WHERE state = 'inside' GROUP BY area").rows)
      inside[store::from_value<std::string>(row[0])] = store::from_value<std::int64_t>(row[1]);
    std::vector<api::AreaView> out;
    for (const auto& a :
         store::select<store::Area>(c, condition.sql + " ORDER BY closed, name, id", condition.params)) {
      api::AreaView view{a.id,
                         {a.name, a.kind, a.place, a.section, a.roles, a.persons, a.cameras,
                          a.one_area_at_a_time, a.escort_for_officers, a.closed, a.house_rules, a.contact},
                         sections[a.section],
                         {},
                         inside[a.id],
                         {}};
      if (!town) {  // where a server room is, and what watches it, is not for everybody
        view.area = {a.name, a.kind, "", a.section, {}, {}, {}, false, false, false, "", ""};
        view.inside = 0;
      }
      for (const auto& person : view.area.persons) view.persons.push_back({person, officers[person], ""});
      rules::Facts facts;
      facts.target.section = a.section;
      for (const Act act : {Act::change_area, Act::approve_entry})
        if (may(act, facts, v, parts_.clock.now())) view.may.push_back(act);
      out.push_back(std::move(view));
    }
    return out;
  });
}

}  // namespace sekisho::app
