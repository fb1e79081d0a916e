// 止める: may this act happen now? Pure and thread-safe; no I/O, no clock but facts.now.
#pragma once

#include <string_view>
#include <vector>

#include "rules/facts.h"
#include "rules/verdict.h"

namespace sekisho::rules {

// Asks every rule that concerns facts.act, all of them, even after one failed: people see the whole list.
// Least privilege (R-1a) is asked for every act; an act without a rule of rights is refused.
//
// What must be gathered, beside actor and target, which every act needs:
//   draft, change, upload, withdraw                passage
//   receipt                                        passage, engagement, recipient, place
//   submit                                         passage, engagement, chain, recipient, asset, content
//   approve                                        as submit, and the approvals so far
//   submit_roster                                  chain, roster
//   confirm_roster                                 chain
//   reject                                         passage, recipient, approvals, decision_note
//   download, export_medium                        as approve; custody once it is open; tls for a download
//   copy, return, confirm_return, erase            passage, custody (erase_method, copies_erased as declared
//   now)
Verdict judge(const Facts& facts);

// How many different people must approve (R-1b): 2 for important assets, 1 otherwise.
bool is_important(const Asset& asset);
int approvals_needed(const Asset& asset);
// How many different people's approvals count now: of the town, with an approver's role, neither applicant
// nor recipient, bound to what the passage is now. The rule approvals.enough compares these two.
int approvals_counted(const Facts& facts);

// Ids of all rules with the clauses they put into practice, for the catalogue's test and page.
struct RuleInfo {
  std::string_view id;
  std::vector<std::string_view> clauses;
  std::string_view name_ja;
  std::string_view name_en;
};
const std::vector<RuleInfo>& all_rules();

}  // namespace sekisho::rules
