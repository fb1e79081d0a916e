// What a field, a word or a run of characters may be: a number, a date, a name, a reading, an address.
#include <algorithm>
#include <array>
#include <bit>

#include "canonical.h"
#include "digits.h"
#include "fold.h"
#include "inspect/identifiers.h"
#include "inspect/text.h"
#include "scan_table.h"
#include "scanner.h"
#include "telling.h"

namespace sekisho::inspect {
namespace {

constexpr std::size_t longest_name = 60;
constexpr std::size_t longest_date = 20;

unsigned all_flags(std::u16string_view text) {
  unsigned flags = 0;
  for (const char16_t c : text) flags |= flags_of(c);
  return flags;
}

std::uint64_t value_of(std::u16string_view digits) {
  std::uint64_t value = 0;
  for (const char16_t c : digits) value = value * 10 + (c - u'0');
  return value;
}

bool in_date(char16_t c) {
  return is_digit(c) || c == u'年' || c == u'月' || c == u'日' || c == u'元' || c == u'-' || c == u'/' ||
         c == u'.';
}

// What stands behind a number and belongs to it.
bool counts(char16_t c) {
  return c == u'号' || c == u'番' || c == u'丁' || c == u'地' || c == u'年' || c == u'月' || c == u'日' ||
         c == u'階' || c == u'室' || c == u'棟' || c == u'人' || c == u'円' || c == u'件';
}

}  // namespace

std::uint16_t Scanner::placed(std::size_t at, bool begin) const {
  std::size_t before = 0;
  for (std::size_t i = 0; i < removed_count_; ++i) before += begin ? removed_[i] <= at : removed_[i] < at;
  return static_cast<std::uint16_t>(at + before);
}

Span Scanner::span(std::size_t at, std::size_t size) const {
  return {field_number_, placed(at, true), placed(at + size, false)};
}

void Scanner::field(std::u16string_view text, unsigned flags) {
  flags &= flag::digit | flag::kanji | flag::kana | flag::latin | flag::mark;
  if (text.size() < 2) {  // a sex, a flag: says nothing, but one digit may be part of a number
    if (flags == flag::digit) {
      join_digits(text[0] - u'0', 1);
    } else if (flags & (flag::kanji | flag::kana)) {
      join_texts(text, flags);
    }
    return;
  }
  const auto words = static_cast<std::size_t>(std::count(text.begin(), text.end(), u' '));
  if (words == 0) {
    token(text, 0, flags);
    join_texts(text, flags);
    return;
  }
  if (words == 1 && text.size() <= longest_name) return two_words(text, text.find(u' '), flags);
  if (words < words_of_field && text.size() <= longest_name * 3) {
    join_words(text, 0);
    token(word_, 0, flags);
    join_texts(word_, flags);
    // A name of three words or four, in another order.
    if (words <= 3 && !(flags & flag::digit) && text.size() <= longest_name)
      for (std::size_t gap = text.find(u' '); gap != text.npos; gap = text.find(u' ', gap + 1)) {
        word_.assign(text.substr(gap + 1));
        word_ += text.substr(0, gap);
        std::erase(word_, u' ');
        name(word_, 0, !(flags & (flag::kanji | flag::latin)));
      }
    removed_count_ = 0;
  }
  // Each word, and each two neighbours together (a name is often written in two). Two words together are the
  // field.
  const bool neighbours = words > 1;
  std::size_t before = text.npos;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find(u' ', at), text.size());
    if (end > at + 1) token(text.substr(at, end - at), at, all_flags(text.substr(at, end - at)));
    if (neighbours && before != text.npos && end - before <= longest_name) {
      join_words(text.substr(before, end - before), before);
      token(word_, before, all_flags(word_));
      removed_count_ = 0;
    }
    before = at;
    at = end + 1;
  }
}

