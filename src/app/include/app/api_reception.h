// The shapes of the API for the reception desk: who stands there, who is inside, and what the page keeps for
// the time when the server is away. See app/api.h.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/api_areas.h"

namespace sekisho::app::api {

struct SearchInput {
  std::string text;  // how a name or its reading begins, or what was scanned: a person's id, a badge's number
};
struct VisitorRow {
  std::string person, name, kana, place;   // place: firm or section
  bool officer = false, expected = false;  // expected: an approved application for today
  std::string inside;                      // the visit, while inside
};

struct VisitView {
  std::string id, area, area_name, person, name, place, document, escort, escort_name, camera, badge, purpose;
  bool officer = false;
  std::vector<ThingView> things;
  rules::VisitState state = rules::VisitState::inside;
  std::string entered_at, entered_by, until, left_at, left_by, work;
  std::vector<std::string> leaving, carried_out;
  bool overstays = false, entry_off_line = false, exit_off_line = false;
  std::string judged_off_line, gate_now;  // "", "passed", "failed"
  std::vector<rules::Finding> findings;
  rules::ReviewState review = rules::ReviewState::none;
  std::string reviewed_at, reviewed_by, note;
  std::vector<rules::Act> may;
};

struct VisitorView {
  VisitorRow who;
  std::string photo;  // an attachment, "" where there is none
  std::string trained_until;
  bool on_roster = false, identity_confirmed = false, left = false;
  std::vector<AreaEntryView> entries;  // approved, of today
  std::vector<ThingView> things;       // approved to be brought in today, by the same firm
  std::vector<std::string> areas;      // that an officer may enter without an application
  std::optional<VisitView> inside;
};

struct BroughtInput {
  std::string id, pattern_day;  // pattern_day: as the screen of the thing shows now; "" as applied for
};
struct EnterInput {
  std::string person, area, application, document, escort;
  bool escort_present = false;
  std::string camera, badge, purpose;  // purpose: of an officer; else the application's counts
  std::vector<BroughtInput> things;
  std::int64_t other_things = 0;  // without an application
};
struct LeaveInput {
  std::string badge;
  std::vector<std::string> leaving;      // things that go out
  std::vector<std::string> carried_out;  // other things: each an application to carry out ("psg_…")
  std::int64_t other_things = 0;         // without an application
  std::string work;
};

struct ReplayInput {    // what happened while the server was away; exactly one of enter and leave
  std::string at;       // by the clock of the page
  bool passed = false;  // as the page judged
  std::optional<EnterInput> enter;
  std::string visit;  // of leave; of an entry that was replayed before: its id
  std::optional<LeaveInput> leave;
};
struct ReplayDone {
  std::string id;
  rules::Verdict gate;  // what the gate says now
  Receipt receipt;
};
struct ReviewInput {
  std::string note;
};

struct BoardView {
  std::string now;
  std::vector<VisitView> inside;        // who stays too long first
  std::vector<VisitView> left;          // today
  std::vector<AreaEntryView> expected;  // approved for today
};

#define D BOOST_DESCRIBE_STRUCT
D(SearchInput, (), (text))
D(VisitorRow, (), (person, name, kana, place, officer, expected, inside))
D(VisitView, (),
  (id, area, area_name, person, name, place, document, escort, escort_name, camera, badge, purpose, officer,
   things, state, entered_at, entered_by, until, left_at, left_by, work, leaving, carried_out, overstays,
   entry_off_line, exit_off_line, judged_off_line, gate_now, findings, review, reviewed_at, reviewed_by, note,
   may))
D(VisitorView, (),
  (who, photo, trained_until, on_roster, identity_confirmed, left, entries, things, areas, inside))
D(BroughtInput, (), (id, pattern_day))
D(EnterInput, (),
  (person, area, application, document, escort, escort_present, camera, badge, purpose, things, other_things))
D(LeaveInput, (), (badge, leaving, carried_out, other_things, work))
D(ReplayInput, (), (at, passed, enter, visit, leave))
D(ReplayDone, (), (id, gate, receipt))
D(ReviewInput, (), (note))
D(BoardView, (), (now, inside, left, expected))
#undef D

}  // namespace sekisho::app::api
