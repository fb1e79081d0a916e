// The requests of the API about training and notices. See app/api.h.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "rules/training.h"
#include "rules/vocabulary.h"

namespace sekisho::app::api {

struct TestQuestion {  // the key goes to those alone who keep the course
  std::string text;
  std::vector<std::string> choices;  // 2 to 6
  std::vector<std::int64_t> right;   // places in `choices`, from 0; all of them must be chosen, and no other
};
struct CourseInput {
  std::string section;  // empty: the whole town's
  rules::TrainingKind kind = rules::TrainingKind::own;
  std::string title, covers;
  std::string contractor;                    // with whom, of a joint one; empty: for all
  std::int64_t months = 12, pass_mark = 80;  // validity; per cent
  bool self_study = true;
  std::string material;  // plain markup (docs/api.md)
  std::vector<TestQuestion> questions;
};
struct SessionInput {
  std::string section, held_on, hours, place;
  std::int64_t capacity = 0;  // 0: no limit
  std::string answer_by;      // until when the invited answer
};
struct InvitationInput {
  std::string session;                 // empty: by self-study
  std::string due;                     // until when it is to be finished; of a session, its day
  std::vector<std::string> workers;    // these people; or all on the confirmed rosters
  std::string engagement, contractor;  // of this contract, of this firm, that the viewer sees
};
struct InvitationReply {
  rules::InvitationAnswer answer = rules::InvitationAnswer::accepted;
  std::string reason;  // needed to decline
};
struct Present {
  std::string worker;
  std::optional<std::int64_t> score;  // of the test on paper, per cent; absent: they take it on the page
};
struct AttendanceInput {
  std::vector<Present> present;
};
struct TestAnswers {
  std::int64_t revision = 0;  // of the course whose questions were read
  bool material_read = false;
  std::vector<std::vector<std::int64_t>> answers;  // chosen places, question by question
};
struct RequirementInput {
  std::string engagement;  // empty: of all
  bool important_only = false;
  std::vector<rules::TrainingKind> kinds;  // one of these,
  std::string course;                      // or this course
  std::string starts, reason;
};
struct NoticeInput {
  rules::NoticeKind kind = rules::NoticeKind::seminar;
  rules::Audience audience = rules::Audience::town;
  std::string section, title, body, link, held_on, place;
  std::string read_by;  // the day until which everybody has read it; empty: nobody has to
};

#define D BOOST_DESCRIBE_STRUCT
D(TestQuestion, (), (text, choices, right))
D(CourseInput, (),
  (section, kind, title, covers, contractor, months, pass_mark, self_study, material, questions))
D(SessionInput, (), (section, held_on, hours, place, capacity, answer_by))
D(InvitationInput, (), (session, due, workers, engagement, contractor))
D(InvitationReply, (), (answer, reason))
D(Present, (), (worker, score))
D(AttendanceInput, (), (present))
D(TestAnswers, (), (revision, material_read, answers))
D(RequirementInput, (), (engagement, important_only, kinds, course, starts, reason))
D(NoticeInput, (), (kind, audience, section, title, body, link, held_on, place, read_by))
#undef D

}  // namespace sekisho::app::api
