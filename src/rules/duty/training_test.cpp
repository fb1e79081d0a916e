#include "rules/duty_training.h"

#include <doctest/doctest.h>

#include "rules/duty.h"

using namespace sekisho;
using namespace sekisho::rules;

namespace {

Day day(const char* text) { return *parse_day(text); }
const Day today = day("2026-11-24");

Learner learner(std::vector<Trained> trained, bool important = true) {
  return {"wkr_one", "con_sub", "sec_welfare", day("2026-11-01"), important, std::move(trained), {}};
}
std::vector<Duty> of(TrainingState state, Day on = today) {
  DutyState all;
  all.training = std::move(state);
  return duties(all, on);
}
Viewer worker(const char* person, Role role = Role::worker, const char* firm = "con_sub") {
  return {person, {role}, Side::contractor, "", firm};
}
Viewer officer(const char* person, Role role, const char* section = "sec_welfare") {
  return {person, {role}, Side::town, section, ""};
}

}  // namespace

TEST_CASE("training is asked for a month before it runs out, of the person and the firm's manager") {
  const auto at = [](const char* until) { return learner({{TrainingKind::own, "", day(until)}}); };
  CHECK(of({{at("2026-12-24")}, {}, {}, {}}).empty());
  const auto list = of({{at("2026-12-23")}, {}, {}, {}});
  REQUIRE(list.size() == 1);
  CHECK(list[0].kind == DutyKind::take_training);
  CHECK(format_day(list[0].due) == "2026-12-23");
  CHECK(owes(list[0], worker("wkr_one")));
  CHECK(owes(list[0], worker("wkr_manager", Role::contractor_manager)));
  CHECK_FALSE(owes(list[0], worker("wkr_other")));
  CHECK_FALSE(owes(list[0], worker("wkr_manager", Role::contractor_manager, "con_other")));
  CHECK_FALSE(owes(list[0], officer("off_clerk", Role::officer)));
  CHECK(of({{at("2026-11-20")}, {}, {}, {}})[0].overdue);
}

TEST_CASE("who was never taught has two weeks from the roster; the wrong kind is none") {
  CHECK(format_day(of({{learner({})}, {}, {}, {}})[0].due) == "2026-11-15");
  const std::vector<Trained> own_firm{{TrainingKind::contractor, "", day("2027-06-01")}};
  CHECK(of({{learner(own_firm, true)}, {}, {}, {}}).size() == 1);
  CHECK(of({{learner(own_firm, false)}, {}, {}, {}}).empty());
}

TEST_CASE("a requirement that begins later is asked for in the month before, until it begins") {
  auto one = learner({{TrainingKind::own, "", day("2027-06-01")}});
  one.asked = {{"訓練", {TrainingKind::drill}, "", false, day("2026-12-20")}};
  const auto need = training_need(one, today);
  REQUIRE(need);
  CHECK(format_day(need->due) == "2027-01-03");
  CHECK_FALSE(need->expired);
  one.asked[0].from = day("2027-03-01");
  CHECK_FALSE(training_need(one, today));
  one.asked[0] = {"訓練", {TrainingKind::drill}, "", true, day("2026-12-20")};
  one.important = false;
  CHECK_FALSE(training_need(one, today));
}

TEST_CASE("invitations are answered, attendance is recorded, notices are read") {
  const auto list = of({{},
                        {{"inv_1", "wkr_one", "con_sub", day("2026-11-30"), false}},
                        {{"tse_past", "sec_welfare", day("2026-11-20")},
                         {"tse_town", "", day("2026-11-24")},
                         {"tse_coming", "sec_welfare", day("2026-11-25")}},
                        {{"ntc_1.sec_welfare", "sec_welfare", "", "", day("2026-12-01"), {"off_has_read"}},
                         {"ntc_1.con_sub", "", "con_sub", "", day("2026-12-01"), {}},
                         {"ntc_1.off_ciso", "", "", "off_ciso", day("2026-12-01"), {}}}});
  REQUIRE(list.size() == 6);
  const auto find = [&](std::string_view subject) {
    for (const auto& duty : list)
      if (duty.subject == subject) return duty;
    FAIL("no such duty");
    return Duty{};
  };
  CHECK(owes(find("inv_1"), worker("wkr_one")));
  CHECK(owes(find("inv_1"), worker("wkr_manager", Role::contractor_manager)));
  CHECK(format_day(find("tse_past").due) == "2026-11-27");
  CHECK(owes(find("tse_past"), officer("off_manager", Role::section_manager)));
  CHECK_FALSE(owes(find("tse_past"), officer("off_clerk", Role::officer)));
  CHECK(owes(find("tse_town"), officer("off_head", Role::supervising_officer, "")));
  CHECK(owes(find("ntc_1.sec_welfare"), officer("off_clerk", Role::officer)));
  CHECK_FALSE(owes(find("ntc_1.sec_welfare"), officer("off_has_read", Role::officer)));
  CHECK_FALSE(owes(find("ntc_1.sec_welfare"), officer("off_clerk", Role::officer, "sec_tax")));
  CHECK(owes(find("ntc_1.con_sub"), worker("wkr_manager", Role::contractor_manager)));
  CHECK_FALSE(owes(find("ntc_1.con_sub"), worker("wkr_one")));
  CHECK(owes(find("ntc_1.off_ciso"), officer("off_ciso", Role::ciso, "")));
  CHECK_FALSE(owes(find("ntc_1.off_ciso"), officer("off_head", Role::supervising_officer, "")));
}
