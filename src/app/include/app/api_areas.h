// The shapes of the API for controlled areas and for applications to enter them. See app/api.h; what the
// reception desk uses stands in api_reception.h.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/api_common.h"
#include "rules/vocabulary_areas.h"

namespace sekisho::app::api {

struct AreaInput {
  std::string name;
  rules::AreaKind kind = rules::AreaKind::server_room;
  std::string place, section;
  std::vector<rules::Role> roles;    // standing permission: of the section; higher roles of the whole town
  std::vector<std::string> persons;  // standing permission, by officer
  std::vector<std::string> cameras;
  bool one_area_at_a_time = false, escort_for_officers = false, closed = false;
  std::string house_rules, contact;  // on the paper for the wall
};
struct AreaView {
  std::string id;
  AreaInput area;  // a contractor's person sees name, kind and section alone
  std::string section_name;
  std::vector<PersonView> persons;
  std::int64_t inside = 0;
  std::vector<rules::Act> may;
};

struct AreaEntryInput {
  std::string engagement, contractor, area;
  std::vector<std::string> people;  // workers of the contractor
  std::string starts_at, ends_at, purpose;
};
struct ThingInput {
  rules::ThingKind kind = rules::ThingKind::pc;
  std::string maker, serial, antivirus, pattern_day;  // pattern_day: "" where it does not apply
  bool stays = false;                                 // is left in the area (a spare part)
};
struct BringInInput {
  std::string engagement, contractor, area, starts_at, ends_at, purpose, evidence;
  std::vector<ThingInput> things;
};
struct AreaEntryDecision {
  bool approve = false;
  std::string reason;
};

struct ThingView {
  std::string id, application;
  rules::ThingKind kind = rules::ThingKind::pc;
  std::string maker, serial, antivirus, pattern_day;
  bool stays = false, inside = false;
};
struct AreaEntryView {  // to enter, or to bring in
  std::string id;
  bool bring_in = false;
  std::string engagement, engagement_title, contractor, contractor_name, area, area_name, section_name;
  std::vector<PersonView> people;
  std::vector<ThingView> things;
  std::string starts_at, ends_at, purpose, evidence;
  rules::EntryState state = rules::EntryState::submitted;
  std::string applied_by, submitted_at, decided_by, decided_at, reason;
  std::vector<rules::Act> may;
};
struct AreaEntryDetail {
  AreaEntryView entry;
  std::optional<rules::Verdict> verdict;  // of an approval, while it waits
};

#define D BOOST_DESCRIBE_STRUCT
D(AreaInput, (),
  (name, kind, place, section, roles, persons, cameras, one_area_at_a_time, escort_for_officers, closed,
   house_rules, contact))
D(AreaView, (), (id, area, section_name, persons, inside, may))
D(AreaEntryInput, (), (engagement, contractor, area, people, starts_at, ends_at, purpose))
D(ThingInput, (), (kind, maker, serial, antivirus, pattern_day, stays))
D(BringInInput, (), (engagement, contractor, area, starts_at, ends_at, purpose, evidence, things))
D(AreaEntryDecision, (), (approve, reason))
D(ThingView, (), (id, application, kind, maker, serial, antivirus, pattern_day, stays, inside))
D(AreaEntryView, (),
  (id, bring_in, engagement, engagement_title, contractor, contractor_name, area, area_name, section_name,
   people, things, starts_at, ends_at, purpose, evidence, state, applied_by, submitted_at, decided_by,
   decided_at, reason, may))
D(AreaEntryDetail, (), (entry, verdict))
#undef D

}  // namespace sekisho::app::api
