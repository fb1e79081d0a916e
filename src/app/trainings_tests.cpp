// The test of a course: its questions without the key, and what comes of the answers.
#include "app/trainings.h"
#include "base/ids.h"
#include "base/json.h"
#include "events.h"
#include "learning.h"
#include "quiz.h"
#include "store/rows.h"
#include "training_rows.h"

namespace sekisho::app {

using rules::Act;

std::int64_t tries_left(store::Connection& c, const std::string& course, const std::string& person,
                        Instant now) {
  const auto used = store::number(
      c,
      "SELECT count(*) FROM test_attempts WHERE worker = :p0 AND course = :p1 AND passed = 0 AND at >= :p2",
      {person, course, format_instant(start_of(day_in_japan(now)))});
  return std::max<std::int64_t>(0, tries_a_day - used);
}

Result<void> may_learn(store::Connection& c, const Viewer& viewer, const store::Course& course, Instant now) {
  const auto no = [](const char* ja, const char* en) { return fail(ErrorCode::conflict, ja, en); };
  if (course.state != rules::CourseState::open) return no("終わった研修です。", "the course is closed");
  if (viewer.side == rules::Side::contractor) {
    const auto worker = store::find<store::Worker>(c, viewer.person);
    if (!worker || !worker->left_on.empty())
      return no("すでに業務を離れているため、受けられません。", "has left");
  }
  if (!course.self_study &&
      store::number(c,
                    "SELECT count(*) FROM invitations WHERE course = :p0 AND worker = :p1 AND attended = 1",
                    {course.id, viewer.person}) == 0)
    return no("この研修は、開催された日の出席が記録されてから、テストを受けられます。",
              "attendance is recorded first");
  if (!course.self_study && course.questions == "[]")
    return no("この研修は、開催された日の出席で終わります。", "ends by attendance");
  if (tries_left(c, course.id, viewer.person, now) == 0)
    return no("今日は、もう受けられません。教材を読み直して、明日もう一度受けてください。",
              "no tries left today");
  return {};
}

Result<Answer> Trainings::take_test(const Viewer& viewer, const std::string& key, const std::string& id,
                                    const api::TestAnswers& in) {
  return parts_.door.pass(
      {viewer, key, Act::take_test, id, json::write(in)}, [&](store::Connection& c) -> Result<Prepared> {
        SEKISHO_TRY(const auto course, visible_course(c, viewer, id));
        SEKISHO_CHECK(may_learn(c, viewer, course, parts_.clock.now()));
        if (in.revision != course.revision)
          return fail(ErrorCode::conflict,
                      "研修の内容が変わりました。画面を読み直してから、受け直してください。",
                      "the course has changed");
        if (!in.material_read)
          return fail(ErrorCode::invalid_input, "教材を最後まで読んだことを確かめてください。",
                      "the material is not read", "material_read");
        SEKISHO_TRY(const auto score, score_of(questions_of(course.questions), in.answers));
        const bool passed = score >= course.pass_mark;
        const auto left = tries_left(c, id, viewer.person, parts_.clock.now());
        Prepared prepared;
        prepared.facts.target.person = viewer.person;
        prepared.section = viewer.section;
        prepared.act = [=,
                        answers = json::write(in.answers)](Passing& passing) -> Result<boost::json::value> {
          const Day today = day_in_japan(passing.now());
          const auto until = format_day(valid_until(today, course.months));
          const auto attempt = make_id("att");
          SEKISHO_TRY(const auto receipt, passing.append({"test.taken",
                                                          attempt,
                                                          {{"worker", passing.viewer().person},
                                                           {"course_id", course.id},
                                                           {"course", course.title},
                                                           {"kind", json::enum_name(course.kind)},
                                                           {"revision", course.revision},
                                                           {"score", score},
                                                           {"passed", passed},
                                                           {"held_on", format_day(today)},
                                                           {"valid_until", until},
                                                           {"training", passed ? make_id("trn") : ""}},
                                                          {{"answers", answers}}}));
          return json::to_json(api::TestResult{attempt, receipt, score, course.pass_mark,
                                               passed ? left : left - 1, passed, passed ? until : ""});
        };
        return prepared;
      });
}

Result<api::TestView> Trainings::test(const Viewer& viewer, const std::string& id) const {
  return parts_.database.reading([&](store::Connection& c) -> Result<api::TestView> {
    SEKISHO_TRY(const auto course, visible_course(c, viewer, id));
    const Instant now = parts_.clock.now();
    SEKISHO_CHECK(may_learn(c, viewer, course, now));
    api::TestView out{
        course.id, course.title, course.revision, course.pass_mark, tries_left(c, id, viewer.person, now),
        {}};
    for (const auto& q : questions_of(course.questions))
      out.questions.push_back({q.text, q.choices, q.right.size() > 1});
    return out;
  });
}

}  // namespace sekisho::app
