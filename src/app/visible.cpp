#include "visible.h"

namespace sekisho::app {
namespace {

using rules::Role;
using rules::Side;

Condition nothing() { return {"1 = 0", {}}; }
Condition everything() { return {"1 = 1", {}}; }
Condition when(std::string_view sql, const store::Params& values) {
  Condition out{"1 = 1", {}};
  return out.also(sql, values);
}

bool works_in_a_section(const Viewer& v) {
  return !v.section.empty() &&
         (v.has(Role::officer) || v.has(Role::section_manager) || v.has(Role::system_administrator));
}
bool runs_the_machine(const Viewer& v) { return v.side == Side::town && v.has(Role::administrator); }
bool manages_a_firm(const Viewer& v) {
  return v.side == Side::contractor && !v.contractor.empty() && v.has(Role::contractor_manager);
}
bool works_for_a_firm(const Viewer& v) {
  return v.side == Side::contractor && !v.contractor.empty() && !v.person.empty();
}

}  // namespace

Condition& Condition::also(std::string_view more, const store::Params& values) {
  std::size_t next = 0;
  sql = "(" + sql + ") AND (";  // what was there may hold an OR
  for (const char c : more) {
    if (c == '?') {
      sql += ":p" + std::to_string(params.size());
      params.push_back(values.at(next++));
    } else {
      sql += c;
    }
  }
  sql += ")";
  return *this;
}

bool sees_whole_town(const Viewer& v) {
  return v.active && v.side == Side::town && !v.has(Role::administrator) &&
         (v.has(Role::ciso) || v.has(Role::supervising_officer) || v.has(Role::department_officer) ||
          v.has(Role::auditor));
}

Condition visible_passages(const Viewer& v) {
  if (!v.active || runs_the_machine(v)) return nothing();
  if (sees_whole_town(v)) return everything();
  if (v.side == Side::town) return works_in_a_section(v) ? when("section = ?", {v.section}) : nothing();
  if (manages_a_firm(v))
    return when(
        "recipient_contractor = ? AND state <> 'draft' OR applicant_person = ? OR recipient = ? AND state <> "
        "'draft'",
        {v.contractor, v.person, v.person});
  if (works_for_a_firm(v))
    return when("recipient = ? AND state <> 'draft' OR applicant_person = ?", {v.person, v.person});
  return nothing();
}

Condition visible_custodies(const Viewer& v) {
  if (!v.active || runs_the_machine(v)) return nothing();
  if (sees_whole_town(v)) return everything();
  if (v.side == Side::town) return works_in_a_section(v) ? when("section = ?", {v.section}) : nothing();
  if (manages_a_firm(v)) return when("contractor = ?", {v.contractor});
  return works_for_a_firm(v) ? when("holder = ?", {v.person}) : nothing();
}

Condition visible_engagements(const Viewer& v) {
  if (!v.active || runs_the_machine(v)) return nothing();
  if (sees_whole_town(v)) return everything();
  if (v.side == Side::town) return works_in_a_section(v) ? when("section = ?", {v.section}) : nothing();
  if (works_for_a_firm(v))
    return when("contractor = ? OR id IN (SELECT engagement FROM sub_contracts WHERE contractor = ?)",
                {v.contractor, v.contractor});
  return nothing();
}

Condition visible_contractors(const Viewer& v) {
  if (!v.active || runs_the_machine(v)) return nothing();
  if (sees_whole_town(v) || works_in_a_section(v)) return everything();
  // a firm sees itself, and the firms it has applied for as its own sub-contractors
  if (works_for_a_firm(v))
    return when(
        "id = ? OR id IN (SELECT s.contractor FROM sub_contracts s LEFT JOIN sub_contracts p ON p.id = "
        "s.parent"
        " JOIN engagements e ON e.id = s.engagement WHERE p.contractor = ? OR (s.parent = '' AND "
        "e.contractor = ?))",
        {v.contractor, v.contractor, v.contractor});
  return nothing();
}

Condition visible_workers(const Viewer& v) {
  if (!v.active) return nothing();
  if (runs_the_machine(v)) return everything();  // accounts are made for people; no content comes with them
  if (sees_whole_town(v)) return everything();
  if (works_in_a_section(v))
    return when(
        "contractor IN (SELECT contractor FROM engagements WHERE section = ? UNION SELECT s.contractor FROM"
        " sub_contracts s JOIN engagements e ON e.id = s.engagement WHERE e.section = ?)",
        {v.section, v.section});
  if (manages_a_firm(v)) return when("contractor = ?", {v.contractor});
  return works_for_a_firm(v) ? when("id = ?", {v.person}) : nothing();
}

Condition visible_sheets(const Viewer& v) {
  if (!v.active || runs_the_machine(v)) return nothing();
  if (sees_whole_town(v)) return everything();
  if (v.side == Side::town) return works_in_a_section(v) ? when("section = ?", {v.section}) : nothing();
  return manages_a_firm(v) ? when("contractor = ?", {v.contractor}) : nothing();
}

Condition visible_breaches(const Viewer& v) {
  if (!v.active) return nothing();
  const bool hears_of_all = v.has(Role::ciso) || v.has(Role::supervising_officer);
  if (v.side == Side::town && !runs_the_machine(v) && hears_of_all) return everything();
  return v.person.empty() ? nothing() : when("reporter = ?", {v.person});
}

Condition visible_entries(const Viewer& v) {
  if (sees_whole_town(v)) return everything();
  if (!v.active) return nothing();
  if (runs_the_machine(v))
    return when(
        "kind IN ('town.opened') OR kind LIKE 'account.%' OR kind LIKE 'section.%' OR kind LIKE 'officer.%'",
        {});
  const auto passages = visible_passages(v);
  if (passages.sql == "1 = 0") return nothing();
  Condition out{"1 = 1", passages.params};
  const std::string own = "SELECT id FROM passages WHERE " + passages.sql;
  out.sql = "(subject IN (" + own + ") OR subject IN (SELECT id FROM contents WHERE passage IN (" + own +
            ")) OR subject IN (SELECT custody FROM passages WHERE " + passages.sql + ")";
  // disposals and audits, as visible_sheets() has them
  const bool town = v.side == Side::town;
  if (town || manages_a_firm(v)) {
    const auto owner =
        std::string(town ? "section" : "contractor") + " = :p" + std::to_string(out.params.size()) + ")";
    for (const char* table : {"disposals", "audits"})
      out.sql += " OR subject IN (SELECT id FROM " + std::string(table) + " WHERE " + owner;
    out.params.emplace_back(town ? v.section : v.contractor);
  }
  out.sql += ")";
  return out;
}

Condition visible_refusals(const Viewer& v) {
  if (sees_whole_town(v)) return everything();
  if (!v.active) return nothing();
  if (works_in_a_section(v)) return when("section = ? OR account = ?", {v.section, v.account});
  return when("account = ?", {v.account});
}

}  // namespace sekisho::app
