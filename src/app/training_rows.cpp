#include "training_rows.h"

#include <algorithm>
#include <map>
#include <set>

#include "facts.h"
#include "rules/gate.h"
#include "store/rows.h"

namespace sekisho::app {
namespace {

using rules::Role;
using rules::Side;

bool sees_nothing(const Viewer& v) {
  return !v.active || v.person.empty() || v.has(Role::administrator) ||
         (v.side == Side::contractor && v.contractor.empty());
}
Condition when(std::string_view sql, const store::Params& values = {}) {
  Condition out{"1 = 1", {}};
  return out.also(sql, values);
}

template <class T>
Result<T> visible(store::Connection& c, Condition condition, const std::string& id, const char* ja,
                  const char* en) {
  condition.also("id = ?", {id});
  auto found = store::select<T>(c, condition.sql, condition.params);
  if (found.empty()) return fail(ErrorCode::not_found, ja, en);
  return std::move(found.front());
}

std::string marks(std::size_t count) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) out += (i == 0 ? "?" : ", ?");
  return out;
}

rules::RequiredTraining required_of(store::Connection& c, const store::TrainingRequirement& r) {
  rules::RequiredTraining out{"", r.kinds, r.course, r.important_only, parse_day(r.starts).value_or(Day{})};
  if (!r.course.empty()) {
    const auto course = store::find<store::Course>(c, r.course);
    out.name = course ? course->title : r.course;
  } else {
    for (const auto kind : r.kinds)
      out.name += (out.name.empty() ? "" : "または") + std::string(rules::training_kind_ja(kind));
  }
  return out;
}

}  // namespace

bool is_important(const store::Engagement& e, const std::vector<store::Asset>& assets) {
  return std::ranges::any_of(assets, [&](const store::Asset& a) {
    return a.section == e.section && rules::is_important(asset_facts(a)) &&
           std::ranges::any_of(e.scope, [&](const auto& s) { return s.information == a.information; });
  });
}

std::vector<store::Asset> assets_of(store::Connection& c, const std::string& section) {
  if (section.empty()) return store::select<store::Asset>(c);
  return store::select<store::Asset>(c, "section = :p0", {section});
}

Condition visible_courses(const Viewer& v) {
  if (sees_nothing(v)) return when("1 = 0");
  if (v.side == Side::town) return when("1 = 1");
  return when(
      "state = 'open' AND contractor IN ('', ?) OR id IN (SELECT course FROM invitations WHERE worker = ?)",
      {v.contractor, v.person});
}

Condition visible_trainings(const Viewer& v) {
  if (sees_nothing(v)) return when("1 = 0");
  if (v.side == Side::town) return when("1 = 1");
  Condition out{"1 = 1", {}};
  // Those to which the firm's people were invited, and those of the sections for which it works.
  if (v.has(Role::contractor_manager))
    return out.also(
        "id IN (SELECT session FROM invitations WHERE contractor = ?) OR (state = 'planned' AND course IN "
        "(SELECT id FROM courses WHERE state = 'open' AND contractor IN ('', ?)) AND (section = '' OR "
        "section IN (SELECT section FROM engagements WHERE contractor = ? OR id IN (SELECT engagement FROM "
        "sub_contracts WHERE contractor = ?))))",
        {v.contractor, v.contractor, v.contractor, v.contractor});
  return out.also("id IN (SELECT session FROM invitations WHERE worker = ?)", {v.person});
}

Condition visible_invitations(const Viewer& v) {
  if (sees_nothing(v)) return when("1 = 0");
  if (v.side == Side::contractor && v.has(Role::contractor_manager))
    return when("contractor = ?", {v.contractor});
  if (v.side == Side::contractor) return when("worker = ?", {v.person});
  const auto workers = visible_workers(v);
  Condition out{"worker IN (SELECT id FROM workers WHERE " + workers.sql + ")", workers.params};
  return out;
}

