#include "number_shown.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>
#include <limits>

namespace sekisho::formats {
namespace {

using As = NumberStyle::As;

constexpr double days_end = 2958466;  // the serial number of the day after 9999-12-31
constexpr double infinite = std::numeric_limits<double>::infinity();

struct Section {
  std::string letters;  // what stands outside of quotes, in lower case
  std::string picture;  // 0, #, and what is shown as it is
  bool only_digits = true;
  std::string condition;  // "<=999"
};

// `at` is moved behind the section and its semicolon.
Section section(std::string_view code, std::size_t& at) {
  Section out;
  for (; at < code.size() && code[at] != ';'; ++at) {
    const char c = code[at];
    if (c == '"') {
      const auto end = std::min(code.size(), code.find('"', at + 1));
      out.picture += code.substr(at + 1, end - at - 1);
      at = end;
    } else if (c == '\\') {
      if (++at < code.size()) out.picture += code[at];
    } else if (c == '_' || c == '*') {
      ++at;
    } else if (c == '[') {
      const auto end = std::min(code.size(), code.find(']', at));
      const auto inside = code.substr(at + 1, end - at - 1);
      if (inside.starts_with('<') || inside.starts_with('>') || inside.starts_with('='))
        out.condition = inside;
      if (!inside.empty() && inside.find_first_not_of("hHmMsS") == inside.npos) out.letters += "h";
      at = end;
    } else {
      const char lower = static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
      out.letters += lower;
      out.picture += c;
      if (std::string_view("0#- ()/").find(c) == std::string_view::npos && (c & 0x80) == 0)
        out.only_digits = false;
    }
  }
  if (at < code.size()) ++at;
  return out;
}

As kind_of(const std::string& letters) {
  if (letters.starts_with("general") || letters.starts_with("standard")) return As::number;
  bool day = false;
  bool time = false;
  bool either = false;
  for (std::size_t i = 0; i < letters.size(); ++i) {
    const char c = letters[i];
    const char next = i + 1 < letters.size() ? letters[i + 1] : '\0';
    day = day || c == 'y' || c == 'd' || c == 'g' || (c == 'e' && next != '+' && next != '-');
    time = time || c == 'h' || c == 's';
    either = either || c == 'm';
  }
  if (day) return time ? As::day_time : As::day;
  if (time) return As::time;
  return either ? As::day : As::number;
}

NumberStyle::Pattern pattern(const Section& of) {
  NumberStyle::Pattern out{-infinite, infinite, of.picture};
  const std::string_view condition = of.condition;
  if (condition.empty()) return out;
  const std::size_t sign = condition.find_first_not_of("<>=");
  double limit = 0;
  if (sign == condition.npos ||
      std::from_chars(condition.data() + sign, condition.data() + condition.size(), limit).ec != std::errc{})
    return out;
  const bool including = condition.substr(0, sign).find('=') != std::string_view::npos;
  if (condition[0] == '<') out.most = including ? limit : std::nextafter(limit, -infinite);
  if (condition[0] == '>') out.least = including ? limit : std::nextafter(limit, infinite);
  if (condition[0] == '=') out.least = out.most = limit;
  return out;
}

std::string number(double value) {
  char out[64];
  const bool whole = std::abs(value) < 1e17 && value == std::floor(value);
  const auto end = whole ? std::to_chars(out, out + sizeof out, value, std::chars_format::fixed, 0)
                         : std::to_chars(out, out + sizeof out, value, std::chars_format::general, 15);
  std::string text(out, end.ptr);
  return text == "-0" ? "0" : text;
}

void two(std::string& out, std::int64_t value) {
  out += static_cast<char>('0' + value / 10 % 10);
  out += static_cast<char>('0' + value % 10);
}

std::string clock_of(std::int64_t seconds) {
  std::string out;
  if (seconds >= 360'000) out = std::to_string(seconds / 360'000);
  two(out, seconds / 3600);
  out += ':';
  two(out, seconds / 60 % 60);
  if (seconds % 60 == 0) return out;
  out += ':';
  two(out, seconds % 60);
  return out;
}

std::string day_of(std::int64_t serial) {
  // Serial 60 is 1900-02-29, which never was: the spreadsheets' old mistake.
  const std::chrono::sys_days start = std::chrono::year(1899) / 12 / (serial < 60 ? 31 : 30);
  const std::chrono::year_month_day day = start + std::chrono::days(serial);
  std::string out;
  two(out, static_cast<int>(day.year()) / 100);
  two(out, static_cast<int>(day.year()) % 100);
  out += '-';
  two(out, static_cast<unsigned>(day.month()));
  out += '-';
  two(out, static_cast<unsigned>(day.day()));
  return out;
}

// The digits of a whole number put into a picture from the right.
std::string in_picture(double value, std::string_view picture) {
  const std::string digits = number(value);
  std::size_t left = digits.size();
  std::size_t places =
      static_cast<std::size_t>(std::ranges::count_if(picture, [](char c) { return c == '0' || c == '#'; }));
  std::string out;
  for (std::size_t i = picture.size(); i-- > 0;) {
    const char c = picture[i];
    if (c != '0' && c != '#') {
      out += c;
      continue;
    }
    if (left > 0)
      out += digits[--left];
    else if (c == '0')
      out += '0';
    if (--places == 0)
      while (left > 0) out += digits[--left];
  }
  std::ranges::reverse(out);
  return out;
}

}  // namespace

NumberStyle number_style(unsigned id) {
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || (id >= 34 && id <= 36) || (id >= 50 && id <= 58))
    return {As::day, {}};
  if (id == 22) return {As::day_time, {}};
  if ((id >= 18 && id <= 21) || id == 32 || id == 33 || (id >= 45 && id <= 47)) return {As::time, {}};
  return {};
}

