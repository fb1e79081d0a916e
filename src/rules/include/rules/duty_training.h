// Training and notices that may owe something, as the duties read them (rows of the state). See rules/duty.h.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "rules/training.h"

namespace sekisho::rules {

struct Learner {  // somebody on confirmed rosters of contracts that run
  std::string worker;
  std::string contractor;
  std::string section;  // of one of the contracts
  Day listed_on{};      // since when on a roster, at the latest
  bool important = false;
  std::vector<Trained> trained;
  std::vector<RequiredTraining>
      asked;  // beside what everybody, and whoever handles important assets, is asked
};
// Until when something has to be taken that runs out within a month, or is missing; and what.
struct TrainingNeed {
  Day due{};
  std::string what;      // names
  bool expired = false;  // all of it was there once
};
std::optional<TrainingNeed> training_need(const Learner& learner, Day today);

struct OpenInvitation {  // not answered
  std::string id;
  std::string worker;
  std::string contractor;
  Day due{};
  bool self_study = false;  // to be finished on the page by then
};

struct OpenSession {  // planned; its day may have come
  std::string id;
  std::string section;  // empty: the whole town's
  Day held_on{};
};

struct UnreadNotice {   // of one section, one firm, or one of the town's people without a section
  std::string subject;  // ntc_….(sec_…|con_…|off_…)
  std::string section, contractor, person;
  Day due{};
  std::vector<std::string> readers;  // persons
};

struct TrainingState {
  std::vector<Learner> learners;
  std::vector<OpenInvitation> invitations;
  std::vector<OpenSession> sessions;
  std::vector<UnreadNotice> notices;
};

}  // namespace sekisho::rules
