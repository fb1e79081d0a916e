// Ids are pseudonyms: a short prefix that says what it is, and 80 random bits ("psg_8k2m4n6p8q2r4s6t").
#pragma once

#include <string>
#include <string_view>

namespace sekisho {

std::string make_id(std::string_view prefix);
bool is_id(std::string_view text);  // [a-z]{2,5}_[0-9a-z]{16}: safe as a file name and in a URL

}  // namespace sekisho
