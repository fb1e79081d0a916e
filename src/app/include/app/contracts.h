// What contracts say, who answers for them, and their chains of sub-contracts: from the application over the
// consent of several people and the flow-down of terms to the withdrawal. Thread-safe.
// Errors: not_found for what this viewer may not see; invalid_input with the field's name; conflict.
// Source: guideline 8.1(2), check sheet 9 and 15, survey S-1, S-2, S-4.
#pragma once

#include <functional>
#include <string>

#include "app/api_chains.h"
#include "app/api_contracts.h"
#include "app/api_passages.h"
#include "app/parts.h"
#include "app/viewer.h"
#include "store/records_parties.h"

namespace sekisho::store {
struct Engagement;
}

namespace sekisho::app {

class Contracts {
 public:
  explicit Contracts(Parts parts) : parts_(std::move(parts)) {}

  // ---- the record of a contract; each is Act::change_engagement, and what changed stays in the ledger
  Result<Answer> change_basics(const Viewer& viewer, const std::string& key, const std::string& engagement,
                               const api::BasicsInput& input);
  Result<Answer> change_terms(const Viewer& viewer, const std::string& key, const std::string& engagement,
                              const api::TermsInput& input);
  Result<Answer> change_service_levels(const Viewer& viewer, const std::string& key,
                                       const std::string& engagement, const api::ServiceLevelsInput& input);
  Result<Answer> change_workplaces(const Viewer& viewer, const std::string& key,
                                   const std::string& engagement, const api::WorkplacesInput& input);
  Result<Answer> change_selection(const Viewer& viewer, const std::string& key, const std::string& engagement,
                                  const api::SelectionInput& input);
  Result<Answer> change_specification(const Viewer& viewer, const std::string& key,
                                      const std::string& engagement, const api::SpecificationInput& input);
  // A firm's responsible person or data manager; whoever had the post before leaves it on that day.
  Result<Answer> appoint(const Viewer& viewer, const std::string& key, const std::string& engagement,
                         const api::AppointmentInput& input);

  // ---- sub-contracts
  Result<Answer> apply(const Viewer& viewer, const std::string& key, const std::string& engagement,
                       const api::SubContractInput& input);
  // One person's answer. A refusal closes the application; enough consents (rules::consents_needed) give it.
  Result<Answer> decide(const Viewer& viewer, const std::string& key, const std::string& tier,
                        const api::ConsentInput& input);
  Result<Answer> confirm_flow_down(const Viewer& viewer, const std::string& key, const std::string& tier,
                                   const api::FlowDownInput& input);
  // Stops the tier and all below it at once. The answer is api::Withdrawn: what those firms still hold.
  Result<Answer> withdraw(const Viewer& viewer, const std::string& key, const std::string& tier,
                          const api::ReasonInput& input);

  Result<api::ContractRecord> record(const Viewer& viewer, const std::string& engagement) const;
  Result<api::ChainView> chain(const Viewer& viewer, const std::string& engagement) const;
  Result<api::TierDetail> tier(const Viewer& viewer, const std::string& tier) const;

 private:
  // What differs from `before` becomes the event; nothing differing is a conflict.
  Result<Answer> change(const Command& command,
                        const std::function<Result<void>(store::Connection&, store::Engagement&)>& edit);

  Parts parts_;
};

}  // namespace sekisho::app
