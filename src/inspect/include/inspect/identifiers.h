// Check digits of the codes in Japanese resident data. Digits are ASCII; anything else makes a code invalid.
// Sources: 個人番号 — 総務省令第85号 (平成26年) 5条; 法人番号 — 財務省令第70号 (平成26年) 2条; 団体コード —
// 総務省 全国地方公共団体 コード仕様; 宛名番号・世帯番号 — 住民記録システム標準仕様書 1.1.13. Pure and
// thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace sekisho::inspect {

// The check digit of the payload that is given without it; nullopt when its length or characters are wrong.
std::optional<char> individual_number_check(std::string_view eleven);
std::optional<char> corporate_number_check(std::string_view twelve);  // stands first
std::optional<char> town_code_check(std::string_view five);
// Modulus 11, weights 2 to 7 from the right; a remainder of 0 or 1 gives 0. 宛名番号 and 世帯番号 of any
// length to 14.
std::optional<char> ledger_number_check(std::string_view payload);

bool is_individual_number(std::string_view twelve);   // 個人番号
bool is_individual_number(std::uint64_t twelve);      // of twelve digits, zeros in front included
bool is_corporate_number(std::string_view thirteen);  // 法人番号
bool is_town_code(std::string_view six);              // 団体コード
// 住民票コード: where the modulus leaves 0 or 1 public sources do not settle the digit, so 0 and 1 are both
// taken.
bool is_resident_record_code(std::string_view eleven);
bool is_resident_record_code(std::uint64_t eleven);
bool is_ledger_number(std::string_view digits);  // 宛名番号・世帯番号

}  // namespace sekisho::inspect
