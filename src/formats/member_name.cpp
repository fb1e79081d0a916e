#include "member_name.h"

#include <algorithm>

#include "base/decoder.h"

namespace sekisho::formats {

std::string member_name(ByteView raw) {
  if (std::ranges::all_of(raw, [](std::uint8_t b) { return b < 0x80; })) return std::string(as_text(raw));
  for (const Encoding encoding : {Encoding::utf8, Encoding::cp932})
    if (auto name = to_utf8(raw, encoding)) return *std::move(name);
  std::string name;
  for (const std::uint8_t b : raw) append_utf8(b, name);
  return name;
}

}  // namespace sekisho::formats
