// One rule of the gate: an id, the clauses it puts into practice, and a pure question to the facts.
// Rules are constants, each defined in the file of its subject; acts.cpp says which act asks which.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "rules/gate.h"

namespace sekisho::rules {

struct Rule {
  std::string_view id;
  std::array<std::string_view, 6> clauses;  // those not used are empty
  std::string_view name_ja;
  std::string_view name_en;
  Finding (*ask)(const Facts&);  // leaves rule and clauses empty; judge() writes them from here
};

// What a rule answers. `return stop(…).saw("contract_end", …);`
class Answer {
 public:
  Answer(Outcome outcome, Text ja, Text en, Text todo_ja, Text todo_en)
      : finding_{.rule = {},
                 .clauses = {},
                 .outcome = outcome,
                 .reason_ja = std::move(ja),
                 .reason_en = std::move(en),
                 .todo_ja = std::move(todo_ja),
                 .todo_en = std::move(todo_en),
                 .evidence = {}} {}
  Answer&& saw(Text name, std::string value) && {
    finding_.evidence.push_back({std::move(name), std::move(value)});
    return std::move(*this);
  }
  operator Finding() && { return std::move(finding_); }

 private:
  Finding finding_;
};

// A literal in the place of a Text is not copied.
inline Answer pass(Text ja, Text en) { return {Outcome::passed, std::move(ja), std::move(en), {}, {}}; }
inline Answer stop(Text ja, Text en, Text todo_ja, Text todo_en) {
  return {Outcome::failed, std::move(ja), std::move(en), std::move(todo_ja), std::move(todo_en)};
}
inline Answer wait(Text ja, Text en, Text todo_ja, Text todo_en) {
  return {Outcome::pending, std::move(ja), std::move(en), std::move(todo_ja), std::move(todo_en)};
}
// A part of the facts that the rule needs is empty: nothing can be shown, so it stops.
Answer missing(std::string_view what_ja, std::string_view what_en);

inline Day today(const Facts& facts) { return day_in_japan(facts.now); }
bool is_approver_role(Role role);
// Letters that say something: no blanks, no punctuation; 0 when the text is not UTF-8 or repeats one or two
// letters.
int meaningful_letters(std::string_view text);

// The acts' lists (acts.cpp). An act outside the list gets none, and then the gate refuses.
std::span<const Rule* const> rules_of(Act act);
bool state_allows(Act act, const Passage& passage);

// rights.cpp, for every act
extern const Rule rights_act, rights_account, rights_mfa;
// passage.cpp
extern const Rule passage_state, passage_kind, passage_terms;
// statement.cpp
extern const Rule statement_purpose, statement_content, statement_protection, statement_rejection;
// scope.cpp
extern const Rule scope_engagement, scope_access;
// content.cpp
extern const Rule content_sealed, content_complete, content_hostile, production_inspected,
    production_contract, production_application;
// sub_contract.cpp
extern const Rule sub_contract_chain, sub_contract_consent, sub_contract_flow_down, sub_contract_period,
    sub_contract_scope;
// contract.cpp
extern const Rule contract_terms, contract_identified, contract_data_manager;
// consent.cpp
extern const Rule consent_approver, consent_above;
// check_sheet.cpp
extern const Rule check_sheet_confirmed, check_sheet_complete, check_sheet_other_person, check_sheet_reviewed,
    check_sheet_differences, finding_reported;
// people.cpp
extern const Rule recipient_present, recipient_roster, recipient_identity, recipient_trained;
// people_pledge.cpp
extern const Rule recipient_pledge, recipient_year;
// roster.cpp
extern const Rule roster_firm, roster_employer;
// approvals.cpp
extern const Rule approvals_approver, approvals_enough;
// transfer.cpp
extern const Rule transfer_access_control, transfer_stored_encrypted, transfer_link_encrypted,
    transfer_transport;
// release.cpp
extern const Rule release_recipient, release_way, release_deadline, release_count, release_link,
    release_custody, receipt_after_release, receipt_workplace;
// entry_applications.cpp
extern const Rule entry_window, entry_purpose, entry_people, entry_state, entry_decider, entry_rejection;
// entry.cpp
extern const Rule entry_area, entry_permission, entry_place, entry_engagement, entry_chain, entry_consent,
    entry_flow_down, entry_present, entry_roster, entry_identity, entry_trained, entry_period,
    entry_check_sheet, entry_pledge, entry_year;
// desk.cpp
extern const Rule desk_document, desk_escort, desk_camera, desk_badge, desk_inside, exit_inside, exit_badge,
    exit_work, visit_review;
// equipment.cpp
extern const Rule bring_in_things, bring_in_antivirus, bring_in_evidence, desk_equipment, desk_antivirus,
    exit_equipment, exit_carry_out;
// delegation.cpp
extern const Rule delegation_period, delegation_taker, delegation_owed;
// custody.cpp
extern const Rule custody_state, custody_due, custody_copies, custody_method;
// disposals.cpp
extern const Rule disposal_instruction, disposal_state, disposal_certificate, disposal_people;
// audits.cpp
extern const Rule audit_plan, audit_state, audit_independent, audit_answer, audit_report, audit_findings,
    audit_finding;
// copies.cpp
extern const Rule copy_statement, copy_limits, copy_state, copy_application;

}  // namespace sekisho::rules
