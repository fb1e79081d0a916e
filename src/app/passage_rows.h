// Reading passages for views, shared by the counters that show them.
#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "app/api.h"
#include "app/viewer.h"
#include "base/error.h"
#include "store/records.h"
#include "store/sql.h"
#include "visible.h"

namespace sekisho::app {

// Rows with all names, in one statement. `condition` is over columns of passages; `tail` is ORDER BY and
// LIMIT.
std::vector<api::PassageRow> passage_rows(store::Connection& connection, const Condition& condition,
                                          std::string_view tail);
// Only if this viewer may see it.
Result<store::Passage> visible_passage(store::Connection& connection, const Viewer& viewer,
                                       const std::string& id);
api::PersonView person_view(store::Connection& connection, const std::string& person);
// Of their persons, all in one statement; "" for an account that is not there.
std::unordered_map<std::string, std::string> account_names(store::Connection& connection,
                                                           const std::vector<std::string>& accounts);
std::string account_name(store::Connection& connection, const std::string& account);  // of its person
// What happened to these subjects, oldest first.
std::vector<api::TimelineItem> timeline(store::Connection& connection,
                                        const std::vector<std::string>& subjects);
// One sentence for people about an entry; `leaf` is its canonical text.
std::string entry_text(std::string_view kind, std::string_view leaf);

}  // namespace sekisho::app
