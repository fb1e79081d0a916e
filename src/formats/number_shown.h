// What a spreadsheet shows for a number in a style: a number, a day, a time, or digits in a pattern. ECMA-376
// part 1, 18.8.30; the built-in formats of Japanese Excel included. Pure and thread-safe.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sekisho::formats {

struct NumberStyle {
  enum class As : std::uint8_t { number, day, day_time, time, digits } as = As::number;
  // Of digits: patterns with 0 and # for a digit and all else as it stands, with the numbers they are for.
  struct Pattern {
    double least;
    double most;
    std::string picture;
  };
  std::vector<Pattern> patterns;
};

NumberStyle number_style(unsigned built_in);
NumberStyle number_style(std::string_view code);  // "yyyy/m/d", "[$-411]ggge\"年\"m\"月\"", "000000000000" …

// Days are ISO (2026-11-23), with the time behind them where the style shows one. Whole numbers have neither
// point nor exponent.
std::string show_number(double value, const NumberStyle& style, bool since_1904);
// The same of digits as they stand in a file; what is no number comes back as it is.
std::string show_number(std::string_view stored, const NumberStyle& style, bool since_1904);

}  // namespace sekisho::formats
