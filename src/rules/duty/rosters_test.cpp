#include <doctest/doctest.h>

#include "rules/duty.h"

using namespace sekisho;
using namespace sekisho::rules;

namespace {

Day day(const char* text) { return *parse_day(text); }

RosterStanding standing() {
  RosterStanding r;
  r.subject = "sub_0000000000000001";
  r.contractor = "con_sub";
  r.section = "sec_welfare";
  r.since = day("2026-04-01");
  r.ends = day("2027-03-31");
  r.newest = r.confirmed = "ros_0000000000000001";
  r.state = RosterStanding::State::confirmed;
  r.newest_on = day("2026-04-05");
  r.confirmed_on = day("2026-04-08");
  return r;
}
std::vector<Duty> of(const RosterStanding& r, const char* today) {
  DutyState state;
  state.rosters = {r};
  return duties(state, day(today));
}
const Viewer firm_manager{"wkr_m", {Role::contractor_manager}, Side::contractor, "", "con_sub"};
const Viewer other_manager{"wkr_o", {Role::contractor_manager}, Side::contractor, "", "con_other"};
const Viewer section_manager{"off_m", {Role::section_manager}, Side::town, "sec_welfare", ""};
const Viewer other_section{"off_o", {Role::section_manager}, Side::town, "sec_tax", ""};

}  // namespace

TEST_CASE("a firm at work without a roster owes one a week after it began, and nothing before or after") {
  auto r = standing();
  r.state = RosterStanding::State::none;
  r.newest = r.confirmed = "";
  r.confirmed_on.reset();
  const auto list = of(r, "2026-04-01");
  REQUIRE(list.size() == 1);
  CHECK(list[0].kind == DutyKind::submit_roster);
  CHECK(list[0].subject == r.subject);
  CHECK(format_day(list[0].due) == "2026-04-08");
  CHECK(owes(list[0], firm_manager));
  CHECK_FALSE(owes(list[0], other_manager));
  CHECK_FALSE(owes(list[0], section_manager));
  CHECK(of(r, "2026-04-09")[0].overdue);
  CHECK(of(r, "2026-03-31").empty());
  CHECK(of(r, "2027-04-01").empty());
}

TEST_CASE("changed people and a refused roster demand a new one; a waiting one is the section's to confirm") {
  auto r = standing();
  CHECK(of(r, "2026-06-01").empty());
  r.left_on = day("2026-06-01");
  auto list = of(r, "2026-06-01");
  REQUIRE(list.size() == 1);
  CHECK(list[0].kind == DutyKind::submit_roster);
  CHECK(format_day(list[0].due) == "2026-06-08");

  r.left_on.reset();
  r.state = RosterStanding::State::refused;
  r.newest_on = day("2026-06-03");
  list = of(r, "2026-06-04");
  REQUIRE(list.size() == 1);
  CHECK(list[0].kind == DutyKind::submit_roster);
  CHECK(format_day(list[0].due) == "2026-06-10");

  r.state = RosterStanding::State::waiting;
  list = of(r, "2026-06-04");
  REQUIRE(list.size() == 1);
  CHECK(list[0].kind == DutyKind::confirm_roster);
  CHECK(list[0].subject == r.newest);
  CHECK(owes(list[0], section_manager));
  CHECK_FALSE(owes(list[0], other_section));
  CHECK_FALSE(owes(list[0], firm_manager));
}

TEST_CASE("once a year the town confirms the people, whether a roster came or not") {
  auto r = standing();
  CHECK(of(r, "2027-03-08").empty());
  const auto list = of(r, "2027-03-09");  // thirty days before
  REQUIRE(list.size() == 1);
  CHECK(list[0].kind == DutyKind::confirm_workers);
  CHECK(format_day(list[0].due) == "2027-04-08");
  CHECK(owes(list[0], section_manager));
  CHECK_FALSE(owes(list[0], firm_manager));
  r.ends = day("2030-03-31");
  CHECK(of(r, "2027-04-09")[0].overdue);
  r.confirmed_on = day("2028-02-29");
  CHECK(format_day(of(r, "2029-02-20")[0].due) == "2029-02-28");
}

TEST_CASE("pledges: the firm's for its people, one's own, and those of leavers") {
  auto r = standing();
  r.without_pledge = 3;
  const auto list = of(r, "2026-04-06");
  REQUIRE(list.size() == 1);
  CHECK(list[0].kind == DutyKind::give_pledge);
  CHECK(list[0].text_ja.find("3人") != std::string::npos);
  CHECK(owes(list[0], firm_manager));

  DutyState state;
  state.pledges = {{"wkr_a", "wkr_a", "con_sub", "sec_welfare", false, day("2026-04-05")},
                   {"wkr_b", "", "con_sub", "sec_welfare", true, day("2026-04-05")}};
  const auto own = duties(state, day("2026-04-06"));
  REQUIRE(own.size() == 2);
  CHECK(own[0].kind == DutyKind::give_pledge);
  CHECK(owes(own[0], {"wkr_a", {Role::worker}, Side::contractor, "", "con_sub"}));
  CHECK_FALSE(owes(own[0], {"wkr_c", {Role::worker}, Side::contractor, "", "con_sub"}));
  CHECK(own[1].kind == DutyKind::give_leaving_pledge);
  CHECK(format_day(own[1].due) == "2026-04-19");
  CHECK(owes(own[1], firm_manager));
}
