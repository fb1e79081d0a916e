// The state tables of training and notices as structs. See store/records.h.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <string>
#include <vector>

#include "rules/training.h"

namespace sekisho::store {

struct Training {
  std::string id, worker, course, held_on, valid_until;  // worker: wkr_…, or off_…; course: its title
  rules::TrainingKind kind{};
  std::string course_id, session;  // empty: written down without one
  std::int64_t score = -1;         // per cent; -1: without a test
};
struct Course {
  std::string id, section;  // section empty: the whole town's
  rules::TrainingKind kind{};
  std::string title, covers, contractor;   // contractor: with whom, of a joint one; empty: for all
  std::int64_t months = 0, pass_mark = 0;  // validity; per cent
  bool self_study = false;                 // may be finished on the page, without a session
  std::string material, questions;         // JSON of api::TestQuestion; the ledger has a commitment alone
  rules::CourseState state{};
  std::int64_t revision = 0;
  std::string changed_at, changed_by;
};
struct TrainingSession {
  std::string id, course, section, held_on, hours, place;
  std::int64_t capacity = 0;  // 0: no limit
  std::string answer_by;
  rules::SessionState state{};
  std::string planned_at, recorded_at, recorded_by;
};
struct Invitation {
  std::string id, course, session, worker, contractor, due, invited_at, invited_by;
  rules::InvitationAnswer answer{};
  std::string reason, answered_at, answered_by;
  bool attended = false;
};
struct TrainingRequirement {
  std::string id, engagement;  // engagement empty: of all
  bool important_only = false;
  std::vector<rules::TrainingKind> kinds;
  std::string course, starts, reason, required_at, ended_at;
};
struct TestAttempt {
  std::string id, course, worker;
  std::int64_t revision = 0, score = 0;
  bool passed = false;
  std::string training, at;
};
struct Notice {
  std::string id;
  rules::NoticeKind kind{};
  rules::Audience audience{};
  std::string section, title, body, link, held_on, place, read_by, published_at, published_by, withdrawn_at;
};
struct NoticeRead {
  std::string id, notice, person, section, contractor, at;
};

#define D BOOST_DESCRIBE_STRUCT
D(Training, (), (id, worker, course, held_on, valid_until, kind, course_id, session, score))
D(Course, (),
  (id, section, kind, title, covers, contractor, months, pass_mark, self_study, material, questions, state,
   revision, changed_at, changed_by))
D(TrainingSession, (),
  (id, course, section, held_on, hours, place, capacity, answer_by, state, planned_at, recorded_at,
   recorded_by))
D(Invitation, (),
  (id, course, session, worker, contractor, due, invited_at, invited_by, answer, reason, answered_at,
   answered_by, attended))
D(TrainingRequirement, (),
  (id, engagement, important_only, kinds, course, starts, reason, required_at, ended_at))
D(TestAttempt, (), (id, course, worker, revision, score, passed, training, at))
D(Notice, (),
  (id, kind, audience, section, title, body, link, held_on, place, read_by, published_at, published_by,
   withdrawn_at))
D(NoticeRead, (), (id, notice, person, section, contractor, at))
#undef D

}  // namespace sekisho::store
