// Who works for the town, confirmed how, taught what: sections, officers, assets, contractors, engagements,
// workers, rosters, training. What contracts say, and sub-contracts: app/contracts.h. Thread-safe.
// Errors: not_found for what this viewer may not see; invalid_input with the field's name.
#pragma once

#include <string>
#include <vector>

#include "app/api_parties.h"
#include "app/parts.h"
#include "app/viewer.h"

namespace sekisho::app {

class Parties {
 public:
  explicit Parties(Parts parts) : parts_(std::move(parts)) {}

  Result<Answer> register_section(const Viewer& viewer, const std::string& key,
                                  const api::SectionInput& input);
  Result<Answer> register_officer(const Viewer& viewer, const std::string& key,
                                  const api::OfficerInput& input);
  Result<Answer> register_asset(const Viewer& viewer, const std::string& key, const api::AssetInput& input);
  Result<Answer> register_contractor(const Viewer& viewer, const std::string& key,
                                     const api::ContractorInput& input);
  Result<Answer> register_engagement(const Viewer& viewer, const std::string& key,
                                     const api::EngagementInput& input);

  Result<Answer> register_worker(const Viewer& viewer, const std::string& key, const api::WorkerInput& input);
  Result<Answer> record_training(const Viewer& viewer, const std::string& key,
                                 const api::TrainingInput& input);

  Result<std::vector<api::SectionView>> sections(const Viewer& viewer) const;
  Result<std::vector<api::OfficerView>> officers(const Viewer& viewer) const;
  Result<std::vector<api::AssetView>> assets(const Viewer& viewer) const;
  Result<std::vector<api::ContractorView>> contractors(const Viewer& viewer) const;
  Result<std::vector<api::WorkerView>> workers(const Viewer& viewer,
                                               const std::string& contractor) const;  // "" = all seen
  Result<std::vector<api::EngagementRow>> engagements(const Viewer& viewer) const;
  // A contractor's person sees the way up to the prime by name, the tiers below, and the people of the own
  // firm alone.
  Result<api::EngagementView> engagement(const Viewer& viewer, const std::string& id) const;

 private:
  Parts parts_;
};

}  // namespace sekisho::app
