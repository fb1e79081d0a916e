#include "chains.h"

#include <algorithm>
#include <tuple>

#include "store/rows.h"

namespace sekisho::app {
namespace {

using rules::ConsentState;
using store::SubContract;

// 2: every tier has consent; 1 more: every tier is bound to the same terms.
int worth(const std::vector<rules::Tier>& chain) {
  bool consented = true, bound = true;
  for (const auto& tier : chain) {
    if (tier.depth == 0) continue;
    consented = consented && tier.consent == ConsentState::consented;
    bound = bound && tier.flow_down_confirmed;
  }
  return consented ? (bound ? 3 : 2) : 0;
}

}  // namespace

Chains::Chains(store::Connection& c, const store::Engagement& engagement)
    : connection_(c),
      engagement_(engagement),
      tiers_(
          store::select<SubContract>(c, "engagement = :p0 ORDER BY depth, applied_at, id", {engagement.id})) {
  for (const auto& row :
       c.query("SELECT id, name FROM contractors WHERE id = :p0 OR id IN (SELECT contractor "
               "FROM sub_contracts WHERE engagement = :p1)",
               {engagement.contractor, engagement.id})
           .rows)
    names_[store::from_value<std::string>(row[0])] = store::from_value<std::string>(row[1]);
  for (const auto& row :
       c.query("SELECT a.contractor FROM appointments a LEFT JOIN workers w ON w.id = "
               "a.worker WHERE a.engagement = :p0 AND a.post = 'data_manager' AND a.ended_on "
               "= '' AND coalesce(w.left_on, '') = ''",
               {engagement.id})
           .rows)
    with_data_manager_.insert(store::from_value<std::string>(row[0]));
  for (const auto& row : c.query("SELECT DISTINCT contractor FROM check_sheets WHERE engagement = :p0 AND "
                                 "state = 'confirmed'",
                                 {engagement.id})
                             .rows)
    with_check_sheet_.insert(store::from_value<std::string>(row[0]));
}

const SubContract* Chains::find(const std::string& id) const {
  const auto tier = std::ranges::find(tiers_, id, &SubContract::id);
  return tier == tiers_.end() ? nullptr : &*tier;
}

std::string Chains::name_of(const std::string& contractor) const {
  const auto name = names_.find(contractor);
  return name == names_.end() ? "" : name->second;
}

rules::Tier Chains::facts_of(const SubContract& tier) const {
  rules::Tier out{tier.contractor, name_of(tier.contractor), static_cast<int>(tier.depth), tier.state,
                  tier.flow_down_confirmed};
  out.starts = parse_day(tier.starts);
  out.ends = parse_day(tier.ends);
  out.information = tier.information;
  add_firm_facts(out);
  return out;
}

void Chains::add_firm_facts(rules::Tier& tier) const {
  tier.data_manager_named = with_data_manager_.contains(tier.contractor);
  tier.check_sheet_confirmed = with_check_sheet_.contains(tier.contractor);
}

std::vector<rules::Tier> Chains::to_tier(const std::string& id) const {
  std::vector<rules::Tier> chain;
  const SubContract* tier = find(id);
  for (std::size_t guard = 0; tier != nullptr && guard <= tiers_.size(); ++guard) {
    chain.push_back(facts_of(*tier));
    tier = find(tier->parent);
  }
  rules::Tier prime{engagement_.contractor, name_of(engagement_.contractor), 0, ConsentState::consented,
                    true};
  add_firm_facts(prime);
  chain.push_back(std::move(prime));
  std::ranges::reverse(chain);
  return chain;
}

std::vector<rules::Tier> Chains::to_firm(const std::string& contractor) const {
  if (contractor == engagement_.contractor) return to_tier("");
  std::vector<rules::Tier> best;
  const SubContract* chosen = nullptr;
  int best_worth = -1;
  for (const auto& tier : tiers_) {
    if (tier.contractor != contractor) continue;
    auto chain = to_tier(tier.id);
    const int value = worth(chain);
    const bool newer =
        chosen == nullptr || std::tie(tier.applied_at, tier.id) > std::tie(chosen->applied_at, chosen->id);
    if (value < best_worth || (value == best_worth && !newer)) continue;
    best = std::move(chain);
    best_worth = value;
    chosen = &tier;
  }
  if (chosen == nullptr) {
    auto chain = to_tier("");
    const auto firm = store::find<store::Contractor>(connection_, contractor);
    chain.push_back({contractor, firm ? firm->name : contractor, 1, ConsentState::none, false});
    add_firm_facts(chain.back());
    return chain;
  }
  // Consent that was renewed in time goes on without a gap.
  for (const auto& tier : tiers_) {
    auto& starts = best.back().starts;
    const auto ends = parse_day(tier.ends);
    if (&tier == chosen || tier.contractor != contractor || tier.parent != chosen->parent || !starts ||
        !ends || worth(to_tier(tier.id)) < best_worth || *ends + std::chrono::days(1) < *starts)
      continue;
    if (const auto earlier = parse_day(tier.starts); earlier && *earlier < *starts) starts = earlier;
  }
  return best;
}

std::vector<const SubContract*> Chains::below(const std::string& id) const {
  std::vector<const SubContract*> out;
  if (const auto* tier = find(id)) out.push_back(tier);
  for (std::size_t i = 0; i < out.size();
       ++i)  // they are in the order of depth: a parent before its children
    for (const auto& tier : tiers_)
      if (tier.parent == out[i]->id && std::ranges::find(out, &tier) == out.end()) out.push_back(&tier);
  return out;
}

Chains::Seen Chains::seen_by(const Viewer& viewer) const {
  Seen seen;
  const bool town = viewer.active && viewer.side == rules::Side::town;
  const bool all = town || viewer.contractor == engagement_.contractor;
  for (const auto& tier : tiers_) {
    const bool own = tier.contractor == viewer.contractor && !town;
    if (town || own || seen.whole.contains(tier.parent) || (all && tier.depth == 1))
      seen.whole.insert(tier.id);
    if (all || seen.whole.contains(tier.id)) seen.shown.insert(tier.id);
    if (!own) continue;
    for (const auto* up = find(tier.parent); up != nullptr; up = find(up->parent))
      if (!seen.shown.insert(up->id).second) break;
  }
  return seen;
}

}  // namespace sekisho::app
