// What a contract says, and the people who answer for it and decide on sub-contracts, as structs. See
// store/records.h.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <string>
#include <vector>

#include "rules/contract.h"
#include "rules/vocabulary.h"

namespace sekisho::store {

// ---- lists in a column of engagements, as JSON
struct ContractTerm {
  rules::Term term{};
  bool agreed = false;
  std::string article, text;  // 第12条; its words
};
struct ServiceLevel {
  rules::Quality quality{};
  std::string item, target, measure;  // what, how good, how it is measured
};
struct Workplace {
  std::string contractor, name, address, measures;
};
struct SelectionEntry {
  rules::Criterion criterion{};
  bool met = false;
  std::string how;
};
struct Requirement {  // of the security policy, in the procurement specification
  std::string clause, text;
};

struct Consent {
  std::string id, sub_contract, account, person;
  std::vector<rules::Role> roles;
  rules::Decision decision{};
  std::string reason, at;
};
struct Appointment {
  std::string id, engagement, contractor;
  rules::Post post{};
  std::string worker, name, since, ended_on, made_at, made_by;
};

#define D BOOST_DESCRIBE_STRUCT
D(ContractTerm, (), (term, agreed, article, text))
D(ServiceLevel, (), (quality, item, target, measure))
D(Workplace, (), (contractor, name, address, measures))
D(SelectionEntry, (), (criterion, met, how))
D(Requirement, (), (clause, text))
D(Consent, (), (id, sub_contract, account, person, roles, decision, reason, at))
D(Appointment, (), (id, engagement, contractor, post, worker, name, since, ended_on, made_at, made_by))
#undef D

}  // namespace sekisho::store
