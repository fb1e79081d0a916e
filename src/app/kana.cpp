#include "kana.h"

namespace sekisho::app {
namespace {

// Both rows stand in U+3040…U+30FF: three octets, E3 81…83 xx.
std::string shifted(std::string_view utf8, unsigned from, unsigned to, int by) {
  std::string out;
  out.reserve(utf8.size());
  for (std::size_t i = 0; i < utf8.size();) {
    const auto octet = [&](std::size_t n) { return static_cast<unsigned char>(utf8[i + n]); };
    if (i + 2 < utf8.size() && octet(0) == 0xe3) {
      unsigned c = (octet(0) & 0x0fU) << 12U | (octet(1) & 0x3fU) << 6U | (octet(2) & 0x3fU);
      if (c >= from && c <= to) c = static_cast<unsigned>(static_cast<int>(c) + by);
      out += static_cast<char>(0xe0U | c >> 12U);
      out += static_cast<char>(0x80U | (c >> 6U & 0x3fU));
      out += static_cast<char>(0x80U | (c & 0x3fU));
      i += 3;
    } else {
      out += utf8[i++];
    }
  }
  return out;
}

}  // namespace

std::string without_blanks(std::string_view utf8) {
  std::string out;
  for (std::size_t i = 0; i < utf8.size();) {
    if (utf8[i] == ' ' || utf8[i] == '\t' || utf8[i] == '\r' || utf8[i] == '\n') {
      ++i;
    } else if (utf8.substr(i).starts_with("　")) {
      i += 3;
    } else {
      out += utf8[i++];
    }
  }
  return out;
}

std::string to_katakana(std::string_view utf8) { return shifted(utf8, 0x3041, 0x3096, 0x60); }
std::string to_hiragana(std::string_view utf8) { return shifted(utf8, 0x30a1, 0x30f6, -0x60); }

}  // namespace sekisho::app
