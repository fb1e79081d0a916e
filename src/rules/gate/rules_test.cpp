#include <doctest/doctest.h>

#include <algorithm>
#include <iterator>

#include "gate/cases.h"

using namespace sekisho;
using namespace sekisho::rules;
using namespace sekisho::rules::testing;

namespace {

using std::chrono::days;

void found(Facts& f, InspectionState state, std::int64_t residents) {
  f.content->inspection = state;
  f.content->residents = residents;
}

void unseen(Facts& f, bool locked, bool unfinished) {
  f.content->unseen = 1;
  f.content->locked = locked;
  f.content->unfinished = unfinished;
}

const std::vector<Case>& cases() {
  static const std::vector<Case> all{
      {"passage.kind", application, "dispose", [](Facts& f) { f.passage->kind = PassageKind::dispose; }},
      {"passage.kind", {Act::draft_passage}, "none", [](Facts& f) { f.passage.reset(); }},
      {"passage.terms", application, "collected in the past",
       [](Facts& f) { f.passage->collect_until = today(f) - days(1); }},
      {"passage.terms", application, "returned before it is collected",
       [](Facts& f) { f.passage->custody_due = f.passage->collect_until - days(1); }},
      {"passage.terms", application, "beyond the contract",
       [](Facts& f) { f.passage->custody_due = f.engagement->ends + days(1); }},
      {"passage.terms", application, "no download", [](Facts& f) { f.passage->downloads_allowed = 0; }},
      {"passage.terms", application, "downloads without end",
       [](Facts& f) { f.passage->downloads_allowed = 1 << 30; }},
      {"statement.purpose", application, "empty", [](Facts& f) { f.passage->purpose = ""; }},
      {"statement.purpose", application, "blanks of many kinds",
       [](Facts& f) { f.passage->purpose = " \t\n　\u00a0\u200b\u200d\ufeff\u3164・・・。。。"; }},
      {"statement.purpose", application, "one letter again and again",
       [](Facts& f) { f.passage->purpose = "ああああああ"; }},
      {"statement.purpose", application, "too short", [](Facts& f) { f.passage->purpose = "移行"; }},
      {"statement.purpose", application, "not UTF-8",
       [](Facts& f) { f.passage->purpose = "testing \xff\xfe data"; }},
      {"statement.content", application, "empty", [](Facts& f) { f.passage->content_description = "　"; }},
      {"statement.protection", application, "empty", [](Facts& f) { f.passage->protection = "--"; }},
      {"statement.rejection", {Act::reject_passage}, "no reason", [](Facts& f) { f.decision_note = "  "; }},
      {"scope.engagement", conditions, "ended yesterday",
       [](Facts& f) { f.engagement->ends = today(f) - days(1); }},
      {"scope.engagement", conditions, "begins tomorrow",
       [](Facts& f) { f.engagement->starts = today(f) + days(1); }},
      {"scope.engagement", conditions, "cancelled", [](Facts& f) { f.engagement->cancelled = true; }},
      {"scope.engagement", conditions, "none", [](Facts& f) { f.engagement.reset(); }},
      {"scope.access", conditions, "another kind", [](Facts& f) { f.asset->information = "税"; }},
      {"scope.access", conditions, "another range", [](Facts& f) { f.passage->range = "令和6年度分"; }},
      {"scope.access", conditions, "another way",
       [](Facts& f) { f.passage->way = AccessWay::remote_access; }},
      {"scope.access", conditions, "kind, range and way only in different entries",
       [](Facts& f) { f.asset->information = "住民記録"; }},
      {"scope.access", conditions, "empty on both sides",
       [](Facts& f) {
         f.passage->range.clear();
         f.engagement->scope.push_back({"給付金", "", {f.passage->way}});
       }},
      {"scope.access", conditions, "no scope", [](Facts& f) { f.engagement->scope.clear(); }},
      {"production.inspected", conditions, "absent", [](Facts& f) { found(f, InspectionState::absent, 0); },
       Outcome::pending},
      {"production.inspected", conditions, "uploading",
       [](Facts& f) { found(f, InspectionState::uploading, 0); }, Outcome::pending},
      {"production.inspected", conditions, "waiting", [](Facts& f) { found(f, InspectionState::waiting, 0); },
       Outcome::pending},
      {"production.inspected", conditions, "running", [](Facts& f) { found(f, InspectionState::running, 0); },
       Outcome::pending},
      {"production.inspected", conditions, "none", [](Facts& f) { f.content.reset(); }},
      {"production.contract", conditions, "not allowed",
       [](Facts& f) { f.engagement->production_data_allowed = false; }},
      {"production.contract", conditions, "unreadable and not allowed",
       [](Facts& f) {
         found(f, InspectionState::unreadable, 0);
         f.engagement->production_data_allowed = false;
       }},
      {"production.contract", conditions, "called clean, yet residents were found",
       [](Facts& f) {
         found(f, InspectionState::clean, 1);
         f.engagement->production_data_allowed = false;
       }},
      {"production.contract", conditions, "still running",
       [](Facts& f) { found(f, InspectionState::running, 0); }, Outcome::pending},
      {"production.application", conditions, "not applied for",
       [](Facts& f) { f.passage->production_application = false; }},
      {"production.application", conditions, "no reason",
       [](Facts& f) { f.passage->production_reason = "　　　　　　"; }},
      {"production.application", conditions, "unreadable, not applied for",
       [](Facts& f) {
         found(f, InspectionState::unreadable, 0);
         f.asset->personal_data = false;
         f.passage->production_application = false;
       }},
      {"content.complete", conditions, "locked", [](Facts& f) { unseen(f, true, false); }},
      {"content.complete", conditions, "not scanned", [](Facts& f) { unseen(f, false, true); }},
      {"content.complete", conditions, "still running",
       [](Facts& f) { found(f, InspectionState::running, 0); }, Outcome::pending},
      {"content.complete", conditions, "none", [](Facts& f) { f.content.reset(); }},
      {"content.hostile", conditions, "a macro",
       [](Facts& f) {
         f.content->stops = 1;
         f.content->stop_kinds = {"VBA マクロ"};
       }},
      {"content.hostile", conditions, "a macro, and nobody",
       [](Facts& f) {
         found(f, InspectionState::clean, 0);
         f.content->stops = 1;
       }},
      {"content.hostile", conditions, "still running",
       [](Facts& f) { found(f, InspectionState::running, 0); }, Outcome::pending},
      {"content.hostile", conditions, "none", [](Facts& f) { f.content.reset(); }},
      {"content.sealed", conditions, "not sealed", [](Facts& f) { f.content->sealed = false; }},
      {"content.sealed", conditions, "no hash", [](Facts& f) { f.content->sha256.clear(); }},
      {"recipient.present", conditions, "left", [](Facts& f) { f.recipient->left = true; }},
      {"recipient.present", conditions, "none", [](Facts& f) { f.recipient.reset(); }},
      {"recipient.present", conditions, "no firm", [](Facts& f) { f.recipient->contractor.clear(); }},
      {"recipient.roster", conditions, "not on it",
       [](Facts& f) { f.recipient->on_confirmed_roster = false; }},
      {"recipient.roster", conditions, "left", [](Facts& f) { f.recipient->left = true; }},
      {"recipient.identity", conditions, "not confirmed",
       [](Facts& f) { f.recipient->identity_confirmed = false; }},
      {"recipient.trained", conditions, "never", [](Facts& f) { f.recipient->trained_until.reset(); }},
      {"recipient.trained", conditions, "until yesterday",
       [](Facts& f) { f.recipient->trained_until = today(f) - days(1); }},
      {"recipient.pledge", conditions, "none", [](Facts& f) { f.recipient->pledged = false; }},
      {"recipient.year", conditions, "never", [](Facts& f) { f.recipient->people_confirmed_until.reset(); }},
      {"recipient.year", conditions, "until yesterday",
       [](Facts& f) { f.recipient->people_confirmed_until = today(f) - days(1); }},
      {"approvals.approver",
       {Act::approve_passage, Act::reject_passage},
       "own application",
       [](Facts& f) { f.passage->applicant_person = f.actor.person; }},
      {"approvals.approver",
       {Act::approve_passage, Act::reject_passage},
       "own account",
       [](Facts& f) { f.passage->applicant_account = f.actor.account; }},
      {"approvals.approver",
       {Act::approve_passage, Act::reject_passage},
       "the recipient",
       [](Facts& f) { f.recipient->person = f.actor.person; }},
      {"approvals.approver",
       {Act::approve_passage, Act::reject_passage},
       "twice, by another account",
       [](Facts& f) {
         f.approvals = {sample::approval("manager", Role::section_manager)};
         f.approvals[0].account = "acc_second";
       }},
      {"approvals.approver",
       {Act::approve_passage, Act::reject_passage},
       "after a rejection",
       [](Facts& f) {
         f.approvals = {sample::approval("director", Role::department_officer)};
         f.approvals[0].decision = Decision::reject;
       }},
      {"approvals.approver",
       {Act::approve_passage},
       "an officer",
       [](Facts& f) { f.actor.roles = {Role::officer}; }},
      {"approvals.approver",
       {Act::approve_passage},
       "an administrator too",
       [](Facts& f) { f.actor.roles.push_back(Role::administrator); }},
      {"approvals.approver",
       {Act::approve_passage},
       "of the contractor",
       [](Facts& f) { f.actor.side = Side::contractor; }},
      {"approvals.approver",
       {Act::approve_passage},
       "nothing to be bound to",
       [](Facts& f) { f.passage->binding.clear(); }},
      {"approvals.enough", release, "one", [](Facts& f) { f.approvals.pop_back(); }},
      {"approvals.enough", release, "none", [](Facts& f) { f.approvals.clear(); }},
      {"approvals.enough", release, "one person, two accounts",
       [](Facts& f) { f.approvals[1].person = f.approvals[0].person; }},
      {"approvals.enough", release, "one account, two persons",
       [](Facts& f) { f.approvals[1].account = f.approvals[0].account; }},
      {"approvals.enough", release, "by the applicant",
       [](Facts& f) { f.approvals[1].person = f.passage->applicant_person; }},
      {"approvals.enough", release, "by the applicant's account",
       [](Facts& f) { f.approvals[1].account = f.passage->applicant_account; }},
      {"approvals.enough", release, "by the recipient",
       [](Facts& f) { f.approvals[1].person = f.recipient->person; }},
      {"approvals.enough", release, "by the contractor",
       [](Facts& f) { f.approvals[1].side = Side::contractor; }},
      {"approvals.enough", release, "by an officer",
       [](Facts& f) { f.approvals[1].roles = {Role::officer}; }},
      {"approvals.enough", release, "by an administrator",
       [](Facts& f) { f.approvals[1].roles.push_back(Role::administrator); }},
      {"approvals.enough", release, "of something else", [](Facts& f) { f.approvals[1].bound_to = "00"; }},
      {"approvals.enough", release, "bound to nothing",
       [](Facts& f) {
         f.passage->binding.clear();
         for (auto& a : f.approvals) a.bound_to.clear();
       }},
      {"approvals.enough", release, "enough, and one rejection",
       [](Facts& f) {
         f.approvals.push_back(sample::approval("ciso", Role::ciso));
         f.approvals.back().decision = Decision::reject;
       }},
      {"transfer.access_control", service, "not confirmed",
       [](Facts& f) { f.passage->transfer.access_control = false; }},
      {"transfer.stored_encrypted", service, "not confirmed",
       [](Facts& f) { f.passage->transfer.encrypted_at_rest = false; }},
      {"transfer.link_encrypted", service, "not confirmed",
       [](Facts& f) { f.passage->transfer.encrypted_link = false; }},
      {"transfer.transport",
       {Act::export_medium},
       "not stated",
       [](Facts& f) { f.passage->transport.clear(); }},
      {"release.recipient",
       {Act::download_content},
       "another",
       [](Facts& f) { f.recipient->person = "wkr_colleague"; }},
      {"release.recipient",
       {Act::download_content},
       "another firm",
       [](Facts& f) { f.actor.contractor = sample::prime; }},
      {"release.way",
       {Act::download_content},
       "by medium",
       [](Facts& f) { f.passage->way = AccessWay::physical_medium; }},
      {"release.way",
       {Act::export_medium},
       "by service",
       [](Facts& f) { f.passage->way = AccessWay::service_transfer; }},
      {"release.deadline", release, "too late",
       [](Facts& f) { f.passage->collect_until = today(f) - days(1); }},
      {"release.deadline", release, "again, after the day to return",
       [](Facts& f) {
         f.passage->downloads_used = 1;
         f.passage->custody_due = today(f) - days(1);
       }},
      {"release.count", release, "used up", [](Facts& f) { f.passage->downloads_used = 3; }},
      {"release.count", release, "less than none", [](Facts& f) { f.passage->downloads_used = -1; }},
      {"release.link", {Act::download_content}, "in the clear", [](Facts& f) { f.tls = false; }},
      {"release.custody",
       {Act::download_content},
       "being erased",
       [](Facts& f) { f.custody = Custody{CustodyState::erasing, today(f), 0, "", false}; }},
      {"release.custody",
       {Act::download_content},
       "overdue",
       [](Facts& f) { f.custody = Custody{CustodyState::held, today(f) - days(1), 0, "", false}; }},
      {"release.custody",
       {Act::download_content},
       "received, and no custody",
       [](Facts& f) { f.passage->state = PassageState::received; }},
      {"receipt.after_release",
       {Act::give_receipt},
       "nothing received",
       [](Facts& f) { f.passage->downloads_used = 0; }},
      {"receipt.workplace", {Act::give_receipt}, "at home", [](Facts& f) { f.place = "自宅"; }},
      {"receipt.workplace",
       {Act::give_receipt},
       "at another firm's workplace",
       [](Facts& f) { f.place = f.engagement->workplaces[0].name; }},
      {"receipt.workplace",
       {Act::give_receipt},
       "none is recorded",
       [](Facts& f) { f.engagement->workplaces.clear(); }},
      {"custody.due", {Act::declare_copy}, "overdue", [](Facts& f) { f.custody->due = today(f) - days(1); }},
      {"custody.copies",
       {Act::declare_return, Act::confirm_return, Act::erase_custody},
       "copies remain",
       [](Facts& f) { f.custody->copies_erased = false; }},
      {"custody.copies", {Act::erase_custody}, "less than none", [](Facts& f) { f.custody->copies = -1; }},
      {"custody.method", {Act::erase_custody}, "not stated", [](Facts& f) { f.custody->erase_method = " "; }},
      {"custody.state",
       {Act::declare_copy, Act::declare_return, Act::confirm_return, Act::erase_custody},
       "erased",
       [](Facts& f) { f.custody->state = CustodyState::erased; }},
      {"custody.state",
       {Act::declare_copy, Act::declare_return, Act::confirm_return, Act::erase_custody},
       "no application",
       [](Facts& f) { f.passage.reset(); }},
      {"approvals.approver",
       {Act::approve_passage, Act::reject_passage},
       "nobody knows for whom",
       [](Facts& f) { f.recipient.reset(); }},
      {"custody.state", {Act::erase_custody}, "none", [](Facts& f) { f.custody.reset(); }},
      {"custody.state",
       {Act::erase_custody},
       "application withdrawn",
       [](Facts& f) { f.passage->state = PassageState::withdrawn; }},
      {"delegation.period",
       {Act::delegate_duties},
       "ends before it starts",
       [](Facts& f) { f.delegation->ends = f.delegation->starts - std::chrono::days(1); }},
      {"delegation.taker",
       {Act::delegate_duties},
       "nobody",
       [](Facts& f) { f.delegation->taker_as.clear(); }},
      {"delegation.owed",
       {Act::delegate_duties},
       "of somebody else",
       [](Facts& f) { f.delegation->kind = DutyKind::confirm_return; }},
      {"passage.state",
       {Act::submit_passage},
       "submitted",
       [](Facts& f) { f.passage->state = PassageState::submitted; }},
      {"rights.act", {Act::submit_passage}, "no role", [](Facts& f) { f.actor.roles.clear(); }},
      {"rights.account", {Act::submit_passage}, "closed", [](Facts& f) { f.actor.active = false; }},
      {"rights.mfa", {Act::submit_passage}, "no second factor", [](Facts& f) { f.actor.mfa = false; }},
  };
  return all;
}

}  // namespace

