// Where a firm of the chain stands: whether it counts for the gates, and if not, what is missing first.
// Pure, thread-safe. Only a tier that counts, below tiers that all count, may hold data, send people in, or
// have a roster confirmed (C-15a, C-15b).
#pragma once

#include <boost/describe/enum.hpp>
#include <span>

#include "rules/facts.h"

namespace sekisho::rules {

enum class TierStanding {
  counts,
  no_consent,  // nobody has applied
  waits_consent,
  refused,
  withdrawn,
  above_stopped,  // itself in order, but a tier above does not count
  flow_down_open,
  check_sheet_open,
  not_begun,
  over,
};
BOOST_DESCRIBE_ENUM(TierStanding, counts, no_consent, waits_consent, refused, withdrawn, above_stopped,
                    flow_down_open, check_sheet_open, not_begun, over)

// Of the last of `chain` (the prime contractor first). An empty chain has no consent.
TierStanding standing_of(std::span<const Tier> chain, Day today);

}  // namespace sekisho::rules
