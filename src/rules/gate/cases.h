// One way to break a rule: rules_test.cpp tries each, and that no rule is without one.
#pragma once

#include <functional>

#include "gate/testing.h"

namespace sekisho::rules::testing {

struct Case {
  const char* rule;
  std::vector<Act> acts;  // that ask it
  const char* what;
  std::function<void(Facts&)> break_it;
  Outcome outcome = Outcome::failed;
};

std::vector<Case> area_cases();

}  // namespace sekisho::rules::testing
