// The firms of one engagement as a tree, read once: chains for the gate, and what a viewer sees of them.
#pragma once

#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "app/viewer.h"
#include "rules/facts.h"
#include "store/records.h"
#include "store/sql.h"

namespace sekisho::app {

class Chains {
 public:
  // Four statements, however many tiers there are.
  Chains(store::Connection& connection, const store::Engagement& engagement);

  // In the order of depth, then of application.
  const std::vector<store::SubContract>& tiers() const { return tiers_; }
  const store::SubContract* find(const std::string& tier) const;
  std::string name_of(const std::string& contractor) const;

  // From the contract's own party down to this tier, which stands last; "" is the contract's own party.
  std::vector<rules::Tier> to_tier(const std::string& tier) const;
  // The same for a firm. It may stand in several tiers: the one whose whole chain has consent and is bound
  // counts, else the newest. A firm that stands in none comes last, without consent.
  std::vector<rules::Tier> to_firm(const std::string& contractor) const;

  // This tier and all below it.
  std::vector<const store::SubContract*> below(const std::string& tier) const;
  // The tiers of which this viewer may know: the town all; the contract's own party all; another firm its own
  // place, what is below it, and the way up. `whole`: those of which it may also know why and what for.
  struct Seen {
    std::unordered_set<std::string> shown, whole;
  };
  Seen seen_by(const Viewer& viewer) const;

 private:
  rules::Tier facts_of(const store::SubContract& tier) const;
  void add_firm_facts(rules::Tier& tier) const;  // what belongs to the firm, whatever its tier

  store::Connection& connection_;
  const store::Engagement& engagement_;
  std::vector<store::SubContract> tiers_;
  std::unordered_map<std::string, std::string> names_;
  std::unordered_set<std::string> with_data_manager_, with_check_sheet_;
};

}  // namespace sekisho::app
