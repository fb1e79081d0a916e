#include <doctest/doctest.h>

#include "rules/duty.h"

using namespace sekisho;
using namespace sekisho::rules;

namespace {

Day day(const char* text) { return *parse_day(text); }

SheetOwed firm() {
  SheetOwed s;
  s.subject = "eng_0000000000000001";
  s.section = "sec_welfare";
  s.contractor = "con_prime";
  s.first_due = day("2026-04-01");
  s.ends = day("2027-03-31");
  return s;
}
std::vector<Duty> of(SheetOwed s, const char* today) {
  DutyState state;
  state.sheets = {std::move(s)};
  return duties(state, day(today));
}
std::vector<Duty> of(FindingOwed f, const char* today) {
  DutyState state;
  state.findings = {std::move(f)};
  return duties(state, day(today));
}
const Viewer manager{"off_manager", {Role::section_manager}, Side::town, "sec_welfare", ""};
const Viewer firm_manager{"wkr_prime", {Role::contractor_manager}, Side::contractor, "", "con_prime"};
const Viewer other_firm{"wkr_other", {Role::contractor_manager}, Side::contractor, "", "con_other"};
const Viewer worker{"wkr_worker", {Role::worker}, Side::contractor, "", "con_prime"};

}  // namespace

TEST_CASE("the first sheet is owed at contract time, also by a contract that is older than the duty") {
  const auto list = of(firm(), "2026-11-24");
  REQUIRE(list.size() == 1);
  CHECK(list[0].kind == DutyKind::answer_sheet);
  CHECK(list[0].overdue);
  CHECK(owes(list[0], firm_manager));
  CHECK_FALSE(owes(list[0], other_firm));
  CHECK_FALSE(owes(list[0], worker));
  CHECK_FALSE(owes(list[0], manager));
  auto draft = firm();
  draft.state = SheetState::draft;
  CHECK(of(draft, "2026-11-24").at(0).kind == DutyKind::answer_sheet);
  CHECK(of(firm(), "2027-04-01").empty());  // the contract is over
}

TEST_CASE("a submitted sheet is confirmed within a week, one that was sent back mended within a week") {
  auto s = firm();
  s.state = SheetState::submitted;
  s.since = day("2026-11-20");
  const auto list = of(s, "2026-11-24");
  REQUIRE(list.size() == 1);
  CHECK(list[0].kind == DutyKind::confirm_sheet);
  CHECK(format_day(list[0].due) == "2026-11-27");
  CHECK(owes(list[0], manager));
  CHECK_FALSE(owes(list[0], firm_manager));
  s.state = SheetState::sent_back;
  CHECK(of(s, "2026-11-24").at(0).kind == DutyKind::answer_sheet);
  CHECK(format_day(of(s, "2026-11-24").at(0).due) == "2026-11-27");
}

TEST_CASE("a confirmed sheet is asked for again two months before its year is over") {
  auto s = firm();
  s.state = SheetState::confirmed;
  s.valid_until = day("2027-02-01");
  CHECK(of(s, "2026-12-02").empty());
  const auto list = of(s, "2026-12-03");
  REQUIRE(list.size() == 1);
  CHECK(list[0].kind == DutyKind::renew_sheet);
  CHECK(format_day(list[0].due) == "2027-02-01");
  CHECK(owes(list[0], firm_manager));
  // begun and not handed in: still owed
  s.state = SheetState::draft;
  CHECK(of(s, "2027-02-02").at(0).overdue);
}

TEST_CASE("an improvement: demanded by the section, reported by the firm, confirmed by the section") {
  FindingOwed f{"fnd_0000000000000001", "sec_welfare",     "con_prime",
                FindingState::opened,   day("2026-11-20"), {}};
  CHECK(of(f, "2026-11-24").at(0).kind == DutyKind::demand_improvement);
  CHECK(owes(of(f, "2026-11-24").at(0), manager));
  f.state = FindingState::demanded;
  f.due = day("2026-11-22");
  const auto list = of(f, "2026-11-24");
  CHECK(list.at(0).kind == DutyKind::report_improvement);
  CHECK(list[0].days_left == -2);
  CHECK(owes(list[0], firm_manager));
  CHECK_FALSE(owes(list[0], other_firm));
  CHECK_FALSE(owes(list[0], manager));
  f.state = FindingState::reported;
  CHECK(of(f, "2026-11-24").at(0).kind == DutyKind::confirm_improvement);
  f.state = FindingState::closed;
  CHECK(of(f, "2026-11-24").empty());
}
