// What the things and the people of the duties are called.
#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "duty_lists.h"
#include "store/rows.h"

namespace sekisho::app {
namespace {

using rules::Role;

bool of_all_sections(Role role) {
  return role == Role::ciso || role == Role::supervising_officer || role == Role::department_officer ||
         role == Role::auditor || role == Role::reception;
}

// Ids for an IN (…), each once.
struct Marks {
  std::string text;
  store::Params ids;
  void also(const std::string& id) {
    if (id.empty() || !seen.insert({id, true}).second) return;
    text += (text.empty() ? ":p" : ", :p") + std::to_string(ids.size());
    ids.emplace_back(id);
  }
  std::unordered_map<std::string, bool> seen;
};

// What duties are about: where its id and its name stand.
struct Thing {
  std::string_view columns, table, id;
};
constexpr Thing things[] = {
    {"id, name", "sections", "id"},
    {"id, name", "contractors", "id"},
    {"id, purpose", "passages", "id"},
    {"k.id, p.purpose", "custodies k JOIN passages p ON p.id = k.passage", "k.id"},
    {"id, title", "engagements", "id"},
    {"s.id, f.name", "sub_contracts s JOIN contractors f ON f.id = s.contractor", "s.id"},
    {"id, name", "workers", "id"},
    {"r.id, e.title || '（' || f.name || '）'",
     "rosters r JOIN engagements e ON e.id = r.engagement JOIN contractors f ON f.id = r.contractor", "r.id"},
    {"i.id, k.title", "invitations i JOIN courses k ON k.id = i.course", "i.id"},
    {"s.id, k.title", "training_sessions s JOIN courses k ON k.id = s.course", "s.id"},
    {"id, title", "notices", "id"},
    {"r.id, e.title", "work_reports r JOIN engagements e ON e.id = r.engagement", "r.id"},
    {"p.id, e.title", "report_plans p JOIN engagements e ON e.id = p.engagement", "p.id"},
    {"p.id, s.name", "periodic_reports p JOIN sections s ON s.id = p.section", "p.id"},
    {"h.id, e.title", "check_sheets h JOIN engagements e ON e.id = h.engagement", "h.id"},
    {"f.id, e.title", "findings f JOIN engagements e ON e.id = f.engagement", "f.id"},
    {"id, medium", "disposals", "id"},
    {"u.id, u.title || '（' || f.name || '）'", "audits u JOIN contractors f ON f.id = u.contractor", "u.id"},
    {"id, purpose", "entry_applications", "id"},
    {"v.id, a.name || ' ' || v.purpose", "visits v JOIN areas a ON a.id = v.area", "v.id"},
};

Names read(store::Connection& c, const std::string& sql, const store::Params& params) {
  Names out;
  for (const auto& row : c.query(sql, params).rows)
    out.emplace(store::from_value<std::string>(row[0]), store::from_value<std::string>(row[1]));
  return out;
}

}  // namespace

std::string thing_of(const rules::Duty& duty) { return duty.subject.substr(0, duty.subject.find('.')); }

std::string owed_by(const rules::Duty& duty, const Names& names) {
  const auto place = [&](const std::string& id) {
    const auto found = names.find(id);
    return found == names.end() || found->second.empty() ? std::string() : found->second + " ";
  };
  std::string out;
  const auto also = [&](const std::string& where, std::string_view who) {
    out += (out.empty() ? "" : "、") + where + std::string(who);
  };
  if (!duty.person.empty())
    also(place(duty.contractor.empty() ? duty.section : duty.contractor),
         rules::duty_info(duty.kind).person_ja);
  for (const auto role : duty.roles) {
    const bool firm = role == Role::contractor_manager || role == Role::worker;
    also(of_all_sections(role) ? "" : place(firm ? duty.contractor : duty.section), rules::role_ja(role));
  }
  return out;
}

Names names_of(store::Connection& c, const std::vector<const rules::Duty*>& duties) {
  Marks marks;
  for (const auto* duty : duties)
    for (const auto& id : {thing_of(*duty), duty->section, duty->contractor}) marks.also(id);
  if (marks.ids.empty()) return {};
  std::string sql;
  for (const auto& one : things)
    sql += (sql.empty() ? "" : " UNION ALL ") +
           fmt::format("SELECT {} FROM {} WHERE {} IN ({})", one.columns, one.table, one.id, marks.text);
  return read(c, sql, marks.ids);
}

Names person_names(store::Connection& c, const std::vector<std::string>& persons) {
  Marks marks;
  for (const auto& id : persons) marks.also(id);
  if (marks.ids.empty()) return {};
  const std::string in = " IN (" + marks.text + ")";
  return read(
      c,
      "SELECT id, name FROM officers WHERE id" + in + " UNION ALL SELECT id, name FROM workers WHERE id" + in,
      marks.ids);
}

std::unordered_map<std::string, std::vector<rules::Viewer>> accounts_of(
    store::Connection& c, const std::vector<std::string>& persons) {
  Marks marks;
  for (const auto& id : persons) marks.also(id);
  std::unordered_map<std::string, std::vector<rules::Viewer>> out;
  if (marks.ids.empty()) return out;
  for (const auto& a :
       store::select<store::Account>(c, "closed = 0 AND person IN (" + marks.text + ")", marks.ids))
    out[a.person].push_back({a.person, a.roles, a.side, a.section, a.contractor});
  return out;
}

}  // namespace sekisho::app
