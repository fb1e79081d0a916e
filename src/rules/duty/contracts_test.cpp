#include <doctest/doctest.h>

#include "rules/duty.h"

using namespace sekisho;
using namespace sekisho::rules;

namespace {

Day day(const char* text) { return *parse_day(text); }
Viewer officer(const char* person, Role role, const char* section = "sec_welfare") {
  return {person, {role}, Side::town, section, ""};
}
Viewer firm(const char* person, const char* contractor) {
  return {person, {Role::contractor_manager}, Side::contractor, "", contractor};
}
DutyState with(const OpenTier& tier) {
  DutyState state;
  state.tiers = {tier};
  return state;
}
OpenTier tier(ConsentState state) {
  OpenTier t;
  t.id = "sub_0000000000000001";
  t.section = "sec_welfare";
  t.contractor = "con_sub";
  t.state = state;
  t.applicant_person = "off_applicant";
  t.decided_by = {"off_manager"};
  t.applied_on = day("2026-11-20");
  t.decided_on = day("2026-11-25");
  return t;
}

}  // namespace

TEST_CASE("a contract's missing terms are asked of its section manager, by name, as long as it is in force") {
  DutyState state;
  state.contracts = {{"eng_0000000000000001",
                      "sec_welfare",
                      day("2026-04-01"),
                      day("2027-03-31"),
                      {Term::secrecy, Term::publication},
                      {ContractPart::service_levels}}};
  const auto list = duties(state, day("2026-11-24"));
  REQUIRE(list.size() == 2);
  CHECK(list[0].kind == DutyKind::agree_terms);
  CHECK(list[0].text_ja.find("守秘義務、インシデントが起きたときの公表") != std::string::npos);
  CHECK(list[0].overdue);
  CHECK(list[1].kind == DutyKind::complete_contract);
  CHECK(list[1].text_ja.find("サービスレベル") != std::string::npos);
  for (const auto& duty : list) {
    CHECK(owes(duty, officer("off_manager", Role::section_manager)));
    CHECK_FALSE(owes(duty, officer("off_manager", Role::section_manager, "sec_tax")));
    CHECK_FALSE(owes(duty, officer("off_clerk", Role::officer)));
    CHECK_FALSE(owes(duty, firm("wkr_manager", "con_prime")));
  }
  CHECK(duties(state, day("2027-04-01")).empty());
  state.contracts[0].missing_parts.clear();
  CHECK(duties(state, day("2026-11-24")).size() == 1);
}

TEST_CASE("a firm names its data manager") {
  DutyState state;
  state.unmanaged_firms = {
      {"sub_0000000000000001", "con_sub", "sec_welfare", day("2026-11-20"), day("2027-03-31")}};
  const auto list = duties(state, day("2026-11-24"));
  REQUIRE(list.size() == 1);
  CHECK(format_day(list[0].due) == "2026-11-27");
  CHECK(owes(list[0], firm("wkr_manager", "con_sub")));
  CHECK_FALSE(owes(list[0], firm("wkr_prime", "con_prime")));
  CHECK(duties(state, day("2027-04-01")).empty());
}

TEST_CASE("a sub-contract: decided by those who may and have not, then bound, then nothing") {
  const auto waiting = duties(with(tier(ConsentState::applied)), day("2026-11-24"));
  REQUIRE(waiting.size() == 1);
  CHECK(waiting[0].kind == DutyKind::decide_consent);
  CHECK(format_day(waiting[0].due) == "2026-11-27");
  CHECK(owes(waiting[0], officer("off_director", Role::department_officer, "")));
  CHECK_FALSE(owes(waiting[0], officer("off_manager", Role::section_manager)));    // has consented
  CHECK_FALSE(owes(waiting[0], officer("off_applicant", Role::section_manager)));  // has applied
  auto bound = tier(ConsentState::consented);
  const auto open = duties(with(bound), day("2026-11-24"));
  REQUIRE(open.size() == 1);
  CHECK(open[0].kind == DutyKind::confirm_flow_down);
  bound.flow_down_confirmed = true;
  CHECK(duties(with(bound), day("2026-11-24")).empty());
  CHECK(duties(with(tier(ConsentState::refused)), day("2026-11-24")).empty());
}

TEST_CASE("after a withdrawal, what is held is recovered; the duty ends when nothing is") {
  auto withdrawn = tier(ConsentState::withdrawn);
  CHECK(duties(with(withdrawn), day("2026-11-26")).empty());
  withdrawn.holds = true;
  const auto list = duties(with(withdrawn), day("2026-11-29"));
  REQUIRE(list.size() == 1);
  CHECK(list[0].kind == DutyKind::recover_held);
  CHECK(list[0].overdue);
  CHECK(owes(list[0], officer("off_manager", Role::section_manager)));
}
