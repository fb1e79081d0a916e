// Values that stand in several cells: 姓 and 名, 年 月 日, an address by parts, a number digit by digit.
#include <algorithm>

#include "fold.h"
#include "inspect/identifiers.h"
#include "scan_table.h"
#include "scanner.h"

namespace sekisho::inspect {
namespace {

constexpr std::size_t longest_part = 12;

char16_t era_of(std::u16string_view text) {
  static constexpr std::pair<std::u16string_view, char16_t> eras[] = {
      {u"明治", u'1'}, {u"大正", u'2'}, {u"昭和", u'3'}, {u"平成", u'4'}, {u"令和", u'5'}};
  for (const auto& [name, digit] : eras)
    if (text == name) return digit;
  return 0;
}

}  // namespace

void Scanner::join_digits(std::uint64_t value, std::size_t size) {
  if (number_count_ > 0 && numbers_[(number_count_ - 1) % split_over].field + 1 != field_number_)
    number_count_ = 0;
  numbers_[number_count_ % split_over] = {field_number_, static_cast<std::uint8_t>(size), value};
  ++number_count_;
  const std::size_t cells = std::min(number_count_, split_over);
  const auto back = [&](std::size_t i) -> const ShortNumber& {
    return numbers_[(number_count_ - 1 - i) % split_over];
  };
  // 1985 | 1 | 2, and 昭和 | 60 | 1 | 2
  if (cells >= 3 && size <= 2 && back(1).size <= 2) {
    const std::uint64_t year = back(2).value;
    const std::uint64_t month_day = back(1).value * 100 + value;
    if (back(2).size == 4 && year <= 2199) {
      if (const auto day = parse_date(year * 10'000 + month_day, 8)) matcher_.day(*day, span(0, size));
    } else if (era_ != 0 && back(2).size <= 2 && era_field_ + 1 == back(2).field) {
      if (const auto day = parse_date(((era_ - u'0') * std::uint64_t{100} + year) * 10'000 + month_day, 7))
        matcher_.day(*day, span(0, size));
    }
  }
  std::uint64_t joined = 0;
  std::uint64_t weight = 1;
  std::size_t digits = 0;
  for (std::size_t i = 0; i < cells && digits < 12; ++i) {
    joined += back(i).value * weight;
    for (std::size_t k = 0; k < back(i).size; ++k) weight *= 10;
    digits += back(i).size;
    if (i == 0) continue;
    if (digits == 12 && is_individual_number(joined)) {
      matcher_.plausible(individual_numbers);
      matcher_.number(joined, bit(Attribute::individual_number), span(0, size));
    } else if (digits == 11 && is_resident_record_code(joined)) {
      matcher_.plausible(record_codes);
      matcher_.number(joined, bit(Attribute::record_code), span(0, size));
    }
  }
}

void Scanner::join_texts(std::u16string_view text, unsigned flags) {
  const bool next = last_text_field_ != nothing && last_text_field_ + 1 == field_number_;
  if (!next) before_text_.clear();
  const bool letters = !(flags & flag::digit) && (flags & (flag::kanji | flag::kana | flag::latin));
  if (letters && next && text.size() <= longest_part && last_text_.size() <= longest_part) {
    joined_.assign(last_text_);
    joined_ += text;
    name(joined_, 0, !((flags | last_text_flags_) & (flag::kanji | flag::latin)));
  }
  // 見本県 | 見本市 | 中央 | 1-2-3
  if (!before_text_.empty() && (flags & flag::digit) && is_digit(text[0]) &&
      (flags & (flag::mark | flag::kanji)) && !(text.size() == 8 && text[3] == u'-')) {
    joined_.assign(before_text_);
    joined_ += text;
    address(joined_, 0);
  }
  if (!letters || !(flags & flag::kanji)) {
    before_text_.clear();
    last_text_field_ = letters ? field_number_ : nothing;
  } else {
    if (before_text_.size() > 40) before_text_.clear();
    before_text_ += text;
    last_text_field_ = field_number_;
  }
  last_text_.assign(text.substr(0, longest_part + 1));
  last_text_flags_ = flags;
  if (letters) {
    era_ = flags == flag::kanji ? era_of(text) : char16_t{0};
    era_field_ = field_number_;
  }
}

}  // namespace sekisho::inspect
