// Reading contracts and their chains, shared by the counter and its views.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "app/api_chains.h"
#include "app/viewer.h"
#include "chains.h"
#include "rules/facts.h"
#include "store/records.h"
#include "store/sql.h"

namespace sekisho::app {

// Whether information is an important asset (R-1b): of the section's assets of this kind, any is. Also where
// none is registered, and for My Number: what cannot be told is treated as the highest. One statement.
class Importance {
 public:
  Importance(store::Connection& connection, const store::Engagement& engagement);
  bool of(const std::vector<std::string>& information) const;  // empty: all of the engagement's
  bool of_all() const { return of({}); }

 private:
  const store::Engagement& engagement_;
  std::unordered_map<std::string, bool> kinds_;
};

// An application as those who decide see it; `given` are the answers so far.
rules::ConsentCase consent_case(store::Connection& connection, const Importance& importance,
                                const store::SubContract& tier, const std::vector<store::Consent>& given);
std::vector<store::Consent> consents_of(store::Connection& connection, const std::string& tier);

// What these firms have of the town's under this engagement: open custodies, applications that are under way,
// people who are in.
std::vector<api::HeldRow> held_by(store::Connection& connection, const std::string& engagement,
                                  const std::vector<std::string>& contractors);

// For acts on this very tier, which stands last; "" is the contract's own party.
rules::Facts facts_of_tier(const Chains& chains, const store::Engagement& engagement,
                           const std::string& tier);

}  // namespace sekisho::app
