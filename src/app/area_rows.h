// Reading areas, applications to enter and visits for views: a fixed number of statements, however many rows.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/api_reception.h"
#include "app/viewer.h"
#include "base/error.h"
#include "base/time.h"
#include "store/records.h"
#include "store/sql.h"
#include "visible.h"

namespace sekisho::app {

// `tail` is ORDER BY and LIMIT; columns of entry_applications are e.…, of visits v.….
std::vector<api::AreaEntryView> entry_views(store::Connection& connection, const Condition& condition,
                                            std::string_view tail);
std::vector<api::VisitView> visit_views(store::Connection& connection, const Condition& condition,
                                        std::string_view tail, Instant now);
// Things of applications or of visits: `condition` is over columns of brought_things.
std::vector<api::ThingView> thing_views(store::Connection& connection, const Condition& condition);

Result<store::Area> visible_area(store::Connection& connection, const Viewer& viewer, const std::string& id);
Result<store::EntryApplication> visible_entry(store::Connection& connection, const Viewer& viewer,
                                              const std::string& id);
Result<store::Visit> visible_visit(store::Connection& connection, const Viewer& viewer,
                                   const std::string& id);

// Approved, and for some time of this day.
Condition approved_on(const Viewer& viewer, Day day);

// "14:05" in Japan.
std::string clock_time(const std::string& instant);

}  // namespace sekisho::app
