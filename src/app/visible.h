// What a viewer may see, as SQL conditions: reads cannot return anything else (least privilege, R-1a).
// The parameters are numbered from :p0; whoever adds conditions goes on counting at params.size().
#pragma once

#include <string>

#include "app/viewer.h"
#include "store/sql.h"

namespace sekisho::app {

struct Condition {
  std::string sql;  // "1 = 0" where nothing may be seen
  store::Params params;

  // Adds " AND (sql)"; each `?` in it takes the next of `values`.
  Condition& also(std::string_view more, const store::Params& values = {});
};

Condition visible_passages(const Viewer& viewer);     // columns of passages
Condition visible_custodies(const Viewer& viewer);    // columns of custodies
Condition visible_engagements(const Viewer& viewer);  // columns of engagements
Condition visible_contractors(const Viewer& viewer);  // columns of contractors
// Check sheets and findings: columns section and contractor.
Condition visible_sheets(const Viewer& viewer);
Condition visible_workers(const Viewer& viewer);   // columns of workers
Condition visible_entries(const Viewer& viewer);   // columns of ledger_entries
Condition visible_refusals(const Viewer& viewer);  // columns of refusals

// Suspected breaches: what people wrote of them is for few.
Condition visible_breaches(const Viewer& viewer);  // columns of breaches

bool sees_whole_town(const Viewer& viewer);  // CISO, supervising and department officers, auditors

}  // namespace sekisho::app
