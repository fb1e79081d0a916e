#include "rules/work_report.h"

#include <algorithm>

namespace sekisho::rules {
namespace {

using namespace std::chrono;

Day months_later(Day day, std::int64_t count) {
  const auto date = year_month_day(day) + std::chrono::months(count);
  return date.ok() ? Day(date) : Day(date.year() / date.month() / last);
}

}  // namespace

std::string_view report_kind_ja(ReportKind kind) {
  switch (kind) {
    case ReportKind::work:
      return "作業報告書";
    case ReportKind::service_level:
      return "サービスレベルの報告";
    case ReportKind::system_change:
      return "情報システムの変更の報告";
  }
  return "？";
}

Period period(Day starts, std::int64_t months, int number) {
  // From the first day each time, so that a month's end does not wander.
  return {months_later(starts, months * number), months_later(starts, months * (number + 1)) - days(1)};
}

std::optional<Period> missing_period(Day starts, std::int64_t months, Day last, std::span<const Day> reported,
                                     Day today) {
  if (months < 1) return std::nullopt;
  for (int number = 0; number < 1200; ++number) {
    const auto one = period(starts, months, number);
    if (one.to >= today || one.from > last) return std::nullopt;
    if (std::ranges::find(reported, one.from) == reported.end()) return one;
  }
  return std::nullopt;
}

Period quarter_of(Day day) {
  const year_month_day date(day);
  const auto month = (unsigned(date.month()) - 1) / 3 * 3 + 1;
  const Day from(date.year() / std::chrono::month(month) / 1);
  return {from, months_later(from, 3) - days(1)};
}

Period first_quarter(Day since) {
  const auto current = quarter_of(since);
  return current.from == since ? current : quarter_of(current.to + days(1));
}

}  // namespace sekisho::rules