NumberStyle number_style(std::string_view code) {
  NumberStyle out;
  for (std::size_t at = 0, sections = 0; at < code.size() && sections < 4; ++sections) {
    const Section one = section(code, at);
    if (sections == 0) {
      out.as = kind_of(one.letters);
      if (out.as != As::number) return out;
    }
    if (!one.only_digits || std::ranges::count(one.picture, '0') < 2) return out;
    out.as = As::digits;
    out.patterns.push_back(pattern(one));
    if (one.condition.empty()) break;
  }
  return out;
}

std::string show_number(double value, const NumberStyle& style, bool since_1904) {
  if (!std::isfinite(value)) return {};
  if (style.as == As::number) return number(value);
  if (style.as == As::digits) {
    if (value >= 0 && value == std::floor(value) && value < 1e17)
      for (const auto& p : style.patterns)
        if (value >= p.least && value <= p.most) return in_picture(value, p.picture);
    return number(value);
  }
  if (since_1904) value += 1462;
  if (value < 0 || value >= days_end) return number(value);
  const double days = std::floor(value);
  auto serial = static_cast<std::int64_t>(days);
  auto seconds = static_cast<std::int64_t>(std::llround((value - days) * 86400));
  if (style.as == As::time) return clock_of(serial * 86400 + seconds);
  if (seconds == 86400) {
    seconds = 0;
    ++serial;
  }
  if (serial == 0 || serial == 60) return number(value);
  if (style.as == As::day || seconds == 0) return day_of(serial);
  return day_of(serial) + " " + clock_of(seconds);
}

std::string show_number(std::string_view stored, const NumberStyle& style, bool since_1904) {
  double value = 0;
  const auto [end, error] = std::from_chars(stored.data(), stored.data() + stored.size(), value);
  if (error != std::errc{} || end != stored.data() + stored.size() || !std::isfinite(value))
    return std::string(stored);
  // What is written in digits stays as exact as it is.
  if (style.as == As::number && stored.find_first_not_of("-0123456789") == stored.npos)
    return std::string(stored);
  return show_number(value, style, since_1904);
}

}  // namespace sekisho::formats
