#include "xstring.h"

#include <charconv>

#include "base/decoder.h"

namespace sekisho::formats {

std::string xstring(std::string_view text) {
  std::string out;
  std::u16string units;
  const auto flush = [&] {
    if (!units.empty()) utf16_to_utf8(units, out);
    units.clear();
  };
  for (std::size_t i = 0; i < text.size();) {
    const std::string_view rest = text.substr(i);
    std::uint16_t unit = 0;
    if (rest.size() >= 7 && rest[0] == '_' && (rest[1] | 0x20) == 'x' && rest[6] == '_') {
      const auto [end, error] = std::from_chars(rest.data() + 2, rest.data() + 6, unit, 16);
      if (error == std::errc{} && end == rest.data() + 6) {
        units += static_cast<char16_t>(unit);
        i += 7;
        continue;
      }
    }
    flush();
    out += text[i++];
  }
  flush();
  return out;
}

}  // namespace sekisho::formats
