// What the gate is told of a controlled area, an application to enter it or to bring something in, and of
// somebody who stands at its door. See rules/facts.h.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "rules/vocabulary.h"
#include "rules/vocabulary_areas.h"

namespace sekisho::rules {

struct Insider {  // an officer, as standing permission sees them
  std::string person;
  std::vector<Role> roles;
  std::string section;
};

struct Area {
  std::string id;
  std::string section;               // looks after it; its manager approves
  std::vector<Role> roles;           // standing permission: of its section; higher roles of any
  std::vector<std::string> persons;  // standing permission by name
  std::vector<std::string> cameras;  // ids of its surveillance cameras
  bool one_area_at_a_time = false;   // anti-passback across areas; the same area twice is never possible
  bool escort_for_officers = false;  // officers do not enter alone either
  bool closed = false;
};
// May this officer enter without an application?
bool standing_permission(const Area& area, const Insider& officer);

struct PersonToEnter {
  std::string person;
  bool on_confirmed_roster = false;
  bool identity_confirmed = false;
  bool left = false;
};

struct Thing {  // a PC or a medium that stands on an application to bring it in
  std::string id;
  ThingKind kind = ThingKind::pc;
  std::string serial;
  std::string antivirus;           // product
  std::optional<Day> pattern_day;  // its pattern file is of this day, as seen last
  bool stays = false;              // approved to be left in the area
  bool approved = false;           // the application was approved, and is for now, for here, for this firm
  bool inside = false;             // came in already and has not left
};

struct EntryApplication {  // to enter, or to bring something in
  std::string id;
  std::string area;
  EntryState state = EntryState::submitted;
  Instant from{};
  Instant until{};
  std::string applicant_account;
  std::string applicant_person;
  std::string purpose;
  std::vector<PersonToEnter> people;  // to enter
  std::vector<Thing> things;          // to bring in
  std::string evidence;               // that no malicious program is on it: text or a file
};

struct Visit {  // somebody at the door
  std::string person;
  std::optional<Insider> officer;  // absent: of a contractor
  std::string document;            // kind of the identity document that was shown
  std::optional<Insider> escort;   // a staff member; absent: nobody, or nobody who is known
  bool escort_present = false;     // is at the desk
  std::string camera;
  std::string badge;
  bool badge_free = false;
  bool inside_here = false;       // has entered this area and has not left it
  bool inside_elsewhere = false;  // another one
  std::vector<Thing> things;      // on entry: brought; on exit: brought in with this visit
  int unknown_things = 0;         // brought, and on no application
  // on exit
  VisitState state = VisitState::inside;
  std::string own_badge;                  // the badge of this visit; `badge` is the one handed back
  std::vector<std::string> leaving;       // ids of things that go out
  std::vector<std::string> not_approved;  // other things that go out without an approved carry-out
  std::string work;                       // what was done
  ReviewState review = ReviewState::none;
};

}  // namespace sekisho::rules
