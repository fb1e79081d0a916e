#include <doctest/doctest.h>

#include <map>

#include "gate/testing.h"

using namespace sekisho;
using namespace sekisho::rules;
using namespace sekisho::rules::testing;

namespace {

const std::set<Role> all_but_administrators{Role::officer,
                                            Role::section_manager,
                                            Role::system_administrator,
                                            Role::department_officer,
                                            Role::supervising_officer,
                                            Role::ciso,
                                            Role::auditor,
                                            Role::reception,
                                            Role::contractor_manager,
                                            Role::worker};
const std::set<Role> everybody = [] {
  auto out = all_but_administrators;
  out.insert(Role::administrator);
  return out;
}();

const std::set<Role> deciders{Role::section_manager, Role::department_officer, Role::supervising_officer,
                              Role::ciso};

const std::set<Role> applicants{Role::officer, Role::section_manager, Role::system_administrator,
                                Role::contractor_manager, Role::worker};

// Written out by hand, apart from the gate's own table: who may do each act when section, firm and person
// fit.
const std::map<Act, std::set<Role>> may{
    {Act::draft_passage, applicants},
    {Act::change_passage, applicants},
    {Act::upload_content, applicants},
    {Act::reinspect_content, applicants},
    {Act::submit_passage, applicants},
    {Act::withdraw_passage, applicants},
    {Act::approve_passage, deciders},
    {Act::reject_passage, deciders},
    {Act::download_content, {Role::worker, Role::contractor_manager}},
    {Act::give_receipt, {Role::worker, Role::contractor_manager}},
    {Act::apply_copy, {Role::contractor_manager}},
    {Act::approve_copy, deciders},
    {Act::reject_copy, deciders},
    {Act::declare_copy, {Role::worker, Role::contractor_manager}},
    {Act::declare_return, {Role::worker, Role::contractor_manager}},
    {Act::erase_custody, {Role::worker, Role::contractor_manager}},
    {Act::confirm_return, {Role::officer, Role::section_manager}},
    {Act::export_medium, {Role::officer, Role::section_manager, Role::system_administrator}},
    {Act::register_section, {Role::administrator}},
    {Act::register_officer, {Role::administrator}},
    {Act::register_asset,
     {Role::section_manager, Role::system_administrator, Role::department_officer, Role::supervising_officer,
      Role::ciso}},
    {Act::register_contractor, deciders},
    {Act::register_engagement, deciders},
    {Act::change_engagement, deciders},
    {Act::appoint_person,
     {Role::contractor_manager, Role::officer, Role::section_manager, Role::system_administrator}},
    {Act::confirm_flow_down, deciders},
    {Act::apply_sub_contract,
     {Role::contractor_manager, Role::officer, Role::section_manager, Role::system_administrator}},
    {Act::consent_sub_contract, deciders},
    {Act::withdraw_consent, deciders},
    {Act::register_worker,
     {Role::contractor_manager, Role::officer, Role::section_manager, Role::system_administrator}},
    {Act::submit_roster,
     {Role::contractor_manager, Role::officer, Role::section_manager, Role::system_administrator}},
    {Act::refuse_roster, deciders},
    {Act::confirm_workers, deciders},
    {Act::keep_pledges, deciders},
    {Act::record_pledge,
     {Role::contractor_manager, Role::officer, Role::section_manager, Role::system_administrator}},
    {Act::sign_pledge, {Role::worker, Role::contractor_manager}},
    {Act::keep_photo,
     {Role::contractor_manager, Role::officer, Role::section_manager, Role::system_administrator}},
    {Act::confirm_roster, deciders},
    {Act::record_training, deciders},
    {Act::keep_course, deciders},
    {Act::plan_session,
     {Role::officer, Role::section_manager, Role::department_officer, Role::supervising_officer, Role::ciso}},
    {Act::invite_to_training,
     {Role::officer, Role::section_manager, Role::department_officer, Role::supervising_officer, Role::ciso,
      Role::contractor_manager}},
    {Act::answer_invitation, {Role::worker, Role::contractor_manager}},
    {Act::record_attendance, deciders},
    {Act::take_test,
     {Role::officer, Role::section_manager, Role::system_administrator, Role::department_officer,
      Role::supervising_officer, Role::ciso, Role::auditor, Role::reception, Role::contractor_manager,
      Role::worker}},
    {Act::require_training, deciders},
    {Act::publish_notice, deciders},
    {Act::read_notice,
     {Role::officer, Role::section_manager, Role::system_administrator, Role::department_officer,
      Role::supervising_officer, Role::ciso, Role::auditor, Role::reception, Role::contractor_manager,
      Role::worker}},
    {Act::plan_reports, deciders},
    {Act::submit_report, {Role::contractor_manager}},
    {Act::decide_report, {Role::officer, Role::section_manager}},
    {Act::make_periodic_report, {Role::section_manager}},
    {Act::read_periodic_report, {Role::supervising_officer}},
    {Act::create_account, {Role::administrator}},
    {Act::close_account, {Role::administrator}},
    {Act::reset_account, {Role::administrator}},
    {Act::import_dataset, {Role::system_administrator, Role::supervising_officer}},
    {Act::remove_dataset, {Role::system_administrator, Role::supervising_officer}},
    {Act::export_evidence, {Role::auditor, Role::supervising_officer, Role::ciso, Role::section_manager}},
    {Act::answer_sheet,
     {Role::contractor_manager, Role::officer, Role::section_manager, Role::system_administrator}},
    {Act::submit_sheet,
     {Role::contractor_manager, Role::officer, Role::section_manager, Role::system_administrator}},
    {Act::review_sheet, deciders},
    {Act::confirm_sheet, deciders},
    {Act::change_sheet_lines, {Role::supervising_officer, Role::ciso}},
    {Act::open_finding,
     {Role::section_manager, Role::department_officer, Role::supervising_officer, Role::ciso, Role::auditor}},
    {Act::demand_improvement, deciders},
    {Act::report_improvement, {Role::contractor_manager}},
    {Act::instruct_disposal, deciders},
    {Act::certify_disposal, {Role::contractor_manager}},
    {Act::confirm_disposal, deciders},
    {Act::send_back_disposal, deciders},
    {Act::withdraw_disposal, deciders},
    {Act::plan_audit, {Role::auditor, Role::supervising_officer, Role::ciso}},
    {Act::accept_audit, {Role::contractor_manager}},
    {Act::report_audit, {Role::auditor, Role::supervising_officer, Role::ciso}},
    {Act::cancel_audit, {Role::auditor, Role::supervising_officer, Role::ciso}},
    {Act::close_finding, deciders},
    // of contractors, in the sample
    {Act::import_records, deciders},
    {Act::report_breach, everybody},
    {Act::acknowledge_breach, {Role::ciso}},
    {Act::delegate_duties, all_but_administrators},
    {Act::end_delegation, all_but_administrators},
    {Act::set_contact, everybody},  // one's own, in the sample
    {Act::open_feed, all_but_administrators},
    {Act::close_feed, all_but_administrators},
    {Act::export_records,
     {Role::officer, Role::section_manager, Role::system_administrator, Role::department_officer,
      Role::supervising_officer, Role::ciso, Role::auditor, Role::contractor_manager}},
    {Act::register_area,
     {Role::section_manager, Role::system_administrator, Role::department_officer, Role::supervising_officer,
      Role::ciso}},
    {Act::change_area,
     {Role::section_manager, Role::system_administrator, Role::department_officer, Role::supervising_officer,
      Role::ciso}},
    {Act::apply_entry,
     {Role::contractor_manager, Role::officer, Role::section_manager, Role::system_administrator}},
    {Act::apply_bring_in,
     {Role::contractor_manager, Role::officer, Role::section_manager, Role::system_administrator}},
    {Act::approve_entry, deciders},
    {Act::approve_bring_in, deciders},
    {Act::reject_entry, deciders},
    {Act::review_visit, deciders},
    {Act::withdraw_entry,
     {Role::contractor_manager, Role::officer, Role::section_manager, Role::system_administrator}},
    {Act::keep_scan_result,
     {Role::contractor_manager, Role::officer, Role::section_manager, Role::system_administrator}},
    {Act::keep_still, {Role::reception}},
    {Act::enter_area, {Role::reception}},
    {Act::leave_area, {Role::reception}},
    {Act::replay_visit, {Role::reception}},
};

bool of_contractor(Role role) { return role == Role::contractor_manager || role == Role::worker; }

// The actor fits in every respect but the role: same section and firm, is applicant and named person as
// needed.
Facts fitting(Act act, Role role) {
  Facts f = sample::of(act);
  f.actor.roles = {role};
  f.actor.side = of_contractor(role) ? Side::contractor : Side::town;
  f.actor.section = of_contractor(role) ? "" : sample::section;
  f.actor.contractor = of_contractor(role) ? sample::sub : "";
  return f;
}

bool rights(const Facts& f) { return outcome(f, "rights.act") == Outcome::passed; }

bool of_oneself(Act act) {
  return act == Act::delegate_duties || act == Act::end_delegation || act == Act::set_contact ||
         act == Act::open_feed || act == Act::close_feed;
}

}  // namespace