// The words of `text`, which stands at `at`, without the blanks between them: into word_.
void Scanner::join_words(std::u16string_view text, std::size_t at) {
  word_.clear();
  removed_count_ = 0;
  for (const char16_t c : text) {
    if (c != u' ') {
      word_ += c;
    } else if (removed_count_ < removed_.size()) {
      removed_[removed_count_++] = static_cast<std::uint16_t>(at + word_.size());
    }
  }
}

void Scanner::two_words(std::u16string_view text, std::size_t gap, unsigned flags) {
  const std::u16string_view first = text.substr(0, gap);
  const std::u16string_view second = text.substr(gap + 1);
  std::array<char16_t, longest_name> joined;
  const auto end =
      std::copy(second.begin(), second.end(), std::copy(first.begin(), first.end(), joined.begin()));
  const std::u16string_view both(joined.data(), static_cast<std::size_t>(end - joined.begin()));
  const unsigned first_flags = all_flags(first);
  const unsigned second_flags = all_flags(second);
  // 中央一丁目2番3号 中央ハイツ101号室: the address ends where the building begins.
  const char16_t last = first.back();
  const bool address_first = (first_flags & flag::digit) && (first_flags & flag::kanji) &&
                             !is_digit(second[0]) &&
                             (is_digit(last) || last == u'号' || last == u'番' || last == u'地');
  if (!address_first) {
    removed_[0] = static_cast<std::uint16_t>(gap);
    removed_count_ = 1;
    token(both, 0, flags);
    // 太郎 見本: names are written in either order.
    if (!(flags & flag::digit) && text.size() <= 30) {
      std::array<char16_t, longest_name> turned;
      const auto turned_end =
          std::copy(first.begin(), first.end(), std::copy(second.begin(), second.end(), turned.begin()));
      name({turned.data(), static_cast<std::size_t>(turned_end - turned.begin())}, 0,
           !(flags & (flag::kanji | flag::latin)));
    }
    removed_count_ = 0;
  }
  join_texts(both, flags);
  if (first.size() > 1) token(first, 0, first_flags);
  if (second.size() < 2) return;
  if (address_first && address_.end == first.size()) {
    if (second_flags & flag::digit) {
      runs(second, gap + 1, 0);
    } else {
      name(second, gap + 1, second_flags == flag::kana);
    }
    return;
  }
  token(second, gap + 1, second_flags);
}

void Scanner::token(std::u16string_view text, std::size_t at, unsigned flags) {
  if (flags == flag::digit) {
    digits(text, at);
  } else if (flags & flag::digit) {
    mixed(text, at, flags);
  } else if (flags & (flag::kanji | flag::kana | flag::latin)) {
    const bool kana = !(flags & (flag::kanji | flag::latin));
    if (text.size() <= longest_name) name(text, at, kana);
    // 見本さくらさん: in kana the title joins the name.
    if (text.size() > 4 && text.size() <= longest_name)
      for (const std::u16string_view title : {u"サン", u"サマ", u"クン", u"チヤン"})
        if (text.ends_with(title)) name(text.substr(0, text.size() - title.size()), at, kana);
    if (flags & flag::kanji) {
      if (text.size() <= longest_date && begins_era(text[0])) date(text, at);
      if (text.size() >= 4 && has_numeral(text) && has_place(text)) address(text, at);
      if ((flags & (flag::kana | flag::latin | flag::mark)) || text.back() == u'様' || text.back() == u'殿' ||
          text.back() == u'氏')
        runs(text, at, 0);
    }
  }
}

bool Scanner::individual_number(std::uint64_t twelve, std::size_t at) {
  if (!is_individual_number(twelve)) return false;
  matcher_.plausible(individual_numbers);
  matcher_.number(twelve, bit(Attribute::individual_number), span(at, 12));
  return true;
}

void Scanner::digits(std::u16string_view text, std::size_t at) {
  const std::size_t size = text.size();
  if (size <= 18) {
    digits(value_of(text), size, at);
    if (size <= 6) join_digits(value_of(text), size);
  }
  if (size <= 12) return;
  // Numbers that a fixed-width record has joined. In long runs everywhere, otherwise at the two ends only:
  // each window more is a coincidence more likely.
  const std::size_t step = size >= 24 ? 1 : size - 12;
  for (std::size_t i = 0; i + 12 <= size; i += step) individual_number(value_of(text.substr(i, 12)), at + i);
  date(text.substr(0, 8), at);
  date(text.substr(size - 8), at + size - 8);
}

