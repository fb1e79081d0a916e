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

// Once the data is given back or gone, there is nothing left to decide.
std::vector<rules::OpenCopy> open_copies(store::Connection& c, const DutyScope& scope) {
  const auto condition = in_scope("a.state = 'applied' AND k.state = 'held'", scope, {"a.section", "", ""});
  std::vector<rules::OpenCopy> out;
  for (const auto& row :
       c.query("SELECT a.id, a.custody, a.section, a.applicant_person, a.applied_at, a.until, "
               "coalesce((SELECT json_group_array(v.person) FROM copy_approvals v WHERE v.application = "
               "a.id), '[]') FROM copy_applications a JOIN custodies k ON k.id = a.custody WHERE " +
                   condition.sql,
               condition.params)
           .rows) {
    const auto text = [&](std::size_t i) { return store::from_value<std::string>(row.at(i)); };
    const auto at = parse_instant(text(4));
    out.push_back({text(1) + "." + text(0), text(2), text(3),
                   store::from_value<std::vector<std::string>>(row.at(6)), at ? day_in_japan(*at) : Day{},
                   parse_day(text(5)).value_or(Day{})});
  }
  return out;
}

std::vector<rules::OpenDisposal> open_disposals(store::Connection& c, const DutyScope& scope) {
  const auto condition =
      in_scope("state NOT IN ('confirmed', 'withdrawn')", scope, {"section", "contractor", ""});
  std::vector<rules::OpenDisposal> out;
  for (const auto& d : store::select<store::Disposal>(c, condition.sql, condition.params)) {
    const auto since = parse_instant(d.changed_at);
    out.push_back({d.id, d.section, d.contractor, d.state, parse_day(d.due).value_or(Day{}),
                   since ? day_in_japan(*since) : Day{}});
  }
  return out;
}

}  // namespace sekisho::app
