// The state tables of town, people, contractors and contracts as structs. See store/records.h.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <string>
#include <vector>

#include "rules/vocabulary.h"

namespace sekisho::store {

using rules::AccessWay;
using rules::Role;

struct Town {
  std::string id, code, name;
  bool demonstration = false;
};
struct Section {
  std::string id, name;
};
struct Officer {
  std::string id, name, section;
  std::vector<Role> roles;
};
struct Asset {
  std::string id, name, information, section;
  rules::Confidentiality confidentiality{};
  rules::Integrity integrity{};
  rules::Availability availability{};
  bool personal_data = false;
};
struct Contractor {
  std::string id, name, corporate_number;
};
struct ScopeEntry {
  std::string information, range;
  std::vector<AccessWay> ways;
};
struct Engagement {
  std::string id, title, contractor, section, responsible_person, workplace, starts, ends;
  std::vector<ScopeEntry> scope;
  bool production_data_allowed = false, my_number = false, cancelled = false;
};
struct SubContract {
  std::string id, engagement, parent, contractor;
  std::int64_t depth = 0;
  rules::ConsentState state{};
  bool flow_down_confirmed = false;
  std::string reason, applied_at, decided_at, decided_by;
};
struct Worker {
  std::string id, contractor, name, kana, left_on;
};
struct Roster {
  std::string id, engagement, contractor;
  std::int64_t version = 0;
  std::string submitted_at, submitted_by, confirmed_at, confirmed_by;
};
struct RosterMember {
  std::string id, roster, worker, identity_method;
};
struct Training {
  std::string id, worker, course, held_on, valid_until;
};

#define D BOOST_DESCRIBE_STRUCT
D(Town, (), (id, code, name, demonstration))
D(Section, (), (id, name))
D(Officer, (), (id, name, section, roles))
D(Asset, (), (id, name, information, section, confidentiality, integrity, availability, personal_data))
D(Contractor, (), (id, name, corporate_number))
D(ScopeEntry, (), (information, range, ways))
D(Engagement, (),
  (id, title, contractor, section, responsible_person, workplace, starts, ends, scope,
   production_data_allowed, my_number, cancelled))
D(SubContract, (),
  (id, engagement, parent, contractor, depth, state, flow_down_confirmed, reason, applied_at, decided_at,
   decided_by))
D(Worker, (), (id, contractor, name, kana, left_on))
D(Roster, (), (id, engagement, contractor, version, submitted_at, submitted_by, confirmed_at, confirmed_by))
D(RosterMember, (), (id, roster, worker, identity_method))
D(Training, (), (id, worker, course, held_on, valid_until))
#undef D

}  // namespace sekisho::store
