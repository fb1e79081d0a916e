// What the system itself saw of the lines of a check sheet (CLAUSES: C-1 to C-15b). A source is one small
// entry of the table in sheet_sources.cpp: the lines it speaks of, and a statement that yields one row a
// record.
#pragma once

#include <string>
#include <vector>

#include "base/time.h"
#include "rules/check_sheet.h"
#include "store/sql.h"

namespace sekisho::app {

struct SheetParty {  // whose sheet it is
  std::string engagement, contractor;
  std::string since;  // records from this instant on; what is as it is today counts whatever its age
};

// A fixed number of statements, however many records there are.
std::vector<rules::Seen> what_was_seen(store::Connection& connection, const SheetParty& party, Instant now);

}  // namespace sekisho::app
