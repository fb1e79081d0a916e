// The people of a firm as the duties read them: one row for each firm that works on a contract, and one for
// each person who owes a pledge. See rules/duty.h.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/time.h"

namespace sekisho::rules {

struct RosterStanding {  // of the contract's own party, or of a tier with consent, while the contract runs
  std::string subject;   // eng_…, or sub_… of a tier
  std::string contractor;
  std::string section;
  Day since{};         // begin of the contract, or the day of consent if that came later
  Day ends{};          // of the contract
  std::string newest;  // ros_…, or none
  enum class State { none, waiting, confirmed, refused } state = State::none;
  Day newest_on{};                  // submitted, or refused
  std::optional<Day> left_on;       // the first who is on the newest roster and has left since
  std::string confirmed;            // ros_…, the newest confirmed one
  std::optional<Day> confirmed_on;  // when its people were last confirmed, yearly confirmations included
  int without_pledge = 0;           // people of the newest roster
};

struct OpenPledge {
  std::string subject;  // ros_… the person is on, or wkr_… of who has left
  std::string person;   // owes it; empty for who has left: the firm's manager sees to it
  std::string contractor;
  std::string section;
  bool leaving = false;
  Day since{};  // roster handed in, or left
};

}  // namespace sekisho::rules
