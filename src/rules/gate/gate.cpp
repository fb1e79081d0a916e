#include "rules/gate.h"

#include "gate/rule.h"

namespace sekisho::rules {

Verdict judge(const Facts& facts) {
  const auto asked = rules_of(facts.act);
  Verdict verdict;
  verdict.findings.reserve(asked.size());
  bool all = !asked.empty();
  for (const Rule* rule : asked) {
    Finding& finding = verdict.findings.emplace_back(rule->ask(facts));
    finding.rule = Text::lasting(rule->id);
    std::size_t count = 0;
    while (count < rule->clauses.size() && !rule->clauses[count].empty()) ++count;
    finding.clauses.reserve(count);
    for (std::size_t i = 0; i < count; ++i) finding.clauses.push_back(Text::lasting(rule->clauses[i]));
    all = all && finding.outcome == Outcome::passed;
  }
  verdict.passed = all;
  return verdict;
}

bool is_important(const Asset& asset) {
  switch (asset.confidentiality) {
    case Confidentiality::c3a:
    case Confidentiality::c3b:
    case Confidentiality::c3c:
    case Confidentiality::c3:
      return true;
    case Confidentiality::c2:
    case Confidentiality::c1:
      return asset.integrity == Integrity::i2 && asset.personal_data;
  }
  return true;  // a class that is not known is treated as the highest
}

int approvals_needed(const Asset& asset) { return is_important(asset) ? 2 : 1; }

const std::vector<RuleInfo>& all_rules() {
  static const std::vector<RuleInfo> infos = [] {
    std::vector<RuleInfo> out;
    for (const Rule* rule : {&rights_act,
                             &rights_account,
                             &rights_mfa,
                             &passage_state,
                             &passage_kind,
                             &passage_terms,
                             &statement_purpose,
                             &statement_content,
                             &statement_protection,
                             &statement_rejection,
                             &scope_engagement,
                             &scope_access,
                             &contract_terms,
                             &contract_identified,
                             &contract_data_manager,
                             &content_sealed,
                             &content_complete,
                             &content_hostile,
                             &production_inspected,
                             &production_contract,
                             &production_application,
                             &sub_contract_chain,
                             &sub_contract_consent,
                             &sub_contract_flow_down,
                             &sub_contract_period,
                             &sub_contract_scope,
                             &consent_approver,
                             &consent_above,
                             &check_sheet_confirmed,
                             &check_sheet_complete,
                             &check_sheet_other_person,
                             &check_sheet_reviewed,
                             &check_sheet_differences,
                             &finding_reported,
                             &recipient_present,
                             &recipient_roster,
                             &recipient_identity,
                             &recipient_trained,
                             &recipient_pledge,
                             &recipient_year,
                             &roster_firm,
                             &roster_employer,
                             &approvals_approver,
                             &approvals_enough,
                             &transfer_access_control,
                             &transfer_stored_encrypted,
                             &transfer_link_encrypted,
                             &transfer_transport,
                             &release_recipient,
                             &release_way,
                             &release_deadline,
                             &release_count,
                             &release_link,
                             &release_custody,
                             &receipt_after_release,
                             &receipt_workplace,
                             &custody_state,
                             &custody_due,
                             &custody_copies,
                             &custody_method,
                             &copy_statement,
                             &copy_limits,
                             &copy_state,
                             &copy_application,
                             &disposal_instruction,
                             &disposal_state,
                             &disposal_certificate,
                             &disposal_people,
                             &audit_plan,
                             &audit_state,
                             &audit_independent,
                             &audit_answer,
                             &audit_report,
                             &audit_findings,
                             &audit_finding,
                             &entry_window,
                             &entry_purpose,
                             &entry_people,
                             &entry_state,
                             &entry_decider,
                             &entry_rejection,
                             &entry_area,
                             &entry_permission,
                             &entry_place,
                             &entry_engagement,
                             &entry_chain,
                             &entry_consent,
                             &entry_flow_down,
                             &entry_present,
                             &entry_roster,
                             &entry_identity,
                             &entry_trained,
                             &entry_period,
                             &entry_check_sheet,
                             &entry_pledge,
                             &entry_year,
                             &desk_document,
                             &desk_escort,
                             &desk_camera,
                             &desk_badge,
                             &desk_inside,
                             &exit_inside,
                             &exit_badge,
                             &exit_work,
                             &visit_review,
                             &bring_in_things,
                             &bring_in_antivirus,
                             &bring_in_evidence,
                             &desk_equipment,
                             &desk_antivirus,
                             &exit_equipment,
                             &exit_carry_out,
                             &delegation_period,
                             &delegation_taker,
                             &delegation_owed}) {
      RuleInfo info{rule->id, {}, rule->name_ja, rule->name_en};
      for (const auto clause : rule->clauses)
        if (!clause.empty()) info.clauses.push_back(clause);
      out.push_back(std::move(info));
    }
    return out;
  }();
  return infos;
}

}  // namespace sekisho::rules
