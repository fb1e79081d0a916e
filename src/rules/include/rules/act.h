// What somebody wants to do. The gate is asked before each of these, and only through these. The same names
// stand in the API, the ledger (act.refused) and the pages. One line an act, in the group of its subject.
#pragma once

#include <boost/describe/enum.hpp>

namespace sekisho::rules {

enum class Act {
  draft_passage,
  change_passage,
  upload_content,
  submit_passage,
  approve_passage,
  reject_passage,
  withdraw_passage,
  download_content,
  give_receipt,
  declare_copy,
  declare_return,
  confirm_return,
  erase_custody,
  export_medium,
  register_section,
  register_officer,
  register_asset,
  register_contractor,
  register_engagement,
  apply_sub_contract,
  consent_sub_contract,
  withdraw_consent,
  register_worker,
  submit_roster,
  confirm_roster,
  record_training,
  create_account,
  close_account,
  reset_account,
  import_register,
  export_evidence,
  import_records,
  export_records,
  answer_sheet,
  submit_sheet,
  review_sheet,
  confirm_sheet,
  change_sheet_lines,
  open_finding,
  demand_improvement,
  report_improvement,
  close_finding,
};
BOOST_DESCRIBE_ENUM(Act, draft_passage, change_passage, upload_content, submit_passage, approve_passage,
                    reject_passage, withdraw_passage, download_content, give_receipt, declare_copy,
                    declare_return, confirm_return, erase_custody, export_medium, register_section,
                    register_officer, register_asset, register_contractor, register_engagement,
                    apply_sub_contract, consent_sub_contract, withdraw_consent, register_worker,
                    submit_roster, confirm_roster, record_training, create_account, close_account,
                    reset_account, import_register, export_evidence, import_records, export_records,
                    answer_sheet, submit_sheet, review_sheet, confirm_sheet, change_sheet_lines, open_finding,
                    demand_improvement, report_improvement, close_finding)

}  // namespace sekisho::rules
