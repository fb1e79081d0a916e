// A Report as JSON text and back. Errors of reading: invalid_input.
#pragma once

#include <string>
#include <string_view>

#include "base/error.h"
#include "inspect/report.h"

namespace sekisho::inspect {

std::string to_json_text(const Report& report);
Result<Report> report_from_json(std::string_view json);

}  // namespace sekisho::inspect
