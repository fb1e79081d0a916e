// The requests of the API about town, people, contractors, contracts and accounts. See app/api.h.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "rules/training.h"
#include "rules/vocabulary.h"

namespace sekisho::app::api {

struct SectionInput {
  std::string name;
};
struct OfficerInput {
  std::string name, section;
  std::vector<rules::Role> roles;
};
struct AssetInput {
  std::string name, information, section;
  rules::Confidentiality confidentiality = rules::Confidentiality::c3b;
  rules::Integrity integrity = rules::Integrity::i2;
  rules::Availability availability = rules::Availability::a2;
  bool personal_data = true;
};
struct ContractorInput {
  std::string name, corporate_number;
};  // 法人番号, 13 digits
struct ScopeEntry {
  std::string information, range;
  std::vector<rules::AccessWay> ways;
};
struct EngagementInput {
  std::string title, contractor, section, responsible_person, workplace, starts, ends;
  std::vector<ScopeEntry> scope;
  bool production_data_allowed = false, my_number = false;
};
struct WorkerInput {
  std::string contractor, name, kana;
};
struct TrainingInput {
  std::string worker, course, held_on, valid_until;
  std::optional<rules::TrainingKind> kind{};  // not said: the contractor's own
};
struct AccountInput {
  std::string login, person;
  std::vector<rules::Role> roles;
};
struct AccountCreated {
  std::string id, login, first_code;
  std::int64_t entry = 0;
};  // first_code: shown once

#define D BOOST_DESCRIBE_STRUCT
D(SectionInput, (), (name))
D(OfficerInput, (), (name, section, roles))
D(AssetInput, (), (name, information, section, confidentiality, integrity, availability, personal_data))
D(ContractorInput, (), (name, corporate_number))
D(ScopeEntry, (), (information, range, ways))
D(EngagementInput, (),
  (title, contractor, section, responsible_person, workplace, starts, ends, scope, production_data_allowed,
   my_number))
D(WorkerInput, (), (contractor, name, kana))
D(TrainingInput, (), (worker, course, held_on, valid_until, kind))
D(AccountInput, (), (login, person, roles))
D(AccountCreated, (), (id, login, first_code, entry))
#undef D

}  // namespace sekisho::app::api
