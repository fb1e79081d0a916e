// Reading written reports: what a viewer may see of them, and what a section's quarter was. Reads only.
#pragma once

#include <string>

#include "app/api_reports.h"
#include "app/viewer.h"
#include "base/error.h"
#include "store/records.h"
#include "store/sql.h"
#include "visible.h"

namespace sekisho::app {

// Columns section and contractor: of plans and work reports. A firm sees its own, not those of another tier.
Condition visible_reports(const Viewer& viewer);
Condition visible_periodics(const Viewer& viewer);  // columns of periodic_reports

Result<store::WorkReport> visible_report(store::Connection& connection, const Viewer& viewer,
                                         const std::string& id);
Result<store::PeriodicReport> visible_periodic(store::Connection& connection, const Viewer& viewer,
                                               const std::string& id);

// First days of the plan's periods that have a report which was not sent back.
std::vector<Day> reported_periods(store::Connection& connection, const std::string& plan);
// Since when the section reports: the town's opening, or its first contract.
Day reporting_since(store::Connection& connection, const std::string& section);

api::PeriodicContent periodic_content(store::Connection& connection, const std::string& section,
                                      const rules::Period& period);

}  // namespace sekisho::app
