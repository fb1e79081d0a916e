// Numbers of binary workbooks as a person sees them, as far as it matters for finding values: identifiers
// keep all their digits and leading zeros, dates are yyyy-mm-dd. Pure and thread-safe.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace sekisho::formats {

struct BiffFormat {
  enum Kind : std::uint8_t { number, date, time, date_time, zeros } kind = number;
  std::uint8_t width = 0;  // of zeros: digits, filled up with 0
};

BiffFormat biff_format_by_id(unsigned id);              // built in; unknown ones are numbers
BiffFormat biff_format_by_code(std::string_view code);  // "yyyy/m/d", "000000"
void append_biff_number(double value, BiffFormat format, bool from_1904, std::string& out);
double rk_value(std::uint32_t rk);

}  // namespace sekisho::formats
