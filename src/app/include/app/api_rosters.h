// The shapes of the API for the people of a firm: rosters, their checks, pledges. See app/api.h,
// app/rosters.h.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/api_imports.h"
#include "rules/vocabulary.h"

namespace sekisho::app::api {

// Somebody on a roster that is handed in. `worker` empty: registered with this roster, as a new person.
// `employer`: name or 法人番号 of who employs them; empty: the firm of the roster.
struct RosterPerson {
  std::string worker, name, kana, work, workplace, employer;
};
struct RosterInput {
  std::string contractor;
  std::vector<std::string> workers;                 // registered people of whom nothing more is said
  std::optional<std::vector<RosterPerson>> people;  // and those of whom there is
  std::optional<bool> employment_declared;          // the firm says that it employs all of them
  // Of those who were on the last confirmed roster and are not on this one: who has left for good. The others
  // only leave this contract.
  std::optional<std::vector<std::string>> left;
};

// How somebody was confirmed. method: "interview", or "document:運転免許証" and then `seen`: what was
// compared (the photo, the name …). Never a number of the document.
struct IdentityCheck {
  std::string worker, method;
  std::optional<std::string> seen, checked_on;  // checked_on: a day, today if absent
};
struct RosterConfirm {
  std::vector<IdentityCheck> checks;
};
struct PeopleConfirm {
  std::string note;
};  // how it was confirmed that nobody has changed

enum class RosterState { waiting, confirmed, refused, superseded };
BOOST_DESCRIBE_ENUM(RosterState, waiting, confirmed, refused, superseded)
enum class RosterChange { came, changed, unchanged, left };
BOOST_DESCRIBE_ENUM(RosterChange, came, changed, unchanged, left)

struct RosterPersonView {
  RosterPerson person;
  RosterChange change{};
  std::string before_work, before_workplace;         // on the last confirmed roster
  std::string method, seen, checked_on, checked_by;  // the check that counts, its checker by name
  std::string trained_until, photo;                  // photo: address of the picture
  std::int64_t row = 0;                              // of the file
  bool needs_check = false, pledged = false, has_left = false, on_other_roster = false;
};

// A file that was read: nothing of it is kept.
struct RosterDraft {
  std::string contractor, contractor_name;
  std::int64_t rows = 0;
  std::vector<RosterPersonView> people;  // those of the file, and those who are no longer in it
  std::vector<ImportProblem> problems;   // the first 500
  std::int64_t problem_count = 0;
};

struct RosterRow {
  std::string id, engagement, engagement_title, contractor, contractor_name, section_name, submitted_at,
      decided_at, people_confirmed_until;
  RosterState state{};
  std::int64_t version = 0, people = 0;
};
// A firm that works on a contract: its newest roster, if there is one. What a manager begins from.
struct RosterStandingView {
  std::string subject, engagement, engagement_title, contractor, contractor_name, section_name;
  std::optional<RosterRow> newest, confirmed;
  std::vector<rules::Act> may;
};
struct RosterBase {
  RosterStandingView standing;
  std::vector<RosterPersonView> people;  // of the newest roster that was not refused
};
struct RosterDetail {
  RosterRow row;
  std::string submitted_by, decided_by, reason, people_confirmed_at, people_confirmed_by;
  std::string before;  // ros_…: the last confirmed one, with which it is compared
  std::vector<RosterPersonView> people;
  std::int64_t came = 0, changed = 0, unchanged = 0, left = 0;
  std::vector<rules::Act> may;
};

#define D BOOST_DESCRIBE_STRUCT
D(RosterPerson, (), (worker, name, kana, work, workplace, employer))
D(RosterInput, (), (contractor, workers, people, employment_declared, left))
D(IdentityCheck, (), (worker, method, seen, checked_on))
D(RosterConfirm, (), (checks))
D(PeopleConfirm, (), (note))
D(RosterPersonView, (),
  (person, change, before_work, before_workplace, method, seen, checked_on, checked_by, trained_until, photo,
   row, needs_check, pledged, has_left, on_other_roster))
D(RosterDraft, (), (contractor, contractor_name, rows, people, problems, problem_count))
D(RosterRow, (),
  (id, engagement, engagement_title, contractor, contractor_name, section_name, submitted_at, decided_at,
   people_confirmed_until, state, version, people))
D(RosterStandingView, (),
  (subject, engagement, engagement_title, contractor, contractor_name, section_name, newest, confirmed, may))
D(RosterBase, (), (standing, people))
D(RosterDetail, (),
  (row, submitted_by, decided_by, reason, people_confirmed_at, people_confirmed_by, before, people, came,
   changed, unchanged, left, may))
#undef D

}  // namespace sekisho::app::api
