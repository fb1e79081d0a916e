#include "inspect/values.h"

#include <array>
#include <chrono>

#include "fold.h"

namespace sekisho::inspect {
namespace {

using namespace std::chrono;

struct Era {
  std::u16string_view name;
  char16_t letter;
  int first_year;
  sys_days begin;
  sys_days end;  // the last day
};
constexpr std::array<Era, 5> eras{{
    {u"明治", u'M', 1868, sys_days(1868y / 1 / 25), sys_days(1912y / 7 / 30)},
    {u"大正", u'T', 1912, sys_days(1912y / 7 / 30), sys_days(1926y / 12 / 25)},
    {u"昭和", u'S', 1926, sys_days(1926y / 12 / 25), sys_days(1989y / 1 / 7)},
    {u"平成", u'H', 1989, sys_days(1989y / 1 / 8), sys_days(2019y / 4 / 30)},
    {u"令和", u'R', 2019, sys_days(2019y / 5 / 1), sys_days(2199y / 12 / 31)},
}};

std::optional<std::int32_t> day_number(int year, int month, int day, const Era* era) {
  if (year < 1868 || year > 2199) return std::nullopt;
  const year_month_day date(std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                            std::chrono::day(static_cast<unsigned>(day)));
  if (!date.ok()) return std::nullopt;
  const sys_days days(date);
  if (era && (days < era->begin || days > era->end)) return std::nullopt;
  return static_cast<std::int32_t>(days.time_since_epoch().count());
}

int number(std::u16string_view text) {
  int value = 0;
  for (const char16_t c : text) value = value * 10 + (c - u'0');
  return value;
}

// 一 … 九十九 and 元 as the year of an era; 0 when it is none.
constexpr std::u16string_view kanji_digits = u"〇一二三四五六七八九";
int kanji_number(std::u16string_view text) {
  int value = 0;
  int unit = 0;
  for (const char16_t c : text) {
    if (c == u'十') {
      value += (unit == 0 ? 1 : unit) * 10;
      unit = 0;
    } else {
      const auto digit = kanji_digits.find(c);
      if (digit == kanji_digits.npos || value + unit > 999) return -1;
      unit = unit * 10 + static_cast<int>(digit);
    }
  }
  return value + unit;
}

// Reads 1 to `most` digits, or a kanji numeral, and moves on.
bool take_number(std::u16string_view& text, std::size_t most, int& value) {
  std::size_t size = 0;
  while (size < text.size() && size < most && is_digit(text[size])) ++size;
  if (size > 0) {
    value = number(text.substr(0, size));
  } else {
    while (size < text.size() && size < 4 &&
           (text[size] == u'十' || kanji_digits.find(text[size]) != kanji_digits.npos))
      ++size;
    value = size == 0 ? -1 : kanji_number(text.substr(0, size));
    if (value < 0) return false;
  }
  text.remove_prefix(size);
  return true;
}

bool take_separator(std::u16string_view& text, char16_t kanji) {
  if (text.empty() || (text[0] != kanji && text[0] != u'-' && text[0] != u'/' && text[0] != u'.'))
    return false;
  text.remove_prefix(1);
  return true;
}

const Era* take_era(std::u16string_view& text) {
  for (const Era& era : eras) {
    if (text.starts_with(era.name)) {
      text.remove_prefix(2);
      return &era;
    }
    if (text.starts_with(era.letter) || text.starts_with(era.name[0])) {
      text.remove_prefix(1);
      if (!text.empty() && text[0] == u'.') text.remove_prefix(1);
      return &era;
    }
  }
  return nullptr;
}

bool all_digits(std::u16string_view text) {
  for (const char16_t c : text)
    if (!is_digit(c)) return false;
  return true;
}

bool is_numeral(char16_t c) {
  if (c < 0x80) return is_digit(c);
  switch (c) {
    case u'一':
    case u'二':
    case u'三':
    case u'四':
    case u'五':
    case u'六':
    case u'七':
    case u'八':
    case u'九':
    case u'十':
    case u'百':
    case u'〇':
      return true;
    default:
      return false;
  }
}

// A bit for each character that an address does not just take over.
constexpr std::u16string_view address_marks = u"0123456789一二三四五六七八九十百〇大字ケヵ箇之市町村区郡";
constexpr auto marks_address = [] {
  std::array<std::uint64_t, 1024> out{};
  for (const char16_t c : address_marks) out[c >> 6] |= std::uint64_t{1} << (c & 63);
  return out;
}();
bool is_address_mark(char16_t c) { return marks_address[c >> 6] >> (c & 63) & 1; }

// The end of a run of numerals that begins at `at`, and its value: 十二 and 12 alike. -1 when there is none.
int numeral_at(std::u16string_view text, std::size_t at, std::size_t& end) {
  end = at;
  while (end < text.size() && end < at + 6 && is_digit(text[end])) ++end;
  if (end > at) return number(text.substr(at, end - at));
  while (end < text.size() && end < at + 5 && is_numeral(text[end]) && text[end] != u'百') ++end;
  return end == at ? -1 : kanji_number(text.substr(at, end - at));
}

// What stands between the numbers of an address: 丁目 番地の 番 号 条 - の ノ 之. 0 when nothing of the kind
// is there.
std::size_t separator_at(std::u16string_view text, std::size_t at) {
  if (at >= text.size()) return 0;
  const char16_t next = at + 1 < text.size() ? text[at + 1] : u' ';
  switch (text[at]) {
    case u'丁':
      return next == u'目' ? 2 : 0;
    case u'番':
      return next == u'地' ? 2 : 1;
    case u'号':
    case u'-':
    case u'ノ':
    case u'之':
    case u'ー':
      return 1;
    default:
      return 0;
  }
}

std::size_t append_number(int value, char16_t* out) {
  char16_t digits[12];
  std::size_t size = 0;
  do digits[size++] = static_cast<char16_t>(u'0' + value % 10);
  while ((value /= 10) > 0);
  for (std::size_t i = 0; i < size; ++i) out[i] = digits[size - 1 - i];
  return size;
}

// Where the municipality in front ends: 市, 区, 町 or 村 within the first characters; 0 when there is none.
std::size_t municipality_end(std::u16string_view text, std::size_t from) {
  const std::size_t most = std::min(text.size(), from + 8);
  for (std::size_t i = from + 1; i < most; ++i) {
    const char16_t c = text[i];
    if (is_digit(c)) return 0;
    if (c == u'市' || c == u'区' || c == u'郡') return i + 1;
  }
  return 0;
}

std::size_t prefecture_end(std::u16string_view text) {
  for (const std::size_t i : {2uz, 3uz})
    if (text.size() > i &&
        (text[i] == u'県' || (i == 2 && (text[i] == u'都' || text[i] == u'道' || text[i] == u'府'))))
      return i + 1;
  return 0;
}

}  // namespace

std::optional<std::int32_t> parse_date(std::uint64_t value, std::size_t digits) {
  const int day = static_cast<int>(value % 100);
  const int month = static_cast<int>(value / 100 % 100);
  const int year = static_cast<int>(value / 10'000 % 10'000);
  if (day < 1 || day > 31 || month < 1 || month > 12) return std::nullopt;
  if (digits == 8) return day_number(year, month, day, nullptr);
  if (digits == 6) return day_number(1900 + year, month, day, nullptr);
  if (digits != 7 || year < 100 || year >= 600) return std::nullopt;
  const Era& era = eras[static_cast<std::size_t>(year / 100 - 1)];  // the era as a digit, then YYMMDD
  return day_number(era.first_year + year % 100 - 1, month, day, &era);
}

std::optional<std::int32_t> parse_date(std::u16string_view text) {
  if (text.size() < 5 || text.size() > 20) return std::nullopt;
  if ((text.size() == 7 || text.size() == 8) && all_digits(text))
    return parse_date(static_cast<std::uint64_t>(number(text)), text.size());
  const Era* era = take_era(text);
  int year = 0;
  if (era && text.size() == 6 && all_digits(text))  // S600102
    return day_number(era->first_year + number(text.substr(0, 2)) - 1, number(text.substr(2, 2)),
                      number(text.substr(4, 2)), era);
  if (era && text.starts_with(u'元')) {
    year = 1;
    text.remove_prefix(1);
  } else if (!take_number(text, era ? 2 : 4, year)) {
    return std::nullopt;
  }
  if (era ? year < 1 : year < 1868) return std::nullopt;
  int month = 0;
  int day = 0;
  if (!take_separator(text, u'年') || !take_number(text, 2, month) || !take_separator(text, u'月') ||
      !take_number(text, 2, day))
    return std::nullopt;
  if (!text.empty() && text[0] == u'日') text.remove_prefix(1);
  if (!text.empty() && text[0] == u'生') text.remove_prefix(1);
  if (!text.empty()) return std::nullopt;
  return day_number(era ? era->first_year + year - 1 : year, month, day, era);
}

void canonical_address(std::u16string_view folded, AddressForm& out) {
  out.canonical = {};
  out.municipality = {};
  out.end = 0;
  if (folded.size() < 2 || folded.size() > 200) return;
  // A numeral of one character may become two digits and a dash.
  char16_t* const to = out.whole.data();
  std::size_t size = 0;
  int numbers = 0;
  bool place = false;
  std::size_t at = 0;
  while (at < folded.size()) {
    const char16_t c = folded[at];
    if (!is_address_mark(c)) {
      to[size++] = c;
      ++at;
      continue;
    }
    std::size_t end = at;
    // A kanji numeral is a number only where 丁目, 番 or 号 follows, or inside the numbers; 三条町 stays as
    // it is.
    int value = is_numeral(c) ? numeral_at(folded, at, end) : -1;
    if (value >= 0 && !is_digit(c) && numbers == 0) {
      const char16_t next = end < folded.size() ? folded[end] : u' ';
      if (!(next == u'丁' || next == u'番' || next == u'号' || next == u'-' || is_digit(next))) value = -1;
    }
    if (value >= 0) {
      if (numbers > 0) to[size++] = u'-';
      size += append_number(value, to + size);
      at = end;
      if (++numbers == 3) break;
      std::size_t gap = 0;
      for (std::size_t next = separator_at(folded, at); next > 0; next = separator_at(folded, at)) {
        at += next;
        ++gap;
      }
      // After the numbers comes a building, whose own numbers do not belong here.
      if (gap == 0 || at >= folded.size() || !is_numeral(folded[at])) break;
      continue;
    }
    if (c == u'大' && at + 1 < folded.size() && folded[at + 1] == u'字') {
      at += 2;
      continue;
    }
    if (c == u'字' && at > 0) {
      ++at;
      continue;
    }
    // ケ, ガ (folded to カ) and ヶ (folded to ケ) are written for one another; so are ノ and 之.
    to[size++] = c == u'ケ' || c == u'ヵ' || c == u'箇' ? u'カ' : c == u'之' ? u'ノ' : c;
    place = place || c == u'市' || c == u'町' || c == u'村' || c == u'区' || c == u'郡';
    ++at;
  }
  const std::u16string_view whole(to, size);
  if (numbers == 0 || whole.size() < 3 || is_digit(whole[0])) return;
  if (place || folded.substr(0, at).find(u'丁') != folded.npos) out.end = at;
  const std::size_t prefecture = prefecture_end(whole);
  std::size_t city = municipality_end(whole, prefecture);
  if (city > 0 && whole[city - 1] == u'郡') {  // 郡 is followed by its 町 or 村
    const auto town = std::min(whole.find(u'町', city), whole.find(u'村', city));
    city = town == whole.npos || town > city + 6 ? 0 : town + 1;
  }
  if (city > 0 && whole[city - 1] == u'市') {
    const std::size_t ward = municipality_end(whole, city);
    if (ward > 0 && whole[ward - 1] == u'区') city = ward;
  }
  const std::size_t begin = std::max(prefecture, city);
  if (whole.size() < begin + 2) return;
  out.canonical = whole.substr(begin);
  if (city > prefecture) out.municipality = whole.substr(prefecture, city - prefecture);
}

}  // namespace sekisho::inspect