Condition visible_notices(const Viewer& v) {
  if (sees_nothing(v)) return when("1 = 0");
  if (v.side == Side::town) return when("1 = 1");
  return when("audience IN ('contractors', 'everybody') AND withdrawn_at = ''");
}

Result<store::Course> visible_course(store::Connection& c, const Viewer& v, const std::string& id) {
  return visible<store::Course>(c, visible_courses(v), id, "その研修は見つかりません。", "no such course");
}
Result<store::TrainingSession> visible_session(store::Connection& c, const Viewer& v, const std::string& id) {
  return visible<store::TrainingSession>(c, visible_trainings(v), id, "その研修の開催は見つかりません。",
                                         "no such session");
}
Result<store::Invitation> visible_invitation(store::Connection& c, const Viewer& v, const std::string& id) {
  return visible<store::Invitation>(c, visible_invitations(v), id, "その案内は見つかりません。",
                                    "no such invitation");
}

void add_training_facts(store::Connection& c, const std::string& engagement, rules::Recipient& recipient) {
  for (const auto& t : store::select<store::Training>(c, "worker = :p0", {recipient.person}))
    recipient.trainings.push_back({t.kind, t.course_id, parse_day(t.valid_until).value_or(Day{})});
  for (const auto& r : store::select<store::TrainingRequirement>(
           c, "engagement IN ('', :p0) AND ended_at = '' ORDER BY id", {engagement}))
    recipient.required.push_back(required_of(c, r));
  if (const auto e = store::find<store::Engagement>(c, engagement))
    recipient.handles_important = is_important(*e, assets_of(c, e->section));
}

