// Courses, and which training is required.
#include "app/trainings.h"
#include "base/ids.h"
#include "base/json.h"
#include "events.h"
#include "party_facts.h"
#include "quiz.h"
#include "store/rows.h"
#include "training_rows.h"

namespace sekisho::app {
namespace {

using rules::Act;

Result<void> section_exists(store::Connection& c, const std::string& id) {
  if (!id.empty() && !store::find<store::Section>(c, id))
    return fail(ErrorCode::invalid_input, "課を選んでください。", "no such section", "section");
  return {};
}

Result<void> check_course(store::Connection& c, const api::CourseInput& in) {
  SEKISHO_CHECK(section_exists(c, in.section));
  SEKISHO_CHECK(check_name(in.title, "title"));
  SEKISHO_CHECK(check_text(in.covers, 3000, "covers"));
  SEKISHO_CHECK(check_text(in.material, 40'000, "material"));
  SEKISHO_CHECK(check_questions(in.questions));
  if (in.months < 1 || in.months > 36)
    return fail(ErrorCode::invalid_input, "有効な月数は、1 から 36 までにしてください。", "months: 1 to 36",
                "months");
  if (in.pass_mark < 1 || in.pass_mark > 100)
    return fail(ErrorCode::invalid_input, "合格の点は、1 から 100 までにしてください。",
                "pass_mark: 1 to 100", "pass_mark");
  if (in.self_study && in.material.find_first_not_of(" \t\r\n") == std::string::npos)
    return fail(ErrorCode::invalid_input, "ページで学ぶ研修には、教材を入れてください。",
                "self-study needs material", "material");
  if (!in.contractor.empty() && !store::find<store::Contractor>(c, in.contractor))
    return fail(ErrorCode::invalid_input, "委託事業者を選んでください。", "no such contractor", "contractor");
  if (!in.contractor.empty() && in.kind == rules::TrainingKind::own)
    return fail(ErrorCode::invalid_input, "団体の研修には、相手の事業者を入れないでください。",
                "the town's own training names no contractor", "contractor");
  return {};
}

// The key of the test is not written into the ledger in the clear.
store::Event course_event(std::string kind, const std::string& id, const api::CourseInput& in,
                          std::int64_t revision) {
  const store::Course record{id,
                             in.section,
                             in.kind,
                             in.title,
                             in.covers,
                             in.contractor,
                             in.months,
                             in.pass_mark,
                             in.self_study,
                             in.material,
                             json::write(in.questions),
                             rules::CourseState::open,
                             revision,
                             "",
                             ""};
  return event_of(std::move(kind), record, {"questions"}, {"changed_at", "changed_by"});
}

}  // namespace

Result<Answer> Trainings::open_course(const Viewer& viewer, const std::string& key,
                                      const api::CourseInput& in) {
  return parts_.door.pass(
      {viewer, key, Act::keep_course, "new", json::write(in)}, [&](store::Connection& c) -> Result<Prepared> {
        SEKISHO_CHECK(check_course(c, in));
        Prepared prepared;
        prepared.facts.target.section = prepared.section = in.section;
        prepared.act = [in](Passing& passing) -> Result<boost::json::value> {
          const auto id = make_id("crs");
          SEKISHO_TRY(const auto receipt, passing.append(course_event("course.opened", id, in, 1)));
          return done(id, receipt);
        };
        return prepared;
      });
}

Result<Answer> Trainings::change_course(const Viewer& viewer, const std::string& key, const std::string& id,
                                        const api::CourseInput& in) {
  return parts_.door.pass(
      {viewer, key, Act::keep_course, id, json::write(in)}, [&](store::Connection& c) -> Result<Prepared> {
        SEKISHO_TRY(const auto course, visible_course(c, viewer, id));
        SEKISHO_CHECK(check_course(c, in));
        if (course.state != rules::CourseState::open)
          return fail(ErrorCode::conflict, "終わった研修です。画面を読み直してください。", "closed");
        if (in.section != course.section)
          return fail(ErrorCode::invalid_input, "受け持ちの課は変えられません。", "the section stays",
                      "section");
        Prepared prepared;
        prepared.facts.target.section = prepared.section = course.section;
        prepared.act = [id, in,
                        revision = course.revision + 1](Passing& passing) -> Result<boost::json::value> {
          SEKISHO_TRY(const auto receipt, passing.append(course_event("course.changed", id, in, revision)));
          return done(id, receipt);
        };
        return prepared;
      });
}

Result<Answer> Trainings::close_course(const Viewer& viewer, const std::string& key, const std::string& id) {
  return parts_.door.pass(
      {viewer, key, Act::keep_course, id, "close"}, [&](store::Connection& c) -> Result<Prepared> {
        SEKISHO_TRY(const auto course, visible_course(c, viewer, id));
        if (course.state != rules::CourseState::open)
          return fail(ErrorCode::conflict, "すでに終わった研修です。", "closed");
        Prepared prepared;
        prepared.facts.target.section = prepared.section = course.section;
        prepared.act = [id](Passing& passing) -> Result<boost::json::value> {
          SEKISHO_TRY(const auto receipt, passing.append({"course.closed", id, {{"state", "closed"}}, {}}));
          return done(id, receipt);
        };
        return prepared;
      });
}

Result<Answer> Trainings::require(const Viewer& viewer, const std::string& key,
                                  const api::RequirementInput& in) {
  return parts_.door.pass(
      {viewer, key, Act::require_training, "new", json::write(in)},
      [&](store::Connection& c) -> Result<Prepared> {
        Prepared prepared;
        if (!in.engagement.empty()) {
          SEKISHO_TRY(const auto engagement, visible_engagement(c, viewer, in.engagement));
          prepared.facts.target.section = prepared.section = engagement.section;
        }
        if (in.course.empty() == in.kinds.empty())
          return fail(ErrorCode::invalid_input, "研修の種類か、研修を一つ、選んでください。",
                      "either kinds or a course", "kinds");
        if (in.kinds.size() > 4)
          return fail(ErrorCode::invalid_input, "同じ種類が 2 回選ばれています。", "a kind twice", "kinds");
        if (!in.course.empty()) SEKISHO_CHECK(visible_course(c, viewer, in.course));
        SEKISHO_CHECK(check_day(in.starts, "starts"));
        SEKISHO_CHECK(check_name(in.reason, "reason"));
        prepared.act = [in](Passing& passing) -> Result<boost::json::value> {
          const store::TrainingRequirement record{make_id("trq"),
                                                  in.engagement,
                                                  in.important_only,
                                                  in.kinds,
                                                  in.course,
                                                  in.starts,
                                                  in.reason,
                                                  "",
                                                  ""};
          SEKISHO_TRY(const auto receipt,
                      passing.append(event_of("training.required", record, {}, {"required_at", "ended_at"})));
          return done(record.id, receipt);
        };
        return prepared;
      });
}

Result<Answer> Trainings::end_requirement(const Viewer& viewer, const std::string& key,
                                          const std::string& id) {
  return parts_.door.pass(
      {viewer, key, Act::require_training, id, "end"}, [&](store::Connection& c) -> Result<Prepared> {
        const auto requirement = store::find<store::TrainingRequirement>(c, id);
        const bool seen = requirement && viewer.side == rules::Side::town &&
                          (requirement->engagement.empty() ||
                           visible_engagement(c, viewer, requirement->engagement).has_value());
        if (!seen) return fail(ErrorCode::not_found, "その決まりは見つかりません。", "no such requirement");
        if (!requirement->ended_at.empty())
          return fail(ErrorCode::conflict, "すでに終わった決まりです。", "ended");
        Prepared prepared;
        if (const auto e = store::find<store::Engagement>(c, requirement->engagement))
          prepared.facts.target.section = prepared.section = e->section;
        prepared.act = [id](Passing& passing) -> Result<boost::json::value> {
          SEKISHO_TRY(const auto receipt, passing.append({"requirement.ended", id, {}, {}}));
          return done(id, receipt);
        };
        return prepared;
      });
}

}  // namespace sekisho::app
