// The shapes of the API for the chain of sub-contracts under a contract. See app/api.h.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/api_common.h"
#include "rules/tier.h"

namespace sekisho::app::api {

struct SubContractInput {
  std::string parent, contractor, reason, work;
  std::vector<std::string> information;  // kinds, of the engagement's
  std::string starts, ends;
  // Where `contractor` is empty: a firm that is perhaps not known yet. It becomes known with the application.
  std::optional<std::string> firm_name{}, corporate_number{};
};  // parent: sub_… or empty for the prime contractor
struct ConsentInput {
  rules::Decision decision = rules::Decision::approve;
  std::string reason;
};
struct FlowDownInput {
  std::string evidence;
};  // what was looked at: which document, which articles

struct ConsentView {
  std::string name, at, reason;
  rules::Decision decision = rules::Decision::approve;
};
enum class HeldKind { custody, passage, visit, disposal };
BOOST_DESCRIBE_ENUM(HeldKind, custody, passage, visit, disposal)
struct HeldRow {  // what a firm still has of the town's
  HeldKind kind = HeldKind::custody;
  std::string id, contractor, contractor_name, about, state, due;
};
struct ChainTier {
  std::string id, parent, contractor, contractor_name;  // id empty: the contract's own party
  std::int64_t depth = 0;
  rules::ConsentState consent = rules::ConsentState::none;
  rules::TierStanding standing = rules::TierStanding::no_consent;
  std::string stopped_by;  // name of the first firm above that does not count
  std::string reason, work, starts, ends, applied_at, decided_at;
  std::vector<std::string> information;
  std::vector<ConsentView> consents;  // the town's people, for the town alone
  std::int64_t consents_given = 0, consents_needed = 0;
  bool flow_down_confirmed = false;
  std::string flow_down_at, flow_down_by, flow_down_evidence;
  bool check_sheet_confirmed = false;
  bool data_manager_named = false;
  std::int64_t held = 0;  // for the town alone
  std::vector<rules::Act> may;
};
struct ChainView {
  std::string engagement, title;
  bool my_number = false, important = true;
  std::vector<std::string> information;  // kinds of the engagement
  std::string starts, ends;
  std::vector<ChainTier> tiers;  // as the tree reads: a firm, then all below it
};
struct TierDetail {
  std::string engagement, title;
  ChainTier tier;
  std::vector<HeldRow> held;  // by this firm and all below it; for the town alone
};
struct Withdrawn {
  std::string id;
  Receipt receipt;
  std::vector<HeldRow> held;
};

#define D BOOST_DESCRIBE_STRUCT
D(SubContractInput, (),
  (parent, contractor, reason, work, information, starts, ends, firm_name, corporate_number))
D(ConsentInput, (), (decision, reason))
D(FlowDownInput, (), (evidence))
D(ConsentView, (), (name, at, reason, decision))
D(HeldRow, (), (kind, id, contractor, contractor_name, about, state, due))
D(ChainTier, (),
  (id, parent, contractor, contractor_name, depth, consent, standing, stopped_by, reason, work, starts, ends,
   applied_at, decided_at, information, consents, consents_given, consents_needed, flow_down_confirmed,
   flow_down_at, flow_down_by, flow_down_evidence, check_sheet_confirmed, data_manager_named, held, may))
D(ChainView, (), (engagement, title, my_number, important, information, starts, ends, tiers))
D(TierDetail, (), (engagement, title, tier, held))
D(Withdrawn, (), (id, receipt, held))
#undef D

}  // namespace sekisho::app::api
