// What the gate is told of an application for a sub-contract, beside the chain down to it. See rules/facts.h.
#pragma once

#include <string>
#include <vector>

#include "rules/vocabulary.h"

namespace sekisho::rules {

struct ConsentGiven {  // one person's answer so far
  std::string account;
  std::string person;
  std::vector<Role> roles;
  Decision decision = Decision::approve;
};

struct ConsentCase {
  std::string applicant_account;
  std::string applicant_person;
  bool important = true;  // the work handles important assets, or My Numbers, or it cannot be told
  Decision deciding = Decision::approve;  // what is being answered now
  std::vector<ConsentGiven> given;
};

// How many different people of the town must consent (R-1b): 2 where important assets are handled, else 1.
int consents_needed(const ConsentCase& application);
// Different people who have consented: with an approver's role, never the applicant. 0 after any refusal.
int consents_counted(const ConsentCase& application);

}  // namespace sekisho::rules
