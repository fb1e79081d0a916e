#include "audit_rows.h"

#include "store/rows.h"

namespace sekisho::app {
namespace {

using rules::AuditState;
using store::from_value;

constexpr std::chrono::days to_report{14};  // as the duty has it (rules/duty/audits.cpp)

bool overdue(const api::AuditRow& row, Day today) {
  if (row.state == AuditState::planned && row.answer_by < format_day(today)) return true;
  const bool open = row.state == AuditState::planned || row.state == AuditState::accepted;
  return open && row.planned_on < format_day(today - to_report);
}

}  // namespace

Result<store::Audit> visible_audit(store::Connection& c, const Viewer& viewer, const std::string& id) {
  auto condition = visible_sheets(viewer);
  condition.also("id = ?", {id});
  auto found = store::select<store::Audit>(c, condition.sql, condition.params);
  if (found.empty()) return fail(ErrorCode::not_found, "その監査は見つかりません。", "no such audit");
  return std::move(found.front());
}

rules::Audit audit_facts(store::Connection& c, const store::Audit& audit) {
  rules::Audit out;
  out.state = audit.state;
  out.title = audit.title;
  out.scope = audit.scope;
  out.method = audit.method;
  const auto told = parse_instant(audit.planned_at);
  out.announced = told ? day_in_japan(*told) : Day{};
  out.planned_on = parse_day(audit.planned_on).value_or(Day{});
  const auto counts = c.query(
      "SELECT count(*), coalesce(sum(CASE WHEN state <> 'closed' THEN 1 ELSE 0 END), 0) FROM findings WHERE "
      "audit = :p0",
      {audit.id});
  out.findings = from_value<std::int64_t>(counts.rows.at(0).at(0));
  out.open_findings = from_value<std::int64_t>(counts.rows.at(0).at(1));
  return out;
}

std::vector<api::AuditRow> audit_rows(store::Connection& c, const Condition& condition, std::string_view tail,
                                      Day today) {
  std::string sql =
      "SELECT u.id, u.engagement, e.title, u.contractor, n.name, s.name, u.title, u.planned_on, u.answer_by, "
      "u.held_on, u.method, u.state, u.opinion, (SELECT count(*) FROM findings f WHERE f.audit = u.id), "
      "(SELECT count(*) FROM findings f WHERE f.audit = u.id AND f.state <> 'closed') FROM audits u JOIN "
      "engagements e ON e.id = u.engagement JOIN contractors n ON n.id = u.contractor JOIN sections s ON "
      "s.id = u.section WHERE u.id IN (SELECT id FROM audits WHERE ";
  ((sql += condition.sql) += ") ") += tail;
  std::vector<api::AuditRow> out;
  for (const auto& row : c.query(sql, condition.params).rows) {
    api::AuditRow item;
    std::size_t i = 0;
    for (auto* text :
         {&item.id, &item.engagement, &item.engagement_title, &item.contractor, &item.contractor_name,
          &item.section_name, &item.title, &item.planned_on, &item.answer_by, &item.held_on})
      *text = from_value<std::string>(row[i++]);
    item.method = from_value<rules::AuditMethod>(row[i++]);
    item.state = from_value<AuditState>(row[i++]);
    if (item.state == AuditState::reported) item.opinion = from_value<rules::AuditOpinion>(row[i]);
    ++i;
    item.findings = from_value<std::int64_t>(row[i++]);
    item.open_findings = from_value<std::int64_t>(row[i]);
    item.overdue = overdue(item, today);
    out.push_back(std::move(item));
  }
  return out;
}

}  // namespace sekisho::app
