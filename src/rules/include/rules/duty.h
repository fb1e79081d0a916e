// 促す: who owes what by when? Pure: the same state and date give the same duties. A duty is closed by the
// act itself, never by ticking it off. What the duties are and how long people have stands subject by subject
// in src/rules/duty/. Thread-safe.
#pragma once

#include <boost/describe.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "rules/duty_state.h"
#include "rules/vocabulary.h"

namespace sekisho::rules {

enum class DutyKind {
  decide_application,
  give_receipt,
  return_or_erase,
  confirm_return,
  decide_copy,
  submit_roster,
  confirm_roster,
  confirm_workers,
  give_pledge,
  give_leaving_pledge,
  agree_terms,
  complete_contract,
  name_data_manager,
  decide_consent,
  confirm_flow_down,
  recover_held,
  take_training,
  answer_invitation,
  record_attendance,
  read_notice,
  submit_report,
  decide_report,
  plan_reports,
  make_periodic_report,
  read_periodic_report,
  answer_sheet,
  confirm_sheet,
  renew_sheet,
  demand_improvement,
  report_improvement,
  confirm_improvement,
  dispose_of_media,
  confirm_disposal,
  decide_entry,
  see_out,
  review_visit,
  acknowledge_breach,
  plan_audit,
  accept_audit,
  report_audit
};
BOOST_DESCRIBE_ENUM(DutyKind, decide_application, give_receipt, return_or_erase, confirm_return, decide_copy,
                    submit_roster, confirm_roster, confirm_workers, give_pledge, give_leaving_pledge,
                    agree_terms, complete_contract, name_data_manager, decide_consent, confirm_flow_down,
                    recover_held, take_training, answer_invitation, record_attendance, read_notice,
                    submit_report, decide_report, plan_reports, make_periodic_report, read_periodic_report,
                    answer_sheet, confirm_sheet, renew_sheet, demand_improvement, report_improvement,
                    confirm_improvement, dispose_of_media, confirm_disposal, decide_entry, see_out,
                    review_visit, acknowledge_breach, plan_audit, accept_audit, report_audit)

struct Duty {
  DutyKind kind = DutyKind::decide_application;
  std::string subject;               // psg_…, cus_…, eng_… or sub_…
  std::vector<std::string> clauses;  // in the catalogue
  // Who owes it (owes() decides): `person`; and everybody with one of `roles`, of `section` (department
  // officers and above: of any section) or of `contractor`; never one of `not_persons`, never an
  // administrator.
  std::vector<Role> roles;
  std::string section;  // whose list it is in, too: set it also where only a firm owes
  std::string contractor;
  std::string person;
  std::vector<std::string> not_persons;  // e.g. the applicant, those who have decided
  std::vector<Role> next;                // reached as soon as it is overdue, where nobody stands above
  Day due{};
  bool overdue = false;
  int days_left = 0;  // negative when overdue
  std::string text_ja;
  std::string text_en;
  std::string todo_ja;
  std::string todo_en;
};

// Before all others, whatever their day: what leaves no time to look for it in a list.
bool comes_first(DutyKind kind);

// The most urgent first.
std::vector<Duty> duties(const DutyState& state, Day today);

struct Viewer {
  std::string person;
  std::vector<Role> roles;
  Side side = Side::town;
  std::string section;
  std::string contractor;
};
bool owes(const Duty& duty, const Viewer& viewer);

struct DutyInfo {
  DutyKind kind;
  std::vector<std::string_view> clauses;
  std::string_view name_ja;
  std::string_view name_en;
  std::string_view person_ja = "本人";  // who `person` is to it, in lists that name nobody
};
const std::vector<DutyInfo>& all_duties();  // every kind, subject by subject
const DutyInfo& duty_info(DutyKind kind);

}  // namespace sekisho::rules
