// Sessions, invitations, attendance.
#include <algorithm>
#include <map>
#include <set>

#include "app/trainings.h"
#include "base/ids.h"
#include "base/json.h"
#include "events.h"
#include "party_facts.h"
#include "store/rows.h"
#include "training_rows.h"

namespace sekisho::app {
namespace {

using rules::Act;
using rules::SessionState;

constexpr std::size_t most_people = 300;  // in one event: a leaf of the ledger holds 64 KiB

struct Person {
  std::string worker, contractor;
};

// Of these ids, those whom the viewer sees and who have not left; else an error.
Result<std::vector<Person>> people_of(store::Connection& c, const Viewer& viewer,
                                      const std::vector<std::string>& ids, const char* field) {
  const std::set<std::string> different(ids.begin(), ids.end());
  if (ids.empty() || different.size() != ids.size() || ids.size() > most_people)
    return fail(ErrorCode::invalid_input, "1 人から 300 人までを、重ならないように選んでください。",
                "1 to 300 different workers", field);
  auto condition = visible_workers(viewer);
  std::string marks;
  store::Params values;
  for (const auto& id : ids) {
    marks += marks.empty() ? "?" : ", ?";
    values.emplace_back(id);
  }
  condition.also("id IN (" + marks + ")", values);
  std::vector<Person> out;
  for (const auto& w : store::select<store::Worker>(c, condition.sql + " ORDER BY id", condition.params)) {
    if (!w.left_on.empty())
      return fail(ErrorCode::invalid_input, "すでに離れた人が入っています。", "a worker who has left", field);
    out.push_back({w.id, w.contractor});
  }
  if (out.size() != ids.size())
    return fail(ErrorCode::invalid_input, "見つからない従事者が入っています。", "an unknown worker", field);
  return out;
}

// Everybody on confirmed rosters of the contract or firm, as far as the viewer sees them.
std::vector<std::string> listed(store::Connection& c, const Viewer& viewer, const api::InvitationInput& in,
                                Day today) {
  std::vector<std::string> out;
  const auto scope = learner_scope(viewer);
  if (!scope || (in.engagement.empty() && in.contractor.empty())) return out;
  for (const auto& l : learners(c, *scope, today, std::nullopt, in.engagement))
    if (in.contractor.empty() || l.contractor == in.contractor) out.push_back(l.worker);
  return out;
}

std::map<std::string, store::Invitation> invited_to(store::Connection& c, const std::string& column,
                                                    const std::string& id) {
  std::map<std::string, store::Invitation> out;
  for (auto& i : store::select<store::Invitation>(c, column + " = :p0 ORDER BY id", {id}))
    out.insert_or_assign(i.worker, std::move(i));
  return out;
}

Result<void> still_planned(const store::TrainingSession& session) {
  if (session.state == SessionState::planned) return {};
  return fail(ErrorCode::conflict, "終わったか、取りやめた研修です。画面を読み直してください。",
              "not planned any more");
}

}  // namespace

Result<Answer> Trainings::plan_session(const Viewer& viewer, const std::string& key, const std::string& id,
                                       const api::SessionInput& in) {
  return parts_.door.pass(
      {viewer, key, Act::plan_session, id, json::write(in)}, [&](store::Connection& c) -> Result<Prepared> {
        SEKISHO_TRY(const auto course, visible_course(c, viewer, id));
        if (course.state != rules::CourseState::open)
          return fail(ErrorCode::conflict, "終わった研修です。", "the course is closed");
        if (!in.section.empty() && !store::find<store::Section>(c, in.section))
          return fail(ErrorCode::invalid_input, "課を選んでください。", "no such section", "section");
        SEKISHO_CHECK(check_day(in.held_on, "held_on"));
        SEKISHO_CHECK(check_day(in.answer_by, "answer_by"));
        SEKISHO_CHECK(check_name(in.hours, "hours"));
        SEKISHO_CHECK(check_name(in.place, "place"));
        if (in.answer_by > in.held_on)
          return fail(ErrorCode::invalid_input, "返事の期限が、開催の日より後です。",
                      "answer_by is after the day", "answer_by");
        if (in.capacity < 0 || in.capacity > 10'000)
          return fail(ErrorCode::invalid_input, "定員は、0（制限なし）から 10000 までにしてください。",
                      "capacity: 0 to 10000", "capacity");
        Prepared prepared;
        prepared.facts.target.section = prepared.section = in.section;
        prepared.act = [id, in](Passing& passing) -> Result<boost::json::value> {
          const store::TrainingSession record{
              make_id("tse"), id,           in.section, in.held_on, in.hours, in.place,
              in.capacity,    in.answer_by, {},         "",         "",       ""};
          SEKISHO_TRY(const auto receipt,
                      passing.append(event_of("session.planned", record, {},
                                              {"state", "planned_at", "recorded_at", "recorded_by"})));
          return done(record.id, receipt);
        };
        return prepared;
      });
}

Result<Answer> Trainings::cancel_session(const Viewer& viewer, const std::string& key,
                                         const std::string& id) {
  return parts_.door.pass(
      {viewer, key, Act::plan_session, id, "cancel"}, [&](store::Connection& c) -> Result<Prepared> {
        SEKISHO_TRY(const auto session, visible_session(c, viewer, id));
        SEKISHO_CHECK(still_planned(session));
        Prepared prepared;
        prepared.facts.target.section = prepared.section = session.section;
        prepared.act = [id](Passing& passing) -> Result<boost::json::value> {
          SEKISHO_TRY(const auto receipt, passing.append({"session.cancelled", id, {}, {}}));
          return done(id, receipt);
        };
        return prepared;
      });
}

Result<Answer> Trainings::invite(const Viewer& viewer, const std::string& key, const std::string& id,
                                 const api::InvitationInput& in) {
  return parts_.door.pass(
      {viewer, key, Act::invite_to_training, id, json::write(in)},
      [&](store::Connection& c) -> Result<Prepared> {
        SEKISHO_TRY(const auto course, visible_course(c, viewer, id));
        if (course.state != rules::CourseState::open)
          return fail(ErrorCode::conflict, "終わった研修です。", "the course is closed");
        auto ids = in.workers;
        if (ids.empty()) ids = listed(c, viewer, in, day_in_japan(parts_.clock.now()));
        SEKISHO_TRY(const auto people, people_of(c, viewer, ids, "workers"));
        Prepared prepared;
        std::string due = in.due;
        std::map<std::string, store::Invitation> before;
        const std::string today = format_day(day_in_japan(parts_.clock.now()));
        if (in.session.empty()) {
          if (!course.self_study)
            return fail(ErrorCode::invalid_input, "この研修は、開催する日を選んで呼んでください。",
                        "not by self-study", "session");
          SEKISHO_CHECK(check_day(in.due, "due"));
          if (in.due < today)
            return fail(ErrorCode::invalid_input, "期限が、今日より前です。", "due is in the past", "due");
          prepared.facts.target.section = prepared.section = course.section;
          for (auto& [worker, i] : invited_to(c, "course", id))
            if (i.session.empty() && i.due >= today) before.emplace(worker, i);
        } else {
          SEKISHO_TRY(const auto session, visible_session(c, viewer, in.session));
          if (session.course != id)
            return fail(ErrorCode::invalid_input, "この研修の開催を選んでください。",
                        "the session is of another course", "session");
          SEKISHO_CHECK(still_planned(session));
          prepared.facts.target.section = prepared.section = session.section;
          due = session.answer_by;
          before = invited_to(c, "session", session.id);
          std::int64_t coming = 0;
          for (const auto& [worker, i] : before) coming += i.answer != rules::InvitationAnswer::declined;
          if (session.capacity > 0 && coming + static_cast<std::int64_t>(people.size()) > session.capacity)
            return fail(ErrorCode::conflict, "定員を超えます。人を減らすか、別の日を選んでください。",
                        "over capacity", "workers");
        }
        prepared.facts.target.contractors = {people.front().contractor};
        boost::json::array invitations;
        for (const auto& [worker, contractor] : people)
          if (!before.contains(worker))
            invitations.push_back({{"id", make_id("inv")}, {"worker", worker}, {"contractor", contractor}});
        if (invitations.empty())
          return fail(ErrorCode::conflict, "選んだ人は、すでに呼ばれています。", "all are invited already",
                      "workers");
        prepared.act = [id, due, session = in.session,
                        invitations](Passing& passing) -> Result<boost::json::value> {
          SEKISHO_TRY(const auto receipt,
                      passing.append({"training.invited",
                                      id,
                                      {{"session", session}, {"due", due}, {"invitations", invitations}},
                                      {}}));
          return done(id, receipt);
        };
        return prepared;
      });
}

Result<Answer> Trainings::answer(const Viewer& viewer, const std::string& key, const std::string& id,
                                 const api::InvitationReply& in) {
  return parts_.door.pass(
      {viewer, key, Act::answer_invitation, id, json::write(in)},
      [&](store::Connection& c) -> Result<Prepared> {
        SEKISHO_TRY(const auto invitation, visible_invitation(c, viewer, id));
        if (in.answer == rules::InvitationAnswer::none)
          return fail(ErrorCode::invalid_input, "参加するかどうかを選んでください。", "no answer", "answer");
        if (in.answer == rules::InvitationAnswer::declined) SEKISHO_CHECK(check_name(in.reason, "reason"));
        if (invitation.attended)
          return fail(ErrorCode::conflict, "すでに出席が記録されています。", "attended already");
        if (!invitation.session.empty()) {
          const auto session = store::find<store::TrainingSession>(c, invitation.session);
          if (session) SEKISHO_CHECK(still_planned(*session));
        }
        Prepared prepared;
        prepared.facts.target.person = invitation.worker;
        prepared.facts.target.contractors = {invitation.contractor};
        prepared.act = [id, in](Passing& passing) -> Result<boost::json::value> {
          SEKISHO_TRY(const auto receipt, passing.append({"invitation.answered",
                                                          id,
                                                          {{"answer", json::enum_name(in.answer)}},
                                                          {{"reason", in.reason}}}));
          return done(id, receipt);
        };
        return prepared;
      });
}

Result<Answer> Trainings::record_attendance(const Viewer& viewer, const std::string& key,
                                            const std::string& id, const api::AttendanceInput& in) {
  return parts_.door.pass(
      {viewer, key, Act::record_attendance, id, json::write(in)},
      [&](store::Connection& c) -> Result<Prepared> {
        SEKISHO_TRY(const auto session, visible_session(c, viewer, id));
        SEKISHO_CHECK(still_planned(session));
        const auto course = store::find<store::Course>(c, session.course);
        if (!course) return fail(ErrorCode::not_found, "その研修は見つかりません。", "no such course");
        const Day today = day_in_japan(parts_.clock.now());
        const auto held = parse_day(session.held_on).value_or(Day{});
        if (held > today)
          return fail(ErrorCode::conflict, "まだ開かれていない研修です。開催の日が来てから記録してください。",
                      "not held yet");
        std::vector<std::string> ids;
        std::map<std::string, std::optional<std::int64_t>> scores;
        for (const auto& one : in.present) {
          if (one.score && (*one.score < 0 || *one.score > 100))
            return fail(ErrorCode::invalid_input, "点は、0 から 100 までで入れてください。",
                        "score: 0 to 100", "present");
          ids.push_back(one.worker);
          scores[one.worker] = one.score;
        }
        SEKISHO_TRY(const auto people, people_of(c, viewer, ids, "present"));
        const auto before = invited_to(c, "session", id);
        const bool has_test = course->questions != "[]";
        boost::json::array present;
        for (const auto& [worker, contractor] : people) {
          const auto invited = before.find(worker);
          const auto score = scores[worker];
          const bool passed = !has_test || (score && *score >= course->pass_mark);
          present.push_back({{"worker", worker},
                             {"contractor", contractor},
                             {"invitation", invited == before.end() ? make_id("inv") : invited->second.id},
                             {"invited", invited != before.end()},
                             {"training", passed ? make_id("trn") : ""},
                             {"score", has_test ? score.value_or(-1) : -1}});
        }
        Prepared prepared;
        prepared.facts.target.section = prepared.section = session.section;
        prepared.act = [id, present, held, course = *course](Passing& passing) -> Result<boost::json::value> {
          SEKISHO_TRY(const auto receipt,
                      passing.append({"attendance.recorded",
                                      id,
                                      {{"course", course.title},
                                       {"course_id", course.id},
                                       {"kind", json::enum_name(course.kind)},
                                       {"held_on", format_day(held)},
                                       {"valid_until", format_day(valid_until(held, course.months))},
                                       {"present", present}},
                                      {}}));
          return done(id, receipt);
        };
        return prepared;
      });
}

}  // namespace sekisho::app
