// What the scanner does with each UTF-16 unit, in one look-up.
#pragma once

#include <cstdint>
#include <vector>

#include "fold.h"

namespace sekisho::inspect {

namespace flag {
inline constexpr std::uint8_t digit = 1;
inline constexpr std::uint8_t kanji = 2;
inline constexpr std::uint8_t kana = 4;
inline constexpr std::uint8_t latin = 8;
inline constexpr std::uint8_t mark = 16;
inline constexpr std::uint8_t lower = 32;  // of the text as written
inline constexpr std::uint8_t upper = 64;
inline constexpr std::uint8_t not_base64 = 128;
}  // namespace flag

class ScanTable {
 public:
  enum class Does : std::uint8_t { plain, drop, slow, blank, separator, line_end, special, binary };
  struct Entry {
    char16_t to;
    Does does;
    std::uint8_t flags;
  };
  static const ScanTable& get();
  Entry operator[](char16_t unit) const { return entries_[unit]; }

 private:
  ScanTable();
  std::vector<Entry> entries_;
};

inline std::uint8_t flags_of(char16_t folded) {
  if (folded < 0x80) return is_digit(folded) ? flag::digit : is_latin(folded) ? flag::latin : flag::mark;
  return is_kanji(folded) ? flag::kanji : is_kana(folded) ? flag::kana : flag::mark;
}

}  // namespace sekisho::inspect
