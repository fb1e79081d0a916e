#include "base/time.h"

#include <fmt/format.h>

#include <array>
#include <charconv>

namespace sekisho {
namespace {

using namespace std::chrono;

constexpr auto japan = hours(9);

std::optional<int> digits(std::string_view text, std::size_t at, std::size_t count) {
  int value = 0;
  for (std::size_t i = at; i < at + count; ++i) {
    if (text[i] < '0' || text[i] > '9') return std::nullopt;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

struct Era {
  Day first;
  int first_year;
  std::string_view name;
};
constexpr std::array<Era, 5> eras{{
    {sys_days(2019y / 5 / 1), 2019, "令和"},
    {sys_days(1989y / 1 / 8), 1989, "平成"},
    {sys_days(1926y / 12 / 25), 1926, "昭和"},
    {sys_days(1912y / 7 / 30), 1912, "大正"},
    {sys_days(1868y / 1 / 25), 1868, "明治"},
}};

}  // namespace

Instant SystemClock::now() const { return floor<milliseconds>(system_clock::now()); }

Day day_in_japan(Instant instant) { return floor<days>(instant + japan); }
Instant start_of(Day day) { return Instant(day) - japan; }

std::string format_instant(Instant instant) {
  const Day day = floor<days>(instant);
  const hh_mm_ss time(instant - day);
  return fmt::format("{}T{:02}:{:02}:{:02}.{:03}Z", format_day(day), time.hours().count(),
                     time.minutes().count(), time.seconds().count(), time.subseconds().count());
}

std::optional<Instant> parse_instant(std::string_view text) {
  if (text.size() != 24 || text[10] != 'T' || text[13] != ':' || text[16] != ':' || text[19] != '.' ||
      text[23] != 'Z')
    return std::nullopt;
  const auto day = parse_day(text.substr(0, 10));
  const auto hour = digits(text, 11, 2);
  const auto minute = digits(text, 14, 2);
  const auto second = digits(text, 17, 2);
  const auto milli = digits(text, 20, 3);
  if (!day || !hour || !minute || !second || !milli || *hour > 23 || *minute > 59 || *second > 59)
    return std::nullopt;
  return Instant(*day) + hours(*hour) + minutes(*minute) + seconds(*second) + milliseconds(*milli);
}

std::string format_day(Day day) {
  const year_month_day date(day);
  return fmt::format("{:04}-{:02}-{:02}", int(date.year()), unsigned(date.month()), unsigned(date.day()));
}

std::optional<Day> parse_day(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto y = digits(text, 0, 4);
  const auto m = digits(text, 5, 2);
  const auto d = digits(text, 8, 2);
  if (!y || !m || !d) return std::nullopt;
  const year_month_day date{year(*y), month(unsigned(*m)), day(unsigned(*d))};
  if (!date.ok()) return std::nullopt;
  return sys_days(date);
}

std::string format_wareki(Day when) {
  const year_month_day date(when);
  for (const Era& era : eras) {
    if (when < era.first) continue;
    const int count = int(date.year()) - era.first_year + 1;
    const std::string year_text = count == 1 ? "元" : std::to_string(count);
    return fmt::format("{}{}年{}月{}日", era.name, year_text, unsigned(date.month()), unsigned(date.day()));
  }
  return fmt::format("{}年{}月{}日", int(date.year()), unsigned(date.month()), unsigned(date.day()));
}

}  // namespace sekisho
