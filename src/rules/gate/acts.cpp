// Which act asks which rules. Rights come first, for every act.
#include "gate/rule.h"

namespace sekisho::rules {
namespace {

#define SEKISHO_RIGHTS &rights_act, &rights_account, &rights_mfa
// What must hold from the application until the data has gone out; asked again each time, since consent,
// roster, training and contract may end in between.
#define SEKISHO_CONDITIONS                                                                                \
  &scope_engagement, &scope_access, &production_inspected, &production_contract, &production_application, \
      &content_sealed, &sub_contract_chain, &sub_contract_consent, &sub_contract_flow_down,               \
      &check_sheet_confirmed, &recipient_present, &recipient_roster, &recipient_identity,                 \
      &recipient_trained, &transfer_access_control, &transfer_stored_encrypted, &transfer_link_encrypted, \
      &transfer_transport
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
constexpr List receipt[] = {SEKISHO_RIGHTS, &passage_state, &receipt_after_release};
constexpr List copying[] = {SEKISHO_RIGHTS, &custody_state, &custody_due};
constexpr List returning[] = {SEKISHO_RIGHTS, &custody_state, &custody_copies};
constexpr List confirming[] = {SEKISHO_RIGHTS, &custody_state, &custody_copies};
constexpr List handing_in[] = {SEKISHO_RIGHTS, &check_sheet_complete};
constexpr List reviewing[] = {SEKISHO_RIGHTS, &check_sheet_other_person};
constexpr List confirming_sheet[] = {SEKISHO_RIGHTS, &check_sheet_complete, &check_sheet_other_person,
                                     &check_sheet_reviewed, &check_sheet_differences};
constexpr List closing_finding[] = {SEKISHO_RIGHTS, &finding_reported};
constexpr List erasing[] = {SEKISHO_RIGHTS, &custody_state, &custody_method, &custody_copies};

#undef SEKISHO_RIGHTS
#undef SEKISHO_CONDITIONS
#undef SEKISHO_APPLICATION

}  // namespace

std::span<List> rules_of(Act act) {
  switch (act) {
    case Act::draft_passage:
    case Act::change_passage:
      return writing;
    case Act::upload_content:
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
    case Act::declare_copy:
      return copying;
    case Act::declare_return:
      return returning;
    case Act::confirm_return:
      return confirming;
    case Act::erase_custody:
      return erasing;
    case Act::submit_sheet:
      return handing_in;
    case Act::review_sheet:
      return reviewing;
    case Act::confirm_sheet:
      return confirming_sheet;
    case Act::close_finding:
      return closing_finding;
    case Act::register_section:
    case Act::register_officer:
    case Act::register_asset:
    case Act::register_contractor:
    case Act::register_engagement:
    case Act::apply_sub_contract:
    case Act::consent_sub_contract:
    case Act::withdraw_consent:
    case Act::register_worker:
    case Act::submit_roster:
    case Act::confirm_roster:
    case Act::record_training:
    case Act::create_account:
    case Act::close_account:
    case Act::reset_account:
    case Act::import_register:
    case Act::export_evidence:
    case Act::import_records:
    case Act::export_records:
    case Act::answer_sheet:
    case Act::change_sheet_lines:
    case Act::open_finding:
    case Act::demand_improvement:
    case Act::report_improvement:
      return rights_only;
  }
  return rights_only;  // an act that is not known: rights refuses it, and people see why
}

}  // namespace sekisho::rules
