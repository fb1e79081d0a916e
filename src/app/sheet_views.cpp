#include <algorithm>

#include "app/sheets.h"
#include "attachment_uses.h"
#include "facts.h"
#include "page_window.h"
#include "party_facts.h"
#include "passage_rows.h"
#include "sheet_rows.h"
#include "store/rows.h"

namespace sekisho::app {
namespace {

using rules::Act;
using rules::SheetState;
using store::from_value;

template <class T>
std::string name_of(store::Connection& c, const std::string& id) {
  const auto found = store::find<T>(c, id);
  return found ? found->name : "";
}

// Every firm of every engagement, with its newest sheet. The condition is over section, contractor,
// engagement, sheet_state.
constexpr std::string_view parties =
    "WITH party AS (SELECT id AS party, id AS engagement, contractor, 0 AS depth FROM engagements UNION ALL "
    "SELECT "
    "id, engagement, contractor, depth FROM sub_contracts WHERE state IN ('applied', 'consented')), shown AS "
    "(SELECT "
    "p.party, p.engagement, p.contractor, p.depth, e.title, e.section, e.ends, coalesce(s.id, '') AS sheet, "
    "coalesce(s.round, 0) AS round, coalesce(s.state, 'none') AS sheet_state, coalesce(CASE s.state WHEN "
    "'draft' "
    "THEN s.begun_at WHEN 'submitted' THEN s.submitted_at ELSE s.decided_at END, '') AS since FROM party p "
    "JOIN "
    "engagements e ON e.id = p.engagement LEFT JOIN check_sheets s ON s.engagement = p.engagement AND "
    "s.contractor "
    "= p.contractor AND s.round = (SELECT max(n.round) FROM check_sheets n WHERE n.engagement = p.engagement "
    "AND "
    "n.contractor = p.contractor)) SELECT r.party, r.engagement, r.title, r.contractor, f.name, t.name, "
    "r.depth, r.sheet, r.round, r.sheet_state, r.since, coalesce((SELECT max(v.valid_until) FROM "
    "check_sheets v WHERE v.engagement = r.engagement AND v.contractor = r.contractor AND v.state = "
    "'confirmed'), ''), (SELECT count(*) FROM findings g WHERE g.engagement = r.engagement AND g.contractor "
    "= "
    "r.contractor AND g.state <> 'closed') FROM (SELECT * FROM shown WHERE ";
constexpr std::string_view parties_end =
    ") r JOIN contractors f ON f.id = r.contractor JOIN sections t ON t.id = r.section ORDER BY ";
// What waits for the town first, then what is owed.
constexpr std::string_view party_order =
    "CASE r.sheet_state WHEN 'submitted' THEN 0 WHEN 'sent_back' THEN 1 WHEN 'draft' THEN 2 WHEN 'none' THEN "
    "3 "
    "ELSE 4 END, r.title, r.engagement, r.depth, r.party";

api::SheetRow row_of(const std::vector<store::Value>& row) {
  api::SheetRow out;
  std::size_t i = 0;
  for (auto* text : {&out.party, &out.engagement, &out.engagement_title, &out.contractor,
                     &out.contractor_name, &out.section_name})
    *text = from_value<std::string>(row[i++]);
  out.depth = from_value<std::int64_t>(row[i++]);
  out.sheet = from_value<std::string>(row[i++]);
  out.round = from_value<std::int64_t>(row[i++]);
  out.state = json::enum_from_name<SheetState>(from_value<std::string>(row[i++]));
  out.since = from_value<std::string>(row[i++]);
  out.valid_until = from_value<std::string>(row[i++]);
  out.open_findings = from_value<std::int64_t>(row[i++]);
  return out;
}

void add_lines(store::Connection& c, const Viewer& v, const store::CheckSheet& sheet, Instant now,
               api::SheetView& out) {
  const bool town = v.side == rules::Side::town;
  const auto answers = answers_of(c, sheet.id);
  SheetAnswers last;
  if (const auto before = sheet_of_round(c, sheet, sheet.round - 1)) last = answers_of(c, before->id);
  const auto seen = town ? seen_of(c, sheet, now) : std::vector<rules::Seen>{};
  auto condition = visible_sheets(v);
  condition.also("engagement = ? AND contractor = ? AND line <> '' AND (state <> 'closed' OR opened_at >= ?)",
                 {sheet.engagement, sheet.contractor, sheet.begun_at});
  const auto findings = finding_rows(c, condition, "ORDER BY f.opened_at", day_in_japan(now));
  for (const auto& line : lines_of(c, sheet)) {
    api::SheetLineView one;
    one.line = line;
    one.own = line.id.starts_with("X-");
    if (const auto a = answers.find(line.id); a != answers.end()) {
      one.answer = a->second.answer;
      one.text = a->second.text;
      one.evidence = attached_files(c, a->second.evidence);
      one.accepted = a->second.accepted;
      // what the section notes while it looks is its own until it has decided
      if (town || sheet.state != SheetState::submitted) one.note = a->second.note;
      ++out.answered;
    }
    if (const auto a = last.find(line.id); a != last.end()) {
      one.last_answer = a->second.answer;
      one.last_text = a->second.text;
    }
    const auto now_given = answers.find(line.id);
    const auto given_before = last.find(line.id);
    const bool same_files = now_given == answers.end() || given_before == last.end() ||
                            now_given->second.evidence == given_before->second.evidence;
    one.changed = sheet.round > 1 && one.answer &&
                  (one.answer != one.last_answer || one.text != one.last_text || !same_files);
    if (town) one.observed = rules::observe(line.id, one.answer, seen);
    for (const auto& finding : findings)
      if (finding.line == line.id) one.findings.push_back(finding);
    out.lines.push_back(std::move(one));
  }
}

}  // namespace

api::SheetFormView Sheets::form(const Viewer& viewer) const {
  return parts_.database.reading([&](store::Connection& c) {
    const auto& form = rules::newest_sheet_form();
    api::SheetFormView out{form.version, form.title, form.lines, {}, 0, {}};
    if (const auto own = own_lines(c)) {
      out.own_lines = own->lines;
      out.own_version = own->version;
    }
    if (may(Act::change_sheet_lines, {}, viewer, parts_.clock.now()))
      out.may.push_back(Act::change_sheet_lines);
    return out;
  });
}

Result<api::Page<api::SheetRow>> Sheets::list(const Viewer& viewer, const SheetFilter& filter) const {
  SEKISHO_TRY(const auto window, page_window(filter.limit, filter.after));
  auto condition = visible_sheets(viewer);  // over section and contractor, which the list has too
  if (!filter.engagement.empty()) condition.also("engagement = ?", {filter.engagement});
  if (!filter.state.empty()) condition.also("sheet_state = ?", {filter.state});
  // of contracts that are over only what was asked for by name
  if (filter.engagement.empty()) condition.also("ends >= ?", {format_day(day_in_japan(parts_.clock.now()))});
  return parts_.database.reading([&](store::Connection& c) -> Result<api::Page<api::SheetRow>> {
    std::string sql(parties);
    (((sql += condition.sql) += parties_end) += party_order) += window.sql();
    api::Page<api::SheetRow> page;
    for (const auto& row : c.query(sql, condition.params).rows) page.items.push_back(row_of(row));
    window.end(page);
    return page;
  });
}

Result<api::SheetView> Sheets::view(const Viewer& v, const std::string& id) const {
  const auto now = parts_.clock.now();
  return parts_.database.reading([&](store::Connection& c) -> Result<api::SheetView> {
    SEKISHO_TRY(const auto sheet, visible_sheet(c, v, id));
    SEKISHO_TRY(const auto engagement, visible_engagement(c, v, sheet.engagement));
    api::SheetView out;
    out.id = id;
    out.engagement = sheet.engagement;
    out.engagement_title = engagement.title;
    out.contractor = sheet.contractor;
    out.contractor_name = name_of<store::Contractor>(c, sheet.contractor);
    out.section_name = name_of<store::Section>(c, sheet.section);
    out.round = sheet.round;
    out.state = sheet.state;
    out.begun_at = sheet.begun_at;
    out.submitted_at = sheet.submitted_at;
    out.decided_at = sheet.decided_at;
    out.note = sheet.note;
    out.valid_until = sheet.valid_until;
    out.contact = {sheet.contact_name, sheet.contact_phone, sheet.contact_mail};
    std::vector<std::string> accounts;
    for (const auto& account : {sheet.submitted_by, sheet.decided_by})
      if (!account.empty()) accounts.push_back(account);
    auto names = account_names(c, accounts);
    out.submitted_by = names[sheet.submitted_by];
    out.decided_by = names[sheet.decided_by];
    add_lines(c, v, sheet, now, out);
    const auto newest = newest_sheet(c, sheet.engagement, sheet.contractor);
    out.newest = newest && newest->id == id;
    const auto facts = tier_facts(c, engagement, sheet.contractor);
    for (const Act act : {Act::answer_sheet, Act::submit_sheet, Act::review_sheet, Act::confirm_sheet,
                          Act::open_finding, Act::demand_improvement})
      if (may(act, facts, v, now)) out.may.push_back(act);
    return out;
  });
}

}  // namespace sekisho::app
