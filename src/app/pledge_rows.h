// Pledges as they are read. See app/pledges.h.
#pragma once

#include <string>

#include "app/api_pledges.h"
#include "store/records.h"
#include "store/sql.h"

namespace sekisho::app {

// The newest wording of this contract, or the usual one.
api::PledgeText pledge_text(store::Connection& connection, const store::Engagement& engagement,
                            const std::string& contractor, rules::PledgeKind kind, const std::string& town);

// Newest rosters, refused ones aside: `r` of `rosters r`.
inline constexpr std::string_view newest_of_rosters =
    "r.refused_at = '' AND NOT EXISTS (SELECT 1 FROM rosters n WHERE n.engagement = r.engagement AND "
    "n.contractor = r.contractor AND n.refused_at = '' AND n.version > r.version)";

}  // namespace sekisho::app
