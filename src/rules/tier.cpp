#include "rules/tier.h"

namespace sekisho::rules {
namespace {

// Apart from the tiers above it.
TierStanding alone(const Tier& tier, Day today) {
  using enum TierStanding;
  if (tier.depth == 0) return tier.check_sheet_confirmed ? counts : check_sheet_open;
  switch (tier.consent) {
    case ConsentState::none:
      return no_consent;
    case ConsentState::applied:
      return waits_consent;
    case ConsentState::refused:
      return refused;
    case ConsentState::withdrawn:
      return withdrawn;
    case ConsentState::consented:
      break;
  }
  if (tier.consent != ConsentState::consented) return no_consent;
  if (tier.ends && *tier.ends < today) return over;
  if (!tier.flow_down_confirmed) return flow_down_open;
  if (!tier.check_sheet_confirmed) return check_sheet_open;
  if (tier.starts && today < *tier.starts) return not_begun;
  return counts;
}

}  // namespace

TierStanding standing_of(std::span<const Tier> chain, Day today) {
  if (chain.empty()) return TierStanding::no_consent;
  const auto own = alone(chain.back(), today);
  if (own != TierStanding::counts) return own;
  for (const auto& tier : chain.first(chain.size() - 1))
    if (alone(tier, today) != TierStanding::counts) return TierStanding::above_stopped;
  return own;
}

}  // namespace sekisho::rules
