// A report of an inspection, for people and as JSON.
#pragma once

#include <string>

#include "base/error.h"
#include "inspect/inspection.h"
#include "inspect/report.h"

namespace sekisho::cli {

// Whoever made the file must not be able to write on the terminal: control characters and those that turn the
// direction of writing become "?".
std::string harmless(std::string_view utf8);

// Lines in Japanese, large figures first; ends with a line end. `only`: what was asked for.
std::string for_people(const std::string& file, const inspect::Report& report, inspect::Only only);

// One line: {"file": …, the members of the report} or {"file": …, "error": {ja, en}}.
std::string as_json_line(const std::string& file, const Result<inspect::Report>& report);

}  // namespace sekisho::cli
