#include "inspect/report.h"

#include <algorithm>

#include "base/json.h"
#include "inspect/report_json.h"

namespace sekisho::inspect {

std::string_view verdict_name(Verdict verdict) { return json::enum_name(verdict); }

bool stops(const Report& report) {
  return std::any_of(report.hostile.begin(), report.hostile.end(),
                     [](const Remark& r) { return r.severity == "stop"; });
}

std::string to_json_text(const Report& report) { return json::write(report); }
Result<Report> report_from_json(std::string_view text) { return json::read<Report>(text); }

}  // namespace sekisho::inspect
