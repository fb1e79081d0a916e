#include <doctest/doctest.h>

#include "rules/duty_owing.h"

using namespace sekisho;
using namespace sekisho::rules;

namespace {

Day day(const char* text) { return *parse_day(text); }

DutyState reported(const char* on) {
  DutyState state;
  state.breaches = {{"brc_0000000000000001", day(on)}};
  return state;
}
Viewer officer(const char* person, Role role) { return {person, {role}, Side::town, "sec_welfare", ""}; }

}  // namespace

TEST_CASE("a reported breach is the CISO's on the same day, and nobody else's") {
  const auto list = duties(reported("2026-11-24"), day("2026-11-24"));
  REQUIRE(list.size() == 1);
  const auto& duty = list[0];
  CHECK(duty.kind == DutyKind::acknowledge_breach);
  CHECK(duty.clauses == std::vector<std::string>{"G-8.1-3d"});
  CHECK(format_day(duty.due) == "2026-11-24");
  CHECK_FALSE(duty.overdue);
  CHECK(owes(duty, officer("off_c", Role::ciso)));
  for (const Role role : {Role::supervising_officer, Role::department_officer, Role::section_manager,
                          Role::auditor, Role::administrator})
    CHECK_FALSE(owes(duty, officer("off_x", role)));
  CHECK(reached(duty, officer("off_s", Role::supervising_officer), {}, day("2026-11-24"), 7).how ==
        Reach::none);
}

TEST_CASE("the next day it reaches the supervising officer, whatever the days of escalation") {
  const Day next = day("2026-11-25");
  const auto list = duties(reported("2026-11-24"), next);
  REQUIRE(list.size() == 1);
  CHECK(list[0].overdue);
  for (const int every : {0, 1, 7}) {
    CHECK(escalated_to(list[0], every) == std::vector<Role>{Role::supervising_officer});
    CHECK(reached(list[0], officer("off_s", Role::supervising_officer), {}, next, every).how ==
          Reach::escalated);
    CHECK(reached(list[0], officer("off_d", Role::department_officer), {}, next, every).how == Reach::none);
    CHECK(reached(list[0], officer("off_c", Role::ciso), {}, next, every).how == Reach::own);
  }
}

TEST_CASE("it comes before what is overdue for long") {
  auto state = reported("2026-11-24");
  OpenCustody custody;
  custody.id = "cus_0000000000000001";
  custody.holder_person = "wkr_holder";
  custody.holder_contractor = "con_sub";
  custody.section = "sec_welfare";
  custody.due = day("2026-01-01");
  state.custodies = {custody};
  const auto list = duties(state, day("2026-11-24"));
  REQUIRE(list.size() == 2);
  CHECK(list[0].kind == DutyKind::acknowledge_breach);
  CHECK(list[1].kind == DutyKind::return_or_erase);
}
