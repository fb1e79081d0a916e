#include "text.h"

#include <array>
#include <cstdint>

namespace sekisho::identity {

std::optional<char32_t> next_code_point(std::string_view& text) {
  if (text.empty()) return std::nullopt;
  const auto lead = static_cast<std::uint8_t>(text.front());
  const std::size_t length = lead < 0x80 ? 1 : lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if ((lead >= 0x80 && lead < 0xC2) || lead > 0xF4 || text.size() < length) return std::nullopt;
  char32_t point = length == 1 ? lead : lead & (0x7FU >> length);
  for (std::size_t i = 1; i < length; ++i) {
    const auto byte = static_cast<std::uint8_t>(text[i]);
    if ((byte & 0xC0U) != 0x80U) return std::nullopt;
    point = point << 6 | (byte & 0x3FU);
  }
  constexpr std::array<char32_t, 5> least{0, 0, 0x80, 0x800, 0x10000};
  if (point < least[length] || point > 0x10FFFF || (point >= 0xD800 && point < 0xE000)) return std::nullopt;
  text.remove_prefix(length);
  return point;
}

std::optional<std::string> plain_code(std::string_view entered, std::size_t limit) {
  std::string out;
  while (!entered.empty()) {
    auto point = next_code_point(entered);
    if (!point) return std::nullopt;
    if (*point >= 0xFF01 && *point <= 0xFF5E) *point -= 0xFEE0;  // full-width forms of ! to ~
    switch (*point) {
      case ' ':
      case 0x3000:  // ideographic space
      case '-':
      case 0x2010:  // hyphen
      case 0x2015:  // horizontal bar
      case 0x2212:  // minus
      case 0x30FC:  // long vowel mark: the same key as the hyphen
        continue;
      default:
        break;
    }
    if (*point >= 'A' && *point <= 'Z') *point += 'a' - 'A';
    if (!((*point >= 'a' && *point <= 'z') || (*point >= '0' && *point <= '9')) || out.size() == limit)
      return std::nullopt;
    out += static_cast<char>(*point);
  }
  return out;
}

}  // namespace sekisho::identity
