// Pledges (誓約書): their wording for each contract, given by the person who is signed in, or recorded from
// paper. No pledge, no data: the gate asks for the one on joining; a duty asks for the one on leaving.
// Thread-safe.
#pragma once

#include <string>

#include "app/api_common.h"
#include "app/api_pledges.h"
#include "app/parts.h"
#include "app/viewer.h"

namespace sekisho::app {

class Pledges {
 public:
  explicit Pledges(Parts parts) : parts_(std::move(parts)) {}

  // The newest wording of the contract, or the usual one. For whoever sees the contract.
  Result<api::PledgeText> text(const Viewer& viewer, const std::string& engagement,
                               rules::PledgeKind kind) const;
  Result<Answer> set_wording(const Viewer& viewer, const std::string& key, const std::string& engagement,
                             const api::PledgeWordingInput& input);
  // conflict: the wording has changed since it was read, or the pledge is given already; invalid_input: the
  // signature is not the person's name.
  Result<Answer> sign(const Viewer& viewer, const std::string& key, const api::PledgeSign& input);
  Result<Answer> record(const Viewer& viewer, const std::string& key, const api::PledgeRecord& input);
  // What is owed and what is given: by the viewer, by the firm, or to the section.
  Result<api::PledgesView> list(const Viewer& viewer) const;

 private:
  Parts parts_;
};

}  // namespace sekisho::app
