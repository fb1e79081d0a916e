#include <map>

#include "duty_rows.h"
#include "store/rows.h"

namespace sekisho::app {

std::vector<rules::OpenPassage> open_passages(store::Connection& c, const DutyScope& scope) {
  const auto condition =
      in_scope("state IN ('submitted', 'approved')", scope, {"section", "recipient_contractor", "recipient"});
  std::multimap<std::string, std::string> deciders;  // of what each application is now
  for (const auto& row : c.query("SELECT a.passage, a.person FROM approvals a JOIN passages p ON p.id = "
                                 "a.passage AND p.binding = a.binding WHERE " +
                                     condition.sql,
                                 condition.params)
                             .rows)
    deciders.emplace(store::from_value<std::string>(row[0]), store::from_value<std::string>(row[1]));
  std::vector<rules::OpenPassage> out;
  for (const auto& p : store::select<store::Passage>(c, condition.sql, condition.params)) {
    rules::OpenPassage open;
    open.id = p.id;
    open.state = p.state;
    open.section = p.section;
    open.recipient_person = p.recipient;
    open.recipient_contractor = p.recipient_contractor;
    open.submitted_at = parse_instant(p.submitted_at).value_or(Instant{});
    open.first_download_at = parse_instant(p.first_download_at);
    open.approvals_open = p.state == rules::PassageState::submitted;
    open.applicant_person = p.applicant_person;
    const auto [from, to] = deciders.equal_range(p.id);
    for (auto it = from; it != to; ++it) open.decided_by.push_back(it->second);
    out.push_back(std::move(open));
  }
  return out;
}

}  // namespace sekisho::app
