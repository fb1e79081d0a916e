// The state tables of controlled areas as structs. See store/records.h.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <string>
#include <vector>

#include "rules/verdict.h"
#include "rules/vocabulary.h"
#include "rules/vocabulary_areas.h"

namespace sekisho::store {

struct Area {
  std::string id, name;
  rules::AreaKind kind{};
  std::string place, section;
  std::vector<rules::Role> roles;
  std::vector<std::string> persons, cameras;
  bool one_area_at_a_time = false, escort_for_officers = false, closed = false;
  std::string house_rules, contact, registered_at;
};
struct EntryApplication {  // to enter, or (bring_in) to bring things in
  std::string id, engagement, engagement_section, contractor, area, section, starts_at, ends_at, purpose;
  bool bring_in = false;
  std::string evidence, evidence_file;
  rules::EntryState state{};
  std::string applicant_account, applicant_person, submitted_at, decided_at, decided_by, reason;
};
struct EntryPerson {
  std::string id, application, worker;
};
struct BroughtThing {
  std::string id, application;
  rules::ThingKind kind{};
  std::string maker, serial, antivirus, pattern_day;
  bool stays = false;
  std::string visit;  // that it is inside with; empty: outside
};
struct Visit {
  std::string id, area, section, person;
  rules::Side side{};
  std::string contractor, engagement, application, purpose, document, escort, camera, badge;
  std::vector<std::string> things;
  rules::VisitState state{};
  std::string entered_at, entered_by, until, left_at, left_by;
  std::vector<std::string> leaving, carried_out;
  std::string work;
  bool entry_off_line = false, exit_off_line = false;
  std::string judged_off_line, gate_now;  // "", "passed", "failed": what the page said then, the gate later
  std::vector<rules::Finding> findings;   // of the gate, those that did not pass
  rules::ReviewState review{};
  std::string reviewed_at, reviewed_by, note, image;
};

#define D BOOST_DESCRIBE_STRUCT
D(Area, (),
  (id, name, kind, place, section, roles, persons, cameras, one_area_at_a_time, escort_for_officers, closed,
   house_rules, contact, registered_at))
D(EntryApplication, (),
  (id, engagement, engagement_section, contractor, area, section, starts_at, ends_at, purpose, bring_in,
   evidence, evidence_file, state, applicant_account, applicant_person, submitted_at, decided_at, decided_by,
   reason))
D(EntryPerson, (), (id, application, worker))
D(BroughtThing, (), (id, application, kind, maker, serial, antivirus, pattern_day, stays, visit))
D(Visit, (),
  (id, area, section, person, side, contractor, engagement, application, purpose, document, escort, camera,
   badge, things, state, entered_at, entered_by, until, left_at, left_by, leaving, carried_out, work,
   entry_off_line, exit_off_line, judged_off_line, gate_now, findings, review, reviewed_at, reviewed_by, note,
   image))
#undef D

}  // namespace sekisho::store
