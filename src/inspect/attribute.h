// What a row of a dataset is recognised by, and when agreement is evidence.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string>

namespace sekisho::inspect {

enum class Attribute : std::uint8_t {
  individual_number,
  record_code,
  ledger_number,
  household_number,
  name,
  kana,
  birth,
  address,
  phone,
  account,
  branch,
  bank
};
inline constexpr std::size_t attribute_count = 12;

using AttributeSet = std::uint16_t;  // bit (1 << Attribute)
constexpr AttributeSet bit(Attribute a) { return static_cast<AttributeSet>(1u << static_cast<unsigned>(a)); }

inline constexpr AttributeSet all_attributes = (1u << attribute_count) - 1;
inline constexpr AttributeSet national_numbers =
    bit(Attribute::individual_number) | bit(Attribute::record_code);
inline constexpr AttributeSet full_account = bit(Attribute::account) | bit(Attribute::branch);

inline constexpr AttributeSet both_names = bit(Attribute::name) | bit(Attribute::kana);
inline constexpr AttributeSet text_attributes = both_names | bit(Attribute::address);

// A number that nobody else has (個人番号, 住民票コード, an account with its branch).
constexpr bool is_strong(AttributeSet set) {
  return (set & national_numbers) != 0 || (set & full_account) == full_account;
}

// How many values of a set say something by themselves: a name and its reading are one.
constexpr int independent(AttributeSet set) {
  return std::popcount(static_cast<AttributeSet>(set & ~both_names)) + ((set & both_names) != 0);
}

// Strong, or two values that agree and are not just a name and its reading.
constexpr bool is_evidence(AttributeSet set) {
  if (is_strong(set)) return true;
  constexpr AttributeSet names = bit(Attribute::name) | bit(Attribute::kana);
  constexpr AttributeSet places = bit(Attribute::branch) | bit(Attribute::bank);  // many people share them
  const auto others = static_cast<AttributeSet>(set & ~names & ~places);
  return ((set & names) != 0 && others != 0) || (others & (others - 1)) != 0;
}

std::string attributes_ja(AttributeSet set);  // "氏名＋生年月日"
std::string attributes_en(AttributeSet set);  // "name+birth"

}  // namespace sekisho::inspect
