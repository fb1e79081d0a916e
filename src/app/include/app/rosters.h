// The people of a firm on a contract: rosters as the firm hands them in (on a page, as xlsx or CSV), compared
// with the last confirmed one; confirmation of each new person by identity document or interview; refusal;
// the yearly confirmation; and who leaves. Thread-safe. Errors: not_found for what this viewer may not see;
// invalid_input with the field's name; conflict where the state has moved on.
#pragma once

#include <string>
#include <vector>

#include "app/api_common.h"
#include "app/api_parties_input.h"
#include "app/api_passages.h"
#include "app/api_rosters.h"
#include "app/parts.h"
#include "app/viewer.h"
#include "report/table.h"

namespace sekisho::app {

class Rosters {
 public:
  static constexpr std::size_t most_bytes = 4 * 1024 * 1024;  // of a file, and of a roster as JSON
  static constexpr std::size_t most_people = 3000;

  explicit Rosters(Parts parts) : parts_(std::move(parts)) {}

  // The whole roster or nothing. Who is no longer on it loses what was open for them under this contract at
  // once, not only when it is confirmed; who has left for good loses everything.
  Result<Answer> submit(const Viewer& viewer, const std::string& key, const std::string& engagement,
                        const api::RosterInput& input);
  // Every new person needs a check; who stays keeps theirs, while the yearly confirmation is not overdue.
  Result<Answer> confirm(const Viewer& viewer, const std::string& key, const std::string& roster,
                         const api::RosterConfirm& input);
  Result<Answer> refuse(const Viewer& viewer, const std::string& key, const std::string& roster,
                        const api::ReasonInput& input);
  // R-2e: of the newest confirmed roster, that its people have not changed.
  Result<Answer> confirm_people(const Viewer& viewer, const std::string& key, const std::string& roster,
                                const api::PeopleConfirm& input);
  // Loses everything at once: account, sessions, what was open for them.
  Result<Answer> leave(const Viewer& viewer, const std::string& key, const std::string& worker);

  // What handing in this file would mean. Errors: those of report::read_table (with row and column).
  Result<api::RosterDraft> read_file(const Viewer& viewer, const std::string& engagement,
                                     const std::string& contractor, ByteView file) const;
  // The newest roster as a file to change and hand in; an example where there is none.
  Result<Bytes> form(const Viewer& viewer, const std::string& engagement, const std::string& contractor,
                     report::Format format) const;

  // Firms that work on contracts, with their rosters: those without a confirmed newest one first.
  Result<std::vector<api::RosterStandingView>> standings(const Viewer& viewer) const;
  Result<api::RosterBase> base(const Viewer& viewer, const std::string& engagement,
                               const std::string& contractor) const;
  Result<api::RosterDetail> view(const Viewer& viewer, const std::string& roster) const;

 private:
  Parts parts_;
};

}  // namespace sekisho::app
