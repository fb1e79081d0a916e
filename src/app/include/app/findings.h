// Findings (指摘) about a firm of an engagement: from a check sheet, an inspection on site, an audit or the
// records; improvement demanded with a day, reported by the firm, and confirmed or demanded again.
// Thread-safe. Errors as in app/sheets.h.
#pragma once

#include <string>

#include "app/api_sheets.h"
#include "app/parts.h"
#include "app/viewer.h"

namespace sekisho::app {

struct FindingFilter {
  std::string engagement, contractor, state;  // state: a FindingState, or "open" for all that are not closed
  std::string after;
  std::int64_t limit = 100;
};

class Findings {
 public:
  explicit Findings(Parts parts) : parts_(std::move(parts)) {}

  Result<Answer> open(const Viewer& viewer, const std::string& key, const api::FindingInput& input);
  Result<Answer> demand(const Viewer& viewer, const std::string& key, const std::string& finding,
                        const api::DemandInput& input);
  Result<Answer> report(const Viewer& viewer, const std::string& key, const std::string& finding,
                        const api::ImprovementInput& input);
  Result<Answer> close(const Viewer& viewer, const std::string& key, const std::string& finding,
                       const api::NoteInput& input);

  Result<api::Page<api::FindingRow>> list(const Viewer& viewer, const FindingFilter& filter) const;
  Result<api::FindingView> view(const Viewer& viewer, const std::string& finding) const;

 private:
  Parts parts_;
};

}  // namespace sekisho::app