TEST_CASE("each rule both ways") {
  std::set<std::string_view> tried;
  auto all = cases();
  std::ranges::move(firm_cases(), std::back_inserter(all));
  std::ranges::move(copy_cases(), std::back_inserter(all));
  std::ranges::move(disposal_cases(), std::back_inserter(all));
  std::ranges::move(audit_cases(), std::back_inserter(all));
  std::ranges::move(area_cases(), std::back_inserter(all));
  for (const auto& c : all) {
    tried.insert(c.rule);
    for (const Act act : c.acts) {
      CAPTURE(c.rule);
      CAPTURE(c.what);
      CAPTURE(name(act));
      Facts f = sample::of(act);
      CHECK(outcome(f, c.rule) == Outcome::passed);
      c.break_it(f);
      const auto verdict = judge(f);
      const auto* answer = finding(verdict, c.rule);
      REQUIRE(answer != nullptr);
      CHECK(answer->outcome == c.outcome);
      CHECK_FALSE(answer->reason_ja.empty());
      CHECK_FALSE(answer->reason_en.empty());
      CHECK_FALSE(answer->todo_ja.empty());
      CHECK_FALSE(answer->todo_en.empty());
      CHECK_FALSE(verdict.passed);
    }
  }
  for (const auto& rule : all_rules()) CHECK_MESSAGE(tried.contains(rule.id), rule.id);
}
