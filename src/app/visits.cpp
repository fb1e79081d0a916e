// In and out: what the desk does. See reception.cpp for what it sees.
#include <algorithm>

#include "app/reception.h"
#include "area_facts.h"
#include "area_rows.h"
#include "base/ids.h"
#include "events.h"
#include "facts.h"
#include "party_facts.h"
#include "rules/gate.h"
#include "store/rows.h"
#include "visible_areas.h"

namespace sekisho::app {
namespace {

using rules::Act;

struct Judged {  // while the server was away; all empty for what happens at the door itself
  bool off_line = false;
  std::string page, gate;  // "passed", "failed"
  boost::json::array findings;
};

std::string_view word(bool passed) { return passed ? "passed" : "failed"; }

Judged judged(const rules::Verdict& gate, bool page) {
  Judged out{true, std::string(word(page)), std::string(word(gate.passed)), {}};
  for (const auto& finding : gate.findings)
    if (finding.outcome != rules::Outcome::passed) out.findings.push_back(json::to_json(finding));
  return out;
}

Result<void> check_sizes(const api::EnterInput& in) {
  for (const auto& [text, field] : {std::pair{&in.document, "document"},
                                    {&in.camera, "camera"},
                                    {&in.badge, "badge"},
                                    {&in.person, "person"},
                                    {&in.escort, "escort"}})
    if (text->size() > 200)
      return fail(ErrorCode::invalid_input, "文字が多すぎます。短くしてください。", "too long", field);
  if (in.purpose.size() > 4000 || in.things.size() > 50)
    return fail(ErrorCode::invalid_input, "文字か数が多すぎます。", "too much", "purpose");
  return {};
}
Result<void> check_sizes(const api::LeaveInput& in) {
  if (in.badge.size() > 200 || in.work.size() > 4000 || in.leaving.size() > 50 || in.carried_out.size() > 50)
    return fail(ErrorCode::invalid_input, "文字か数が多すぎます。", "too much", "work");
  return {};
}

// An officer's visit ends with the day; a contractor's with what was approved.
std::string until_of(const AtTheDoor& door, Instant at) {
  if (door.entry) return door.entry->ends_at;
  return format_instant(start_of(day_in_japan(at) + std::chrono::days(1)));
}

store::Event entered(const std::string& id, const AtTheDoor& door, const api::EnterInput& in, Instant at,
                     const Judged& j) {
  std::vector<std::string> things;
  for (const auto& thing : door.facts.visit->things)
    if (std::ranges::find(things, thing.id) == things.end()) things.push_back(thing.id);
  // a thing that is known alone has a row that can be moved
  const bool worker = door.worker.has_value();
  return {"visit.entered",
          id,
          {{"area", in.area},
           {"section", door.area ? door.area->section : ""},
           {"person", in.person},
           {"side", worker ? "contractor" : "town"},
           {"contractor", worker ? door.worker->contractor : ""},
           {"engagement", door.entry ? door.entry->engagement : ""},
           {"application", door.entry ? door.entry->id : ""},
           {"document", in.document},
           {"escort", in.escort},
           {"camera", in.camera},
           {"badge", in.badge},
           {"things", json::to_json(things)},
           {"entered_at", format_instant(at)},
           {"until", until_of(door, at)},
           {"entry_off_line", j.off_line},
           {"judged_off_line", j.page},
           {"gate_now", j.gate},
           {"findings", j.findings},
           {"review", j.gate == "failed" ? "open" : "none"}},
          {{"purpose", door.entry ? door.entry->purpose : in.purpose}}};
}

store::Event left(const store::Visit& visit, const api::LeaveInput& in, Instant at, const Judged& j) {
  // what the entry left open stays open
  const bool open = visit.review == rules::ReviewState::open || j.gate == "failed";
  boost::json::array findings = json::to_json(visit.findings).as_array();
  for (const auto& finding : j.findings) findings.push_back(finding);
  const bool failed = visit.gate_now == "failed" || j.gate == "failed";
  const bool page_failed = visit.judged_off_line == "failed" || j.page == "failed";
  const bool judged_off_line = j.off_line || visit.entry_off_line;
  return {"visit.left",
          visit.id,
          {{"left_at", format_instant(at)},
           {"leaving", json::to_json(in.leaving)},
           {"carried_out", json::to_json(in.carried_out)},
           {"exit_off_line", j.off_line},
           {"judged_off_line", judged_off_line ? word(!page_failed) : ""},
           {"gate_now", judged_off_line ? word(!failed) : ""},
           {"findings", std::move(findings)},
           {"review", open ? "open" : json::enum_name(visit.review)}},
          {{"work", in.work}}};
}

boost::json::value replayed(const std::string& id, rules::Verdict gate, api::Receipt receipt) {
  return json::to_json(api::ReplayDone{id, std::move(gate), std::move(receipt)});
}

// Only things that belong to this visit can go out with it; anything else that is named is not known.
Result<void> check_leaving(store::Connection& c, const store::Visit& visit, const api::LeaveInput& in) {
  SEKISHO_CHECK(check_sizes(in));
  for (const auto& id : in.leaving) {
    const auto thing = store::find<store::BroughtThing>(c, id);
    if (!thing || thing->visit != visit.id)
      return fail(ErrorCode::invalid_input, "この入室で持ち込まれたものではありません。",
                  "not brought in with this visit", "leaving");
  }
  return {};
}

Result<void> check_things(store::Connection& c, const api::EnterInput& in) {
  SEKISHO_CHECK(check_sizes(in));
  for (const auto& thing : in.things)
    if (!store::find<store::BroughtThing>(c, thing.id))
      return fail(ErrorCode::invalid_input, "持ち込みの申請にあるものを選んでください。",
                  "not a thing of an application", "things");
  return {};
}

}  // namespace

Result<Answer> Reception::enter(const Viewer& viewer, const std::string& key, const api::EnterInput& in) {
  return parts_.door.pass(
      {viewer, key, Act::enter_area, in.area.empty() ? "new" : in.area, json::write(in)},
      [&](store::Connection& c) -> Result<Prepared> {
        SEKISHO_CHECK(check_things(c, in));
        auto door = at_the_door(c, in, parts_.clock.now());
        Prepared prepared{door.facts, door.facts.target.section, {}};
        prepared.act = [door = std::move(door), in](Passing& passing) -> Result<boost::json::value> {
          const auto id = make_id("vis");
          SEKISHO_TRY(const auto receipt, passing.append(entered(id, door, in, passing.now(), {})));
          return done(id, receipt);
        };
        return prepared;
      });
}

Result<Answer> Reception::leave(const Viewer& viewer, const std::string& key, const std::string& id,
                                const api::LeaveInput& in) {
  return parts_.door.pass(
      {viewer, key, Act::leave_area, id, json::write(in)}, [&](store::Connection& c) -> Result<Prepared> {
        SEKISHO_TRY(auto visit, visible_visit(c, viewer, id));
        SEKISHO_CHECK(check_leaving(c, visit, in));
        Prepared prepared{leaving_facts(c, visit, in), visit.section, {}};
        prepared.act = [visit = std::move(visit), in](Passing& passing) -> Result<boost::json::value> {
          SEKISHO_TRY(const auto receipt, passing.append(left(visit, in, passing.now(), {})));
          return done(visit.id, receipt);
        };
        return prepared;
      });
}

Result<Answer> Reception::replay(const Viewer& viewer, const std::string& key, const api::ReplayInput& in) {
  const auto at = parse_instant(in.at);
  if (!at || *at > parts_.clock.now() + std::chrono::minutes(5))
    return fail(ErrorCode::invalid_input, "記録した時刻が正しくありません。端末の時計を確かめてください。",
                "at must be an instant that has passed", "at");
  if (in.enter.has_value() == in.leave.has_value())
    return fail(ErrorCode::invalid_input, "入室か退室のどちらか一つを送ってください。",
                "exactly one of enter and leave", "enter");
  return parts_.door.pass(
      {viewer, key, Act::replay_visit, in.visit.empty() ? "new" : in.visit, json::write(in)},
      [&](store::Connection& c) -> Result<Prepared> {
        Prepared prepared;
        if (in.leave) {
          SEKISHO_TRY(auto visit, visible_visit(c, viewer, in.visit));
          if (visit.state != rules::VisitState::inside)
            return fail(ErrorCode::conflict, "この人の退室は、すでに記録されています。", "has left already");
          SEKISHO_CHECK(check_leaving(c, visit, *in.leave));
          auto facts = leaving_facts(c, visit, *in.leave);
          prepared.section = prepared.facts.target.section = visit.section;
          prepared.act = [facts = std::move(facts), visit = std::move(visit), in,
                          at = *at](Passing& passing) -> Result<boost::json::value> {
            auto gate = judge_for(Act::leave_area, facts, passing.viewer(), at);
            SEKISHO_TRY(auto receipt, passing.append(left(visit, *in.leave, at, judged(gate, in.passed))));
            return replayed(visit.id, std::move(gate), std::move(receipt));
          };
          return prepared;
        }
        SEKISHO_CHECK(check_things(c, *in.enter));
        auto door = at_the_door(c, *in.enter, *at);
        if (!door.area || (!door.worker && !door.officer))
          return fail(ErrorCode::invalid_input, "その人か管理区域が見つかりません。",
                      "no such person or area", "person");
        prepared.section = prepared.facts.target.section = door.area->section;
        prepared.act = [door = std::move(door), in,
                        at = *at](Passing& passing) -> Result<boost::json::value> {
          const auto id = make_id("vis");
          auto gate = judge_for(Act::enter_area, door.facts, passing.viewer(), at);
          SEKISHO_TRY(auto receipt,
                      passing.append(entered(id, door, *in.enter, at, judged(gate, in.passed))));
          return replayed(id, std::move(gate), std::move(receipt));
        };
        return prepared;
      });
}

Result<Answer> Reception::review(const Viewer& viewer, const std::string& key, const std::string& id,
                                 const api::ReviewInput& in) {
  return parts_.door.pass(
      {viewer, key, Act::review_visit, id, json::write(in)}, [&](store::Connection& c) -> Result<Prepared> {
        SEKISHO_TRY(const auto visit, visible_visit(c, viewer, id));
        if (in.note.size() > 4000)
          return fail(ErrorCode::invalid_input, "文字が多すぎます。短くしてください。", "too long", "note");
        Prepared prepared{leaving_facts(c, visit, {}), visit.section, {}};
        prepared.facts.decision_note = in.note;
        prepared.act = [id, in](Passing& passing) -> Result<boost::json::value> {
          SEKISHO_TRY(const auto receipt, passing.append({"visit.reviewed", id, {}, {{"note", in.note}}}));
          return done(id, receipt);
        };
        return prepared;
      });
}

}  // namespace sekisho::app
