// What people type on a Japanese keyboard: full-width letters and digits, ideographic spaces, long dashes.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace sekisho::identity {

// The next code point, taken from the front of `text`; nothing when it is not valid UTF-8 (RFC 3629).
std::optional<char32_t> next_code_point(std::string_view& text);

// ASCII letters (lower case) and digits of what was entered. Full-width ones count, spaces and dashes are
// dropped. Anything else, or more than `limit` characters: nothing.
std::optional<std::string> plain_code(std::string_view entered, std::size_t limit);

}  // namespace sekisho::identity
