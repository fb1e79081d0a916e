// Release to the named recipient, and what is held afterwards: download, receipt (受領証), custody with its
// copies, return, and erasure that destroys the object's key and yields a certificate (消去証明書).
// Thread-safe.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "app/api.h"
#include "app/parts.h"
#include "app/viewer.h"

namespace sekisho::app {

struct Download {
  std::string content;  // obj_…: also the entity tag
  std::string name;
  std::unique_ptr<vault::ObjectReader> reader;
};

struct CustodyFilter {
  std::optional<rules::CustodyState> state;
  std::string after;
  std::int64_t limit = 50;
};

class Handovers {
 public:
  explicit Handovers(Parts parts) : parts_(std::move(parts)) {}

  // Counts one download and gives a grant; ranges of it may be fetched until its end without counting again.
  Result<Answer> grant(const Viewer& viewer, const std::string& key, const std::string& passage);
  // Asks the gate again each time: a consent withdrawn in between stops a download that was granted.
  Result<Download> open(const Viewer& viewer, const std::string& grant) const;

  Result<Answer> give_receipt(const Viewer& viewer, const std::string& key, const std::string& passage,
                              const api::ReceiptInput& input);
  // 複写・複製の申請, and the town's decision on it. Once enough people have approved, the copies may be
  // declared.
  Result<Answer> apply_copy(const Viewer& viewer, const std::string& key, const std::string& custody,
                            const api::CopyApplicationInput& input);
  Result<Answer> decide_copy(const Viewer& viewer, const std::string& key, const std::string& custody,
                             const std::string& application, const api::DecisionInput& input);
  Result<Answer> declare_copy(const Viewer& viewer, const std::string& key, const std::string& custody,
                              const api::CopyInput& input);
  Result<Answer> declare_return(const Viewer& viewer, const std::string& key, const std::string& custody,
                                const api::ReturnInput& input);
  Result<Answer> confirm_return(const Viewer& viewer, const std::string& key, const std::string& custody);
  Result<Answer> erase(const Viewer& viewer, const std::string& key, const std::string& custody,
                       const api::EraseInput& input);

  Result<api::Page<api::CustodyRow>> list(const Viewer& viewer, const CustodyFilter& filter) const;
  Result<api::CustodyView> view(const Viewer& viewer, const std::string& custody) const;
  Result<api::PaperView> receipt_paper(const Viewer& viewer, const std::string& passage) const;
  Result<api::PaperView> certificate(const Viewer& viewer, const std::string& custody) const;

  // Ends erasures that a stop interrupted, destroys the shards of objects that are gone, removes payloads
  // that nothing refers to, and closes applications that were not collected in time. At start, and every few
  // minutes.
  void tend();

 private:
  Result<api::Receipt> finish_erasure(const std::string& custody);

  Parts parts_;
};

}  // namespace sekisho::app
