// R-1a, least privilege: act × role × whose thing it is. This table is the only place that decides who may do
// what.
#include <algorithm>

#include "gate/rule.h"

namespace sekisho::rules {
namespace {

constexpr unsigned bit(Role role) { return 1U << static_cast<unsigned>(role); }

enum Condition : unsigned {
  own_section = 1,        // the thing belongs to the actor's section
  section_or_none = 2,    // the same, or it belongs to no section
  own_firm = 4,           // the actor's firm is party to it
  last_firm = 8,          // the actor's firm is the one it is about: the last of the chain
  applicant = 16,         // the actor's account made it
  named_person = 32,      // the actor is the person it is about
  not_named_person = 64,  // somebody else is
  carry_out_only = 128,   // a contractor applies to carry out; the town decides what it hands over by itself
};

struct Grant {
  unsigned roles;
  unsigned conditions;  // all of them
};

constexpr unsigned clerks = bit(Role::officer) | bit(Role::section_manager) | bit(Role::system_administrator);
constexpr unsigned firm = bit(Role::contractor_manager) | bit(Role::worker);
constexpr unsigned higher = bit(Role::department_officer) | bit(Role::supervising_officer) | bit(Role::ciso);
constexpr unsigned manager = bit(Role::section_manager);
constexpr unsigned firm_manager = bit(Role::contractor_manager);
constexpr unsigned administrator = bit(Role::administrator);

constexpr Grant drafting[] = {{clerks, own_section}, {firm, own_firm | carry_out_only}};
constexpr Grant own_draft[] = {{clerks, own_section | applicant},
                               {firm, own_firm | applicant | carry_out_only}};
constexpr Grant withdrawing[] = {{clerks | firm, applicant}};
constexpr Grant deciding[] = {{manager, own_section}, {higher, 0}};
constexpr Grant receiving[] = {{firm, named_person}};
constexpr Grant holding[] = {{firm, named_person}, {firm_manager, last_firm}};
// A firm answers for what its people copy: its manager applies.
constexpr Grant copy_applying[] = {{firm_manager, last_firm}};
constexpr Grant confirming[] = {{bit(Role::officer) | manager, own_section | not_named_person}};
constexpr Grant handing_over[] = {{clerks, own_section | not_named_person}};
constexpr Grant asset_keeping[] = {{manager | bit(Role::system_administrator), own_section}, {higher, 0}};
constexpr Grant contractor_keeping[] = {{manager, section_or_none}, {higher, 0}};
constexpr Grant engagement_keeping[] = {{manager, own_section}, {higher, 0}};
constexpr Grant sub_contract_applying[] = {{firm_manager, own_firm}, {clerks, own_section}};
constexpr Grant roster_sending[] = {{firm_manager, last_firm}, {clerks, own_section}};
constexpr Grant training_arranging[] = {{bit(Role::officer) | manager, own_section}, {higher, 0}};
constexpr Grant training_inviting[] = {
    {bit(Role::officer) | manager, section_or_none}, {higher, 0}, {firm_manager, last_firm}};
constexpr Grant invitation_answering[] = {{firm, named_person}, {firm_manager, last_firm}};
// Whoever is taught, or told: for themselves alone.
constexpr Grant learning[] = {
    {clerks | higher | firm | bit(Role::auditor) | bit(Role::reception), named_person}};
constexpr Grant report_sending[] = {{firm_manager, last_firm}};
constexpr Grant report_deciding[] = {{bit(Role::officer) | manager, own_section}};
constexpr Grant periodic_making[] = {{manager, own_section}};
constexpr Grant periodic_reading[] = {{bit(Role::supervising_officer), 0}};
constexpr Grant sheet_keeping[] = {{bit(Role::supervising_officer) | bit(Role::ciso), 0}};
// An auditor finds; the demand and its end are the section's.
constexpr Grant finding_opening[] = {{manager, own_section}, {higher | bit(Role::auditor), 0}};
// Whoever audits is independent of the section as well: rule audit.independent.
constexpr Grant auditing[] = {{bit(Role::auditor) | bit(Role::supervising_officer) | bit(Role::ciso), 0}};
constexpr Grant improving[] = {{firm_manager, last_firm}};
constexpr Grant running[] = {{administrator, 0}};
// An extract of the town's own data comes in whole: not for who runs the machine, who never sees content.
constexpr Grant dataset_keeping[] = {{bit(Role::system_administrator) | bit(Role::supervising_officer), 0}};
constexpr Grant evidence[] = {{bit(Role::auditor) | bit(Role::supervising_officer) | bit(Role::ciso), 0},
                              {manager, own_section}};
// Lists as files: what the viewer sees on the pages, and only that.
constexpr Grant listing[] = {{clerks | higher | bit(Role::auditor) | firm_manager, 0}};
// One's own duties, one's own calendar, one's own address.
constexpr unsigned everybody = clerks | higher | bit(Role::auditor) | bit(Role::reception) |
                               bit(Role::contractor_manager) | bit(Role::worker);
constexpr Grant oneself[] = {{everybody, named_person}};
// Whoever finds a breach tells it, on either side; the report opens nothing to who makes it.
constexpr Grant breach_reporting[] = {{everybody | administrator, 0}};
constexpr Grant breach_acknowledging[] = {{bit(Role::ciso), 0}};
constexpr Grant contact_keeping[] = {{everybody, named_person}, {administrator, 0}};

constexpr unsigned reception = bit(Role::reception);
constexpr Grant entry_applying[] = {{firm_manager, last_firm}, {clerks, own_section}};
// What was checked of the things is the applicant's to show.
constexpr Grant bring_in_showing[] = {{clerks | firm_manager, applicant}};
constexpr Grant entry_withdrawing[] = {{clerks | firm_manager, applicant}, {manager, own_section}};
// The desk serves every area; it decides nothing, the gate does.
constexpr Grant desk[] = {{reception, 0}};

std::span<const Grant> grants_of(Act act) {
  switch (act) {
    case Act::draft_passage:
      return drafting;
    case Act::change_passage:
    case Act::upload_content:
    case Act::reinspect_content:
    case Act::submit_passage:
      return own_draft;
    case Act::withdraw_passage:
      return withdrawing;
    case Act::approve_passage:
    case Act::reject_passage:
    case Act::approve_copy:
    case Act::reject_copy:
      return deciding;
    case Act::apply_copy:
      return copy_applying;
    case Act::download_content:
    case Act::give_receipt:
    case Act::sign_pledge:
      return receiving;
    case Act::declare_copy:
    case Act::declare_return:
    case Act::erase_custody:
      return holding;
    case Act::confirm_return:
      return confirming;
    case Act::export_medium:
      return handing_over;
    case Act::register_section:
    case Act::register_officer:
    case Act::create_account:
    case Act::close_account:
    case Act::reset_account:
      return running;
    case Act::import_dataset:
    case Act::remove_dataset:
      return dataset_keeping;
    case Act::register_asset:
      return asset_keeping;
    case Act::register_contractor:
      return contractor_keeping;
    case Act::register_engagement:
    case Act::change_engagement:
    case Act::confirm_flow_down:
    case Act::consent_sub_contract:
    case Act::withdraw_consent:
    case Act::confirm_roster:
    case Act::refuse_roster:
    case Act::confirm_workers:
    case Act::keep_pledges:
    case Act::record_training:
    case Act::review_sheet:
    case Act::confirm_sheet:
    case Act::demand_improvement:
    case Act::close_finding:
    case Act::instruct_disposal:
    case Act::confirm_disposal:
    case Act::send_back_disposal:
    case Act::withdraw_disposal:
      return engagement_keeping;
    case Act::keep_course:
    case Act::record_attendance:
    case Act::require_training:
    case Act::publish_notice:
    case Act::plan_reports:
      return engagement_keeping;
    case Act::submit_report:
      return report_sending;
    case Act::decide_report:
      return report_deciding;
    case Act::make_periodic_report:
      return periodic_making;
    case Act::read_periodic_report:
      return periodic_reading;
    case Act::plan_session:
      return training_arranging;
    case Act::invite_to_training:
      return training_inviting;
    case Act::answer_invitation:
      return invitation_answering;
    case Act::take_test:
    case Act::read_notice:
      return learning;
    case Act::apply_sub_contract:
      return sub_contract_applying;
    case Act::appoint_person:
    case Act::register_worker:
    case Act::submit_roster:
    case Act::keep_photo:
    case Act::record_pledge:
    case Act::answer_sheet:
    case Act::submit_sheet:
      return roster_sending;
    case Act::change_sheet_lines:
      return sheet_keeping;
    case Act::open_finding:
      return finding_opening;
    case Act::report_improvement:
    case Act::certify_disposal:
    case Act::accept_audit:
      return improving;
    case Act::plan_audit:
    case Act::report_audit:
    case Act::cancel_audit:
      return auditing;
    case Act::export_evidence:
      return evidence;
    case Act::export_records:
      return listing;
    case Act::register_area:
    case Act::change_area:
      return asset_keeping;
    case Act::apply_entry:
    case Act::apply_bring_in:
      return entry_applying;
    case Act::approve_entry:
    case Act::approve_bring_in:
    case Act::reject_entry:
    case Act::review_visit:
      return deciding;
    case Act::withdraw_entry:
      return entry_withdrawing;
    case Act::keep_scan_result:
      return bring_in_showing;
    case Act::enter_area:
    case Act::leave_area:
    case Act::replay_visit:
    case Act::keep_still:
      return desk;
    case Act::delegate_duties:
    case Act::end_delegation:
    case Act::open_feed:
    case Act::close_feed:
      return oneself;
    case Act::set_contact:
      return contact_keeping;
    case Act::report_breach:
      return breach_reporting;
    case Act::acknowledge_breach:
      return breach_acknowledging;
    case Act::import_records:  // each record asks for itself: may_import
      break;
  }
  return {};
}

bool same(const std::string& a, const std::string& b) { return !a.empty() && a == b; }

// The first condition that does not hold, or 0.
unsigned unmet(unsigned conditions, const Facts& f) {
  const auto& target = f.target;
  const auto needs = [&](Condition c) { return (conditions & c) != 0; };
  if (needs(own_section) && !same(target.section, f.actor.section)) return own_section;
  if (needs(section_or_none) &&
      (f.actor.section.empty() || (!target.section.empty() && target.section != f.actor.section)))
    return own_section;
  if (needs(own_firm) &&
      (f.actor.contractor.empty() ||
       std::ranges::find(target.contractors, f.actor.contractor) == target.contractors.end()))
    return own_firm;
  if (needs(last_firm)) {
    if (target.contractors.empty() || !same(target.contractors.back(), f.actor.contractor)) return own_firm;
    if (f.recipient && f.recipient->contractor != f.actor.contractor) return own_firm;
  }
  if (needs(applicant)) {
    if (!same(target.owner_account, f.actor.account)) return applicant;
    if (f.passage && f.passage->applicant_account != f.actor.account) return applicant;
  }
  if (needs(named_person) && !same(target.person, f.actor.person)) return named_person;
  if (needs(not_named_person) &&
      (target.person.empty() || f.actor.person.empty() || target.person == f.actor.person))
    return not_named_person;
  if (needs(carry_out_only) && (!f.passage || f.passage->kind != PassageKind::carry_out))
    return carry_out_only;
  return 0;
}

unsigned roles_held(const Actor& actor) {
  unsigned held = 0;
  for (const Role role : actor.roles) held |= bit(role);
  // Who runs the machine does nothing else, whatever other roles the account was given.
  if ((held & administrator) != 0) held = administrator;
  // A role counts only on the side it belongs to.
  return actor.side == Side::contractor ? held & firm : held & ~firm;
}

Answer refused(unsigned condition) {
  switch (condition) {
    case own_section:
      return stop("ほかの課が受け持つものです。", "It belongs to another section.",
                  "受け持ちの課の人に頼んでください。", "Ask somebody of the section that owns it.");
    case own_firm:
      return stop("あなたの会社が受け持つ契約ではありません。", "Your firm is not the one it is about.",
                  "受け持ちの会社の責任者に頼んでください。", "Ask the manager of the firm concerned.");
    case applicant:
      return stop("この申請をした本人ではありません。", "You are not the applicant.",
                  "申請した本人に頼んでください。", "Ask the applicant.");
    case named_person:
      return stop("指名された本人（受取人・保管者）ではありません。",
                  "You are not the named recipient or holder.",
                  "指名された本人が行ってください。受取人を変えるときは、申請をやり直してください。",
                  "The named person must do it. To change the recipient, apply again.");
    case not_named_person:
      return stop("受け取った本人は、自分でこの操作をすることができません。",
                  "The person concerned cannot do this themselves.", "担当課の別の職員に頼んでください。",
                  "Ask another officer of the section.");
    case carry_out_only:
      return stop("委託事業者が申請できるのは、持ち出しだけです。",
                  "A contractor can apply only to carry data out.",
                  "持ち出しの申請として作り直すか、担当課の職員に申請を頼んでください。",
                  "Apply for a carry-out, or ask an officer of the section to apply.");
    default:
      break;
  }
  return stop("この操作をする権限がありません。", "You have no right to do this.",
              "情報セキュリティ管理者（課長）に相談してください。", "Ask the section manager.");
}

Finding may_act_on_one(const Facts& f) {
  const auto grants = grants_of(f.act);
  if (grants.empty())
    return stop("この操作をする権限が、どの役割にも定められていません。", "No role has a right to this act.",
                "運用担当に知らせてください。", "Tell the administrator.");
  const unsigned held = roles_held(f.actor);
  unsigned needed = 0;
  unsigned condition = 0;
  for (const Grant& grant : grants) {
    needed |= grant.roles;
    if ((grant.roles & held) == 0) continue;
    const unsigned open = unmet(grant.conditions, f);
    if (open == 0)
      return pass("役割と担当の範囲に合っています。", "Within the role and what it is responsible for.");
    if (condition == 0) condition = open;
  }
  if (condition != 0) return refused(condition);
  if (held == administrator)
    return stop("運用担当は、預かった情報に触れることも、申請や承認をすることもできません。",
                "An administrator can neither touch entrusted content, nor apply, nor approve.",
                "担当課の職員が行ってください。運用担当の役割を持つアカウントは使えません。",
                "An officer of the section must do it, with an account that is not an administrator's.");
  std::string todo_ja;
  std::string todo_en;
  for (unsigned i = 0; i < 32; ++i) {
    if ((needed & (1U << i)) == 0) continue;
    todo_ja += (todo_ja.empty() ? "" : "、") + std::string(role_ja(static_cast<Role>(i)));
    todo_en += (todo_en.empty() ? "" : ", ") + std::string(role_en(static_cast<Role>(i)));
  }
  return stop("あなたの役割では、この操作はできません。", "Your role has no right to this act.",
              "この操作ができる人（" + todo_ja + "）に頼んでください。", "Ask one of: " + todo_en + ".");
}

// Many records at once need what each of them would need alone.
Finding may_import(const Facts& f) {
  if (!f.bulk || f.bulk->targets.empty()) return missing("取り込む内容", "records to import");
  Facts one;
  one.act = f.bulk->act;
  one.now = f.now;
  one.actor = f.actor;
  std::optional<Finding> finding;
  for (const auto& target : f.bulk->targets) {
    one.target = target;
    finding = may_act_on_one(one);
    if (finding->outcome != Outcome::passed) break;
  }
  return *std::move(finding);
}

Finding may_act(const Facts& f) { return f.act == Act::import_records ? may_import(f) : may_act_on_one(f); }

Finding account_active(const Facts& f) {
  if (f.actor.active && !f.actor.account.empty() && !f.actor.person.empty())
    return pass("使えるアカウントです。", "The account is open.");
  return stop("アカウントが閉じられているか、確かめられません。", "The account is closed or not known.",
              "運用担当に、アカウントの状態を確かめてもらってください。",
              "Ask the administrator about the account.");
}

Finding mfa(const Facts& f) {
  if (f.actor.mfa) return pass("二つの方法で本人を確かめました。", "Signed in with a second factor.");
  return stop("確認コードでの本人確認が済んでいません。", "Not signed in with a second factor.",
              "いったん退出し、確認コードを入れてサインインし直してください。",
              "Sign in again with your one-time code.");
}

}  // namespace

constinit const Rule rights_act{"rights.act", {"R-1a", "G-8.1-2-4d"}, "権限", "Right to act", may_act};
constinit const Rule rights_account{"rights.account", {"R-1a"}, "アカウント", "Account", account_active};
constinit const Rule rights_mfa{"rights.mfa", {"T-10b", "R-1a"}, "多要素認証", "Second factor", mfa};

}  // namespace sekisho::rules
