// The shapes of the API for town, people, contractors, contracts and accounts. See app/api.h.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

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
struct SubContractInput {
  std::string parent, contractor, reason;
};  // parent: sub_… or empty for the prime contractor
struct ConsentInput {
  rules::Decision decision = rules::Decision::approve;
  bool flow_down_confirmed = false;
  std::string reason;
};
struct WorkerInput {
  std::string contractor, name, kana;
};
struct RosterInput {
  std::string contractor;
  std::vector<std::string> workers;
};
struct IdentityCheck {
  std::string worker, method;
};  // method: "document:運転免許証" | "interview"
struct RosterConfirm {
  std::vector<IdentityCheck> checks;
};
struct TrainingInput {
  std::string worker, course, held_on, valid_until;
};
struct AccountInput {
  std::string login, person;
  std::vector<rules::Role> roles;
};
struct AccountCreated {
  std::string id, login, first_code;
  std::int64_t entry = 0;
};  // first_code: shown once

struct SectionView {
  std::string id, name;
};
struct OfficerView {
  std::string id, name, section, section_name;
  std::vector<rules::Role> roles;
};
struct AssetView {
  std::string id;
  AssetInput asset;
  std::string section_name;
  bool important = false;
};
struct ContractorView {
  std::string id, name, corporate_number;
  std::int64_t engagements = 0, workers = 0;
};
struct TrainingView {
  std::string id, course, held_on, valid_until;
};
struct WorkerView {
  std::string id, contractor, contractor_name, name, kana;
  bool left = false, on_roster = false, identity_confirmed = false, trained = false;
  std::string trained_until;
};
struct RosterView {
  std::string id, contractor, contractor_name, submitted_at, confirmed_at, confirmed_by;
  std::int64_t version = 0;
  bool confirmed = false;
  std::vector<WorkerView> workers;
};
struct TierView {
  std::string id, parent, contractor, contractor_name, reason, applied_at,
      decided_at;  // id empty: the prime contractor
  std::int64_t depth = 0;
  rules::ConsentState consent = rules::ConsentState::none;
  bool flow_down_confirmed = false;
  std::optional<RosterView> roster;  // the newest, confirmed or not
};
struct EngagementRow {
  std::string id, title, contractor, contractor_name, section_name, starts, ends;
  bool active = false;
  std::int64_t tiers = 0, tiers_without_consent = 0;
};
struct EngagementView {
  std::string id;
  EngagementInput input;
  std::string contractor_name, section_name;
  bool active = false;
  std::vector<TierView> tiers;
  std::vector<rules::Act> may;
};
struct AccountView {
  std::string id, login, person, name, place, created_at;
  std::vector<rules::Role> roles;
  bool closed = false, enrolled = false, locked = false;
};

#define D BOOST_DESCRIBE_STRUCT
D(SectionInput, (), (name))
D(OfficerInput, (), (name, section, roles))
D(AssetInput, (), (name, information, section, confidentiality, integrity, availability, personal_data))
D(ContractorInput, (), (name, corporate_number))
D(ScopeEntry, (), (information, range, ways))
D(EngagementInput, (),
  (title, contractor, section, responsible_person, workplace, starts, ends, scope, production_data_allowed,
   my_number))
D(SubContractInput, (), (parent, contractor, reason))
D(ConsentInput, (), (decision, flow_down_confirmed, reason))
D(WorkerInput, (), (contractor, name, kana))
D(RosterInput, (), (contractor, workers))
D(IdentityCheck, (), (worker, method))
D(RosterConfirm, (), (checks))
D(TrainingInput, (), (worker, course, held_on, valid_until))
D(AccountInput, (), (login, person, roles))
D(AccountCreated, (), (id, login, first_code, entry))
D(SectionView, (), (id, name))
D(OfficerView, (), (id, name, section, section_name, roles))
D(AssetView, (), (id, asset, section_name, important))
D(ContractorView, (), (id, name, corporate_number, engagements, workers))
D(TrainingView, (), (id, course, held_on, valid_until))
D(WorkerView, (),
  (id, contractor, contractor_name, name, kana, left, on_roster, identity_confirmed, trained, trained_until))
D(RosterView, (),
  (id, contractor, contractor_name, submitted_at, confirmed_at, confirmed_by, version, confirmed, workers))
D(TierView, (),
  (id, parent, contractor, contractor_name, reason, applied_at, decided_at, depth, consent,
   flow_down_confirmed, roster))
D(EngagementRow, (),
  (id, title, contractor, contractor_name, section_name, starts, ends, active, tiers, tiers_without_consent))
D(EngagementView, (), (id, input, contractor_name, section_name, active, tiers, may))
D(AccountView, (), (id, login, person, name, place, created_at, roles, closed, enrolled, locked))
#undef D

}  // namespace sekisho::app::api
