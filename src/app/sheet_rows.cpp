#include "sheet_rows.h"

#include <algorithm>
#include <set>

#include "facts.h"
#include "party_facts.h"
#include "sheet_sources.h"
#include "store/rows.h"

namespace sekisho::app {
namespace {

using store::from_value;

template <class T>
std::optional<T> first(std::vector<T> rows) {
  if (rows.empty()) return std::nullopt;
  return std::move(rows.front());
}

// The persons behind these accounts.
std::vector<std::string> persons_of(store::Connection& c, const std::set<std::string>& accounts) {
  std::string marks;
  store::Params ids;
  for (const auto& account : accounts) {
    if (account.empty()) continue;
    marks += (marks.empty() ? ":p" : ", :p") + std::to_string(ids.size());
    ids.emplace_back(account);
  }
  std::vector<std::string> out;
  if (ids.empty()) return out;
  for (const auto& row : c.query("SELECT person FROM accounts WHERE id IN (" + marks + ")", ids).rows)
    out.push_back(from_value<std::string>(row[0]));
  return out;
}

}  // namespace

Result<store::CheckSheet> visible_sheet(store::Connection& c, const Viewer& viewer, const std::string& id) {
  auto condition = visible_sheets(viewer);
  condition.also("id = ?", {id});
  auto found = first(store::select<store::CheckSheet>(c, condition.sql, condition.params));
  if (!found)
    return fail(ErrorCode::not_found, "そのチェックシートは見つかりません。", "no such check sheet");
  return *std::move(found);
}

Result<store::AuditFinding> visible_finding(store::Connection& c, const Viewer& viewer,
                                            const std::string& id) {
  auto condition = visible_sheets(viewer);
  condition.also("id = ?", {id});
  auto found = first(store::select<store::AuditFinding>(c, condition.sql, condition.params));
  if (!found) return fail(ErrorCode::not_found, "その指摘は見つかりません。", "no such finding");
  return *std::move(found);
}

Result<store::Engagement> engagement_of_firm(store::Connection& c, const Viewer& viewer,
                                             const std::string& engagement, const std::string& contractor) {
  SEKISHO_TRY(auto found, visible_engagement(c, viewer, engagement));
  const bool party =
      found.contractor == contractor ||
      store::number(c,
                    "SELECT count(*) FROM sub_contracts WHERE engagement = :p0 AND contractor = "
                    ":p1 AND state IN ('applied', 'consented')",
                    {engagement, contractor}) > 0;
  if (!party)
    return fail(ErrorCode::invalid_input, "この契約の事業者を選んでください。",
                "the firm is not in this engagement", "contractor");
  return found;
}

std::optional<store::CheckSheet> newest_sheet(store::Connection& c, const std::string& engagement,
                                              const std::string& contractor) {
  return first(store::select<store::CheckSheet>(
      c, "engagement = :p0 AND contractor = :p1 ORDER BY round DESC LIMIT 1", {engagement, contractor}));
}

std::optional<store::CheckSheet> sheet_of_round(store::Connection& c, const store::CheckSheet& sheet,
                                                std::int64_t round) {
  return first(store::select<store::CheckSheet>(c, "engagement = :p0 AND contractor = :p1 AND round = :p2",
                                                {sheet.engagement, sheet.contractor, round}));
}

std::optional<store::SheetLines> own_lines(store::Connection& c, std::int64_t version) {
  if (version != 0) return first(store::select<store::SheetLines>(c, "version = :p0", {version}));
  return first(store::select<store::SheetLines>(c, "1 = 1 ORDER BY version DESC LIMIT 1"));
}

std::vector<rules::SheetLine> lines_of(store::Connection& c, const store::CheckSheet& sheet) {
  std::vector<rules::SheetLine> out;
  if (const auto* form = rules::sheet_form(sheet.form)) out = form->lines;
  if (sheet.own_lines > 0)
    if (const auto own = own_lines(c, sheet.own_lines))
      out.insert(out.end(), own->lines.begin(), own->lines.end());
  return out;
}

SheetAnswers answers_of(store::Connection& c, const std::string& sheet) {
  SheetAnswers out;
  for (auto& answer : store::select<store::SheetAnswer>(c, "sheet = :p0", {sheet}))
    out.emplace(answer.line, std::move(answer));
  return out;
}

std::vector<rules::Seen> seen_of(store::Connection& c, const store::CheckSheet& sheet, Instant now) {
  std::string since;
  for (auto round = sheet.round - 1; round > 0 && since.empty(); --round)
    if (const auto before = sheet_of_round(c, sheet, round);
        before && before->state == rules::SheetState::confirmed)
      since = before->decided_at;
  return what_was_seen(c, {sheet.engagement, sheet.contractor, since}, now);
}

rules::Facts sheet_facts(store::Connection& c, const store::Engagement& engagement,
                         const store::CheckSheet& sheet, const std::vector<api::SheetMark>& marks,
                         Instant now) {
  auto facts = tier_facts(c, engagement, sheet.contractor);
  const auto answers = answers_of(c, sheet.id);
  const auto seen = seen_of(c, sheet, now);
  std::set<std::string> found;  // lines with a finding
  for (const auto& row :
       c.query("SELECT DISTINCT line FROM findings WHERE engagement = :p0 AND contractor = :p1 AND "
               "(state <> 'closed' OR opened_at >= :p2)",
               {sheet.engagement, sheet.contractor,
                sheet.submitted_at.empty() ? sheet.begun_at : sheet.submitted_at})
           .rows)
    found.insert(from_value<std::string>(row[0]));
  // What C-1 and C-12 look at are the findings themselves.
  if (!found.empty())
    for (const auto* line : {"C-1", "C-12"}) found.insert(line);
  rules::Sheet out;
  out.state = sheet.state;
  out.contact = !sheet.contact_name.empty() && (!sheet.contact_phone.empty() || !sheet.contact_mail.empty());
  std::set<std::string> accounts{sheet.submitted_by};
  for (const auto& line : lines_of(c, sheet)) {
    rules::SheetLineFacts one;
    one.line = line.id;
    if (const auto answer = answers.find(line.id); answer != answers.end()) {
      one.answer = answer->second.answer;
      one.explained = answer->second.text.find_first_not_of(" \t\r\n") != std::string::npos;
      one.accepted = answer->second.accepted;
      accounts.insert(answer->second.answered_by);
    }
    for (const auto& mark : marks)
      if (mark.line == line.id) one.accepted = mark.accepted;
    one.differs = rules::observe(line.id, one.answer, seen).state == rules::ObservedState::differs;
    one.finding = found.contains(line.id);
    out.lines.push_back(std::move(one));
  }
  out.answerers = persons_of(c, accounts);
  facts.sheet = std::move(out);
  return facts;
}

std::vector<api::FindingRow> finding_rows(store::Connection& c, const Condition& condition,
                                          std::string_view tail, Day today) {
  std::string sql =
      "SELECT f.id, f.engagement, e.title, f.contractor, n.name, s.name, f.sheet, f.line, f.text, f.due, "
      "f.opened_at, f.audit, f.source, f.state FROM findings f JOIN engagements e ON e.id = f.engagement "
      "JOIN "
      "contractors n ON n.id = f.contractor JOIN sections s ON s.id = f.section WHERE f.id IN (SELECT id "
      "FROM "
      "findings WHERE ";
  ((sql += condition.sql) += ") ") += tail;
  std::vector<api::FindingRow> out;
  for (const auto& row : c.query(sql, condition.params).rows) {
    api::FindingRow item;
    std::size_t i = 0;
    for (auto* text :
         {&item.id, &item.engagement, &item.engagement_title, &item.contractor, &item.contractor_name,
          &item.section_name, &item.sheet, &item.line, &item.text, &item.due, &item.opened_at, &item.audit})
      *text = from_value<std::string>(row[i++]);
    item.source = from_value<rules::FindingSource>(row[i++]);
    item.state = from_value<rules::FindingState>(row[i++]);
    item.overdue = item.state == rules::FindingState::demanded && item.due < format_day(today);
    out.push_back(std::move(item));
  }
  return out;
}

}  // namespace sekisho::app
