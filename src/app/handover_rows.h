// Reading custodies and proofs for views, shared by the counters that show them.
#pragma once

#include <string_view>
#include <vector>

#include "app/api.h"
#include "base/time.h"
#include "ledger/proof.h"
#include "store/sql.h"
#include "visible.h"

namespace sekisho::app {

// `condition` is over columns of custodies; `tail` is ORDER BY and LIMIT.
std::vector<api::CustodyRow> custody_rows(store::Connection& connection, const Condition& condition,
                                          std::string_view tail, Day today);
// That the entry is in the ledger as the newest checkpoint signs it. Error: not_found.
Result<ledger::LogProof> entry_proof(store::Connection& connection, std::int64_t seq);

}  // namespace sekisho::app
