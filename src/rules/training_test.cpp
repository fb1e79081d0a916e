#include "rules/training.h"

#include <doctest/doctest.h>

using namespace sekisho;
using namespace sekisho::rules;

namespace {

Day day(const char* text) { return *parse_day(text); }
const Day today = day("2026-11-24");

}  // namespace

TEST_CASE("important assets ask for the town's own training, or one held jointly") {
  using enum TrainingKind;
  for (const auto kind : {own, joint, drill, contractor}) {
    const std::vector<Trained> has{{kind, "", day("2026-11-24")}};
    CHECK(missing_training(has, {}, false, today).empty());
    CHECK(missing_training(has, {}, true, today).empty() == (kind == own || kind == joint));
    CHECK_FALSE(missing_training(has, {}, true, today + std::chrono::days(1)).empty());
  }
  CHECK(missing_training({}, {}, true, today).size() == 1);
}

TEST_CASE("a required kind or course is met by itself alone, and by the newest of several") {
  const std::vector<RequiredTraining> required{
      {"訓練", {TrainingKind::drill}, "", false, {}},
      {"番号", {}, "crs_number", false, {}},
      {"重要", {TrainingKind::drill}, "", true, {}},
      {"来年から", {TrainingKind::joint}, "", false, day("2027-01-01")}};
  std::vector<Trained> has{{TrainingKind::own, "crs_other", day("2027-01-01")}};
  CHECK(missing_training(has, required, false, today).size() == 2);
  CHECK(missing_training(has, required, true, today).size() == 3);
  has.push_back({TrainingKind::drill, "", day("2026-01-01")});  // ran out
  CHECK(missing_training(has, required, false, today).size() == 2);
  has.push_back({TrainingKind::drill, "", day("2026-12-01")});
  has.push_back({TrainingKind::contractor, "crs_number", day("2026-11-24")});
  CHECK(missing_training(has, required, true, today).empty());
  CHECK(met_until(has, required[0]) == day("2026-12-01"));
}
