#include "duty_rows.h"
#include "store/rows.h"

namespace sekisho::app {
namespace {

Instant instant(const std::string& text) { return parse_instant(text).value_or(Instant{}); }

}  // namespace

std::vector<rules::OpenEntry> open_entries(store::Connection& c, const DutyScope& scope) {
  const auto condition = in_scope("state = 'submitted'", scope, {"section", "", ""});
  std::vector<rules::OpenEntry> out;
  for (const auto& e : store::select<store::EntryApplication>(c, condition.sql, condition.params))
    out.push_back({e.id, e.section, e.applicant_person, instant(e.submitted_at), instant(e.starts_at)});
  return out;
}

std::vector<rules::OpenVisit> open_visits(store::Connection& c, const DutyScope& scope) {
  const auto condition = in_scope("state = 'inside' OR review = 'open'", scope, {"section", "", ""});
  std::vector<rules::OpenVisit> out;
  for (const auto& v : store::select<store::Visit>(c, condition.sql, condition.params))
    out.push_back({v.id, v.section, v.person, v.state, v.review, instant(v.until), instant(v.entered_at)});
  return out;
}

}  // namespace sekisho::app
