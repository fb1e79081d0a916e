// Written reports of a contractor, and the section's own to the supervising officer: kinds, states, periods
// (R-4, 8.1(3) of the guideline). Pure and thread-safe.
#pragma once

#include <boost/describe/enum.hpp>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "base/time.h"

namespace sekisho::rules {

enum class ReportKind {
  work,           // 作業報告書
  service_level,  // サービスレベルの報告
  system_change,  // 情報セキュリティ対策による、情報システムの変更の報告
};
BOOST_DESCRIBE_ENUM(ReportKind, work, service_level, system_change)
std::string_view report_kind_ja(ReportKind kind);

enum class ReportState {
  submitted,  // waits for the section
  confirmed,
  returned,  // sent back with a reason
};
BOOST_DESCRIBE_ENUM(ReportState, submitted, confirmed, returned)

struct Period {
  Day from{}, to{};  // both belong to it
  bool operator==(const Period&) const = default;
};

// The period with this number, from 0, of as many months each, beginning on `starts`.
Period period(Day starts, std::int64_t months, int number);
// The first period that has ended before `today`, ends within `last`, and begins on none of the days of
// `reported`.
std::optional<Period> missing_period(Day starts, std::int64_t months, Day last, std::span<const Day> reported,
                                     Day today);

// Of the Japanese fiscal year: April to June, and so on.
Period quarter_of(Day day);
// The first whole quarter that begins on `since` or later.
Period first_quarter(Day since);

}  // namespace sekisho::rules
