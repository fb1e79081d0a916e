#include "duty_rows.h"
#include "store/rows.h"

namespace sekisho::app {

std::vector<rules::OpenCustody> open_custodies(store::Connection& c, const DutyScope& scope) {
  const auto condition =
      in_scope("state IN ('held', 'return_declared', 'erasing')", scope, {"section", "contractor", "holder"});
  std::vector<rules::OpenCustody> out;
  for (const auto& k : store::select<store::Custody>(c, condition.sql, condition.params)) {
    rules::OpenCustody open{
        k.id, k.passage, k.state, k.holder, k.contractor, k.section, parse_day(k.due).value_or(Day{}), {}};
    if (const auto at = parse_instant(k.return_declared_at)) open.return_declared_on = day_in_japan(*at);
    out.push_back(std::move(open));
  }
  return out;
}

}  // namespace sekisho::app