TEST_CASE("act × role: exactly those who may") {
  for (const Act act : every<Act>()) {
    REQUIRE_MESSAGE(may.contains(act), name(act));
    for (const Role role : every<Role>()) {
      CAPTURE(name(act));
      CAPTURE(name(role));
      CHECK(rights(fitting(act, role)) == may.at(act).contains(role));
    }
    Facts nobody = sample::of(act);
    nobody.actor.roles.clear();
    CHECK_FALSE(rights(nobody));
  }
}

TEST_CASE("every act asks rights first, and every act can pass") {
  for (const Act act : every<Act>()) {
    CAPTURE(name(act));
    const auto verdict = judge(sample::of(act));
    REQUIRE(verdict.findings.size() >= 3);
    CHECK(verdict.findings[0].rule == "rights.act");
    CHECK(open(sample::of(act)) == "");
    CHECK(verdict.passed);
  }
}

TEST_CASE("an act without a rule of rights is refused") {
  Facts f = sample::of(Act::draft_passage);
  f.act = static_cast<Act>(1000);
  const auto verdict = judge(f);
  CHECK_FALSE(verdict.passed);
  REQUIRE_FALSE(verdict.findings.empty());
  CHECK(verdict.findings[0].outcome == Outcome::failed);
}

TEST_CASE("facts that hold nothing pass nothing") {
  for (const Act act : every<Act>()) {
    Facts f;
    f.act = act;
    CHECK_FALSE(judge(f).passed);
  }
}