void Scanner::digits(std::uint64_t value, std::size_t size, std::size_t at) {
  const std::size_t significant = significant_digits(value);
  AttributeSet kinds = matcher_.kinds_of_length(significant);
  constexpr AttributeSet branch = bit(Attribute::branch);
  constexpr AttributeSet bank = bit(Attribute::bank);
  if (size != 3) kinds &= static_cast<AttributeSet>(~branch);
  if (size != 4) kinds &= static_cast<AttributeSet>(~bank);
  kinds &= static_cast<AttributeSet>(~national_numbers);
  if (size == 12) {
    individual_number(value, at);
  } else if (size == 11 && is_resident_record_code(value)) {
    matcher_.plausible(record_codes);
    kinds |= bit(Attribute::record_code);
  }
  if (kinds != 0) matcher_.number(value, kinds, span(at, size));
  if (size == 8 || size == 7 || size == 6) {
    if (const auto day = parse_date(value, size)) matcher_.day(*day, span(at, size));
    if (size == 6)
      if (const auto day = parse_date(20'000'000 + value, 8)) matcher_.day(*day, span(at, size));
  } else if (size > 8 && size != 11 && size != 12) {
    static constexpr std::uint64_t tens[] = {
        1, 10, 100, 1000, 10'000, 100'000, 1'000'000, 10'000'000, 100'000'000, 1'000'000'000, 10'000'000'000};
    const std::uint64_t front = value / tens[std::min<std::size_t>(size - 8, 10)];
    if (may_be_date(front))
      if (const auto day = parse_date(front, 8)) matcher_.day(*day, span(at, 8));
    if (may_be_date(value % 100'000'000))
      if (const auto day = parse_date(value % 100'000'000, 8)) matcher_.day(*day, span(at + size - 8, 8));
  }
}

// 6141-0652-6000, as it stands on the card.
void Scanner::grouped_number(std::u16string_view text, std::size_t at) {
  if (text.size() < 14 || text[4] != u'-' || text[9] != u'-' || (text.size() > 14 && is_digit(text[14])))
    return;
  std::uint64_t value = 0;
  for (const char16_t c : text.substr(0, 14)) {
    if (is_digit(c)) {
      value = value * 10 + (c - u'0');
    } else if (c != u'-') {
      return;
    }
  }
  individual_number(value, at);
}

AttributeSet Scanner::group_kinds(std::uint64_t value) const {
  return matcher_.kinds_of_length(significant_digits(value)) &
         (bit(Attribute::phone) | bit(Attribute::account) | bit(Attribute::ledger_number) |
          bit(Attribute::household_number));
}

// 090-1234-5678, 0123-45-6789: a telephone number, or any number that is written in groups.
void Scanner::phone_number(std::u16string_view text, std::size_t at) {
  std::uint64_t value = 0;
  std::size_t count = 0;
  for (const char16_t c : text) {
    if (c == u'-') continue;
    if (!is_digit(c) || ++count > 15) return;
    value = value * 10 + (c - u'0');
  }
  const AttributeSet kinds = group_kinds(value);
  if (count >= 6 && kinds != 0) matcher_.number(value, kinds, span(at, text.size()));
  if (count == 11 && is_resident_record_code(value)) {
    matcher_.plausible(record_codes);
    matcher_.number(value, bit(Attribute::record_code), span(at, text.size()));
  }
}

void Scanner::mixed(std::u16string_view text, std::size_t at, unsigned flags) {
  if (text.size() <= longest_date && (is_digit(text[0]) || begins_era(text[0]))) date(text, at);
  if (flags == (flag::digit | flag::mark)) {
    grouped_number(text, at);
    phone_number(text, at);
    return;
  }
  std::size_t names_from = 0;
  if (flags & (flag::kanji | flag::kana)) {
    address(text, at);
    names_from = address_.end;  // no names are looked for inside an address
  }
  runs(text, at, names_from);
}

