// Sub-contracts: application, the consent of several people, flow-down of terms, withdrawal.
#include <algorithm>

#include "app/contracts.h"
#include "base/ids.h"
#include "contract_rows.h"
#include "events.h"
#include "inspect/identifiers.h"
#include "party_events.h"
#include "party_facts.h"
#include "store/rows.h"
#include "visible.h"

namespace sekisho::app {
namespace {

using rules::Act;
using rules::ConsentState;
using rules::Decision;

constexpr std::int64_t deepest = 32;

// Period and information of the application must lie within the engagement's.
Result<void> check_within(const store::Engagement& engagement, const api::SubContractInput& in) {
  SEKISHO_CHECK(check_day(in.starts, "starts"));
  SEKISHO_CHECK(check_day(in.ends, "ends"));
  if (in.ends < in.starts)
    return fail(ErrorCode::invalid_input, "再委託の終わりが、始まりより前です。", "ends before it starts",
                "ends");
  if (in.starts < engagement.starts || in.ends > engagement.ends)
    return fail(ErrorCode::invalid_input, "再委託の期間は、元の契約の期間の中で入れてください。",
                "outside the term of the engagement", in.starts < engagement.starts ? "starts" : "ends");
  if (in.information.empty())
    return fail(ErrorCode::invalid_input, "再委託先に扱わせる情報の種類を、一つ以上選んでください。",
                "information is empty", "information");
  for (const auto& kind : in.information)
    if (std::ranges::find(engagement.scope, kind, &store::ScopeEntry::information) == engagement.scope.end())
      return fail(ErrorCode::invalid_input, "元の契約で認めていない情報の種類が入っています。",
                  "not in the scope of the engagement", "information");
  return {};
}

// The firm that is applied for: known by its id or corporate number, or new.
struct Firm {
  std::string id;
  std::optional<store::Contractor> made;
};
Result<Firm> firm_of(store::Connection& c, const api::SubContractInput& in) {
  if (!in.contractor.empty()) {
    if (!store::find<store::Contractor>(c, in.contractor))
      return fail(ErrorCode::invalid_input, "委託事業者を選んでください。", "no such contractor",
                  "contractor");
    return Firm{in.contractor, {}};
  }
  if (!in.corporate_number || !inspect::is_corporate_number(*in.corporate_number))
    return fail(ErrorCode::invalid_input,
                "会社を選ぶか、法人番号（13 桁）を正しく入れてください。数字を確かめてください。",
                "neither a contractor nor a corporate number", "corporate_number");
  const auto known =
      store::select<store::Contractor>(c, "corporate_number = :p0 LIMIT 1", {*in.corporate_number});
  if (!known.empty()) return Firm{known.front().id, {}};
  SEKISHO_CHECK(check_name(in.firm_name.value_or(""), "firm_name"));
  store::Contractor made{make_id("con"), *in.firm_name, *in.corporate_number};
  return Firm{made.id, made};
}

struct Found {
  store::SubContract tier;
  store::Engagement engagement;
};
Result<Found> find_tier(store::Connection& c, const Viewer& viewer, const std::string& id) {
  SEKISHO_TRY(auto tier, visible_tier(c, viewer, id));
  SEKISHO_TRY(auto engagement, visible_engagement(c, viewer, tier.engagement));
  return Found{std::move(tier), std::move(engagement)};
}

}  // namespace

Result<Answer> Contracts::apply(const Viewer& viewer, const std::string& key, const std::string& id,
                                const api::SubContractInput& in) {
  return parts_.door.pass(
      {viewer, key, Act::apply_sub_contract, id, json::write(in)},
      [&](store::Connection& c) -> Result<Prepared> {
        SEKISHO_TRY(const auto engagement, visible_engagement(c, viewer, id));
        SEKISHO_TRY(const auto firm, firm_of(c, in));
        SEKISHO_CHECK(check_name(in.reason, "reason"));
        SEKISHO_CHECK(check_name(in.work, "work"));
        SEKISHO_CHECK(check_within(engagement, in));
        const Chains chains(c, engagement);
        const auto* parent = in.parent.empty() ? nullptr : chains.find(in.parent);
        if (!in.parent.empty() && parent == nullptr)
          return fail(ErrorCode::invalid_input, "再委託する側の事業者を選んでください。", "no such parent",
                      "parent");
        const std::int64_t depth = parent == nullptr ? 1 : parent->depth + 1;
        if (depth > deepest)
          return fail(ErrorCode::invalid_input, "再委託の段が深すぎます。", "too deep", "parent");
        auto facts = facts_of_tier(chains, engagement, in.parent);
        if (std::ranges::find(facts.target.contractors, firm.id) != facts.target.contractors.end())
          return fail(ErrorCode::invalid_input, "その事業者は、すでに上の段にいます。",
                      "a cycle in the chain", "contractor");
        // A firm applies for what is directly below itself.
        if (viewer.side == rules::Side::contractor)
          facts.target.contractors = {facts.chain.back().contractor};
        store::SubContract made;
        made.id = make_id("sub");
        made.engagement = id;
        made.parent = in.parent;
        made.contractor = firm.id;
        made.depth = depth;
        made.reason = in.reason;
        made.work = in.work;
        made.information = in.information;
        made.starts = in.starts;
        made.ends = in.ends;
        made.applicant_account = viewer.account;
        made.applicant_person = viewer.person;
        Prepared prepared{std::move(facts), engagement.section, {}};
        prepared.act = [made, firm](Passing& passing) -> Result<boost::json::value> {
          if (firm.made) {
            SEKISHO_CHECK(passing.append(contractor_registered(*firm.made)));
          }
          SEKISHO_TRY(
              const auto receipt,
              passing.append(event_of("sub_contract.applied", made, {"reason", "work"},
                                      {"state", "flow_down_confirmed", "applied_at", "decided_at",
                                       "decided_by", "flow_down_evidence", "flow_down_at", "flow_down_by"})));
          return done(made.id, receipt);
        };
        return prepared;
      });
}

Result<Answer> Contracts::decide(const Viewer& viewer, const std::string& key, const std::string& id,
                                 const api::ConsentInput& in) {
  return parts_.door.pass(
      {viewer, key, Act::consent_sub_contract, id, json::write(in)},
      [&](store::Connection& c) -> Result<Prepared> {
        SEKISHO_TRY(const auto found, find_tier(c, viewer, id));
        if (found.tier.state != ConsentState::applied)
          return fail(ErrorCode::conflict,
                      "この再委託の申請には、すでに答えています。画面を読み直してください。",
                      "already decided");
        if (in.decision == Decision::reject) SEKISHO_CHECK(check_name(in.reason, "reason"));
        Prepared prepared{
            facts_of_tier(Chains(c, found.engagement), found.engagement, id), found.engagement.section, {}};
        auto application = consent_case(c, Importance(c, found.engagement), found.tier, consents_of(c, id));
        application.deciding = in.decision;
        prepared.facts.consent = application;
        application.given.push_back({viewer.account, viewer.person, viewer.roles, in.decision});
        const bool refused = in.decision == Decision::reject;
        const bool settled =
            refused || rules::consents_counted(application) >= rules::consents_needed(application);
        prepared.act = [=, person = viewer.person,
                        roles = viewer.roles](Passing& passing) -> Result<boost::json::value> {
          SEKISHO_TRY(auto receipt, passing.append({"sub_contract.judged",
                                                    id,
                                                    {{"consent", make_id("cns")},
                                                     {"person", person},
                                                     {"roles", json::to_json(roles)},
                                                     {"decision", json::to_json(in.decision)},
                                                     {"needed", rules::consents_needed(application)}},
                                                    {{"reason", in.reason}}}));
          if (settled) {
            SEKISHO_TRY(receipt, passing.append({"sub_contract.decided",
                                                 id,
                                                 {{"state", refused ? "refused" : "consented"},
                                                  {"flow_down_confirmed", false}},
                                                 {}}));
          }
          return done(id, receipt);
        };
        return prepared;
      });
}

Result<Answer> Contracts::confirm_flow_down(const Viewer& viewer, const std::string& key,
                                            const std::string& id, const api::FlowDownInput& in) {
  return parts_.door.pass(
      {viewer, key, Act::confirm_flow_down, id, json::write(in)},
      [&](store::Connection& c) -> Result<Prepared> {
        SEKISHO_TRY(const auto found, find_tier(c, viewer, id));
        SEKISHO_CHECK(check_name(in.evidence, "evidence"));
        if (found.tier.flow_down_confirmed)
          return fail(ErrorCode::conflict, "すでに確かめられています。画面を読み直してください。",
                      "already confirmed");
        Prepared prepared{
            facts_of_tier(Chains(c, found.engagement), found.engagement, id), found.engagement.section, {}};
        prepared.act = [id, in](Passing& passing) -> Result<boost::json::value> {
          SEKISHO_TRY(
              const auto receipt,
              passing.append(
                  {"sub_contract.flow_down_confirmed", id, {}, {{"flow_down_evidence", in.evidence}}}));
          return done(id, receipt);
        };
        return prepared;
      });
}

Result<Answer> Contracts::withdraw(const Viewer& viewer, const std::string& key, const std::string& id,
                                   const api::ReasonInput& in) {
  return parts_.door.pass(
      {viewer, key, Act::withdraw_consent, id, json::write(in)},
      [&](store::Connection& c) -> Result<Prepared> {
        SEKISHO_TRY(const auto found, find_tier(c, viewer, id));
        SEKISHO_CHECK(check_name(in.reason, "reason"));
        if (found.tier.state != ConsentState::consented)
          return fail(ErrorCode::conflict, "承諾していない再委託です。画面を読み直してください。",
                      "not consented");
        const Chains chains(c, found.engagement);
        std::vector<std::string> firms;
        for (const auto* tier : chains.below(id)) firms.push_back(tier->contractor);
        Prepared prepared{facts_of_tier(chains, found.engagement, id), found.engagement.section, {}};
        prepared.act = [id, in, firms,
                        engagement = found.engagement.id](Passing& passing) -> Result<boost::json::value> {
          SEKISHO_TRY(const auto receipt,
                      passing.append({"sub_contract.withdrawn", id, {}, {{"reason", in.reason}}}));
          return json::to_json(api::Withdrawn{id, receipt, held_by(passing.connection(), engagement, firms)});
        };
        return prepared;
      });
}

}  // namespace sekisho::app
