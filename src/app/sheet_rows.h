// Reading check sheets and findings, shared by the counters that change and show them.
#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "app/api_sheets.h"
#include "app/viewer.h"
#include "base/error.h"
#include "rules/facts.h"
#include "store/records.h"
#include "store/sql.h"
#include "visible.h"

namespace sekisho::app {

// Errors: not_found for what this viewer may not see.
Result<store::CheckSheet> visible_sheet(store::Connection& connection, const Viewer& viewer,
                                        const std::string& id);
Result<store::AuditFinding> visible_finding(store::Connection& connection, const Viewer& viewer,
                                            const std::string& id);
// The engagement, if the firm is its prime contractor or one of its tiers, applied for or consented.
// Error: invalid_input (contractor).
Result<store::Engagement> engagement_of_firm(store::Connection& connection, const Viewer& viewer,
                                             const std::string& engagement, const std::string& contractor);

std::optional<store::CheckSheet> newest_sheet(store::Connection& connection, const std::string& engagement,
                                              const std::string& contractor);
std::optional<store::CheckSheet> sheet_of_round(store::Connection& connection, const store::CheckSheet& sheet,
                                                std::int64_t round);
std::optional<store::SheetLines> own_lines(store::Connection& connection,
                                           std::int64_t version = 0);  // 0: newest
// The ministry's lines and the town's own, as they stood when the sheet was begun.
std::vector<rules::SheetLine> lines_of(store::Connection& connection, const store::CheckSheet& sheet);

using SheetAnswers = std::unordered_map<std::string, store::SheetAnswer>;  // by line
SheetAnswers answers_of(store::Connection& connection, const std::string& sheet);

// Whose sheet it is, and the sheet itself. `marks` count as if they had been made.
rules::Facts sheet_facts(store::Connection& connection, const store::Engagement& engagement,
                         const store::CheckSheet& sheet, const std::vector<api::SheetMark>& marks,
                         Instant now);
// What the system saw of this sheet's lines since the round before it was confirmed.
std::vector<rules::Seen> seen_of(store::Connection& connection, const store::CheckSheet& sheet, Instant now);

// `condition` is over columns of findings; `tail` is ORDER BY and LIMIT.
std::vector<api::FindingRow> finding_rows(store::Connection& connection, const Condition& condition,
                                          std::string_view tail, Day today);

}  // namespace sekisho::app
