// What the things and the people of the duties are called.
#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <string>
#include <unordered_set>

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
    if (id.empty() || !seen.insert(id).second) return;
    text += (text.empty() ? ":p" : ", :p") + std::to_string(ids.size());
    ids.emplace_back(id);
  }
  std::unordered_set<std::string> seen;
};

// What duties are about: how its id begins, where its id and its name stand.
struct Thing {
  std::string_view prefixes, columns, table, id;
};
constexpr Thing things[] = {
    {"sec_", "id, name", "sections", "id"},
    {"con_", "id, name", "contractors", "id"},
    {"psg_", "id, purpose", "passages", "id"},
    {"cus_", "k.id, p.purpose", "custodies k JOIN passages p ON p.id = k.passage", "k.id"},
    {"eng_", "id, title", "engagements", "id"},
    {"sub_", "s.id, f.name", "sub_contracts s JOIN contractors f ON f.id = s.contractor", "s.id"},
    {"wkr_", "id, name", "workers", "id"},
    {"ros_", "r.id, e.title || '（' || f.name || '）'",
     "rosters r JOIN engagements e ON e.id = r.engagement JOIN contractors f ON f.id = r.contractor", "r.id"},
    {"inv_", "i.id, k.title", "invitations i JOIN courses k ON k.id = i.course", "i.id"},
    {"tse_", "s.id, k.title", "training_sessions s JOIN courses k ON k.id = s.course", "s.id"},
    {"ntc_", "id, title", "notices", "id"},
    {"rpt_", "r.id, e.title", "work_reports r JOIN engagements e ON e.id = r.engagement", "r.id"},
    {"rpl_", "p.id, e.title", "report_plans p JOIN engagements e ON e.id = p.engagement", "p.id"},
    {"prp_", "p.id, s.name", "periodic_reports p JOIN sections s ON s.id = p.section", "p.id"},
    {"sht_", "h.id, e.title", "check_sheets h JOIN engagements e ON e.id = h.engagement", "h.id"},
    {"fnd_", "f.id, e.title", "findings f JOIN engagements e ON e.id = f.engagement", "f.id"},
    {"dsp_", "id, medium", "disposals", "id"},
    {"aud_", "u.id, u.title || '（' || f.name || '）'", "audits u JOIN contractors f ON f.id = u.contractor",
     "u.id"},
    {"ent_ bri_", "id, purpose", "entry_applications", "id"},
    {"vis_", "v.id, a.name || ' ' || v.purpose", "visits v JOIN areas a ON a.id = v.area", "v.id"},
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
  // Binding takes time by the square of their number, so not all at once.
  constexpr std::size_t most = 256;
  Names out;
  for (std::size_t begin = 0; begin < marks.ids.size(); begin += most) {
    const auto ids = std::span(marks.ids).subspan(begin, std::min(most, marks.ids.size() - begin));
    std::string sql;
    store::Params params;
    for (const auto& one : things) {
      std::string in;
      for (const auto& id : ids) {
        const std::string_view text = std::get<std::string>(id);
        if (one.prefixes.find(text.substr(0, 4)) == std::string_view::npos) continue;
        in += (in.empty() ? ":p" : ", :p") + std::to_string(params.size());
        params.push_back(id);
      }
      if (!in.empty())
        sql += (sql.empty() ? "" : " UNION ALL ") +
               fmt::format("SELECT {} FROM {} WHERE {} IN ({})", one.columns, one.table, one.id, in);
    }
    if (!sql.empty()) out.merge(read(c, sql, params));
  }
  return out;
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
