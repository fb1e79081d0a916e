// Reading custodies and proofs for views, shared by the counters that show them.
#pragma once

#include <string_view>
#include <vector>

#include "app/api.h"
#include "app/parts.h"
#include "app/viewer.h"
#include "base/time.h"
#include "ledger/proof.h"
#include "rules/facts.h"
#include "store/records.h"
#include "store/sql.h"
#include "visible.h"

namespace sekisho::app {

// `condition` is over columns of custodies; `tail` is ORDER BY and LIMIT.
std::vector<api::CustodyRow> custody_rows(store::Connection& connection, const Condition& condition,
                                          std::string_view tail, Day today);
// Only if this viewer may see it.
Result<store::Custody> visible_custody(store::Connection& connection, const Viewer& viewer,
                                       const std::string& id);
// What the gate is told of a custody and an application to copy what is held, whichever it is of; "": none.
rules::Facts copy_facts(store::Connection& connection, const store::Custody& custody,
                        const std::string& application);
// The applications to copy of a custody, the newest first.
std::vector<api::CopyApplicationView> copy_application_views(store::Connection& connection,
                                                             const store::Custody& custody,
                                                             const Viewer& viewer, Instant now);
// The paper with its place in the ledger, and the town's name. Error: corrupt.
Result<api::PaperView> with_proof(store::Connection& connection, const Parts& parts, api::PaperView paper);
// Error: invalid_input, naming the field.
Result<void> check_text(const std::string& value, std::string_view field, bool required);
// That the entry is in the ledger as the newest checkpoint signs it. Error: not_found.
Result<ledger::LogProof> entry_proof(store::Connection& connection, std::int64_t seq);

}  // namespace sekisho::app
