#include "area_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

#include "passage_rows.h"
#include "store/rows.h"
#include "visible_areas.h"

namespace sekisho::app {
namespace {

template <class T, class Row>
void take(T& out, const Row& row, std::size_t& i) {
  out = store::from_value<T>(row[i++]);
}

// "(:p0, :p1, …)" for these ids, each once.
struct Marks {
  std::string text;
  store::Params params;
  void add(const std::string& id) {
    if (id.empty() || std::ranges::find(params, store::Value(id)) != params.end()) return;
    text += (text.empty() ? ":p" : ", :p") + std::to_string(params.size());
    params.emplace_back(id);
  }
};

}  // namespace

std::vector<api::ThingView> thing_views(store::Connection& c, const Condition& condition) {
  std::vector<api::ThingView> out;
  for (const auto& t :
       store::select<store::BroughtThing>(c, condition.sql + " ORDER BY application, id", condition.params))
    out.push_back({t.id, t.application, t.kind, t.maker, t.serial, t.antivirus, t.pattern_day, t.stays,
                   !t.visit.empty()});
  return out;
}

std::vector<api::AreaEntryView> entry_views(store::Connection& c, const Condition& condition,
                                            std::string_view tail) {
  const std::string from = " FROM (SELECT * FROM entry_applications WHERE " + condition.sql + ") e";
  std::vector<api::AreaEntryView> out;
  std::vector<std::string> deciders;
  Marks marks;
  for (const auto& row :
       c.query("SELECT e.id, e.bring_in, e.engagement, coalesce(g.title, ''), e.contractor, coalesce(f.name, "
               "''), e.area, coalesce(a.name, ''), coalesce(s.name, ''), e.starts_at, e.ends_at, e.purpose, "
               "e.evidence, e.state, coalesce(o.name, coalesce(w.name, '')), e.submitted_at, "
               "e.decided_by, e.decided_at, e.reason" +
                   from +
                   " LEFT JOIN engagements g ON g.id = e.engagement LEFT JOIN contractors f ON f.id = "
                   "e.contractor LEFT JOIN areas a ON a.id = e.area LEFT JOIN sections s ON s.id = e.section "
                   "LEFT JOIN officers o ON o.id = e.applicant_person LEFT JOIN workers w ON w.id = "
                   "e.applicant_person " +
                   std::string(tail),
               condition.params)
           .rows) {
    auto& e = out.emplace_back();
    std::size_t i = 0;
    take(e.id, row, i);
    take(e.bring_in, row, i);
    for (auto* text : {&e.engagement, &e.engagement_title, &e.contractor, &e.contractor_name, &e.area,
                       &e.area_name, &e.section_name, &e.starts_at, &e.ends_at, &e.purpose, &e.evidence})
      take(*text, row, i);
    take(e.state, row, i);
    for (auto* text : {&e.applied_by, &e.submitted_at, &e.decided_by, &e.decided_at, &e.reason})
      take(*text, row, i);
    deciders.push_back(e.decided_by);
    marks.add(e.id);
  }
  if (out.empty()) return out;
  const auto names = account_names(c, deciders);
  std::unordered_map<std::string, api::AreaEntryView*> by_id;
  for (auto& e : out) {
    e.decided_by = e.decided_by.empty() ? "" : names.at(e.decided_by);
    by_id[e.id] = &e;
  }
  for (const auto& row :
       c.query("SELECT p.application, w.id, w.name, coalesce(f.name, '') FROM entry_people p "
               "JOIN workers w ON w.id = p.worker LEFT JOIN contractors f ON f.id = "
               "w.contractor WHERE p.application IN (" +
                   marks.text + ") ORDER BY p.application, w.kana, w.id",
               marks.params)
           .rows)
    by_id.at(store::from_value<std::string>(row[0]))
        ->people.push_back({store::from_value<std::string>(row[1]), store::from_value<std::string>(row[2]),
                            store::from_value<std::string>(row[3])});
  for (auto& thing : thing_views(c, {"application IN (" + marks.text + ")", marks.params}))
    by_id.at(thing.application)->things.push_back(std::move(thing));
  return out;
}

std::vector<api::VisitView> visit_views(store::Connection& c, const Condition& condition,
                                        std::string_view tail, Instant now) {
  const std::string present = format_instant(now);
  std::vector<api::VisitView> out;
  std::vector<std::string> accounts;
  std::vector<std::vector<std::string>> things;
  Marks marks;
  for (const auto& row :
       c.query("SELECT " + store::columns_of<store::Visit>("v") +
                   ", coalesce(a.name, ''), coalesce(w.name, coalesce(o.name, '')), coalesce(f.name, "
                   "coalesce(s.name, '')), coalesce(x.name, '') FROM (SELECT * FROM visits WHERE " +
                   condition.sql +
                   ") v LEFT JOIN areas a ON a.id = v.area LEFT JOIN workers w ON w.id = v.person LEFT JOIN "
                   "officers o ON o.id = v.person LEFT JOIN contractors f ON f.id = v.contractor LEFT JOIN "
                   "sections s ON s.id = o.section LEFT JOIN officers x ON x.id = v.escort " +
                   std::string(tail),
               condition.params)
           .rows) {
    const auto v = store::from_row<store::Visit>(row);
    std::size_t i = row.size() - 4;
    auto& out_one = out.emplace_back();
    take(out_one.area_name, row, i);
    take(out_one.name, row, i);
    take(out_one.place, row, i);
    take(out_one.escort_name, row, i);
    out_one.id = v.id;
    out_one.area = v.area;
    out_one.person = v.person;
    out_one.document = v.document;
    out_one.escort = v.escort;
    out_one.camera = v.camera;
    out_one.badge = v.badge;
    out_one.purpose = v.purpose;
    out_one.officer = v.side == rules::Side::town;
    out_one.state = v.state;
    out_one.entered_at = v.entered_at;
    out_one.entered_by = v.entered_by;
    out_one.until = v.until;
    out_one.left_at = v.left_at;
    out_one.left_by = v.left_by;
    out_one.work = v.work;
    out_one.leaving = v.leaving;
    out_one.carried_out = v.carried_out;
    out_one.overstays = v.state == rules::VisitState::inside && v.until < present;
    out_one.entry_off_line = v.entry_off_line;
    out_one.exit_off_line = v.exit_off_line;
    out_one.judged_off_line = v.judged_off_line;
    out_one.gate_now = v.gate_now;
    out_one.findings = v.findings;
    out_one.review = v.review;
    out_one.reviewed_at = v.reviewed_at;
    out_one.reviewed_by = v.reviewed_by;
    out_one.note = v.note;
    for (const auto* account : {&v.entered_by, &v.left_by, &v.reviewed_by}) accounts.push_back(*account);
    for (const auto& thing : v.things) marks.add(thing);
    things.push_back(v.things);
  }
  if (out.empty()) return out;
  const auto names = account_names(c, accounts);
  std::unordered_map<std::string, api::ThingView> known;
  if (!marks.params.empty())
    for (auto& thing : thing_views(c, {"id IN (" + marks.text + ")", marks.params}))
      known.emplace(thing.id, thing);
  for (std::size_t n = 0; n < out.size(); ++n) {
    for (auto* account : {&out[n].entered_by, &out[n].left_by, &out[n].reviewed_by})
      *account = account->empty() ? "" : names.at(*account);
    for (const auto& id : things[n])
      if (const auto found = known.find(id); found != known.end()) out[n].things.push_back(found->second);
  }
  return out;
}

Result<store::Area> visible_area(store::Connection& c, const Viewer& viewer, const std::string& id) {
  auto condition = visible_areas(viewer);
  condition.also("id = ?", {id});
  auto found = store::select<store::Area>(c, condition.sql, condition.params);
  if (found.empty()) return fail(ErrorCode::not_found, "その管理区域は見つかりません。", "no such area");
  return std::move(found.front());
}

Result<store::EntryApplication> visible_entry(store::Connection& c, const Viewer& viewer,
                                              const std::string& id) {
  auto condition = visible_entry_applications(viewer);
  condition.also("id = ?", {id});
  auto found = store::select<store::EntryApplication>(c, condition.sql, condition.params);
  if (found.empty())
    return fail(ErrorCode::not_found, "その申請は見つかりません。", "no such application to enter");
  return std::move(found.front());
}

Result<store::Visit> visible_visit(store::Connection& c, const Viewer& viewer, const std::string& id) {
  auto condition = visible_visits(viewer);
  condition.also("id = ?", {id});
  auto found = store::select<store::Visit>(c, condition.sql, condition.params);
  if (found.empty()) return fail(ErrorCode::not_found, "その入室の記録は見つかりません。", "no such visit");
  return std::move(found.front());
}

Condition approved_on(const Viewer& viewer, Day day) {
  auto condition = visible_entry_applications(viewer);
  condition.also("state = 'approved' AND ends_at > ? AND starts_at < ?",
                 {format_instant(start_of(day)), format_instant(start_of(day + std::chrono::days(1)))});
  return condition;
}

std::string clock_time(const std::string& text) {
  const auto at = parse_instant(text);
  if (!at) return "";
  const auto minutes =
      std::chrono::duration_cast<std::chrono::minutes>(*at - start_of(day_in_japan(*at))).count();
  return fmt::format("{}:{:02}", minutes / 60, minutes % 60);
}

}  // namespace sekisho::app