// Where nothing separates the values: 000123見本太郎, 見本太郎様は昭和60年1月2日に…
void Scanner::runs(std::u16string_view text, std::size_t at, std::size_t names_from) {
  // Up to where the address ends there is nothing but the address.
  for (std::size_t i = names_from; i < text.size();) {
    const char16_t c = text[i];
    std::size_t end = i + 1;
    if (is_digit(c)) {
      while (end < text.size() && is_digit(text[end])) ++end;
      if (end - i == 4) grouped_number(text.substr(i), at + i);
      if (end - i >= 7 && end - i < text.size()) digits(text.substr(i, end - i), at + i);
    }
    const bool before_digit = i > 0 && is_digit(text[i - 1]);
    if ((is_digit(c) || begins_era(c)) && !before_digit) {
      std::size_t stop = i + (is_digit(c) ? 0 : 1);
      if (!is_digit(c) && stop < text.size() &&
          (text[stop] == u'和' || text[stop] == u'正' || text[stop] == u'成' || text[stop] == u'治'))
        ++stop;
      while (stop < text.size() && stop < i + longest_date && in_date(text[stop])) ++stop;
      while (stop > i && (text[stop - 1] == u'.' || text[stop - 1] == u'-' || text[stop - 1] == u'/')) --stop;
      if (stop - i >= 6 && stop - i < text.size()) date(text.substr(i, stop - i), at + i);
    }
    if (is_kanji(c)) {
      while (end < text.size() && is_kanji(text[end])) ++end;
      const bool title = text[end - 1] == u'様' || text[end - 1] == u'殿' || text[end - 1] == u'氏';
      if (i >= names_from && end - i <= longest_name && end - i < text.size())
        name(text.substr(i, end - i), at + i, false);
      if (i >= names_from && end > i + 2 && title) name(text.substr(i, end - 1 - i), at + i, false);
      // An address may follow a number without a gap.
      if (before_digit && !counts(c) && has_place(text.substr(i))) address(text.substr(i), at + i);
      // An era inside the run is looked for, too.
      for (std::size_t k = i + 1; k < end; ++k)
        if (begins_era(text[k])) {
          end = k;
          break;
        }
    } else if (is_kana(c) || is_latin(c)) {
      const bool kana = is_kana(c);
      while (end < text.size() && (kana ? is_kana(text[end]) || text[end] == u'-' : is_latin(text[end])))
        ++end;
      if (i >= names_from && end - i >= 3 && end - i <= longest_name && end - i < text.size())
        name(text.substr(i, end - i), at + i, kana);
    }
    i = end;
  }
}

void Scanner::name(std::u16string_view text, std::size_t at, bool kana) {
  if (text.size() < 2 || text.size() > longest_name) return;
  // Kanji need no settling: most names are denied by a look at their length.
  char16_t least = 0xFFFF;
  for (const char16_t c : text) least = std::min(least, c);
  if (least >= 0x3400) {
    matcher_.name(text, kana, span(at, text.size()));
    return;
  }
  std::array<char16_t, longest_name> settled;
  std::size_t size = 0;
  for (const char16_t c : text)
    if (c != u'.' && c != u',' && c != u'\'') settled[size++] = c;
  fold_long_vowels(std::span(settled).first(size));
  if (size >= 2) matcher_.name({settled.data(), size}, kana, span(at, text.size()));
}

void Scanner::date(std::u16string_view text, std::size_t at) {
  if (const auto day = parse_date(text)) matcher_.day(*day, span(at, text.size()));
}

void Scanner::address(std::u16string_view text, std::size_t at) {
  canonical_address(text, address_);
  if (!address_.canonical.empty())
    matcher_.address(address_.canonical, address_.municipality, span(at, text.size()));
}

}  // namespace sekisho::inspect
