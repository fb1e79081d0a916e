// What somebody wants to do. The gate is asked before each of these, and only through these. The same names
// stand in the API, the ledger (act.refused) and the pages. One line an act, in the group of its subject.
#pragma once

#include "base/describe_large.h"

namespace sekisho::rules {

#define SEKISHO_ACTS(X)   \
  X(draft_passage)        \
  X(change_passage)       \
  X(upload_content)       \
  X(reinspect_content)    \
  X(submit_passage)       \
  X(approve_passage)      \
  X(reject_passage)       \
  X(withdraw_passage)     \
  X(download_content)     \
  X(give_receipt)         \
  X(apply_copy)           \
  X(approve_copy)         \
  X(reject_copy)          \
  X(declare_copy)         \
  X(declare_return)       \
  X(confirm_return)       \
  X(erase_custody)        \
  X(export_medium)        \
  X(register_section)     \
  X(register_officer)     \
  X(register_asset)       \
  X(register_contractor)  \
  X(register_engagement)  \
  X(change_engagement)    \
  X(appoint_person)       \
  X(apply_sub_contract)   \
  X(consent_sub_contract) \
  X(confirm_flow_down)    \
  X(withdraw_consent)     \
  X(register_worker)      \
  X(submit_roster)        \
  X(confirm_roster)       \
  X(record_training)      \
  X(keep_course)          \
  X(plan_session)         \
  X(invite_to_training)   \
  X(answer_invitation)    \
  X(record_attendance)    \
  X(take_test)            \
  X(require_training)     \
  X(publish_notice)       \
  X(read_notice)          \
  X(plan_reports)         \
  X(submit_report)        \
  X(decide_report)        \
  X(make_periodic_report) \
  X(read_periodic_report) \
  X(create_account)       \
  X(close_account)        \
  X(reset_account)        \
  X(import_dataset)       \
  X(remove_dataset)       \
  X(export_evidence)      \
  X(import_records)       \
  X(export_records)       \
  X(keep_photo)           \
  X(refuse_roster)        \
  X(confirm_workers)      \
  X(sign_pledge)          \
  X(record_pledge)        \
  X(keep_pledges)         \
  X(answer_sheet)         \
  X(submit_sheet)         \
  X(review_sheet)         \
  X(confirm_sheet)        \
  X(change_sheet_lines)   \
  X(open_finding)         \
  X(demand_improvement)   \
  X(report_improvement)   \
  X(close_finding)        \
  X(instruct_disposal)    \
  X(certify_disposal)     \
  X(confirm_disposal)     \
  X(send_back_disposal)   \
  X(withdraw_disposal)    \
  X(plan_audit)           \
  X(accept_audit)         \
  X(report_audit)         \
  X(cancel_audit)         \
  X(register_area)        \
  X(change_area)          \
  X(apply_entry)          \
  X(approve_entry)        \
  X(reject_entry)         \
  X(withdraw_entry)       \
  X(apply_bring_in)       \
  X(approve_bring_in)     \
  X(keep_scan_result)     \
  X(enter_area)           \
  X(leave_area)           \
  X(replay_visit)         \
  X(review_visit)         \
  X(keep_still)           \
  X(report_breach)        \
  X(acknowledge_breach)   \
  X(delegate_duties)      \
  X(end_delegation)       \
  X(set_contact)          \
  X(open_feed)            \
  X(close_feed)

SEKISHO_LARGE_ENUM(Act, SEKISHO_ACTS)

}  // namespace sekisho::rules
