#include "duty_rows.h"
#include "store/rows.h"

namespace sekisho::app {

// Few, and owed by no section and no firm: whoever owes them reads the whole town.
std::vector<rules::OpenBreach> open_breaches(store::Connection& c, const DutyScope& scope) {
  const auto condition = in_scope("acknowledged_at = ''", scope, {"", "", ""});
  std::vector<rules::OpenBreach> out;
  for (const auto& breach : store::select<store::Breach>(c, condition.sql, condition.params))
    if (const auto at = parse_instant(breach.reported_at)) out.push_back({breach.id, day_in_japan(*at)});
  return out;
}

}  // namespace sekisho::app
