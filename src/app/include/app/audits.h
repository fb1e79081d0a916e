// 委託事業者に対する監査: planned and told to the firm, which answers who attends; held; reported, with its
// findings; 監査報告書. Seen by whoever sees the firm's check sheets. Thread-safe. Errors as in app/sheets.h.
#pragma once

#include <string>

#include "app/api_audits.h"
#include "app/api_passages.h"
#include "app/paper_file.h"
#include "app/parts.h"
#include "app/viewer.h"

namespace sekisho::app {

struct AuditFilter {
  std::string engagement, contractor, state;  // state: an AuditState, or "open" for planned and accepted
  std::string after;
  std::int64_t limit = 100;
};

class Audits {
 public:
  explicit Audits(Parts parts) : parts_(std::move(parts)) {}

  Result<Answer> plan(const Viewer& viewer, const std::string& key, const api::AuditInput& input);
  Result<Answer> accept(const Viewer& viewer, const std::string& key, const std::string& audit,
                        const api::AuditAnswerInput& input);
  Result<Answer> report(const Viewer& viewer, const std::string& key, const std::string& audit,
                        const api::AuditReportInput& input);
  Result<Answer> cancel(const Viewer& viewer, const std::string& key, const std::string& audit,
                        const api::ReasonInput& input);

  // What is under way first, by its day; then the newest.
  Result<api::Page<api::AuditRow>> list(const Viewer& viewer, const AuditFilter& filter) const;
  Result<api::AuditView> view(const Viewer& viewer, const std::string& audit) const;
  // 監査報告書. Error: not_found before it is reported.
  Result<PaperFile> paper(const Viewer& viewer, const std::string& audit) const;

 private:
  Parts parts_;
};

}  // namespace sekisho::app
