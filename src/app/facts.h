// Gathers from the store what the gate is told. Reads only.
#pragma once

#include <optional>
#include <string>

#include "app/viewer.h"
#include "rules/facts.h"
#include "rules/verdict.h"
#include "store/records.h"
#include "store/sql.h"

namespace sekisho::app {

// Everything the gate may ask about a passage, whatever the act.
rules::Facts passage_facts(store::Connection& connection, const store::Passage& passage);
// The same, and the custody it led to.
rules::Facts custody_facts(store::Connection& connection, const store::Custody& custody);

// From the contract's own party down to `contractor`, which stands last even where no consent exists.
std::vector<rules::Tier> chain_to(store::Connection& connection, const store::Engagement& engagement,
                                  const std::string& contractor);
std::optional<store::Roster> newest_confirmed_roster(store::Connection& connection,
                                                     const std::string& engagement,
                                                     const std::string& contractor);
rules::Recipient recipient_facts(store::Connection& connection, const std::string& engagement,
                                 const store::Worker& worker);
rules::Asset asset_facts(const store::Asset& asset);
rules::Engagement engagement_facts(const store::Engagement& engagement);

// What is approved, in one value: any later change of a field, the recipient or the content gives another.
std::string binding_of(const store::Passage& passage, const std::string& content_sha256);

// Whether a button belongs on this viewer's page: the rules of rights and state pass; the others answer when
// it is pressed, and are shown.
bool may(rules::Act act, rules::Facts facts, const Viewer& viewer, Instant now);
rules::Verdict judge_for(rules::Act act, rules::Facts facts, const Viewer& viewer, Instant now);

}  // namespace sekisho::app
