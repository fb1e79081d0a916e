// Which act asks which rules. Rights come first, for every act.
#include "gate/rule.h"

namespace sekisho::rules {
namespace {

#define SEKISHO_RIGHTS &rights_act, &rights_account, &rights_mfa
// That the firm concerned, and every firm above it, counts.
#define SEKISHO_TIERS &sub_contract_consent, &sub_contract_flow_down, &sub_contract_period
// What must hold from the application until the data has gone out; asked again each time, since consent,
// roster, training and contract may end in between.
#define SEKISHO_CONDITIONS                                                                         \
  &scope_engagement, &scope_access, &contract_terms, &contract_identified, &contract_data_manager, \
      &production_inspected, &content_complete, &production_contract, &production_application,     \
      &content_hostile, &content_sealed, &sub_contract_chain, SEKISHO_TIERS, &sub_contract_scope,  \
      &check_sheet_confirmed, &recipient_present, &recipient_roster, &recipient_identity,          \
      &recipient_trained, &recipient_pledge, &recipient_year, &transfer_access_control,            \
      &transfer_stored_encrypted, &transfer_link_encrypted, &transfer_transport
#define SEKISHO_APPLICATION \
  &passage_state, &passage_kind, &statement_purpose, &statement_content, &statement_protection, &passage_terms

using List = const Rule* const;

constexpr List rights_only[] = {SEKISHO_RIGHTS};
constexpr List writing[] = {SEKISHO_RIGHTS, &passage_state, &passage_kind};
constexpr List state_only[] = {SEKISHO_RIGHTS, &passage_state};
constexpr List submitting[] = {SEKISHO_RIGHTS, SEKISHO_APPLICATION, SEKISHO_CONDITIONS};
constexpr List approving[] = {SEKISHO_RIGHTS, &approvals_approver, SEKISHO_APPLICATION, SEKISHO_CONDITIONS};
constexpr List rejecting[] = {SEKISHO_RIGHTS, &passage_state, &approvals_approver, &statement_rejection};
constexpr List downloading[] = {SEKISHO_RIGHTS,     &passage_state,   &passage_kind,     &approvals_enough,
                                &release_recipient, &release_way,     &release_deadline, &release_count,
                                &release_link,      &release_custody, SEKISHO_CONDITIONS};
constexpr List exporting[] = {SEKISHO_RIGHTS, &passage_state,    &passage_kind,  &approvals_enough,
                              &release_way,   &release_deadline, &release_count, SEKISHO_CONDITIONS};
constexpr List receipt[] = {SEKISHO_RIGHTS, &passage_state, &receipt_after_release, &receipt_workplace};
constexpr List applying_copy[] = {SEKISHO_RIGHTS, &custody_state, &custody_due, &copy_statement,
                                  &copy_limits};
constexpr List approving_copy[] = {SEKISHO_RIGHTS,      &custody_state,  &custody_due, &copy_state,
                                   &approvals_approver, &copy_statement, &copy_limits};
constexpr List rejecting_copy[] = {SEKISHO_RIGHTS, &copy_state, &approvals_approver, &statement_rejection};
constexpr List copying[] = {SEKISHO_RIGHTS, &custody_state, &custody_due, &copy_application,
                            &approvals_enough};
constexpr List returning[] = {SEKISHO_RIGHTS, &custody_state, &custody_copies};
constexpr List confirming[] = {SEKISHO_RIGHTS, &custody_state, &custody_copies};
constexpr List submitting_roster[] = {SEKISHO_RIGHTS, &roster_firm, &roster_employer};
constexpr List handing_in[] = {SEKISHO_RIGHTS, &check_sheet_complete};
constexpr List reviewing[] = {SEKISHO_RIGHTS, &check_sheet_other_person};
constexpr List confirming_sheet[] = {SEKISHO_RIGHTS, &check_sheet_complete, &check_sheet_other_person,
                                     &check_sheet_reviewed, &check_sheet_differences};
constexpr List closing_finding[] = {SEKISHO_RIGHTS, &finding_reported};
constexpr List instructing_disposal[] = {SEKISHO_RIGHTS, &disposal_instruction};
constexpr List certifying_disposal[] = {SEKISHO_RIGHTS, &disposal_state, &disposal_certificate,
                                        &disposal_people};
constexpr List ending_disposal[] = {SEKISHO_RIGHTS, &disposal_state};
constexpr List opening_finding[] = {SEKISHO_RIGHTS, &audit_finding};
constexpr List planning_audit[] = {SEKISHO_RIGHTS, &audit_independent, &audit_plan};
constexpr List accepting_audit[] = {SEKISHO_RIGHTS, &audit_state, &audit_answer};
constexpr List reporting_audit[] = {SEKISHO_RIGHTS, &audit_state, &audit_independent, &audit_report,
                                    &audit_findings};
constexpr List cancelling_audit[] = {SEKISHO_RIGHTS, &audit_state, &audit_independent};
constexpr List erasing[] = {SEKISHO_RIGHTS, &custody_state, &custody_method, &custody_copies};

constexpr List applying[] = {SEKISHO_RIGHTS, &consent_above};
constexpr List consenting[] = {SEKISHO_RIGHTS, &consent_approver, &consent_above};
constexpr List binding[] = {SEKISHO_RIGHTS, &sub_contract_consent};
constexpr List rostering[] = {SEKISHO_RIGHTS, SEKISHO_TIERS};
// The town must know the firm, and have consented to it at every tier.
#define SEKISHO_FIRM                                                                              \
  &entry_place, &entry_engagement, &entry_chain, &entry_consent, &entry_flow_down, &entry_period, \
      &entry_check_sheet
#define SEKISHO_ENTRY &entry_area, &entry_window, &entry_purpose, &entry_people, SEKISHO_FIRM
#define SEKISHO_BRING_IN                                                                                 \
  &entry_area, &entry_window, &entry_purpose, &bring_in_things, &bring_in_antivirus, &bring_in_evidence, \
      SEKISHO_FIRM
constexpr List applying_entry[] = {SEKISHO_RIGHTS, SEKISHO_ENTRY};
constexpr List approving_entry[] = {SEKISHO_RIGHTS, &entry_state, &entry_decider, SEKISHO_ENTRY};
constexpr List rejecting_entry[] = {SEKISHO_RIGHTS, &entry_state, &entry_decider, &entry_rejection};
constexpr List withdrawing_entry[] = {SEKISHO_RIGHTS, &entry_state};
constexpr List applying_bring_in[] = {SEKISHO_RIGHTS, SEKISHO_BRING_IN};
constexpr List approving_bring_in[] = {SEKISHO_RIGHTS, &entry_state, &entry_decider, SEKISHO_BRING_IN};
constexpr List entering[] = {
    SEKISHO_RIGHTS,  &entry_area,    &entry_permission, SEKISHO_FIRM,    &entry_present, &entry_roster,
    &entry_identity, &entry_trained, &entry_pledge,     &entry_year,     &desk_document, &desk_escort,
    &desk_camera,    &desk_badge,    &desk_inside,      &desk_equipment, &desk_antivirus};
constexpr List leaving[] = {SEKISHO_RIGHTS,  &exit_inside,    &exit_badge,
                            &exit_equipment, &exit_carry_out, &exit_work};
constexpr List reviewing_visit[] = {SEKISHO_RIGHTS, &visit_review};
#undef SEKISHO_FIRM
#undef SEKISHO_ENTRY
#undef SEKISHO_BRING_IN
constexpr List delegating[] = {SEKISHO_RIGHTS, &delegation_period, &delegation_taker, &delegation_owed};

#undef SEKISHO_RIGHTS
#undef SEKISHO_TIERS
#undef SEKISHO_CONDITIONS
#undef SEKISHO_APPLICATION

}  // namespace

std::span<List> rules_of(Act act) {
  switch (act) {
    case Act::draft_passage:
    case Act::change_passage:
      return writing;
    case Act::upload_content:
    case Act::reinspect_content:
    case Act::withdraw_passage:
      return state_only;
    case Act::submit_passage:
      return submitting;
    case Act::approve_passage:
      return approving;
    case Act::reject_passage:
      return rejecting;
    case Act::download_content:
      return downloading;
    case Act::export_medium:
      return exporting;
    case Act::give_receipt:
      return receipt;
    case Act::apply_copy:
      return applying_copy;
    case Act::approve_copy:
      return approving_copy;
    case Act::reject_copy:
      return rejecting_copy;
    case Act::declare_copy:
      return copying;
    case Act::declare_return:
      return returning;
    case Act::confirm_return:
      return confirming;
    case Act::erase_custody:
      return erasing;
    case Act::submit_roster:
      return submitting_roster;
    case Act::apply_sub_contract:
      return applying;
    case Act::consent_sub_contract:
      return consenting;
    case Act::confirm_flow_down:
      return binding;
    case Act::confirm_roster:
      return rostering;
    case Act::submit_sheet:
      return handing_in;
    case Act::review_sheet:
      return reviewing;
    case Act::confirm_sheet:
      return confirming_sheet;
    case Act::close_finding:
      return closing_finding;
    case Act::open_finding:
      return opening_finding;
    case Act::plan_audit:
      return planning_audit;
    case Act::accept_audit:
      return accepting_audit;
    case Act::report_audit:
      return reporting_audit;
    case Act::cancel_audit:
      return cancelling_audit;
    case Act::instruct_disposal:
      return instructing_disposal;
    case Act::certify_disposal:
      return certifying_disposal;
    case Act::confirm_disposal:
    case Act::send_back_disposal:
    case Act::withdraw_disposal:
      return ending_disposal;
    case Act::apply_entry:
      return applying_entry;
    case Act::approve_entry:
      return approving_entry;
    case Act::reject_entry:
      return rejecting_entry;
    case Act::withdraw_entry:
      return withdrawing_entry;
    case Act::apply_bring_in:
      return applying_bring_in;
    case Act::approve_bring_in:
      return approving_bring_in;
    case Act::enter_area:
      return entering;
    case Act::leave_area:
      return leaving;
    case Act::review_visit:
      return reviewing_visit;
    case Act::register_area:
    case Act::change_area:
    case Act::replay_visit:
    case Act::keep_still:
    case Act::keep_scan_result:
    case Act::register_section:
    case Act::register_officer:
    case Act::register_asset:
    case Act::register_contractor:
    case Act::register_engagement:
    case Act::change_engagement:
    case Act::appoint_person:
    case Act::withdraw_consent:
    case Act::register_worker:
    case Act::record_training:
    case Act::keep_course:
    case Act::plan_session:
    case Act::invite_to_training:
    case Act::answer_invitation:
    case Act::record_attendance:
    case Act::take_test:
    case Act::require_training:
    case Act::publish_notice:
    case Act::read_notice:
    case Act::plan_reports:
    case Act::submit_report:
    case Act::decide_report:
    case Act::make_periodic_report:
    case Act::read_periodic_report:
    case Act::create_account:
    case Act::close_account:
    case Act::reset_account:
    case Act::import_dataset:
    case Act::remove_dataset:
    case Act::export_evidence:
    case Act::import_records:
    case Act::export_records:
    case Act::keep_photo:
    case Act::refuse_roster:
    case Act::confirm_workers:
    case Act::sign_pledge:
    case Act::record_pledge:
    case Act::keep_pledges:
    case Act::answer_sheet:
    case Act::change_sheet_lines:
    case Act::demand_improvement:
    case Act::report_improvement:
    case Act::end_delegation:
    case Act::set_contact:
    case Act::open_feed:
    case Act::close_feed:
    // Nothing may hold up the news of a breach: who reports it needs the right and no paper.
    case Act::report_breach:
    case Act::acknowledge_breach:
      return rights_only;
    case Act::delegate_duties:
      return delegating;
  }
  return rights_only;  // an act that is not known: rights refuses it, and people see why
}

}  // namespace sekisho::rules
