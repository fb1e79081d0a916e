// Who acts in the samples: for each act, somebody who may. See gate/sample.h.
#pragma once

#include <string>
#include <utility>

#include "gate/sample_areas.h"
#include "rules/facts.h"

namespace sekisho::rules::sample {

inline constexpr const char* section = "sec_welfare000000001";
inline constexpr const char* other_section = "sec_tax0000000000001";
inline constexpr const char* prime = "con_prime00000000001";
inline constexpr const char* sub = "con_sub0000000000001";
inline constexpr const char* other_firm = "con_other00000000001";
inline constexpr const char* binding = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

inline Actor officer(std::string name, Role role) {
  return {"acc_" + name, "off_" + name, {role}, Side::town, section, "", true, true};
}
inline Actor contractor_person(std::string name, Role role, std::string firm) {
  return {"acc_" + name, "wkr_" + name, {role}, Side::contractor, "", std::move(firm), true, true};
}
inline Approval approval(std::string name, Role role) {
  return {"acc_" + name, "off_" + name, Side::town, {role}, Decision::approve, binding};
}

inline Actor actor_of(Act act) {
  if (const auto role = area_actor(act))
    return *role == Role::contractor_manager ? contractor_person("submanager", *role, sub)
                                             : officer("manager", *role);
  switch (act) {
    case Act::approve_passage:
    case Act::reject_passage:
    case Act::approve_copy:
    case Act::instruct_disposal:
    case Act::confirm_disposal:
    case Act::send_back_disposal:
    case Act::withdraw_disposal:
    case Act::reject_copy:
    case Act::register_asset:
    case Act::register_contractor:
    case Act::register_engagement:
    case Act::change_engagement:
    case Act::consent_sub_contract:
    case Act::confirm_flow_down:
    case Act::withdraw_consent:
    case Act::confirm_roster:
    case Act::refuse_roster:
    case Act::confirm_workers:
    case Act::keep_pledges:
    case Act::record_training:
    case Act::review_sheet:
    case Act::confirm_sheet:
    case Act::open_finding:
    case Act::demand_improvement:
    case Act::close_finding:
    case Act::keep_course:
    case Act::plan_session:
    case Act::invite_to_training:
    case Act::record_attendance:
    case Act::require_training:
    case Act::publish_notice:
    case Act::plan_reports:
    case Act::decide_report:
    case Act::make_periodic_report:
    case Act::export_evidence:
    case Act::import_records:
      return officer("manager", Role::section_manager);
    case Act::answer_invitation:
    case Act::take_test:
    case Act::read_notice:
    case Act::download_content:
    case Act::give_receipt:
    case Act::sign_pledge:
    case Act::declare_copy:
    case Act::declare_return:
    case Act::erase_custody:
      return contractor_person("recipient", Role::worker, sub);
    case Act::apply_sub_contract:
    case Act::appoint_person:
    case Act::register_worker:
    case Act::submit_roster:
    case Act::record_pledge:
    case Act::submit_report:
    case Act::apply_copy:
    case Act::certify_disposal:
    case Act::accept_audit:
    case Act::answer_sheet:
    case Act::submit_sheet:
    case Act::report_improvement:
    case Act::keep_photo:
      return contractor_person("submanager", Role::contractor_manager, sub);
    case Act::register_section:
    case Act::register_officer:
    case Act::create_account:
    case Act::close_account:
    case Act::reset_account:
      return officer("runner", Role::administrator);
    case Act::import_dataset:
    case Act::remove_dataset:
      return officer("system", Role::system_administrator);
    case Act::plan_audit:
    case Act::report_audit:
    case Act::cancel_audit: {
      auto auditor = officer("auditor", Role::auditor);
      auditor.section = other_section;
      return auditor;
    }
    case Act::acknowledge_breach:
      return officer("ciso", Role::ciso);
    case Act::read_periodic_report:
      return officer("head", Role::supervising_officer);
    case Act::change_sheet_lines:
      return officer("supervisor", Role::supervising_officer);
    case Act::confirm_return:
    case Act::export_medium:
    case Act::delegate_duties:
    case Act::end_delegation:
    case Act::set_contact:
    case Act::open_feed:
    case Act::close_feed:
      return officer("clerk", Role::officer);
    default:
      return officer("applicant", Role::officer);
  }
}

}  // namespace sekisho::rules::sample
