// What is shown of the whole: home (what waits for me), the clauses as they stand today, and the ledger with
// its proofs and evidence bundles. Thread-safe.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "app/api.h"
#include "app/api_duties.h"
#include "app/parts.h"
#include "app/viewer.h"

namespace sekisho::app {

struct EntryFilter {
  std::string kind, subject, after;
  std::int64_t limit = 50;
};

enum class DutiesOf { mine, section, town };
BOOST_DESCRIBE_ENUM(DutiesOf, mine, section, town)

struct DutyFilter {
  DutiesOf who = DutiesOf::mine;
  std::optional<Day> until;  // due on it or before
  std::optional<rules::DutyKind> kind;
  std::string after;
  std::int64_t limit = 50;
};

class Records {
 public:
  explicit Records(Parts parts) : parts_(std::move(parts)) {}

  api::HomeView home(const Viewer& viewer) const;
  // What is owed, overdue first, then by day: by the viewer; of the viewer's section, for its manager; of the
  // town, for who sees all of it. Errors: forbidden (field "who"), invalid_input ("after").
  Result<api::Page<api::DutyRow>> duties(const Viewer& viewer, const DutyFilter& filter) const;
  // The viewer's own as a calendar file: no names, no addresses. The 1,000 most urgent.
  std::string calendar(const Viewer& viewer) const;
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
};

// The directory as a tar file (ustar), in memory that does not grow with it. Error: io.
Result<void> write_tar(const std::filesystem::path& directory, const std::filesystem::path& tar);

}  // namespace sekisho::app
