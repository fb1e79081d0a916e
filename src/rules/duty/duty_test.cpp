#include "rules/duty.h"

#include <doctest/doctest.h>

using namespace sekisho;
using namespace sekisho::rules;

namespace {

Day day(const char* text) { return *parse_day(text); }

OpenPassage application() {
  OpenPassage p;
  p.id = "psg_0000000000000001";
  p.state = PassageState::submitted;
  p.section = "sec_welfare";
  p.recipient_person = "wkr_recipient";
  p.recipient_contractor = "con_sub";
  p.submitted_at = *parse_instant("2026-11-20T15:30:00.000Z");  // already the 21st in Japan
  p.approvals_open = true;
  p.decided_by = {"off_manager"};
  p.applicant_person = "off_applicant";
  return p;
}
OpenCustody custody() {
  OpenCustody c;
  c.id = "cus_0000000000000001";
  c.passage = "psg_0000000000000001";
  c.holder_person = "wkr_recipient";
  c.holder_contractor = "con_sub";
  c.section = "sec_welfare";
  c.due = day("2026-12-10");
  return c;
}
DutyState state_of(std::vector<OpenPassage> passages, std::vector<OpenCustody> custodies = {}) {
  DutyState state;
  state.passages = std::move(passages);
  state.custodies = std::move(custodies);
  return state;
}
Viewer officer(const char* person, Role role, const char* section = "sec_welfare") {
  return {person, {role}, Side::town, section, ""};
}
Viewer worker(const char* person, Role role, const char* firm) {
  return {person, {role}, Side::contractor, "", firm};
}

}  // namespace

TEST_CASE("an application is decided within three days, by those who may") {
  const auto list = duties(state_of({application()}), day("2026-11-24"));
  REQUIRE(list.size() == 1);
  const auto& duty = list[0];
  CHECK(duty.kind == DutyKind::decide_application);
  CHECK(format_day(duty.due) == "2026-11-24");
  CHECK(duty.days_left == 0);
  CHECK_FALSE(duty.overdue);
  CHECK(duty.text_ja.find("2026年11月24日（火）") != std::string::npos);
  CHECK_FALSE(duty.todo_ja.empty());

  CHECK(owes(duty, officer("off_second", Role::section_manager)));
  CHECK(owes(duty, officer("off_ciso", Role::ciso, "sec_other")));
  CHECK_FALSE(owes(duty, officer("off_other", Role::section_manager, "sec_other")));
  CHECK_FALSE(owes(duty, officer("off_nowhere", Role::section_manager, "")));
  CHECK_FALSE(owes(duty, officer("off_manager", Role::section_manager)));  // has decided
  CHECK_FALSE(owes(duty, officer("off_applicant", Role::section_manager)));
  CHECK_FALSE(owes(duty, officer("off_clerk", Role::officer)));
  CHECK_FALSE(owes(duty, officer("", Role::ciso)));
  auto both = officer("off_runner", Role::ciso);
  both.roles.push_back(Role::administrator);
  CHECK_FALSE(owes(duty, both));
  auto wrong_side = officer("off_second", Role::section_manager);
  wrong_side.side = Side::contractor;
  CHECK_FALSE(owes(duty, wrong_side));

  const auto late = duties(state_of({application()}), day("2026-11-26"));
  CHECK(late[0].overdue);
  CHECK(late[0].days_left == -2);
  CHECK(late[0].text_ja.find("2日過ぎています") != std::string::npos);
}

TEST_CASE("nothing is owed for an application that is not open") {
  for (const auto state :
       {PassageState::draft, PassageState::approved, PassageState::received, PassageState::closed,
        PassageState::rejected, PassageState::withdrawn, PassageState::expired}) {
    auto p = application();
    p.state = state;
    CHECK(duties(state_of({p}), day("2026-11-24")).empty());
  }
  auto p = application();
  p.approvals_open = false;
  CHECK(duties(state_of({p}), day("2026-11-24")).empty());
}

TEST_CASE("a receipt is owed a day after the first download, by the recipient alone") {
  auto p = application();
  p.state = PassageState::approved;
  p.first_download_at = *parse_instant("2026-11-24T01:00:00.000Z");
  const auto list = duties(state_of({p}), day("2026-11-24"));
  REQUIRE(list.size() == 1);
  CHECK(list[0].kind == DutyKind::give_receipt);
  CHECK(format_day(list[0].due) == "2026-11-25");
  CHECK(owes(list[0], worker("wkr_recipient", Role::worker, "con_sub")));
  CHECK_FALSE(owes(list[0], worker("wkr_manager", Role::contractor_manager, "con_sub")));
  CHECK_FALSE(owes(list[0], officer("off_ciso", Role::ciso)));
  p.state = PassageState::received;
  CHECK(duties(state_of({p}), day("2026-11-24")).empty());
}

TEST_CASE("custody is returned or erased by its day, by the holder or the holder's firm") {
  auto c = custody();
  for (const auto state : {CustodyState::held, CustodyState::erasing}) {
    c.state = state;
    const auto list = duties(state_of({}, {c}), day("2026-12-11"));
    REQUIRE(list.size() == 1);
    CHECK(list[0].kind == DutyKind::return_or_erase);
    CHECK(list[0].overdue);
    CHECK(owes(list[0], worker("wkr_recipient", Role::worker, "con_sub")));
    CHECK(owes(list[0], worker("wkr_manager", Role::contractor_manager, "con_sub")));
    CHECK_FALSE(owes(list[0], worker("wkr_prime", Role::contractor_manager, "con_prime")));
    CHECK_FALSE(owes(list[0], worker("wkr_colleague", Role::worker, "con_sub")));
    CHECK_FALSE(owes(list[0], officer("off_manager", Role::section_manager)));
  }
  for (const auto state : {CustodyState::returned, CustodyState::erased}) {
    c.state = state;
    CHECK(duties(state_of({}, {c}), day("2026-12-11")).empty());
  }
}

TEST_CASE("a declared return is confirmed within a week, by the section, never by the holder") {
  auto c = custody();
  c.state = CustodyState::return_declared;
  c.return_declared_on = day("2026-12-01");
  const auto list = duties(state_of({}, {c}), day("2026-12-01"));
  REQUIRE(list.size() == 1);
  CHECK(list[0].kind == DutyKind::confirm_return);
  CHECK(format_day(list[0].due) == "2026-12-08");
  CHECK(list[0].days_left == 7);
  CHECK(owes(list[0], officer("off_clerk", Role::officer)));
  CHECK_FALSE(owes(list[0], officer("off_clerk", Role::officer, "sec_other")));
  CHECK_FALSE(owes(list[0], officer("wkr_recipient", Role::officer)));
  CHECK_FALSE(owes(list[0], worker("wkr_manager", Role::contractor_manager, "con_sub")));
  c.return_declared_on.reset();
  CHECK(duties(state_of({}, {c}), day("2026-12-01"))[0].due == c.due);
}

TEST_CASE("the same state and day give the same list, the most urgent first") {
  auto early = custody();
  early.id = "cus_0000000000000002";
  early.due = day("2026-11-01");
  const auto one = duties(state_of({application()}, {custody(), early}), day("2026-11-24"));
  const auto two = duties(state_of({application()}, {early, custody()}), day("2026-11-24"));
  REQUIRE(one.size() == 3);
  for (std::size_t i = 0; i < one.size(); ++i) CHECK(one[i].subject == two[i].subject);
  CHECK(one[0].subject == early.id);
}
