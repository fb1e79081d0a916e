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

// Acts that ask the same rules.
inline const std::vector<Act> conditions{Act::submit_passage, Act::approve_passage, Act::download_content,
                                         Act::export_medium};
inline const std::vector<Act> application{Act::submit_passage, Act::approve_passage};
inline const std::vector<Act> release{Act::download_content, Act::export_medium};
inline const std::vector<Act> service{Act::submit_passage, Act::approve_passage, Act::download_content};

inline Day today(const Facts& f) { return day_in_japan(f.now); }

std::vector<Case> firm_cases();  // contracts, sub-contracts, rosters, check sheets
std::vector<Case> area_cases();
std::vector<Case> copy_cases();
std::vector<Case> disposal_cases();
std::vector<Case> audit_cases();

}  // namespace sekisho::rules::testing
