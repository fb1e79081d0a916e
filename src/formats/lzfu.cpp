#include "lzfu.h"

#include <algorithm>

#include "byte_cursor.h"

namespace sekisho::formats {
namespace {

// What the dictionary holds at first, MS-OXRTFCP 2.1.2.1.
constexpr std::string_view start =
    "{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript "
    "\\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par "
    "\\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx";
static_assert(start.size() == 207);

}  // namespace

Result<Bytes> decompress_rtf(ByteView packed, std::size_t most) {
  const auto corrupt = [] {
    return fail(ErrorCode::corrupt, "本文が壊れています。", "compressed RTF: damaged");
  };
  constexpr std::uint32_t compressed = 0x75465A4C;
  constexpr std::uint32_t stored = 0x414C454D;
  if (packed.size() < 16) return corrupt();
  const std::size_t size = little<std::uint32_t>(packed, 4);
  const auto kind = little<std::uint32_t>(packed, 8);
  if (size > most) return fail(ErrorCode::too_large, "本文が大きすぎます。", "compressed RTF: too large");
  Cursor at(packed.subspan(16));
  if (kind == stored) return to_bytes(at.take(size));
  if (kind != compressed) return corrupt();

  constexpr std::size_t window = 4096;
  std::uint8_t dictionary[window] = {};
  std::copy(start.begin(), start.end(), dictionary);
  std::size_t write = start.size();
  Bytes out;
  const auto put = [&](std::uint8_t byte) {
    out.push_back(byte);
    dictionary[write] = byte;
    write = (write + 1) % window;
  };
  while (out.size() < size) {
    const std::uint8_t flags = at.u8();
    for (unsigned bit = 0; bit < 8 && out.size() < size; ++bit) {
      if (at.left() == 0) return corrupt();
      if (((flags >> bit) & 1) == 0) {
        put(at.u8());
        continue;
      }
      const unsigned high = at.u8();
      const unsigned token = high << 8 | at.u8();
      const std::size_t from = token >> 4;
      const std::size_t length = (token & 0xF) + 2;
      if (from == write) return out;  // the mark of the end
      for (std::size_t i = 0; i < length && out.size() < size; ++i) put(dictionary[(from + i) % window]);
    }
  }
  return out;
}

}  // namespace sekisho::formats
