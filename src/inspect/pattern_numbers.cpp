// Check digits and forms of numbers, without a look at what stands around them.
#include <algorithm>

#include "patterns.h"

namespace sekisho::inspect {
namespace {

bool all_digits(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

int value(std::string_view digits) {
  int out = 0;
  for (const char c : digits) out = out * 10 + (c - '0');
  return out;
}

// ISO/IEC 7812-1, annex B. The last digit is the check digit.
bool luhn(std::string_view digits) {
  int sum = 0;
  bool twice = false;
  for (auto it = digits.rbegin(); it != digits.rend(); ++it, twice = !twice) {
    const int d = (*it - '0') * (twice ? 2 : 1);
    sum += d > 9 ? d - 9 : d;
  }
  return sum % 10 == 0;
}

bool between(int n, int low, int high) { return low <= n && n <= high; }

bool issued(std::string_view card) {
  const std::size_t size = card.size();
  const int four = value(card.substr(0, 4));
  const int two = four / 100;
  if (between(four, 3528, 3589)) return size >= 16;                                      // JCB
  if (two == 34 || two == 37) return size == 15;                                         // American Express
  if (between(four, 3000, 3059) || four == 3095 || two == 38 || two == 39 || two == 36)  // Diners Club
    return size == 14 || size == 16 || size == 19;
  if (two / 10 == 4) return size == 16 || size == 19;                        // Visa
  return size == 16 && (between(two, 51, 55) || between(four, 2221, 2720));  // Mastercard
}

}  // namespace

bool is_credit_card(std::string_view digits) {
  return digits.size() >= 14 && digits.size() <= 19 && all_digits(digits) && issued(digits) && luhn(digits);
}

bool is_drivers_licence(std::string_view twelve) {
  if (twelve.size() != 12 || !all_digits(twelve)) return false;
  const int authority = value(twelve.substr(0, 2));
  if (authority != 0 && !between(authority, 10, 97)) return false;
  constexpr int weights[] = {5, 4, 3, 2, 7, 6, 5, 4, 3, 2};
  int sum = 0;
  for (std::size_t i = 0; i < 10; ++i) sum += (twelve[i] - '0') * weights[i];
  return twelve[10] - '0' == (11 - sum % 11) % 10;
}

// 法別番号 (only with 8 digits), 都道府県番号, 保険者別番号, 検証番号.
bool is_insurer_number(std::string_view number) {
  if ((number.size() != 8 && number.size() != 6) || !all_digits(number)) return false;
  const int prefecture = value(number.substr(number.size() - 6, 2));
  return between(prefecture, 1, 47) && luhn(number);
}

std::string_view pattern_name(Pattern pattern) {
  constexpr std::string_view names[] = {
      "individual_number", "record_code", "corporate_number", "credit_card", "phone",       "mail",
      "drivers_licence",   "insurance",   "insurer",          "passport",    "bank_account"};
  static_assert(std::size(names) == pattern_count);
  return names[static_cast<std::size_t>(pattern)];
}

std::string_view pattern_ja(Pattern pattern) {
  constexpr std::string_view names[] = {
      "個人番号",   "住民票コード",   "法人番号",       "クレジットカード番号",
      "電話番号",   "メールアドレス", "運転免許証番号", "被保険者記号・番号",
      "保険者番号", "旅券番号",       "口座番号"};
  static_assert(std::size(names) == pattern_count);
  return names[static_cast<std::size_t>(pattern)];
}

}  // namespace sekisho::inspect
