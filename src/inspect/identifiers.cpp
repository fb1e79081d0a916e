#include "inspect/identifiers.h"

#include <algorithm>

namespace sekisho::inspect {
namespace {

bool digits(std::string_view text, std::size_t size) {
  return text.size() == size &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// Sum of the digits times weights that run first, first+1 … last, first … from the right.
int weighted(std::string_view text, int first, int last) {
  int sum = 0;
  int weight = first;
  for (auto it = text.rbegin(); it != text.rend(); ++it) {
    sum += (*it - '0') * weight;
    weight = weight == last ? first : weight + 1;
  }
  return sum;
}

char digit(int value) { return static_cast<char>('0' + value); }

}  // namespace

std::optional<char> individual_number_check(std::string_view eleven) {
  if (!digits(eleven, 11)) return std::nullopt;
  const int rest = weighted(eleven, 2, 7) % 11;
  return digit(rest <= 1 ? 0 : 11 - rest);
}

std::optional<char> corporate_number_check(std::string_view twelve) {
  if (!digits(twelve, 12)) return std::nullopt;
  return digit(9 - weighted(twelve, 1, 2) % 9);
}

std::optional<char> town_code_check(std::string_view five) {
  if (!digits(five, 5)) return std::nullopt;
  return digit((11 - weighted(five, 2, 6) % 11) % 10);
}

std::optional<char> ledger_number_check(std::string_view payload) {
  if (payload.empty() || payload.size() > 14 || !digits(payload, payload.size())) return std::nullopt;
  const int rest = weighted(payload, 2, 7) % 11;
  return digit(rest <= 1 ? 0 : 11 - rest);
}

bool is_individual_number(std::string_view twelve) {
  return digits(twelve, 12) && individual_number_check(twelve.substr(0, 11)) == twelve[11];
}

bool is_individual_number(std::uint64_t twelve) {
  const auto check = twelve % 10;
  twelve /= 10;
  std::uint64_t sum = 0;
  for (unsigned i = 0; i < 11; ++i, twelve /= 10) sum += twelve % 10 * (i < 6 ? i + 2 : i - 4);
  const auto rest = sum % 11;
  return twelve == 0 && check == (rest <= 1 ? 0 : 11 - rest);
}

bool is_resident_record_code(std::uint64_t eleven) {
  const auto check = eleven % 10;
  eleven /= 10;
  std::uint64_t sum = 0;
  for (unsigned i = 0; i < 10; ++i, eleven /= 10) sum += eleven % 10 * (i < 6 ? i + 2 : i - 4);
  const auto rest = sum % 11;
  return eleven == 0 && (rest <= 1 ? check <= 1 : check == 11 - rest);
}

bool is_corporate_number(std::string_view thirteen) {
  return digits(thirteen, 13) && corporate_number_check(thirteen.substr(1)) == thirteen[0];
}

bool is_town_code(std::string_view six) {
  return digits(six, 6) && town_code_check(six.substr(0, 5)) == six[5];
}

bool is_resident_record_code(std::string_view eleven) {
  if (!digits(eleven, 11)) return false;
  const int rest = weighted(eleven.substr(0, 10), 2, 7) % 11;
  if (rest <= 1) return eleven[10] <= '1';
  return eleven[10] == digit(11 - rest);
}

bool is_ledger_number(std::string_view number) {
  return number.size() >= 2 && ledger_number_check(number.substr(0, number.size() - 1)) == number.back();
}

}  // namespace sekisho::inspect
