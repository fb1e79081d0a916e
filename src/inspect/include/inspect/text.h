// The canonical form in which Japanese text is compared.
// All functions are pure and thread-safe; the tables behind them are built once, at first use.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/encoding.h"

namespace sekisho::inspect {

// What the 住民記録 standard specification ignores when it compares: NFKD; hiragana as katakana; small kana
// as large; voicing marks dropped; every dash and ー as '-'; spaces, controls, variation selectors and
// combining marks dropped; Latin in capitals; 異体字 as their common form (邊 邉 as 辺, 髙 as 高, 﨑 as 崎
// …). UTF-16 code units.
void fold_append(char32_t character, std::u16string& out);
std::u16string fold(std::string_view utf8);  // malformed bytes fold to U+FFFD

// For names and readings, on top of fold(): a long-vowel mark becomes the vowel before it, and ウ after the
// オ row becomes オ (オーノ, オウノ, オオノ are one reading). In place.
void fold_long_vowels(std::span<char16_t> folded);

}  // namespace sekisho::inspect
