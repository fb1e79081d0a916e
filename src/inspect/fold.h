// The folding table for the inspector's inner loop. See text.h for what folding means.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

namespace sekisho::inspect {

class FoldTable {
 public:
  static constexpr char16_t drop = 0;
  static constexpr char16_t several = 0xFFFF;  // see several_of
  static const FoldTable& get();

  char16_t one(char16_t unit) const { return one_[unit]; }
  void append(char16_t unit, std::u16string& out) const {
    const char16_t to = one_[unit];
    if (to != drop && to != several) {
      out.push_back(to);
    } else if (to == several) {
      out += several_.at(unit);
    }
  }
  void append_astral(char32_t character, std::u16string& out) const;

 private:
  FoldTable();
  std::vector<char16_t> one_;
  std::unordered_map<char16_t, std::u16string> several_;
};

inline bool is_kana(char16_t folded) { return folded >= 0x30A1 && folded <= 0x30FA; }
inline bool is_kanji(char16_t folded) {
  return (folded >= 0x4E00 && folded <= 0x9FFF) || (folded >= 0x3400 && folded <= 0x4DBF) ||
         folded == 0x3005 || folded == 0x3006 || folded == 0x3007 || (folded >= 0xD800 && folded <= 0xDFFF) ||
         (folded >= 0xE000 && folded <= 0xFAFF);
}
inline bool is_digit(char16_t folded) { return folded >= u'0' && folded <= u'9'; }
inline bool is_latin(char16_t folded) { return folded >= u'A' && folded <= u'Z'; }

}  // namespace sekisho::inspect
