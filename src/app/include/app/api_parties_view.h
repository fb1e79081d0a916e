// The views of the API of town, people, contractors, contracts and accounts. See app/api.h.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/api_parties_input.h"
#include "rules/vocabulary.h"

namespace sekisho::app::api {

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
  bool confirmed = false, refused = false;
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
D(SectionView, (), (id, name))
D(OfficerView, (), (id, name, section, section_name, roles))
D(AssetView, (), (id, asset, section_name, important))
D(ContractorView, (), (id, name, corporate_number, engagements, workers))
D(TrainingView, (), (id, course, held_on, valid_until))
D(WorkerView, (),
  (id, contractor, contractor_name, name, kana, left, on_roster, identity_confirmed, trained, trained_until))
D(RosterView, (),
  (id, contractor, contractor_name, submitted_at, confirmed_at, confirmed_by, version, confirmed, refused,
   workers))
D(TierView, (),
  (id, parent, contractor, contractor_name, reason, applied_at, decided_at, depth, consent,
   flow_down_confirmed, roster))
D(EngagementRow, (),
  (id, title, contractor, contractor_name, section_name, starts, ends, active, tiers, tiers_without_consent))
D(EngagementView, (), (id, input, contractor_name, section_name, active, tiers, may))
D(AccountView, (), (id, login, person, name, place, created_at, roles, closed, enrolled, locked))
#undef D

}  // namespace sekisho::app::api
