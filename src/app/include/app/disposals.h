// 記録媒体の廃棄: the town instructs, the firm disposes of the medium and certifies it, the town confirms or
// sends the certificate back; 廃棄証明書. Thread-safe. Errors as in app/sheets.h.
#pragma once

#include <string>

#include "app/api_custody.h"
#include "app/api_disposals.h"
#include "app/api_sheets_input.h"
#include "app/parts.h"
#include "app/viewer.h"

namespace sekisho::app {

struct DisposalFilter {
  std::string engagement, contractor, state;  // state: a DisposalState, or "open" for all not confirmed
  std::string after;
  std::int64_t limit = 100;
};

class Disposals {
 public:
  explicit Disposals(Parts parts) : parts_(std::move(parts)) {}

  Result<Answer> instruct(const Viewer& viewer, const std::string& key, const api::DisposalInput& input);
  Result<Answer> certify(const Viewer& viewer, const std::string& key, const std::string& disposal,
                         const api::DisposalCertificateInput& input);
  Result<Answer> confirm(const Viewer& viewer, const std::string& key, const std::string& disposal,
                         const api::NoteInput& input);
  Result<Answer> send_back(const Viewer& viewer, const std::string& key, const std::string& disposal,
                           const api::NoteInput& input);
  // Of an instruction that is not needed any more; not of one that was certified.
  Result<Answer> withdraw(const Viewer& viewer, const std::string& key, const std::string& disposal,
                          const api::NoteInput& input);

  Result<api::Page<api::DisposalRow>> list(const Viewer& viewer, const DisposalFilter& filter) const;
  Result<api::DisposalView> view(const Viewer& viewer, const std::string& disposal) const;
  Result<api::PaperView> certificate(const Viewer& viewer, const std::string& disposal) const;

 private:
  Parts parts_;
};

}  // namespace sekisho::app
