// Who must be taught what: kinds of training, and what is missing (8.1(2)⑤ of the guideline; check sheet 13).
// Pure and thread-safe.
#pragma once

#include <boost/describe/enum.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"

namespace sekisho::rules {

enum class TrainingKind {
  own,         // 団体が主催する研修
  joint,       // 団体と委託事業者の合同の研修
  drill,       // 訓練
  contractor,  // 委託事業者が自ら行う研修
};
BOOST_DESCRIBE_ENUM(TrainingKind, own, joint, drill, contractor)
std::string_view training_kind_ja(TrainingKind kind);
std::string_view training_kind_en(TrainingKind kind);

enum class CourseState { open, closed };
BOOST_DESCRIBE_ENUM(CourseState, open, closed)

enum class SessionState { planned, held, cancelled };
BOOST_DESCRIBE_ENUM(SessionState, planned, held, cancelled)

enum class InvitationAnswer { none, accepted, declined };
BOOST_DESCRIBE_ENUM(InvitationAnswer, none, accepted, declined)

enum class NoticeKind {
  overview,  // ガイドラインの概要
  revision,  // 改定の内容
  briefing,  // 説明会
  seminar,   // 外部の研修・セミナー
};
BOOST_DESCRIBE_ENUM(NoticeKind, overview, revision, briefing, seminar)

enum class Audience { town, contractors, everybody };
BOOST_DESCRIBE_ENUM(Audience, town, contractors, everybody)

struct Trained {  // one training that somebody has
  TrainingKind kind = TrainingKind::contractor;
  std::string course;  // crs_…; empty: written down without one
  Day until{};         // the last day on which it counts
};

struct RequiredTraining {
  std::string name;  // as people read it
  std::vector<TrainingKind> kinds;
  std::string course;           // this course alone, if it names one
  bool important_only = false;  // asked for important assets alone
  Day from{};                   // the first day on which it is asked
};

// Asked whenever an important asset is concerned: the town's own training, or one held jointly.
const RequiredTraining& training_for_important();

bool meets(const Trained& trained, const RequiredTraining& required);
// Of these, the last day that counts for it; nullopt: nobody has taught them this.
std::optional<Day> met_until(std::span<const Trained> trained, const RequiredTraining& required);
// What does not hold on this day. `training_for_important` need not be among `required`.
std::vector<RequiredTraining> missing_training(std::span<const Trained> trained,
                                               std::span<const RequiredTraining> required, bool important,
                                               Day day);

}  // namespace sekisho::rules