TEST_CASE("a role counts only on its own side") {
  for (const Act act : every<Act>())
    for (const Role role : every<Role>()) {
      Facts f = fitting(act, role);
      f.actor.side = of_contractor(role) ? Side::town : Side::contractor;
      f.actor.section = sample::section;
      f.actor.contractor = sample::sub;
      CAPTURE(name(act));
      CAPTURE(name(role));
      CHECK_FALSE(rights(f));
    }
}

TEST_CASE("an administrator's other roles do not count") {
  const std::set<Act> own{Act::register_section, Act::register_officer, Act::create_account,
                          Act::close_account,    Act::reset_account,    Act::set_contact,
                          Act::report_breach};
  for (const Act act : every<Act>())
    for (const Role role : every<Role>()) {
      Facts f = fitting(act, role);
      f.actor.roles.push_back(Role::administrator);
      CAPTURE(name(act));
      CHECK(rights(f) == (own.contains(act) && !of_contractor(role)));
    }
}

TEST_CASE("own section only, department officers and above for all") {
  for (const Act act : every<Act>())
    for (const Role role : every<Role>()) {
      Facts f = fitting(act, role);
      if (!rights(f) || f.actor.side != Side::town) continue;
      f.actor.section = sample::other_section;
      const bool everywhere = role == Role::department_officer || role == Role::supervising_officer ||
                              role == Role::ciso || role == Role::auditor || role == Role::administrator ||
                              role == Role::reception ||  // one desk for every area
                              act == Act::withdraw_passage || act == Act::withdraw_entry ||
                              act == Act::keep_scan_result || act == Act::import_dataset ||
                              act == Act::remove_dataset ||
                              act == Act::export_records ||                        // of what one sees anyway
                              act == Act::report_breach ||                         // by whoever finds it
                              act == Act::take_test || act == Act::read_notice ||  // each for themselves
                              of_oneself(act);
      CAPTURE(name(act));
      CAPTURE(name(role));
      CHECK(rights(f) == everywhere);
      f.actor.section.clear();
      f.target.section.clear();
      CHECK(rights(f) == everywhere);
    }
  Facts unowned = sample::of(Act::register_contractor);
  unowned.target.section.clear();
  CHECK(rights(unowned));
}

