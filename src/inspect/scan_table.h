// What the scanner does with each UTF-16 unit, in one look-up.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "base/encoding.h"
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
  enum class Does : std::uint8_t { plain, drop, slow, blank, separator, line_end, special, binary, wrong };
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

// What a scanner does with the bytes of one encoding, without decoding them first.
class LaneTable {
 public:
  // UTF-8, CP932 and EUC-JP have one; nullptr for the others.
  static const LaneTable* of(Encoding encoding);
  Encoding encoding() const { return encoding_; }
  ScanTable::Entry single(std::uint8_t byte) const { return single_[byte]; }
  bool leads(std::uint8_t byte) const { return leads_[byte]; }
  ScanTable::Entry pair(std::uint8_t lead, std::uint8_t trail) const { return pairs_[lead << 8 | trail]; }
  char16_t unit(std::uint8_t lead, std::uint8_t trail) const;  // as it was written

 private:
  explicit LaneTable(Encoding encoding);
  Encoding encoding_;
  std::array<ScanTable::Entry, 256> single_;
  std::array<bool, 256> leads_{};
  std::vector<ScanTable::Entry> pairs_;
};

inline std::uint8_t flags_of(char16_t folded) {
  if (folded < 0x80) return is_digit(folded) ? flag::digit : is_latin(folded) ? flag::latin : flag::mark;
  return is_kanji(folded) ? flag::kanji : is_kana(folded) ? flag::kana : flag::mark;
}

}  // namespace sekisho::inspect
