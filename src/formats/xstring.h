// Strings of SpreadsheetML (ST_Xstring, ECMA-376 part 1, 22.9.2.19): _x7530_ is a character by its UTF-16
// code.
#pragma once

#include <string>
#include <string_view>

namespace sekisho::formats {

std::string xstring(std::string_view text);

}  // namespace sekisho::formats