TEST_CASE("own firm only") {
  for (const Act act : every<Act>())
    for (const Role role : {Role::contractor_manager, Role::worker}) {
      Facts f = fitting(act, role);
      if (!rights(f) || act == Act::export_records || act == Act::report_breach) continue;
      f.actor.contractor = sample::other_firm;
      f.actor.person = "wkr_somebody_else";
      if (f.target.owner_account == "acc_applicant") f.actor.account = "acc_somebody_else";
      CAPTURE(name(act));
      CAPTURE(name(role));
      CHECK_FALSE(rights(f));
    }
  // A tier above does not speak for the holder's firm, nor for its roster.
  for (const Act act : {Act::declare_return, Act::erase_custody, Act::submit_roster, Act::register_worker,
                        Act::appoint_person, Act::answer_sheet, Act::submit_sheet, Act::report_improvement,
                        Act::apply_copy, Act::certify_disposal, Act::accept_audit}) {
    Facts f = sample::of(act);
    f.actor = sample::contractor_person("primemanager", Role::contractor_manager, sample::prime);
    CHECK_FALSE(rights(f));
    f.actor = sample::contractor_person("submanager", Role::contractor_manager, sample::sub);
    CHECK(rights(f));
  }
}

TEST_CASE("the applicant only, the named person only, and the town's confirmation never by the holder") {
  for (const Act act : {Act::change_passage, Act::upload_content, Act::reinspect_content, Act::submit_passage,
                        Act::withdraw_passage}) {
    Facts f = sample::of(act);
    f.actor.account = "acc_colleague";
    CHECK_FALSE(rights(f));
    f = sample::of(act);
    f.passage->applicant_account = "acc_colleague";  // target and passage disagree
    CHECK_FALSE(rights(f));
  }
  for (const Act act : {Act::download_content, Act::give_receipt, Act::declare_copy}) {
    Facts f = sample::of(act);
    f.actor.person = "wkr_colleague";
    CHECK_FALSE(rights(f));
    f.actor.person.clear();
    f.target.person.clear();
    CHECK_FALSE(rights(f));
  }
  for (const Act act : {Act::confirm_return, Act::export_medium}) {
    Facts f = sample::of(act);
    f.target.person = f.actor.person;
    CHECK_FALSE(rights(f));
  }
}

TEST_CASE("a contractor applies only to carry out") {
  for (const Act act : {Act::draft_passage, Act::submit_passage}) {
    Facts f = fitting(act, Role::worker);
    CHECK(rights(f));
    f.passage->kind = PassageKind::receive;
    CHECK_FALSE(rights(f));
    Facts town = sample::of(act);
    town.passage->kind = PassageKind::receive;
    CHECK(judge(town).passed);
  }
}

TEST_CASE("account closed, person unknown, no second factor") {
  for (const Act act : every<Act>()) {
    Facts f = sample::of(act);
    f.actor.active = false;
    CHECK(open(f) == "rights.account");
    f = sample::of(act);
    f.actor.mfa = false;
    CHECK(open(f) == "rights.mfa");
  }
}

TEST_CASE("many records at once need what each of them would need alone") {
  for (const Act act : {Act::register_contractor, Act::register_engagement, Act::register_worker}) {
    for (const Role role : every<Role>()) {
      CAPTURE(name(act));
      CAPTURE(name(role));
      Facts f = fitting(act, role);
      f.bulk = Bulk{act, {f.target, f.target}};
      f.act = Act::import_records;
      CHECK(rights(f) == may.at(act).contains(role));
      f.bulk->targets.push_back({sample::other_section, {sample::other_firm}, "", ""});
      const bool everywhere =
          act != Act::register_worker && may.at(act).contains(role) && role != Role::section_manager;
      CHECK(rights(f) == everywhere);
    }
  }
  Facts none = sample::of(Act::import_records);
  none.bulk->targets.clear();
  CHECK_FALSE(rights(none));
  none.bulk = Bulk{Act::import_records, {none.target}};
  CHECK_FALSE(rights(none));
}