std::vector<rules::Learner> learners(store::Connection& c, const DutyScope& scope, Day today,
                                     std::optional<Day> until, const std::string& engagement) {
  const auto requirements = store::select<store::TrainingRequirement>(c, "ended_at = '' ORDER BY id");
  const std::string day = format_day(today);
  // An officer is on no roster, a firm's manager on the firm's own: the person only counts where nothing else
  // is asked for, and then it is where to begin.
  const bool person_alone = scope.section.empty() && scope.contractor.empty() && !scope.person.empty();
  auto condition = in_scope(
      "r.engagement = e.id AND m.roster = r.id AND w.id = m.worker AND r.confirmed_at <> '' AND e.cancelled "
      "= 0 "
      "AND m.worker NOT IN (SELECT id FROM workers WHERE left_on <> '')",
      scope, {"e.section", "r.contractor", person_alone ? "m.worker" : ""});
  condition.also("e.starts <= ? AND e.ends >= ?", {day, day});
  if (!engagement.empty()) condition.also("e.id = ?", {engagement});
  condition.also(
      "NOT EXISTS (SELECT 1 FROM rosters n WHERE n.engagement = r.engagement AND n.contractor = r.contractor "
      "AND n.version > r.version AND n.confirmed_at <> '')");
  // Most people have the town's training for long enough: they need nothing, unless more is asked of them.
  const bool more_of_all =
      std::ranges::any_of(requirements, [](const auto& r) { return r.engagement.empty(); });
  if (until && !more_of_all)
    condition.also(
        "NOT EXISTS (SELECT 1 FROM trainings t WHERE t.worker = m.worker AND t.kind IN ('own', 'joint') AND "
        "t.valid_until >= ?) OR e.id IN (SELECT engagement FROM training_requirements WHERE ended_at = '')",
        {format_day(*until)});
  const std::string from =
      std::string(person_alone ? " FROM engagements e, rosters r, roster_members m, workers w WHERE "
                               : " FROM engagements e CROSS JOIN rosters r CROSS JOIN roster_members m CROSS "
                                 "JOIN workers w WHERE ") +
      condition.sql;

  std::map<std::string, rules::Learner> people;
  std::map<std::string, std::vector<std::string>> of;  // engagement → workers
  for (const auto& row :
       c.query("SELECT m.worker, w.contractor, e.section, e.id, r.confirmed_at" + from, condition.params)
           .rows) {
    const auto worker = store::from_value<std::string>(row[0]);
    const auto at = parse_instant(store::from_value<std::string>(row[4]));
    const Day listed = at ? day_in_japan(*at) : today;
    auto& one = people[worker];
    if (one.worker.empty() || listed < one.listed_on) one.listed_on = listed;
    one.worker = worker;
    one.contractor = store::from_value<std::string>(row[1]);
    if (one.section.empty()) one.section = store::from_value<std::string>(row[2]);
    of[store::from_value<std::string>(row[3])].push_back(worker);
  }
  if (people.empty()) return {};

  for (const auto& row :
       c.query("SELECT worker, kind, course_id, max(valid_until) FROM trainings WHERE worker IN (SELECT "
               "m.worker" +
                   from + ") GROUP BY worker, kind, course_id",
               condition.params)
           .rows)
    people[store::from_value<std::string>(row[0])].trained.push_back(
        {store::from_value<rules::TrainingKind>(row[1]), store::from_value<std::string>(row[2]),
         parse_day(store::from_value<std::string>(row[3])).value_or(Day{})});

  std::vector<std::pair<const store::TrainingRequirement*, rules::RequiredTraining>> asked;
  for (const auto& r : requirements) asked.emplace_back(&r, required_of(c, r));
  Condition running{"cancelled = 0", {}};
  running.also("starts <= ? AND ends >= ?", {day, day});
  if (of.size() <= 200) {
    store::Params ids;
    for (const auto& [id, workers] : of) ids.emplace_back(id);
    running.also("id IN (" + marks(ids.size()) + ")", ids);
  }
  const auto assets = assets_of(c, "");
  for (const auto& e : store::select<store::Engagement>(c, running.sql, running.params)) {
    const auto found = of.find(e.id);
    if (found == of.end()) continue;
    const bool important = is_important(e, assets);
    for (const auto& worker : found->second) {
      auto& one = people[worker];
      one.important = one.important || important;
      for (const auto& [requirement, what] : asked)
        if ((requirement->engagement.empty() || requirement->engagement == e.id) &&
            (!what.important_only || important) &&
            std::ranges::none_of(one.asked, [&](const auto& has) { return has.name == what.name; }))
          one.asked.push_back(what);
    }
  }
  std::vector<rules::Learner> out;
  out.reserve(people.size());
  for (auto& [id, one] : people) out.push_back(std::move(one));
  return out;
}

std::optional<DutyScope> learner_scope(const Viewer& v) {
  if (sees_nothing(v)) return std::nullopt;
  if (v.side == Side::contractor)
    return v.has(Role::contractor_manager) ? DutyScope{"", v.contractor, "", {}}
                                           : DutyScope{"", "", v.person, {}};
  if (sees_whole_town(v)) return DutyScope{};
  if (v.section.empty() || v.has(Role::reception)) return std::nullopt;
  return DutyScope{v.section, "", "", {}};
}

Day valid_until(Day held_on, std::int64_t months) {
  using namespace std::chrono;
  auto date = year_month_day(held_on) + std::chrono::months(months);
  if (!date.ok()) date = date.year() / date.month() / last;
  return Day(date) - days(1);
}

Result<void> check_text(const std::string& value, std::size_t most, const char* field) {
  if (value.size() > most)
    return fail(ErrorCode::invalid_input, "文章が長すぎます。短くするか、ファイルを分けてください。",
                std::string(field) + " is too long", field);
  if (std::ranges::any_of(value, [](unsigned char ch) {
        return (ch < 0x20 && ch != '\n' && ch != '\t' && ch != '\r') || ch == 0x7f;
      }))
    return fail(ErrorCode::invalid_input, "使えない文字（制御文字）が入っています。",
                std::string(field) + " holds control characters", field);
  return {};
}

}  // namespace sekisho::app
