// Values that are told by their form, whatever the register says: numbers with their check digits, telephone
// numbers, mail addresses. A form alone proves little (one random number in ten has the check digit of a
// 個人番号); hits are counted and shown masked, never taken for a person. Sources: 個人番号, 住民票コード,
// 法人番号 as in inspect/identifiers.h; cards: ISO/IEC 7812-1; telephone: 電気通信番号計画 (総務省告示);
// 保険者番号: 厚生労働省 保険者番号等設定要領; 運転免許証番号: modulus 11 as widely published, not official.
// Pure and thread-safe.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace sekisho::inspect {

enum class Pattern {
  individual_number,
  record_code,
  corporate_number,
  credit_card,
  phone,
  mail,
  drivers_licence,
  insurance,  // 被保険者記号・番号
  insurer,    // 保険者番号
  passport,
  bank_account
};
inline constexpr std::size_t pattern_count = 11;

std::string_view pattern_name(Pattern pattern);  // "individual_number"
std::string_view pattern_ja(Pattern pattern);    // "個人番号"

struct PatternHit {
  Pattern pattern;
  std::size_t begin;  // UTF-16 code units of the line
  std::size_t end;
};

class Patterns {
 public:
  // Hits in the order of the line; they do not overlap. The line is as fold() of text.h makes it, but its
  // spaces may stand as single ones, which lets numbers that are written beside each other be told apart.
  // `label` is the folded heading of the column: bare numbers are taken for accounts, licences … by such
  // words, or by words shortly before them in the line. Linear in time, allocates nothing.
  template <class F>
  static void scan(std::u16string_view folded_line, F&& hit, std::u16string_view label = {}) {
    scan_line(
        folded_line, label,
        [](void* to, const PatternHit& found) { (*static_cast<std::remove_reference_t<F>*>(to))(found); },
        const_cast<void*>(static_cast<const void*>(std::addressof(hit))));
  }

 private:
  static void scan_line(std::u16string_view line, std::u16string_view label,
                        void (*tell)(void*, const PatternHit&), void* to);
};

// UTF-8: the first characters (a third, four at most) as they are, of the rest only '-', '@', '.' and spaces;
// '*' for all else.
std::string masked(std::u16string_view folded);

// The check digits that inspect/identifiers.h does not have. Digits are ASCII; anything else is false.
bool is_credit_card(std::string_view digits);      // a known issuer's beginning and length, and Luhn's digit
bool is_drivers_licence(std::string_view twelve);  // 運転免許証番号
bool is_insurer_number(std::string_view eight_or_six);  // 保険者番号

}  // namespace sekisho::inspect
