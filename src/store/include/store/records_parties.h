// The state tables of town, people, contractors and contracts as structs. See store/records.h.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <string>
#include <vector>

#include "rules/vocabulary.h"
#include "store/records_contracts.h"

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
  std::int64_t agreed_terms = 0, recorded_parts = 0;  // sets (rules/contract.h), following from the lists
  std::int64_t report_months = 0;                     // interval of service-level reports; 0: not agreed
  std::vector<ContractTerm> terms{};
  std::vector<ServiceLevel> service_levels{};
  std::vector<Workplace> workplaces{};
  std::vector<SelectionEntry> selection{};
  std::string specification{};
  std::vector<Requirement> requirements{};
};
struct SubContract {
  std::string id, engagement, parent, contractor;
  std::int64_t depth = 0;
  rules::ConsentState state{};
  bool flow_down_confirmed = false;
  std::string reason, applied_at, decided_at, decided_by;
  std::string work{};
  std::vector<std::string>
      information{};  // kinds of it; empty where it was applied for before they were asked
  std::string starts{}, ends{}, applicant_account{}, applicant_person{};
  std::string flow_down_evidence{}, flow_down_at{}, flow_down_by{};
};
struct Worker {
  std::string id, contractor, name, kana, left_on;
};
struct Roster {
  std::string id, engagement, contractor;
  std::int64_t version = 0;
  std::string submitted_at, submitted_by, confirmed_at, confirmed_by;
  std::string refused_at, refused_by, reason;
  std::string people_confirmed_at, people_confirmed_by;  // since: that nobody has changed (R-2e)
};
struct RosterMember {
  std::string id, roster, worker, identity_method, work, workplace;
  std::string seen, checked_on, checked_by;  // of the check of identity; checked_by: acc_…
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
   production_data_allowed, my_number, cancelled, agreed_terms, recorded_parts, report_months, terms,
   service_levels, workplaces, selection, specification, requirements))
D(SubContract, (),
  (id, engagement, parent, contractor, depth, state, flow_down_confirmed, reason, applied_at, decided_at,
   decided_by, work, information, starts, ends, applicant_account, applicant_person, flow_down_evidence,
   flow_down_at, flow_down_by))
D(Worker, (), (id, contractor, name, kana, left_on))
D(Roster, (),
  (id, engagement, contractor, version, submitted_at, submitted_by, confirmed_at, confirmed_by, refused_at,
   refused_by, reason, people_confirmed_at, people_confirmed_by))
D(RosterMember, (), (id, roster, worker, identity_method, work, workplace, seen, checked_on, checked_by))
#undef D

}  // namespace sekisho::store
