// Who asks. Made by the sign-in counter from a session; every read and every command takes one.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "rules/facts.h"
#include "rules/vocabulary.h"

namespace sekisho::app {

struct Viewer {
  std::string account;  // acc_…
  std::string person;   // off_… or wkr_…
  std::string name;     // of the person
  std::string place;    // name of the section or firm
  std::vector<rules::Role> roles;
  rules::Side side = rules::Side::town;
  std::string section;
  std::string contractor;
  bool active = false;
  bool mfa = false;
  bool tls = false;
  std::string session;  // ses_…

  bool has(rules::Role role) const { return std::ranges::find(roles, role) != roles.end(); }
  rules::Actor actor() const { return {account, person, roles, side, section, contractor, active, mfa}; }
};

}  // namespace sekisho::app
