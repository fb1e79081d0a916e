// What is shown of the whole: home (what waits for me), the clauses as they stand today, and the ledger with
// its proofs and evidence bundles. Thread-safe.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "app/api.h"
#include "app/parts.h"
#include "app/viewer.h"

namespace sekisho::app {

struct EntryFilter {
  std::string kind, subject, after;
  std::int64_t limit = 50;
};

class Duties;

class Records {
 public:
  Records(Parts parts, const Duties& duties) : parts_(std::move(parts)), duties_(duties) {}

  api::HomeView home(const Viewer& viewer) const;
  Result<std::vector<api::ClauseView>> clauses(const Viewer& viewer) const;

  Result<api::Page<api::EntryRow>> entries(const Viewer& viewer,
                                           const EntryFilter& filter) const;  // newest first
  Result<api::EntryView> entry(const Viewer& viewer, std::int64_t seq) const;
  Result<std::string> proof(const Viewer& viewer, std::int64_t seq) const;  // C2SP tlog-proof
  api::LedgerState state() const;

  // An evidence bundle (ledger/bundle.h): of one passage, with proofs, or of the whole ledger if `passage` is
  // empty. Recorded as evidence.exported. Makes `directory`, which must not exist.
  Result<Answer> export_evidence(const Viewer& viewer, const std::string& key, const std::string& passage,
                                 const std::filesystem::path& directory);

 private:
  Parts parts_;
  const Duties& duties_;
};

// The directory as a tar file (ustar), in memory that does not grow with it. Error: io.
Result<void> write_tar(const std::filesystem::path& directory, const std::filesystem::path& tar);

}  // namespace sekisho::app
