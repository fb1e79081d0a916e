// Dates and addresses in the many ways people write them, brought to one form. Input is text in the canonical
// form of text.h (fold), so full-width digits, kanji variants and dashes are settled. Pure and thread-safe.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sekisho::inspect {

// Days since 1970-01-01 of a whole text that is one date, 1868-01-01 to 2199-12-31: 1985-01-02, 1985/1/2,
// 1985.1.2, 1985年1月2日, 19850102, 昭和60年1月2日, 昭和60-01-02, S60.1.2, S600102, 3600102 (era as a digit:
// 1 明治 … 5 令和), 元年. An era's year is accepted up to the day on which the era ended.
std::optional<std::int32_t> parse_date(std::u16string_view folded);
// The same of `digits` digits: 8 (19850102), 7 (3600102), or 6 (850102: of the 20th century).
std::optional<std::int32_t> parse_date(std::uint64_t value, std::size_t digits);

// 霞が関二丁目1番6号, 霞ヶ関2の1の6, 大字霞が関2-1-6 ビル3階 → 霞カ関2-1-6. The building and all after the
// third number go.
struct AddressForm {
  // Without prefecture and municipality; empty when there is no number in it, or no place name before it.
  std::u16string_view canonical;
  std::u16string_view municipality;  // as it stood before: 見本市, 見本市中央区; empty when there was none
  std::size_t end =
      0;  // where the numbers ended in the input, when there are such words as 市, 丁目, 番 before; or 0
  std::array<char16_t, 1024> whole;  // what the views are of
};
void canonical_address(std::u16string_view folded, AddressForm& out);

}  // namespace sekisho::inspect
