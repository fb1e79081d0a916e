#include <doctest/doctest.h>

#include "rules/duty_owing.h"

using namespace sekisho;
using namespace sekisho::rules;
using std::chrono::days;

namespace {

const Day today = *parse_day("2026-11-24");

std::vector<Duty> owed(const char* since, const char* ends) {
  DutyState state;
  state.audits_owed = {{"eng_1", "sec_welfare", *parse_day(since), *parse_day(ends)}};
  return duties(state, today);
}
std::vector<Duty> open(AuditState audit, int planned, int answer) {
  DutyState state;
  state.audits = {{"aud_1", "sec_welfare", "con_1", audit, today + days(planned), today + days(answer)}};
  return duties(state, today);
}
Viewer officer(const char* section, Role role) { return {"off_x", {role}, Side::town, section, ""}; }

}  // namespace

TEST_CASE("a contract is to be audited by the last day of each year, and it is said 60 days ahead") {
  CHECK(owed("2026-01-25", "2028-03-31").empty());  // due 2027-01-24: 61 days
  const auto ahead = owed("2026-01-24", "2028-03-31");
  REQUIRE(ahead.size() == 1);
  CHECK(ahead[0].kind == DutyKind::plan_audit);
  CHECK(ahead[0].subject == "eng_1");
  CHECK(ahead[0].clauses == std::vector<std::string>{"G-8.1-3f", "S-3"});
  CHECK(format_day(ahead[0].due) == "2027-01-23");
  CHECK_FALSE(ahead[0].overdue);
  const auto late = owed("2024-02-29", "2028-03-31");
  REQUIRE(late.size() == 1);
  CHECK(format_day(late[0].due) == "2025-02-27");
  CHECK(late[0].overdue);
}

TEST_CASE("a contract of one year is audited before it ends; a shorter one, and one that has ended, is not") {
  const auto one_year = owed("2026-01-01", "2026-12-31");
  REQUIRE(one_year.size() == 1);
  CHECK(format_day(one_year[0].due) == "2026-12-31");
  CHECK(owed("2026-01-01", "2026-12-30").empty());
  CHECK(owed("2025-01-01", "2026-11-23").empty());
  CHECK(owed("2025-01-01", "2026-11-24").size() == 1);  // its last day
}

TEST_CASE("audits are the auditor's, but not of the own section; the supervising officer's once late") {
  const auto list = owed("2025-01-01", "2028-03-31");
  REQUIRE(list.size() == 1);
  CHECK(owes(list[0], officer("", Role::auditor)));
  CHECK(owes(list[0], officer("sec_audit", Role::auditor)));
  CHECK_FALSE(owes(list[0], officer("sec_welfare", Role::auditor)));
  for (const Role role : {Role::section_manager, Role::officer, Role::department_officer,
                          Role::supervising_officer, Role::ciso, Role::administrator})
    CHECK_FALSE(owes(list[0], officer("sec_welfare", role)));
  CHECK(escalated_to(list[0], 0) == std::vector<Role>{Role::supervising_officer});
  CHECK(reached(list[0], officer("", Role::supervising_officer), {}, today, 0).how == Reach::escalated);
  CHECK(stands_in_for({"off_a", {Role::auditor}, Side::town, "sec_a", ""},
                      {"off_b", {Role::auditor}, Side::town, "sec_b", ""}));
}

TEST_CASE("the firm answers, the auditor reports") {
  const auto told = open(AuditState::planned, 40, 14);
  REQUIRE(told.size() == 1);
  CHECK(told[0].kind == DutyKind::accept_audit);
  CHECK(told[0].clauses == std::vector<std::string>{"G-8.1-3f", "C-12"});
  CHECK(told[0].due == today + days(14));
  CHECK(owes(told[0], {"wkr_1", {Role::contractor_manager}, Side::contractor, "", "con_1"}));
  CHECK_FALSE(owes(told[0], {"wkr_1", {Role::contractor_manager}, Side::contractor, "", "con_2"}));
  CHECK_FALSE(owes(told[0], officer("sec_welfare", Role::section_manager)));

  const auto both = open(AuditState::planned, 5, -1);
  REQUIRE(both.size() == 2);
  CHECK(both[0].overdue);
  const auto soon = open(AuditState::accepted, 5, -1);
  REQUIRE(soon.size() == 1);
  CHECK(soon[0].kind == DutyKind::report_audit);
  CHECK(soon[0].due == today + days(19));
  CHECK(open(AuditState::accepted, 17, 14).empty());  // not yet to be thought of
  const auto late = open(AuditState::accepted, -15, -20);
  REQUIRE(late.size() == 1);
  CHECK(late[0].overdue);
  CHECK(late[0].text_ja != soon[0].text_ja);
  CHECK(open(AuditState::accepted, 0, 0)[0].text_ja.starts_with("監査の報告"));
}
