#include "rules/work_report.h"

#include <doctest/doctest.h>

#include <vector>

using namespace sekisho;
using namespace sekisho::rules;

namespace {

Day day(const char* text) { return *parse_day(text); }

}  // namespace

TEST_CASE("periods follow one another without a gap, also from a month's last day") {
  for (const char* starts : {"2026-04-01", "2026-01-31", "2028-02-29"})
    for (const int months : {1, 3, 6, 12})
      for (int i = 0; i < 30; ++i) {
        const auto one = period(day(starts), months, i), next = period(day(starts), months, i + 1);
        CHECK(one.from <= one.to);
        CHECK(next.from == one.to + std::chrono::days(1));
      }
  CHECK(period(day("2026-04-01"), 1, 0) == Period{day("2026-04-01"), day("2026-04-30")});
}

TEST_CASE("the first period that has ended and is not reported") {
  const auto missing = [](std::vector<Day> reported, const char* today, const char* last = "2027-03-31") {
    return missing_period(day("2026-04-01"), 3, day(last), reported, day(today));
  };
  CHECK_FALSE(missing({}, "2026-06-30"));
  CHECK(missing({}, "2026-07-01") == Period{day("2026-04-01"), day("2026-06-30")});
  CHECK_FALSE(missing({day("2026-04-01")}, "2026-09-30"));
  CHECK(missing({day("2026-04-01")}, "2026-10-01")->from == day("2026-07-01"));
  CHECK(missing({day("2026-07-01")}, "2026-10-01")->from == day("2026-04-01"));
  CHECK_FALSE(missing({day("2026-04-01")}, "2027-01-01", "2026-06-30"));  // the contract has ended
  CHECK_FALSE(missing_period(day("2026-04-01"), 0, day("2027-03-31"), {}, day("2027-01-01")));
}

TEST_CASE("quarters of the fiscal year") {
  CHECK(quarter_of(day("2026-11-24")) == Period{day("2026-10-01"), day("2026-12-31")});
  CHECK(quarter_of(day("2026-03-31")) == Period{day("2026-01-01"), day("2026-03-31")});
  CHECK(first_quarter(day("2026-10-01")).from == day("2026-10-01"));
  CHECK(first_quarter(day("2026-10-02")).from == day("2027-01-01"));
}
