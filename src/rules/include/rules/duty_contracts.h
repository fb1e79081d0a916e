// Contracts and sub-contracts that may owe something, as the duties read them. See rules/duty.h.
#pragma once

#include <string>
#include <vector>

#include "base/time.h"
#include "rules/contract.h"
#include "rules/vocabulary.h"

namespace sekisho::rules {

struct OpenContract {  // with something missing from its record
  std::string id;
  std::string section;
  Day starts{};
  Day ends{};  // nothing is owed for it any more after this day
  std::vector<Term> missing_terms;
  std::vector<ContractPart> missing_parts;
};

struct UnmanagedFirm {  // a party to a contract, without a data manager
  std::string subject;  // eng_… for the contract's own party, sub_… for a tier
  std::string contractor;
  std::string section;
  Day since{};  // from when it may hold data
  Day ends{};
};

struct OpenTier {
  std::string id;
  std::string section;
  std::string contractor;
  ConsentState state = ConsentState::applied;
  bool flow_down_confirmed = false;
  std::string applicant_person;
  std::vector<std::string> decided_by;  // people who have consented so far
  Day applied_on{};
  Day decided_on{};
  bool holds = false;  // it, or a firm below it, still has something of the town's
};

}  // namespace sekisho::rules
