// What is shown of training: courses, sessions, who needs what.
#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <unordered_map>

#include "app/trainings.h"
#include "facts.h"
#include "learning.h"
#include "quiz.h"
#include "rules/duty_training.h"
#include "store/rows.h"
#include "training_rows.h"

namespace sekisho::app {
namespace {

using rules::Act;
using rules::Side;

using Names = std::unordered_map<std::string, std::string>;
Names names(store::Connection& c, const std::string& sql, const store::Params& params = {}) {
  Names out;
  for (const auto& row : c.query(sql, params).rows)
    out[store::from_value<std::string>(row[0])] = store::from_value<std::string>(row[1]);
  return out;
}
std::string name_of(const Names& names, const std::string& id) {
  const auto found = names.find(id);
  return found == names.end() ? "" : found->second;
}

rules::Facts about(const std::string& section) {
  rules::Facts facts;
  facts.target.section = section;
  return facts;
}

std::vector<Act> those_that(const std::vector<Act>& acts, const rules::Facts& facts, const Viewer& v,
                            Instant now) {
  std::vector<Act> out;
  for (const auto act : acts)
    if (may(act, facts, v, now)) out.push_back(act);
  return out;
}

// The newest first, with how many were invited, of those whom this viewer may see.
std::vector<api::SessionRow> session_rows(store::Connection& c, const Viewer& v, const std::string& course) {
  auto sessions = visible_trainings(v);
  auto invited = visible_invitations(v);
  invited.also("session <> ''");
  if (!course.empty()) {
    sessions.also("course = ?", {course});
    invited.also("course = ?", {course});
  }
  std::map<std::string, std::array<std::int64_t, 3>> counts;
  for (const auto& row : c.query("SELECT session, count(*), sum(CASE WHEN answer = 'accepted' THEN 1 ELSE 0 "
                                 "END), sum(attended) FROM invitations WHERE " +
                                     invited.sql + " GROUP BY session",
                                 invited.params)
                             .rows)
    counts[store::from_value<std::string>(row[0])] = {store::to_number(row[1]), store::to_number(row[2]),
                                                      store::to_number(row[3])};
  const auto titles = names(c, "SELECT id, title FROM courses");
  std::vector<api::SessionRow> out;
  for (const auto& s : store::select<store::TrainingSession>(
           c, sessions.sql + " ORDER BY held_on DESC, id LIMIT 500", sessions.params)) {
    const auto& n = counts[s.id];
    out.push_back({s.id, s.course, name_of(titles, s.course), s.held_on, s.hours, s.place, s.answer_by,
                   s.capacity, n[0], n[1], n[2], s.state});
  }
  return out;
}

api::CourseRow course_row(const store::Course& course, const Viewer& v, const Names& sections,
                          const Names& mine) {
  return {course.id,
          course.kind,
          course.title,
          course.covers,
          v.side != Side::town     ? ""
          : course.section.empty() ? "団体全体"
                                   : name_of(sections, course.section),
          course.months,
          course.pass_mark,
          static_cast<std::int64_t>(questions_of(course.questions).size()),
          course.self_study,
          course.state,
          name_of(mine, course.id)};
}

Names mine_until(store::Connection& c, const Viewer& v) {
  return names(c, "SELECT course_id, max(valid_until) FROM trainings WHERE worker = :p0 GROUP BY course_id",
               {v.person});
}

std::vector<api::InvitationView> invitation_rows(store::Connection& c, const Viewer& v,
                                                 const std::string& column, const std::string& id,
                                                 Instant now) {
  auto condition = visible_invitations(v);
  condition.also("i." + column + " = ?", {id});
  std::vector<api::InvitationView> out;
  // one statement: the columns' names do not meet
  const auto rows = c.query(
      "SELECT i.id, i.course, k.title, i.session, coalesce(s.held_on, ''), coalesce(s.hours, ''), "
      "coalesce(s.place, ''), i.worker, coalesce(w.name, ''), coalesce(f.name, ''), i.due, i.reason, "
      "i.answered_at, i.answer, i.attended, i.contractor, coalesce(s.state, 'planned'), (i.session = '' "
      "OR i.attended = 1) AND EXISTS (SELECT 1 FROM trainings t WHERE t.worker = i.worker AND t.course_id = "
      "i.course AND t.held_on >= "
      "substr(i.invited_at, 1, 10)) FROM (SELECT * FROM invitations WHERE " +
          visible_invitations(v).sql +
          ") i JOIN courses k ON k.id = i.course LEFT JOIN training_sessions s ON "
          "s.id = i.session LEFT JOIN workers w ON w.id = i.worker LEFT JOIN contractors f ON f.id = "
          "i.contractor WHERE i." +
          column + " = :p" + std::to_string(condition.params.size() - 1) +
          " ORDER BY i.due DESC, f.name, i.id LIMIT 2000",
      condition.params);
  for (const auto& row : rows.rows) {
    const auto text = [&](std::size_t at) { return store::from_value<std::string>(row[at]); };
    api::InvitationView view{text(0),
                             text(1),
                             text(2),
                             text(3),
                             text(4),
                             text(5),
                             text(6),
                             text(7),
                             text(8),
                             text(9),
                             text(10),
                             text(11),
                             text(12),
                             store::from_value<rules::InvitationAnswer>(row[13]),
                             store::to_number(row[14]) != 0,
                             store::to_number(row[17]) != 0,
                             {}};
    rules::Facts facts;
    facts.target.person = view.worker;
    facts.target.contractors = {text(15)};
    if (!view.attended && !view.done && text(16) == "planned")
      view.may = those_that({Act::answer_invitation}, facts, v, now);
    out.push_back(std::move(view));
  }
  return out;
}

std::vector<std::string> missing_names(const rules::Learner& l, Day today) {
  std::vector<std::string> out;
  if (std::ranges::none_of(l.trained, [&](const auto& t) { return t.until >= today; }))
    out.emplace_back("情報の取扱いの研修");
  for (const auto& one : rules::missing_training(l.trained, l.asked, l.important, today))
    out.push_back(one.name);
  return out;
}

std::string until_of(const rules::Learner& l) {
  std::optional<Day> until;
  for (const auto& t : l.trained)
    if (!until || t.until > *until) until = t.until;
  return until ? format_day(*until) : "";
}

}  // namespace

Result<std::vector<api::CourseRow>> Trainings::courses(const Viewer& v) const {
  return parts_.database.reading([&](store::Connection& c) -> Result<std::vector<api::CourseRow>> {
    const auto condition = visible_courses(v);
    const auto sections = names(c, "SELECT id, name FROM sections");
    const auto mine = mine_until(c, v);
    std::vector<api::CourseRow> out;
    for (const auto& course : store::select<store::Course>(
             c, condition.sql + " ORDER BY state DESC, title, id LIMIT 1000", condition.params))
      out.push_back(course_row(course, v, sections, mine));
    return out;
  });
}

Result<api::CourseView> Trainings::course(const Viewer& v, const std::string& id) const {
  return parts_.database.reading([&](store::Connection& c) -> Result<api::CourseView> {
    SEKISHO_TRY(const auto course, visible_course(c, v, id));
    const Instant now = parts_.clock.now();
    api::CourseView out;
    out.row = course_row(course, v, names(c, "SELECT id, name FROM sections"), mine_until(c, v));
    if (v.side == Side::town) out.section = course.section;
    out.contractor = course.contractor;
    if (const auto firm = store::find<store::Contractor>(c, course.contractor))
      out.contractor_name = firm->name;
    out.material = course.material;
    out.revision = course.revision;
    out.sessions = session_rows(c, v, id);
    const auto learn = app::may_learn(c, v, course, now);
    out.may_learn = learn.has_value();
    if (!learn) out.learn_not = learn.error().ja;
    out.tries_left = tries_left(c, id, v.person, now);
    auto facts = about(course.section);
    out.may = those_that({Act::keep_course}, facts, v, now);
    if (!out.may.empty()) out.questions = questions_of(course.questions);
    if (course.state != rules::CourseState::open) {
      out.may.clear();
      return out;
    }
    // A session is planned for one's own section, or for the town's; each invites the own people.
    if (v.side == Side::town) facts.target.section = v.section;
    for (const auto act : those_that({Act::plan_session}, facts, v, now)) out.may.push_back(act);
    facts.target.section = course.section;
    facts.target.contractors = {v.contractor};
    for (const auto act : those_that({Act::invite_to_training}, facts, v, now)) out.may.push_back(act);
    return out;
  });
}

Result<std::vector<api::SessionRow>> Trainings::sessions(const Viewer& v) const {
  return parts_.database.reading(
      [&](store::Connection& c) -> Result<std::vector<api::SessionRow>> { return session_rows(c, v, ""); });
}

Result<api::TrainingSessionView> Trainings::session(const Viewer& v, const std::string& id) const {
  return parts_.database.reading([&](store::Connection& c) -> Result<api::TrainingSessionView> {
    SEKISHO_TRY(const auto session, visible_session(c, v, id));
    const Instant now = parts_.clock.now();
    api::TrainingSessionView out;
    for (auto& row : session_rows(c, v, session.course))
      if (row.id == id) out.row = std::move(row);
    if (v.side == Side::town) {
      const auto section = store::find<store::Section>(c, session.section);
      out.section_name = section ? section->name : "団体全体";
    }
    const auto course = store::find<store::Course>(c, session.course);
    out.has_test = course && course->questions != "[]";
    out.invitations = invitation_rows(c, v, "session", id, now);
    if (session.state != rules::SessionState::planned) return out;
    auto facts = about(session.section);
    facts.target.contractors = {v.contractor};
    out.may = those_that({Act::plan_session, Act::invite_to_training, Act::record_attendance}, facts, v, now);
    return out;
  });
}

Result<api::Page<api::LearnerRow>> Trainings::learners(const Viewer& v, const LearnerFilter& filter) const {
  const Day today = day_in_japan(parts_.clock.now());
  const auto scope = learner_scope(v);
  if (!scope) return api::Page<api::LearnerRow>{};
  const auto limit = static_cast<std::size_t>(std::clamp<std::int64_t>(filter.limit, 1, 200));
  return parts_.database.reading([&](store::Connection& c) -> Result<api::Page<api::LearnerRow>> {
    const std::optional<Day> until =
        filter.only_missing ? std::optional(today + std::chrono::days(30)) : std::nullopt;
    api::Page<api::LearnerRow> page;
    for (const auto& l : app::learners(c, *scope, today, until, filter.engagement)) {
      if (l.worker <= filter.after || (!filter.contractor.empty() && l.contractor != filter.contractor))
        continue;
      const auto need = rules::training_need(l, today);
      if (filter.only_missing && !need) continue;
      if (page.items.size() == limit) {
        page.next = page.items.back().worker;
        break;
      }
      page.items.push_back({l.worker, "", l.contractor, "", until_of(l), missing_names(l, today),
                            need ? format_day(need->due) : "", false});
    }
    if (page.items.empty()) return page;
    std::string marks;
    store::Params ids;
    for (const auto& row : page.items) {
      marks += (marks.empty() ? ":p" : ", :p") + std::to_string(ids.size());
      ids.emplace_back(row.worker);
    }
    const auto people = names(c, "SELECT id, name FROM workers WHERE id IN (" + marks + ")", ids);
    const auto firms =
        names(c,
              "SELECT f.id, f.name FROM contractors f JOIN workers w ON w.contractor = f.id WHERE "
              "w.id IN (" +
                  marks + ")",
              ids);
    ids.emplace_back(format_day(today));
    const auto invited = names(c,
                               "SELECT worker, max(due) FROM invitations WHERE worker IN (" + marks +
                                   ") AND attended = 0 AND answer <> 'declined' AND due >= :p" +
                                   std::to_string(ids.size() - 1) + " GROUP BY worker",
                               ids);
    for (auto& row : page.items) {
      row.name = name_of(people, row.worker);
      row.contractor_name = name_of(firms, row.contractor);
      row.invited = invited.contains(row.worker);
    }
    return page;
  });
}

Result<api::MyTraining> Trainings::mine(const Viewer& v) const {
  const Instant now = parts_.clock.now();
  const Day today = day_in_japan(now);
  return parts_.database.reading([&](store::Connection& c) -> Result<api::MyTraining> {
    api::MyTraining out;
    if (!v.active || v.person.empty()) return out;
    for (const auto& t :
         store::select<store::Training>(c, "worker = :p0 ORDER BY held_on DESC, id LIMIT 500", {v.person}))
      out.trainings.push_back({t.id, t.course, t.course_id, t.held_on, t.valid_until, t.kind, t.score,
                               t.valid_until >= format_day(today)});
    if (v.side != Side::contractor) return out;
    out.invitations = invitation_rows(c, v, "worker", v.person, now);
    if (v.has(rules::Role::contractor_manager)) {
      out.of_my_people = invitation_rows(c, v, "contractor", v.contractor, now);
      std::erase_if(out.of_my_people, [&](const auto& i) {
        return i.may.empty() || i.answer != rules::InvitationAnswer::none || i.worker == v.person;
      });
    }
    for (const auto& l : app::learners(c, {"", "", v.person, {}}, today, std::nullopt)) {
      out.missing = missing_names(l, today);
      if (const auto need = rules::training_need(l, today)) out.due = format_day(need->due);
    }
    return out;
  });
}

Result<std::vector<api::RequirementView>> Trainings::requirements(const Viewer& v) const {
  const std::string today = format_day(day_in_japan(parts_.clock.now()));
  return parts_.database.reading([&](store::Connection& c) -> Result<std::vector<api::RequirementView>> {
    std::vector<api::RequirementView> out;
    if (!v.active || v.has(rules::Role::administrator)) return out;
    const auto seen = visible_engagements(v);
    for (const auto& r : store::select<store::TrainingRequirement>(
             c,
             "ended_at = '' AND (engagement = '' OR engagement IN (SELECT id FROM engagements WHERE " +
                 seen.sql + ")) ORDER BY starts, id",
             seen.params)) {
      const auto engagement = store::find<store::Engagement>(c, r.engagement);
      const auto course = store::find<store::Course>(c, r.course);
      out.push_back({r.id,
                     {r.engagement, r.important_only, r.kinds, r.course, r.starts, r.reason},
                     engagement ? engagement->title : "",
                     course ? course->title : "",
                     r.starts <= today});
    }
    return out;
  });
}

}  // namespace sekisho::app
