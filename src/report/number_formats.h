// What a spreadsheet shows for a number in a style: a number, a day, a time of day, or a code with leading
// zeros.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace sekisho::report {

struct Shown {
  enum class As { number, day, day_time, time, code } as = As::number;
  std::size_t digits = 0;  // of a code
};

Shown shown_by_id(unsigned id);                // the built-in formats, Japanese ones included
Shown shown_by_code(std::string_view format);  // "yyyy/m/d", "[$-411]ggge\"年\"m\"月\"d\"日\";@", "00000", …

// `stored` as it stands in the file. Days are ISO (2026-11-23), with the time behind them where the style
// shows one. What is no number comes back as it is.
std::string show_number(std::string_view stored, Shown shown, bool since_1904);

}  // namespace sekisho::report
