#include "number_formats.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>

#include "base/time.h"

namespace sekisho::report {
namespace {

using As = Shown::As;

constexpr double last_serial = 2958466;  // the day after 9999-12-31

// What is left of the first section without quoted and escaped text, colours and locales. "[h]" leaves an h.
std::string bare(std::string_view format) {
  std::string out;
  for (std::size_t i = 0; i < format.size(); ++i) {
    const char c = format[i];
    if (c == ';') break;
    if (c == '"') {
      i = std::min(format.size(), format.find('"', i + 1));
    } else if (c == '\\' || c == '_' || c == '*') {
      ++i;
    } else if (c == '[') {
      const auto end = std::min(format.size(), format.find(']', i));
      const auto inside = format.substr(i + 1, end - i - 1);
      if (!inside.empty() && inside.find_first_not_of("hHmMsS") == inside.npos) out += inside;
      i = end;
    } else {
      out += static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
    }
  }
  return out;
}

std::string trimmed(double value) {
  if (std::abs(value) < 1e15 && value == std::floor(value)) return fmt::format("{:.0f}", value);
  return fmt::format("{:.15g}", value);  // as many digits as spreadsheets keep
}

std::string clock_of(std::int64_t seconds) {
  const auto h = seconds / 3600;
  const auto m = seconds / 60 % 60;
  return seconds % 60 == 0 ? fmt::format("{:02}:{:02}", h, m)
                           : fmt::format("{:02}:{:02}:{:02}", h, m, seconds % 60);
}

}  // namespace

Shown shown_by_id(unsigned id) {
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id == 34 || id == 35 || id == 36 ||
      (id >= 50 && id <= 58))
    return {As::day};
  if (id == 22) return {As::day_time};
  if ((id >= 18 && id <= 21) || id == 32 || id == 33 || (id >= 45 && id <= 47)) return {As::time};
  return {};
}

Shown shown_by_code(std::string_view format) {
  const std::string code = bare(format);
  if (code.empty() || code.starts_with("general") || code.find('@') != std::string::npos) return {};
  if (code.find_first_not_of('0') == std::string::npos && code.size() > 1) return {As::code, code.size()};
  bool day = false;
  bool time = false;
  bool month_or_minute = false;
  for (std::size_t i = 0; i < code.size(); ++i) {
    const char c = code[i];
    const char next = i + 1 < code.size() ? code[i + 1] : '\0';
    if (c == 'y' || c == 'd' || c == 'g' || (c == 'e' && next != '+' && next != '-')) day = true;
    if (c == 'h' || c == 's') time = true;
    if (c == 'm') month_or_minute = true;
  }
  if (day) return {time ? As::day_time : As::day};
  if (time) return {As::time};
  // A month alone is a day, too; "mm" in nothing but "am/pm" has an h beside it.
  return {month_or_minute ? As::day : As::number};
}

std::string show_number(std::string_view stored, Shown shown, bool since_1904) {
  double value = 0;
  const auto [end, error] = std::from_chars(stored.data(), stored.data() + stored.size(), value);
  if (error != std::errc{} || end != stored.data() + stored.size() || !std::isfinite(value))
    return std::string(stored);
  if (shown.as == As::number) return trimmed(value);
  if (shown.as == As::code) {
    if (value < 0 || value != std::floor(value) || value >= 1e15) return trimmed(value);
    return fmt::format("{:0{}.0f}", value, std::min<std::size_t>(shown.digits, 64));
  }
  if (value < 0 || value >= last_serial) return trimmed(value);
  if (since_1904) value += 1462;
  auto days = static_cast<std::int64_t>(std::floor(value));
  auto seconds = static_cast<std::int64_t>(std::llround((value - std::floor(value)) * 86400));
  if (seconds == 86400) {
    seconds = 0;
    ++days;
  }
  if (shown.as == As::time && days == 0) return clock_of(seconds);
  if (days == 0 || days == 60) return trimmed(value);  // no such day: 1900-02-29 is the spreadsheets' mistake
  const Day day = Day(std::chrono::year(1899) / 12 / (days < 60 ? 31 : 30)) + std::chrono::days(days);
  if (shown.as != As::day && seconds != 0) return format_day(day) + " " + clock_of(seconds);
  return format_day(day);
}

}  // namespace sekisho::report
