#include "rules/duty_owing.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace sekisho;
using namespace sekisho::rules;

namespace {

const Day today = *parse_day("2026-11-24");

Duty duty_of(std::vector<Role> roles, int days_left = 3) {
  Duty d;
  d.kind = DutyKind::confirm_return;
  d.subject = "cus_1";
  d.roles = std::move(roles);
  d.section = "sec_welfare";
  d.due = today + std::chrono::days(days_left);
  d.days_left = days_left;
  d.overdue = days_left < 0;
  return d;
}
Viewer officer(const char* person, Role role, const char* section = "sec_welfare") {
  return {person, {role}, Side::town, section, ""};
}
Viewer worker(const char* person, Role role, const char* firm = "con_sub") {
  return {person, {role}, Side::contractor, "", firm};
}
Delegation handed(const Viewer& giver, const Viewer& taker) {
  return {"dlg_1", giver.person, taker.person, {}, "", today, today + std::chrono::days(5), {giver}, {taker}};
}
using Roles = std::vector<Role>;

}  // namespace

TEST_CASE("a duty is taken over by the same role or one above, in the same section, and by nobody else") {
  auto duty = duty_of({Role::officer});
  CHECK(may_take(duty, officer("off_b", Role::officer)));
  CHECK(may_take(duty, officer("off_m", Role::section_manager)));
  CHECK(may_take(duty, officer("off_d", Role::department_officer, "")));
  CHECK_FALSE(may_take(duty, officer("off_t", Role::officer, "sec_tax")));
  CHECK_FALSE(may_take(duty, officer("off_t", Role::section_manager, "sec_tax")));
  CHECK_FALSE(may_take(duty, officer("off_x", Role::auditor)));
  CHECK_FALSE(may_take(duty, officer("off_x", Role::system_administrator)));
  CHECK_FALSE(may_take(duty, worker("wkr_1", Role::contractor_manager)));
  auto runner = officer("off_r", Role::section_manager);
  runner.roles.push_back(Role::administrator);
  CHECK_FALSE(may_take(duty, runner));
  duty.not_persons = {"off_b"};
  CHECK_FALSE(may_take(duty, officer("off_b", Role::officer)));
  CHECK_FALSE(may_take(duty_of({Role::section_manager}), officer("off_b", Role::officer)));
  CHECK_FALSE(may_take(duty_of({Role::auditor}), officer("off_c", Role::ciso)));

  Duty receipt = duty_of({});
  receipt.person = "wkr_recipient";
  receipt.contractor = "con_sub";
  CHECK_FALSE(may_take(receipt, worker("wkr_manager", Role::contractor_manager)));  // the named person alone
  Duty custody = receipt;
  custody.roles = {Role::contractor_manager};
  CHECK(may_take(custody, worker("wkr_manager", Role::contractor_manager)));
  CHECK_FALSE(may_take(custody, worker("wkr_colleague", Role::worker)));
  CHECK_FALSE(may_take(custody, worker("wkr_prime", Role::contractor_manager, "con_prime")));
  CHECK_FALSE(may_take(custody, officer("off_m", Role::section_manager)));
}

TEST_CASE("a delegation moves what its giver owes and its taker may do, on its days") {
  const auto giver = officer("off_a", Role::officer);
  const auto taker = officer("off_b", Role::officer);
  auto duty = duty_of({Role::officer});
  auto d = handed(giver, taker);
  CHECK(moves(d, duty, today));
  CHECK(moves(d, duty, today + std::chrono::days(5)));
  CHECK_FALSE(moves(d, duty, today + std::chrono::days(6)));
  CHECK_FALSE(moves(d, duty, today - std::chrono::days(1)));
  d.kind = DutyKind::confirm_return;
  d.subject = "cus_2";
  CHECK_FALSE(moves(d, duty, today));
  d.subject = "cus_1";
  CHECK(moves(d, duty, today));
  d.kind = DutyKind::give_receipt;
  CHECK_FALSE(moves(d, duty, today));
  d.kind.reset();
  duty.not_persons = {"off_b"};  // the applicant, or who has decided: an absence changes nothing
  CHECK_FALSE(moves(d, duty, today));
  duty.not_persons = {"off_a"};
  CHECK_FALSE(moves(d, duty, today));
  duty.not_persons.clear();
  d.taker_as.clear();  // has no open account any more
  CHECK_FALSE(moves(d, duty, today));
  d = handed(giver, giver);
  CHECK_FALSE(moves(d, duty, today));
}

