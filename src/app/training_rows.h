// Reading training: what a viewer may see of it, who has which, and who needs what. Reads only.
#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "app/api_training.h"
#include "app/viewer.h"
#include "base/error.h"
#include "duty_rows.h"
#include "rules/facts.h"
#include "store/records.h"
#include "store/sql.h"
#include "visible.h"

namespace sekisho::app {

// Nothing of it is anybody's secret but the key of a test: the town's people see all courses; a contractor's
// those that are open to it, or to which it was invited.
Condition visible_courses(const Viewer& viewer);      // columns of courses
Condition visible_trainings(const Viewer& viewer);    // columns of training_sessions
Condition visible_invitations(const Viewer& viewer);  // columns of invitations
Condition visible_notices(const Viewer& viewer);      // columns of notices

Result<store::Course> visible_course(store::Connection& connection, const Viewer& viewer,
                                     const std::string& id);
Result<store::TrainingSession> visible_session(store::Connection& connection, const Viewer& viewer,
                                               const std::string& id);
Result<store::Invitation> visible_invitation(store::Connection& connection, const Viewer& viewer,
                                             const std::string& id);

// What the gate is told of somebody's training for this engagement.
void add_training_facts(store::Connection& connection, const std::string& engagement,
                        rules::Recipient& recipient);

// People of the newest confirmed rosters of contracts that run today, one row each, by id. `until`: those
// alone who may need something by then. A fixed number of statements.
std::vector<rules::Learner> learners(store::Connection& connection, const DutyScope& scope, Day today,
                                     std::optional<Day> until, const std::string& engagement = {});

// Whose training this viewer may look at: all, the section's, the firm's, the own; nullopt: nobody's.
std::optional<DutyScope> learner_scope(const Viewer& viewer);

// Whether the engagement's kinds of information hold an important asset of its section.
bool is_important(const store::Engagement& engagement, const std::vector<store::Asset>& assets);
std::vector<store::Asset> assets_of(store::Connection& connection, const std::string& section);  // "": all

// When a training held on this day runs out: so many months later, the day before.
Day valid_until(Day held_on, std::int64_t months);

// A text that people write in several lines: its length in octets, and no control characters.
Result<void> check_text(const std::string& value, std::size_t most, const char* field);

}  // namespace sekisho::app
