// Reading audits, shared by the counters that change and show them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/api_audits.h"
#include "app/viewer.h"
#include "base/error.h"
#include "rules/facts.h"
#include "store/records.h"
#include "store/sql.h"
#include "visible.h"

namespace sekisho::app {

// Error: not_found for what this viewer may not see.
Result<store::Audit> visible_audit(store::Connection& connection, const Viewer& viewer,
                                   const std::string& id);
// What the gate is told of it; what a report says is left to fill in.
rules::Audit audit_facts(store::Connection& connection, const store::Audit& audit);

// With all names, in one statement. `condition` is over columns of audits; `tail` is ORDER BY and LIMIT.
std::vector<api::AuditRow> audit_rows(store::Connection& connection, const Condition& condition,
                                      std::string_view tail, Day today);

}  // namespace sekisho::app