TEST_CASE("how a duty reaches somebody: own, handed on, taken over") {
  const auto giver = officer("off_a", Role::officer);
  const auto manager = officer("off_m", Role::section_manager);
  const auto third = officer("off_c", Role::officer);
  const auto duty = duty_of({Role::officer});
  const std::vector<Delegation> all{handed(giver, manager)};
  CHECK(reached(duty, manager, {}, today, 7).how == Reach::none);
  CHECK(reached(duty, manager, all, today, 7).how == Reach::taken);
  CHECK(reached(duty, manager, all, today, 7).delegation == &all[0]);
  CHECK(reached(duty, giver, all, today, 7).how == Reach::own);  // still owes it
  CHECK(reached(duty, giver, all, today, 7).delegation == &all[0]);
  CHECK(reached(duty, third, all, today, 7).how == Reach::own);
  CHECK(reached(duty, third, all, today, 7).delegation == nullptr);
  // whoever owes it anyway sees whose absence it is for
  const auto colleague = officer("off_b", Role::officer);
  const std::vector<Delegation> beside{handed(giver, colleague)};
  CHECK(reached(duty, colleague, beside, today, 7).how == Reach::taken);
}

TEST_CASE("long overdue: one role above after every so many days, never beside the ladder") {
  const auto above = [](std::vector<Role> roles, int overdue, int every = 7) {
    return escalated_to(duty_of(std::move(roles), -overdue), every);
  };
  CHECK(above({Role::officer}, 6).empty());
  CHECK(above({Role::officer}, 7) == Roles{Role::section_manager});
  CHECK(above({Role::officer}, 14) == Roles{Role::section_manager, Role::department_officer});
  CHECK(above({Role::officer}, 400) ==
        Roles{Role::section_manager, Role::department_officer, Role::supervising_officer, Role::ciso});
  CHECK(above({Role::section_manager, Role::officer}, 7) == Roles{Role::department_officer});
  CHECK(above({Role::ciso}, 400).empty());
  CHECK(above({Role::auditor}, 7) == Roles{Role::ciso});
  CHECK(above({Role::officer}, 100, 0).empty());
  CHECK(escalated_to(duty_of({Role::officer}, 3), 7).empty());

  Duty firm = duty_of({Role::contractor_manager}, -7);
  firm.contractor = "con_sub";
  CHECK(escalated_to(firm, 7) == Roles{Role::section_manager});
  firm.section.clear();
  CHECK(escalated_to(firm, 7) == Roles{Role::department_officer});
  Duty receipt = duty_of({}, -14);
  receipt.person = "wkr_recipient";
  receipt.contractor = "con_sub";
  CHECK(escalated_to(receipt, 7) == Roles{Role::contractor_manager, Role::section_manager});
  CHECK(reached(receipt, worker("wkr_m", Role::contractor_manager), {}, today, 7).how == Reach::escalated);
  CHECK(reached(receipt, worker("wkr_p", Role::contractor_manager, "con_prime"), {}, today, 7).how ==
        Reach::none);
  CHECK(reached(receipt, officer("off_m", Role::section_manager), {}, today, 7).how == Reach::escalated);
  CHECK(reached(receipt, officer("off_t", Role::section_manager, "sec_tax"), {}, today, 7).how ==
        Reach::none);
  CHECK(reached(receipt, officer("off_d", Role::department_officer), {}, today, 7).how == Reach::none);
  receipt.not_persons = {"off_m"};
  CHECK(reached(receipt, officer("off_m", Role::section_manager), {}, today, 7).how == Reach::none);
}

TEST_CASE("whoever stands in for all has a role of the giver's or one above, in the same place") {
  const auto giver = officer("off_m", Role::section_manager);
  CHECK(stands_in_for(officer("off_n", Role::section_manager), giver));
  CHECK(stands_in_for(officer("off_d", Role::department_officer, ""), giver));
  CHECK_FALSE(stands_in_for(officer("off_o", Role::officer), giver));
  CHECK_FALSE(stands_in_for(officer("off_t", Role::section_manager, "sec_tax"), giver));
  CHECK_FALSE(stands_in_for(worker("wkr_m", Role::contractor_manager), giver));
  const auto firm = worker("wkr_m", Role::contractor_manager);
  CHECK(stands_in_for(worker("wkr_n", Role::contractor_manager), firm));
  CHECK_FALSE(stands_in_for(worker("wkr_w", Role::worker), firm));
  CHECK_FALSE(stands_in_for(worker("wkr_n", Role::contractor_manager, "con_prime"), firm));
}
