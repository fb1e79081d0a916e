// What the gate is told of the people of a firm as they are handed in. See rules/facts.h.
#pragma once

#include <string>
#include <vector>

namespace sekisho::rules {

struct Roster {  // one that is handed in
  int people = 0;
  bool employment_declared = false;          // the firm says that everybody on it is employed by itself
  std::vector<std::string> other_employers;  // named for somebody: of another firm than the roster's
};

}  // namespace sekisho::rules
