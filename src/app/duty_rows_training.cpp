#include <map>

#include "duty_rows.h"
#include "store/rows.h"
#include "training_rows.h"

namespace sekisho::app {
namespace {

constexpr std::chrono::days ahead{30};          // as the duty looks (rules/duty/training.cpp)
constexpr std::chrono::days to_read_first{14};  // for somebody whose account is younger than the notice

std::vector<rules::OpenInvitation> open_invitations(store::Connection& c, const DutyScope& scope) {
  const auto condition = in_scope(
      "i.answer = 'none' AND i.attended = 0 AND w.left_on = '' AND (i.session = '' AND NOT EXISTS "
      "(SELECT 1 FROM trainings t WHERE t.worker = i.worker AND t.course_id = i.course AND t.held_on "
      ">= substr(i.invited_at, 1, 10)) AND EXISTS (SELECT 1 FROM courses k WHERE k.id = i.course AND "
      "k.state = 'open') OR s.state = 'planned')",
      scope, {"", "i.contractor", "i.worker"});
  std::vector<rules::OpenInvitation> out;
  for (const auto& row :
       c.query("SELECT i.id, i.worker, i.contractor, i.due, i.session FROM invitations i JOIN "
               "workers w ON w.id = i.worker LEFT JOIN training_sessions s ON s.id = "
               "i.session WHERE " +
                   condition.sql,
               condition.params)
           .rows)
    out.push_back({store::from_value<std::string>(row[0]), store::from_value<std::string>(row[1]),
                   store::from_value<std::string>(row[2]),
                   parse_day(store::from_value<std::string>(row[3])).value_or(Day{}),
                   store::from_value<std::string>(row[4]).empty()});
  return out;
}

std::vector<rules::OpenSession> open_sessions(store::Connection& c, const DutyScope& scope) {
  const auto condition = in_scope("state = 'planned'", scope, {"section", "", ""});
  std::vector<rules::OpenSession> out;
  for (const auto& s : store::select<store::TrainingSession>(c, condition.sql, condition.params))
    out.push_back({s.id, s.section, parse_day(s.held_on).value_or(Day{})});
  return out;
}

// One row for each section, each person without one, and each firm in which somebody has not read a notice.
std::vector<rules::UnreadNotice> unread(store::Connection& c, const DutyScope& scope) {
  // Whoever works in a section owes it with the section; department officers and above, and auditors, by
  // themselves.
  const std::string of_section =
      "(a.section <> '' AND (a.roles LIKE '%\"officer\"%' OR a.roles LIKE '%\"section_manager\"%' OR a.roles "
      "LIKE '%\"system_administrator\"%' OR a.roles LIKE '%\"reception\"%'))";
  const std::string notices =
      "SELECT n.id, n.read_by, CASE WHEN " + of_section +
      " THEN a.section ELSE '' END AS place, a.contractor, CASE WHEN a.side = 'town' AND NOT " + of_section +
      " THEN a.person ELSE '' END AS owner, min(a.created_at) FROM notices n JOIN accounts a ON a.closed = 0 "
      "AND a.roles NOT LIKE '%\"administrator\"%' WHERE n.read_by <> '' AND n.withdrawn_at = '' AND ";
  const auto town = in_scope(
      "a.side = 'town' AND n.audience <> 'contractors' AND NOT EXISTS (SELECT 1 FROM notice_reads r WHERE "
      "r.notice = n.id AND r.person = a.person)",
      scope, {"a.section", "", "a.person"});
  const auto firms = in_scope(
      "a.side = 'contractor' AND n.audience <> 'town' AND a.roles LIKE '%\"contractor_manager\"%' AND NOT "
      "EXISTS (SELECT 1 FROM notice_reads r JOIN accounts b ON b.person = r.person AND b.roles LIKE "
      "'%\"contractor_manager\"%' WHERE r.notice = n.id AND r.contractor = a.contractor)",
      scope, {"", "a.contractor", ""});
  std::vector<rules::UnreadNotice> out;
  for (const auto* condition : {&town, &firms})
    for (const auto& row :
         c.query(notices + condition->sql + " GROUP BY n.id, place, a.contractor, owner", condition->params)
             .rows) {
      const auto text = [&](std::size_t at) { return store::from_value<std::string>(row[at]); };
      rules::UnreadNotice one{"", text(2), text(3), text(4), parse_day(text(1)).value_or(Day{}), {}};
      if (const auto since = parse_instant(text(5)))
        one.due = std::max(one.due, day_in_japan(*since) + to_read_first);
      one.subject = text(0) + "." + one.section + one.contractor + one.person;
      out.push_back(std::move(one));
    }
  if (out.empty()) return out;
  std::multimap<std::string, std::string> readers;  // notice.section → person
  for (const auto& row :
       c.query("SELECT r.notice, r.section, r.person FROM notice_reads r JOIN notices n ON n.id "
               "= r.notice WHERE n.read_by <> '' AND n.withdrawn_at = '' AND r.section <> ''")
           .rows)
    readers.emplace(store::from_value<std::string>(row[0]) + "." + store::from_value<std::string>(row[1]),
                    store::from_value<std::string>(row[2]));
  for (auto& one : out)
    for (auto [at, end] = readers.equal_range(one.subject); at != end; ++at)
      one.readers.push_back(at->second);
  return out;
}

}  // namespace

rules::TrainingState open_trainings(store::Connection& c, const DutyScope& scope) {
  return {learners(c, scope, scope.today, scope.today + ahead), open_invitations(c, scope),
          open_sessions(c, scope), unread(c, scope)};
}

}  // namespace sekisho::app
