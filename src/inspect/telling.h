// Characters that make more of a word than a name. Folded.
#pragma once

#include <cstdint>
#include <string_view>

namespace sekisho::inspect {

inline bool begins_era(char16_t c) {
  return c == u'明' || c == u'大' || c == u'昭' || c == u'平' || c == u'令' || c == u'M' || c == u'T' ||
         c == u'S' || c == u'H' || c == u'R';
}

inline bool has_numeral(std::u16string_view text) {
  return text.find_first_of(u"一二三四五六七八九十") != text.npos;
}

inline bool has_place(std::u16string_view text) {
  return text.find_first_of(u"市町村区字丁番号郡") != text.npos;
}

inline bool may_be_date(std::uint64_t eight) { return eight >= 18'680'101 && eight <= 21'991'231; }

}  // namespace sekisho::inspect
