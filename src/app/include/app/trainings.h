// What people are taught: courses, sessions, invitations, attendance, tests, and who needs what (R-3,
// 8.1(2)⑤, check sheet 13). A training once had stays on record, whatever becomes of the person or the
// account. Thread-safe. Errors: not_found for what this viewer may not see; invalid_input with the field's
// name; conflict.
#pragma once

#include <string>
#include <vector>

#include "app/api_training.h"
#include "app/parts.h"
#include "app/viewer.h"

namespace sekisho::app {

struct LearnerFilter {
  std::string contractor, engagement;
  bool only_missing = false;
  std::string after;
  std::int64_t limit = 100;
};

class Trainings {
 public:
  explicit Trainings(Parts parts) : parts_(std::move(parts)) {}

  Result<Answer> open_course(const Viewer& viewer, const std::string& key, const api::CourseInput& input);
  Result<Answer> change_course(const Viewer& viewer, const std::string& key, const std::string& course,
                               const api::CourseInput& input);
  Result<Answer> close_course(const Viewer& viewer, const std::string& key, const std::string& course);

  Result<Answer> plan_session(const Viewer& viewer, const std::string& key, const std::string& course,
                              const api::SessionInput& input);
  Result<Answer> cancel_session(const Viewer& viewer, const std::string& key, const std::string& session);
  // Whoever is invited already stays invited. Those of a contractor's manager are the own firm's people.
  Result<Answer> invite(const Viewer& viewer, const std::string& key, const std::string& course,
                        const api::InvitationInput& input);
  Result<Answer> answer(const Viewer& viewer, const std::string& key, const std::string& invitation,
                        const api::InvitationReply& input);
  // Once for a session. Of a course with a test, a training comes of it when the test is passed: on paper
  // (score), or later on the page.
  Result<Answer> record_attendance(const Viewer& viewer, const std::string& key, const std::string& session,
                                   const api::AttendanceInput& input);
  // The server judges; three tries a day. Body: api::TestResult.
  Result<Answer> take_test(const Viewer& viewer, const std::string& key, const std::string& course,
                           const api::TestAnswers& input);

  Result<Answer> require(const Viewer& viewer, const std::string& key, const api::RequirementInput& input);
  Result<Answer> end_requirement(const Viewer& viewer, const std::string& key,
                                 const std::string& requirement);

  Result<std::vector<api::CourseRow>> courses(const Viewer& viewer) const;
  Result<api::CourseView> course(const Viewer& viewer, const std::string& id) const;
  Result<api::TestView> test(const Viewer& viewer, const std::string& course) const;
  Result<std::vector<api::SessionRow>> sessions(const Viewer& viewer) const;  // the newest 500
  Result<api::TrainingSessionView> session(const Viewer& viewer, const std::string& id) const;
  // People on confirmed rosters of contracts that run, by firm and name.
  Result<api::Page<api::LearnerRow>> learners(const Viewer& viewer, const LearnerFilter& filter) const;
  Result<api::MyTraining> mine(const Viewer& viewer) const;
  Result<std::vector<api::RequirementView>> requirements(const Viewer& viewer) const;

 private:
  Parts parts_;
};

}  // namespace sekisho::app
