// Written reports: a contractor's, which the section confirms or sends back (R-4, 8.1(3)), and the section's
// own each quarter to the supervising officer. Thread-safe. Errors: not_found for what this viewer may not
// see; invalid_input with the field's name; conflict.
#pragma once

#include <string>
#include <vector>

#include "app/api_reports.h"
#include "app/paper_file.h"
#include "app/parts.h"
#include "app/viewer.h"
#include "report/table.h"

namespace sekisho::app {

class Reports {
 public:
  explicit Reports(Parts parts) : parts_(std::move(parts)) {}

  Result<Answer> plan(const Viewer& viewer, const std::string& key, const api::ReportPlanInput& input);
  Result<Answer> end_plan(const Viewer& viewer, const std::string& key, const std::string& plan);
  // By the firm itself. Of a period that is reported already: conflict.
  Result<Answer> submit(const Viewer& viewer, const std::string& key, const api::WorkReportInput& input);
  Result<Answer> decide(const Viewer& viewer, const std::string& key, const std::string& report,
                        const api::ReportDecision& input);

  Result<std::vector<api::ReportPlanView>> plans(const Viewer& viewer) const;
  Result<std::vector<api::ReportRow>> list(const Viewer& viewer) const;  // the newest 500
  Result<api::ReportView> report(const Viewer& viewer, const std::string& id) const;

  // Freezes what the records say of the quarter. Errors: conflict (it was made, or has not ended).
  Result<Answer> make_periodic(const Viewer& viewer, const std::string& key, const api::PeriodicInput& input);
  Result<Answer> read_periodic(const Viewer& viewer, const std::string& key, const std::string& report);
  Result<std::vector<api::PeriodicRow>> periodics(const Viewer& viewer) const;  // the newest 500
  Result<api::PeriodicView> periodic(const Viewer& viewer, const std::string& id) const;
  // The quarters that the viewer's own section owes, with what the records say today.
  Result<std::vector<api::PeriodicOwed>> owed(const Viewer& viewer) const;
  Result<PaperFile> periodic_pdf(const Viewer& viewer, const std::string& id) const;
  Result<PaperFile> periodic_xlsx(const Viewer& viewer, const std::string& id) const;

 private:
  Parts parts_;
};

}  // namespace sekisho::app
