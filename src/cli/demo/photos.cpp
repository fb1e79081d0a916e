// Drawn figures as PNG: a palette, rows without filters, and stored (not deflated) blocks, so that nothing
// but two checksums is needed.
#include <array>
#include <cmath>
#include <cstdint>

#include "demo/rosters.h"

namespace sekisho::cli::demo {
namespace {

constexpr int width = 90, height = 120;

std::uint32_t crc32(std::string_view text) {
  std::uint32_t crc = 0xffffffffU;
  for (const char c : text) {
    crc ^= static_cast<std::uint8_t>(c);
    for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1) ^ ((crc & 1) != 0 ? 0xedb88320U : 0U);
  }
  return ~crc;
}

std::uint32_t adler32(std::string_view text) {
  std::uint32_t a = 1, b = 0;
  for (const char c : text) {
    a = (a + static_cast<std::uint8_t>(c)) % 65521;
    b = (b + a) % 65521;
  }
  return (b << 16) | a;
}

std::string big_endian(std::uint32_t n) {
  return {static_cast<char>(n >> 24), static_cast<char>(n >> 16), static_cast<char>(n >> 8),
          static_cast<char>(n)};
}

std::string chunk(std::string_view type, std::string_view data) {
  std::string body(type);
  body += data;
  return big_endian(static_cast<std::uint32_t>(data.size())) + body + big_endian(crc32(body));
}

bool inside(int x, int y, double cx, double cy, double rx, double ry) {
  return std::pow((x - cx) / rx, 2) + std::pow((y - cy) / ry, 2) <= 1;
}

// 0 background, 1 clothes, 2 face, 3 hair, 4 eyes and mouth
char colour_at(int x, int y, unsigned number) {
  const double fringe = 34.0 + number % 3 * 4;
  if (inside(x, y, 36, 55, 2.5, 2.5) || inside(x, y, 54, 55, 2.5, 2.5)) return 4;
  if (y > 66 && inside(x, y, 45, 64, 8, 6) && !inside(x, y, 45, 61, 9, 6)) return 4;
  if (inside(x, y, 45, 54, 20, 25)) return y < fringe ? 3 : 2;
  if (inside(x, y, 45, 48, 25, 26 + number % 4 * 4)) return 3;
  if (inside(x, y, 45, 122, 38, 42)) return 1;
  return 0;
}

}  // namespace

std::string drawn_photo(unsigned number) {
  constexpr std::array<const char*, 4> backgrounds{"\xdc\xe9\xf5", "\xe8\xf1\xe2", "\xf3\xea\xdd",
                                                   "\xea\xe4\xf2"};
  constexpr std::array<const char*, 4> clothes{"\x35\x4f\x7a", "\x4a\x6b\x57", "\x7a\x4a\x4a",
                                               "\x55\x55\x66"};
  constexpr std::array<const char*, 3> hair{"\x2b\x25\x22", "\x5a\x44\x36", "\x77\x77\x7a"};
  std::string palette = backgrounds[number % 4];
  palette += clothes[number / 2 % 4];
  palette += "\xf0\xd2\xb6";
  palette += hair[number % 3];
  palette += "\x33\x2b\x28";
  std::string rows;
  for (int y = 0; y < height; ++y) {
    rows += '\0';
    for (int x = 0; x < width; ++x) rows += colour_at(x, y, number);
  }
  std::string stream("\x78\x01", 2);
  for (std::size_t at = 0; at < rows.size(); at += 65535) {
    const auto piece = std::string_view(rows).substr(at, 65535);
    const auto size = static_cast<std::uint16_t>(piece.size());
    const auto rest = static_cast<std::uint16_t>(~size);
    stream += at + piece.size() == rows.size() ? '\x01' : '\0';
    stream += {static_cast<char>(size), static_cast<char>(size >> 8), static_cast<char>(rest),
               static_cast<char>(rest >> 8)};
    stream += piece;
  }
  stream += big_endian(adler32(rows));
  const std::string head = big_endian(width) + big_endian(height) + std::string("\x08\x03\0\0\0", 5);
  return "\x89PNG\r\n\x1a\n" + chunk("IHDR", head) + chunk("PLTE", palette) + chunk("IDAT", stream) +
         chunk("IEND", "");
}

}  // namespace sekisho::cli::demo
