// What the party counters share: checks of input, and whose thing it is for the gate.
#pragma once

#include <string>
#include <vector>

#include "app/viewer.h"
#include "base/error.h"
#include "rules/facts.h"
#include "store/records.h"
#include "store/sql.h"

namespace sekisho::app {

Result<void> check_name(const std::string& value, const char* field);  // not empty, at most 200 octets
// What people write in several lines: at most 2,000 characters; blanks are nothing.
Result<void> check_long_text(const std::string& value, const char* field, bool required);
Result<void> check_day(const std::string& value, const char* field);
Result<store::Engagement> visible_engagement(store::Connection& connection, const Viewer& viewer,
                                             const std::string& id);
Result<store::SubContract> visible_tier(store::Connection& connection, const Viewer& viewer,
                                        const std::string& id);

// For acts on a tier: the section that owns the engagement, and the chain down to the firm concerned, last.
rules::Facts tier_facts(store::Connection& connection, const store::Engagement& engagement,
                        const std::string& contractor);
// For acts on a firm's people outside an engagement: the viewer's own section stands in if it has a contract
// with the firm, at any tier.
rules::Facts firm_facts(store::Connection& connection, const Viewer& viewer, const std::string& contractor);

}  // namespace sekisho::app
