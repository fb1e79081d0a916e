// Text as SpreadsheetML writes it, and back.
#pragma once

#include <string>
#include <string_view>

namespace sekisho::report {

// Appends UTF-8 for an element or an attribute in double quotes. What XML cannot hold is written as _xHHHH_,
// as spreadsheets do; malformed octets become U+FFFD. At most `units` UTF-16 units; false: something was cut
// off.
bool append_xml(std::string_view utf8, std::string& out, std::size_t units = 32'767);

// _xHHHH_ back to characters; carriage returns go.
std::string from_xstring(std::string_view text);

std::string column_letters(std::size_t column);  // 0: "A", 26: "AA"

}  // namespace sekisho::report
