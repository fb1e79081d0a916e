#include "biff_numbers.h"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cmath>

#include "base/time.h"

namespace sekisho::formats {
namespace {

void append_padded(unsigned value, std::size_t width, std::string& out) {
  const std::string digits = std::to_string(value);
  out.append(width > digits.size() ? width - digits.size() : 0, '0');
  out += digits;
}

void append_plain(double value, std::string& out) {
  char buffer[400];
  const double size = std::fabs(value);
  const bool fixed = size == 0 || (size >= 1e-6 && size < 1e16);
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, value,
                                 fixed ? std::chars_format::fixed : std::chars_format::general);
  out.append(buffer, end.ptr);
}

}  // namespace

BiffFormat biff_format_by_id(unsigned id) {
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id == 36 || (id >= 50 && id <= 58))
    return {BiffFormat::date, 0};
  if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || (id >= 45 && id <= 47))
    return {BiffFormat::time, 0};
  if (id == 22) return {BiffFormat::date_time, 0};
  return {};
}

BiffFormat biff_format_by_code(std::string_view code) {
  // Only the first section counts; texts, colours and what stands between brackets are left out.
  bool days = false;
  bool hours = false;
  bool only_zeros = true;
  std::size_t zeros = 0;
  for (std::size_t i = 0; i < code.size() && code[i] != ';'; ++i) {
    const char c = code[i];
    if (c == '"' || c == '[') {
      const std::size_t end = code.find(c == '"' ? '"' : ']', i + 1);
      if (c == '[' && end == i + 2 && std::string_view("hHmMsS").find(code[i + 1]) != std::string_view::npos)
        hours = true;
      if (end == std::string_view::npos) break;
      i = end;
      continue;
    }
    if (c == '\\' || c == '_' || c == '*') {
      ++i;
      continue;
    }
    if (code.substr(i).starts_with("General") || code.substr(i).starts_with("GENERAL")) return {};
    if (c == 'y' || c == 'Y' || c == 'd' || c == 'D' || c == 'g' || c == 'G' ||
        ((c == 'e' || c == 'E') && (i + 1 >= code.size() || (code[i + 1] != '+' && code[i + 1] != '-'))))
      days = true;
    if (c == 'h' || c == 'H' || c == 's' || c == 'S') hours = true;
    if (c == '0')
      ++zeros;
    else
      only_zeros = false;
  }
  if (days) return {hours ? BiffFormat::date_time : BiffFormat::date, 0};
  if (hours) return {BiffFormat::time, 0};
  if (only_zeros && zeros >= 2 && zeros <= 30) return {BiffFormat::zeros, static_cast<std::uint8_t>(zeros)};
  return {};
}

double rk_value(std::uint32_t rk) {
  const double value = (rk & 2) != 0 ? static_cast<double>(static_cast<std::int32_t>(rk) >> 2)
                                     : std::bit_cast<double>(std::uint64_t{rk & 0xFFFFFFFC} << 32);
  return (rk & 1) != 0 ? value / 100 : value;
}

void append_biff_number(double value, BiffFormat format, bool from_1904, std::string& out) {
  constexpr double last_day = 2958466;  // 10000-01-01
  if (format.kind == BiffFormat::zeros && value >= 0 && value < 1e15 && value == std::floor(value)) {
    const std::string digits = std::to_string(static_cast<std::uint64_t>(value));
    out.append(format.width > digits.size() ? format.width - digits.size() : 0, '0');
    out += digits;
    return;
  }
  const bool dated = format.kind == BiffFormat::date || format.kind == BiffFormat::date_time;
  const bool timed = format.kind == BiffFormat::time || format.kind == BiffFormat::date_time;
  if ((!dated && !timed) || !(value >= 0) || value >= last_day - 1462) return append_plain(value, out);
  auto days = static_cast<int>(value);
  auto seconds = static_cast<unsigned>(std::lround((value - days) * 86400));
  if (seconds >= 86400) {
    ++days;
    seconds = 0;
  }
  using namespace std::chrono;
  // The 1900 system counts a 29 February 1900 that never was.
  const Day from = from_1904 ? Day(year{1904} / 1 / 1) : Day(year{1899} / 12 / (days < 60 ? 31 : 30));
  const bool with_time = timed || seconds != 0;
  if (dated || days > 0) out += format_day(from + std::chrono::days(days));
  if (!with_time) return;
  if (dated || days > 0) out += ' ';
  append_padded(seconds / 3600, 2, out);
  out += ':';
  append_padded(seconds / 60 % 60, 2, out);
  out += ':';
  append_padded(seconds % 60, 2, out);
}

}  // namespace sekisho::formats
