#include "base/ids.h"

#include <algorithm>
#include <array>

#include "base/secret.h"

namespace sekisho {

std::string make_id(std::string_view prefix) {
  constexpr std::string_view alphabet = "0123456789abcdefghjkmnpqrstvwxyz";  // Crockford's: no i, l, o, u
  std::array<std::uint8_t, 16> random;
  random_fill(random);
  std::string id(prefix);
  id += '_';
  for (const std::uint8_t byte : random) id += alphabet[byte & 31];
  return id;
}

bool is_id(std::string_view text) {
  const auto line = text.find('_');
  if (line == std::string_view::npos || line < 2 || line > 5 || text.size() != line + 17) return false;
  return std::all_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(line),
                     [](char c) { return c >= 'a' && c <= 'z'; }) &&
         std::all_of(text.begin() + static_cast<std::ptrdiff_t>(line) + 1, text.end(),
                     [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); });
}

}  // namespace sekisho
