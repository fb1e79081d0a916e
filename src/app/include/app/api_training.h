// The views of the API of training and notices. See app/api.h.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/api_common.h"
#include "app/api_training_input.h"

namespace sekisho::app::api {

struct CourseRow {
  std::string id;
  rules::TrainingKind kind = rules::TrainingKind::own;
  std::string title, covers, section_name;  // section_name: for the town's people
  std::int64_t months = 0, pass_mark = 0, questions = 0;
  bool self_study = false;
  rules::CourseState state = rules::CourseState::open;
  std::string mine_until;  // until when the viewer's own counts; empty: none
};
struct SessionRow {
  std::string id, course, course_title, held_on, hours, place, answer_by;
  std::int64_t capacity = 0, invited = 0, accepted = 0, attended = 0;  // of whom this viewer may see
  rules::SessionState state = rules::SessionState::planned;
};
struct CourseView {
  CourseRow row;
  std::string section, contractor, contractor_name, material;
  std::int64_t revision = 0;
  std::vector<TestQuestion> questions;  // for those who keep the course
  std::vector<SessionRow> sessions;
  bool may_learn = false;       // on the page, now
  std::string learn_not;        // why not
  std::int64_t tries_left = 0;  // today
  std::vector<rules::Act> may;
};
struct AskedQuestion {
  std::string text;
  std::vector<std::string> choices;
  bool several = false;  // more than one is right
};
struct TestView {
  std::string course, title;
  std::int64_t revision = 0, pass_mark = 0, tries_left = 0;
  std::vector<AskedQuestion> questions;
};
struct TestResult {
  std::string id;
  Receipt receipt;
  std::int64_t score = 0, pass_mark = 0, tries_left = 0;
  bool passed = false;
  std::string valid_until;
};
struct InvitationView {
  std::string id, course, course_title, session, held_on, hours, place, worker, worker_name, contractor_name,
      due, reason, answered_at;
  rules::InvitationAnswer answer = rules::InvitationAnswer::none;
  bool attended = false, done = false;  // done: a training came of it
  std::vector<rules::Act> may;
};
struct TrainingSessionView {
  SessionRow row;
  std::string section_name;
  bool has_test = false;
  std::vector<InvitationView> invitations;
  std::vector<rules::Act> may;
};
struct TrainingRow {
  std::string id, course, course_id, held_on, valid_until;
  rules::TrainingKind kind = rules::TrainingKind::own;
  std::int64_t score = -1;
  bool valid = false;
};
struct LearnerRow {
  std::string worker, name, contractor, contractor_name, trained_until;
  std::vector<std::string> missing;  // what does not hold today
  std::string due;                   // until when something is to be taken; empty: all well for a month
  bool invited = false;
};
struct MyTraining {
  std::vector<TrainingRow> trainings;
  std::vector<InvitationView> invitations;
  std::vector<InvitationView> of_my_people;  // of a contractor's manager: those that wait for an answer
  std::vector<std::string> missing;
  std::string due;
};
struct RequirementView {
  std::string id;
  RequirementInput requirement;
  std::string engagement_title, course_title;
  bool in_force = false;
};
struct NoticeRow {
  std::string id;
  rules::NoticeKind kind = rules::NoticeKind::seminar;
  rules::Audience audience = rules::Audience::town;
  std::string title, held_on, read_by, published_at;
  bool read = false, withdrawn = false;
};
struct NoticeReader {
  std::string name, place, at;  // at empty: has not read it
};
struct NoticeView {
  NoticeRow row;
  std::string section, body, link, place, read_at;
  std::vector<NoticeReader> readers;  // for those who publish
  std::vector<rules::Act> may;
};

#define D BOOST_DESCRIBE_STRUCT
D(CourseRow, (),
  (id, kind, title, covers, section_name, months, pass_mark, questions, self_study, state, mine_until))
D(SessionRow, (),
  (id, course, course_title, held_on, hours, place, answer_by, capacity, invited, accepted, attended, state))
D(CourseView, (),
  (row, section, contractor, contractor_name, material, revision, questions, sessions, may_learn, learn_not,
   tries_left, may))
D(AskedQuestion, (), (text, choices, several))
D(TestView, (), (course, title, revision, pass_mark, tries_left, questions))
D(TestResult, (), (id, receipt, score, pass_mark, tries_left, passed, valid_until))
D(InvitationView, (),
  (id, course, course_title, session, held_on, hours, place, worker, worker_name, contractor_name, due,
   reason, answered_at, answer, attended, done, may))
D(TrainingSessionView, (), (row, section_name, has_test, invitations, may))
D(TrainingRow, (), (id, course, course_id, held_on, valid_until, kind, score, valid))
D(LearnerRow, (), (worker, name, contractor, contractor_name, trained_until, missing, due, invited))
D(MyTraining, (), (trainings, invitations, of_my_people, missing, due))
D(RequirementView, (), (id, requirement, engagement_title, course_title, in_force))
D(NoticeRow, (), (id, kind, audience, title, held_on, read_by, published_at, read, withdrawn))
D(NoticeReader, (), (name, place, at))
D(NoticeView, (), (row, section, body, link, place, read_at, readers, may))
#undef D

}  // namespace sekisho::app::api
