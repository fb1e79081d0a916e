// Instants in UTC to the millisecond; days in Japan (fixed +09:00, there is no daylight saving time).
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace sekisho {

using Instant = std::chrono::sys_time<std::chrono::milliseconds>;
using Day = std::chrono::sys_days;  // a calendar day in Japan

// Tests move their own; everything else takes the machine's. Implementations are thread-safe.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual Instant now() const = 0;
};

class SystemClock final : public Clock {
 public:
  Instant now() const override;
};

Day day_in_japan(Instant instant);
Instant start_of(Day day);  // 00:00 in Japan

std::string format_instant(Instant instant);                  // "2026-11-23T04:43:31.123Z"
std::optional<Instant> parse_instant(std::string_view text);  // exactly that form
std::string format_day(Day day);                              // "2026-11-23"
std::optional<Day> parse_day(std::string_view text);
std::string format_wareki(Day day);  // "令和8年11月23日"; the first year is 元年

}  // namespace sekisho
