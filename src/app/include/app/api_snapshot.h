// What the reception page keeps, sealed, for the time when the server is away: as much as it needs to judge
// by, and not more. See app/api_reception.h.
#pragma once

#include "app/api_reception.h"

namespace sekisho::app::api {

struct SnapshotPerson {
  std::string id, name, kana, place;
  bool officer = false;
  std::vector<rules::Finding> open;  // what stops this person, whatever they bring: as the gate said then
};
struct SnapshotEntry {
  std::string id, area, starts_at, ends_at, purpose;
  std::vector<std::string> people;
  std::vector<rules::Finding> open;  // of the firm and its contract
};
struct SnapshotArea {
  std::string id, name;
  std::vector<std::string> cameras;
  std::vector<std::string> standing;  // officers who may enter, and be escorts
  bool one_area_at_a_time = false, escort_for_officers = false;
};
struct SnapshotInside {
  std::string visit, person, area, badge, until;
  std::vector<ThingView> things;
};
struct SnapshotThing {
  ThingView thing;
  std::string area, contractor_name, starts_at, ends_at;
  std::vector<std::string> people;  // who may bring it
};
struct Snapshot {
  std::string at, until;  // not to be used after `until`
  std::vector<SnapshotArea> areas;
  std::vector<SnapshotPerson> people;
  std::vector<SnapshotEntry> entries;
  std::vector<SnapshotThing> things;
  std::vector<SnapshotInside> inside;
};

#define D BOOST_DESCRIBE_STRUCT
D(SnapshotPerson, (), (id, name, kana, place, officer, open))
D(SnapshotEntry, (), (id, area, starts_at, ends_at, purpose, people, open))
D(SnapshotArea, (), (id, name, cameras, standing, one_area_at_a_time, escort_for_officers))
D(SnapshotInside, (), (visit, person, area, badge, until, things))
D(SnapshotThing, (), (thing, area, contractor_name, starts_at, ends_at, people))
D(Snapshot, (), (at, until, areas, people, entries, things, inside))
#undef D

}  // namespace sekisho::app::api
