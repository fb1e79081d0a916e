// The fastest way through a line, for the lines that most tables consist of: fields between commas or tabs
// that are digits, a name of one or two words, or a longer text that the rows before may have had as well.
// Any other line it gives back untouched.
#include <emmintrin.h>

#include <algorithm>

#include "digits.h"
#include "scan_table.h"
#include "scanner.h"

namespace sekisho::inspect {
namespace {

constexpr std::size_t longest_name = 24;
constexpr std::ptrdiff_t shortest_remembered = 24;
constexpr std::ptrdiff_t margin = 256;  // so far from the end nothing is read beyond it

bool separates(std::uint8_t b) { return b == ',' || b == '\t' || b == '\n' || b == '\r'; }

}  // namespace

// Where the field of a line that begins at `at` ends, when it is long enough to be worth remembering; else
// nullptr.
static const std::uint8_t* long_field(const std::uint8_t* at, const std::uint8_t* end) {
  constexpr std::ptrdiff_t longest = 192;
  const std::uint8_t* p = at;
  const std::uint8_t* const stop = at + longest;
  if (end - at < margin) return nullptr;
  // In CP932, EUC-JP and UTF-8 no byte below 0x40 is part of another character.
  while (stop - p >= 16) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p));
    const __m128i low = _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8(',')),
                                     _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('\n')),
                                                  _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('\r')),
                                                               _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\t')))));
    const auto mask = static_cast<unsigned>(_mm_movemask_epi8(low));
    if (mask != 0) {
      p += std::countr_zero(mask);
      return separates(*p) && p - at >= shortest_remembered ? p : nullptr;
    }
    p += 16;
  }
  return nullptr;
}

// The fields that cost most are addresses, and the neighbours in a table have the same one: what such a field
// gave is given again. At least eight bytes. False: there is more in it than one field with a number.
bool Scanner::remembered_field(const std::uint8_t* begin, const std::uint8_t* end, const LaneTable& table) {
  const auto length = static_cast<std::size_t>(end - begin);
  std::uint64_t hash = 0x9E3779B97F4A7C15u ^ length ^ static_cast<std::uint64_t>(table.encoding()) << 32;
  for (const std::uint8_t* q = begin; q < end; q += 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, end - q >= 8 ? q : end - 8, 8);
    hash = (hash ^ word) * 0x9FB21C651E98DF25u;
    hash ^= hash >> 32;
  }
  if (hash == 0) hash = 1;
  if (remembered_.empty()) remembered_.resize(remembered);
  Remembered& known = remembered_[hash % remembered];
  if (known.hash == hash && known.raw.size() == length && std::memcmp(known.raw.data(), begin, length) == 0) {
    record_begun_ = true;
    matcher_.again(known.memo, field_number_);
    last_text_field_ = nothing;
    ++field_number_;
    return true;
  }
  const std::size_t mark = matcher_.mark();
  const std::size_t hits = patterns_.waiting();
  const std::uint32_t field = field_number_;
  if (!segment(begin, end, table)) return false;
  // Only what depends on nothing around it is kept.
  if (field_number_ != field + 1 || last_text_field_ != nothing || matcher_.mark() < mark ||
      patterns_.waiting() != hits)
    return true;
  known.hash = hash;
  known.raw.assign(begin, end);
  known.memo = matcher_.since(mark);
  return true;
}

// A cell of a table that is read by its rows. False: it must be read character by character.
bool Scanner::simple_cell(std::string_view cell) {
  const auto* const begin = reinterpret_cast<const std::uint8_t*>(cell.data());
  const auto* const end = begin + cell.size();
  if (cell.size() <= 15 && *begin >= '0' && *begin <= '9') {
    std::uint64_t value = 0;
    for (const char c : cell) {
      if (c < '0' || c > '9') return false;
      value = value * 10 + static_cast<std::uint64_t>(c - '0');
    }
    record_begun_ = true;
    if (cell.size() > 1) {
      look(value, cell.size());
      digits(value, cell.size(), 0);
      last_text_field_ = nothing;
    }
    if (cell.size() <= 6) join_digits(value, cell.size());
    ++field_number_;
    return true;
  }
  if (*begin < 0x80) return false;
  const LaneTable& table = *LaneTable::of(Encoding::utf8);
  if (cell.size() >= static_cast<std::size_t>(shortest_remembered) && cell.size() < 192 &&
      remembered_field(begin, end, table))
    return true;
  char16_t folded[longest_name + 1];
  std::size_t size = 0;
  std::size_t gap = 0;
  unsigned flags = 0;
  for (const std::uint8_t* q = begin; q < end; q += 3) {
    if (end - q < 3 || size >= longest_name || (q[0] & 0xF0) != 0xE0 || (q[1] & 0xC0) != 0x80 ||
        (q[2] & 0xC0) != 0x80)
      return false;
    const unsigned c = (q[0] & 0x0Fu) << 12 | (q[1] & 0x3Fu) << 6 | (q[2] & 0x3Fu);
    const ScanTable::Entry entry = (*table_)[static_cast<char16_t>(c)];
    if (c >= 0x800 && entry.does == ScanTable::Does::plain) {
      folded[size++] = entry.to;
      flags |= entry.flags;
    } else if (entry.does == ScanTable::Does::blank && gap == 0 && size > 0) {
      gap = size;
      folded[size++] = u' ';
    } else {
      return false;
    }
  }
  if (size == 0 || folded[size - 1] == u' ') return false;
  if (simple_names(folded, size, gap, flags)) {
    record_begun_ = true;
    ++field_number_;
  } else {
    lane_field(folded, size, flags);
  }
  return true;
}

// A field of digits, or of digits in groups. False: something else.
inline bool Scanner::simple_number(const std::uint8_t*& p) {
  std::uint64_t value = 0;
  const unsigned count = digits_at(p, value);
  if (count <= 15 && separates(p[count])) {
    if (count > 1) {
      look(value, count);
      digits(value, count, 0);
      last_text_field_ = nothing;
    }
    if (count <= 6) join_digits(value, count);
    p += count;
    return true;
  }
  // 1985-01-02 and 1985/01/02
  if (count == 4 && (p[4] == '-' || p[4] == '/')) {
    std::uint64_t month = 0;
    std::uint64_t day = 0;
    if (digits_at(p + 5, month) != 2 || p[7] != p[4] || digits_at(p + 8, day) != 2 || !separates(p[10]))
      return false;
    const std::uint64_t date = value * 10'000 + month * 100 + day;
    if (group_kinds(date) != 0) return false;
    if (first_record_) headings_ = false;
    if (const auto days = parse_date(date, 8)) matcher_.day(*days, span(0, 10));
    last_text_field_ = nothing;
    p += 10;
    return true;
  }
  // 000-0000: a postal code says nothing, unless there are other numbers of so many digits.
  if (count == 3 && p[3] == '-') {
    std::uint64_t rest = 0;
    if (digits_at(p + 4, rest) == 4 && separates(p[8]) && group_kinds(value * 10'000 + rest) == 0) {
      last_text_field_ = nothing;
      p += 8;
      return true;
    }
  }
  return false;
}

// One or two words of letters alone, without what would make more of them than a name. False: look closer.
inline bool Scanner::simple_names(const char16_t* folded, std::size_t size, std::size_t gap, unsigned flags) {
  if (flags != flag::kanji && flags != flag::kana) return false;
  const bool kana = flags == flag::kana;
  const std::u16string_view text(folded, size);
  if (first_record_) look(text, flags);
  if (gap == 0) {
    if (size < 2) {
      join_texts(text, flags);
      return true;
    }
    if (field_number_ == record_field_) note_heading(text, flags);
    name(text, 0, kana);
    join_texts(text, flags);
    return true;
  }
  const std::u16string_view first = text.substr(0, gap);
  const std::u16string_view second = text.substr(gap + 1);
  std::array<char16_t, longest_name> words;
  std::copy(second.begin(), second.end(), std::copy(first.begin(), first.end(), words.begin()));
  const std::u16string_view both(words.data(), size - 1);
  removed_[0] = static_cast<std::uint16_t>(gap);
  removed_count_ = 1;
  name(both, 0, kana);
  join_texts(both, flags);
  std::copy(first.begin(), first.end(), std::copy(second.begin(), second.end(), words.begin()));
  name(both, 0, kana);
  removed_count_ = 0;
  if (first.size() > 1) name(first, 0, kana);
  if (second.size() > 1) name(second, gap + 1, kana);
  return true;
}

template <Encoding encoding>
Scanner::Lane Scanner::simple_line(const std::uint8_t*& at, const std::uint8_t* end, const LaneTable& table) {
  using Does = ScanTable::Does;
  if (end - at < 2 * margin) return Lane::stuck;
  const ScanTable::Entry* const units = table_->data();
  const ScanTable::Entry* const pairs = table.pairs();
  const bool* const leads = table.leads();
  const std::uint8_t* p = at;
  const auto fold_one = [&](const std::uint8_t* q, ScanTable::Entry& entry) -> unsigned {
    if constexpr (encoding == Encoding::utf8) {
      const unsigned c = (q[0] & 0x0Fu) << 12 | (q[1] & 0x3Fu) << 6 | (q[2] & 0x3Fu);
      if ((q[0] & 0xF0) != 0xE0 || (q[1] & 0xC0) != 0x80 || (q[2] & 0xC0) != 0x80 || c < 0x800) return 0;
      entry = units[c];
      return 3;
    } else {
      if (!leads[*q]) return 0;
      entry = pairs[q[0] << 8 | q[1]];
      return 2;
    }
  };
  for (;;) {
    if (end - p < margin) break;
    const std::uint8_t b = *p;
    if (b == ',' || b == '\t') {
      ++p;
      continue;
    }
    if (b == '\n' || (b == '\r' && p[1] == '\n')) {
      p += b == '\r' ? 2 : 1;
      end_record();
      ++line_;
      at = p;
      before_ = u'\n';
      return Lane::taken;
    }
    if (b >= '0' && b <= '9') {
      if (!simple_number(p)) break;
      record_begun_ = true;
      ++field_number_;
      continue;
    }
    if (b < 0x80) break;
    char16_t folded[longest_name + 1];
    std::size_t size = 0;
    std::size_t gap = 0;
    unsigned flags = 0;
    const std::uint8_t* q = p;
    while (size < longest_name) {
      ScanTable::Entry entry{};
      const unsigned width = fold_one(q, entry);
      if (width == 0) {
        if (*q == ' ' && gap == 0 && size > 0) {
          gap = size;
          folded[size++] = u' ';
          ++q;
          continue;
        }
        break;
      }
      if (entry.does == Does::plain) {
        folded[size++] = entry.to;
        flags |= entry.flags;
      } else if (entry.does == Does::blank && gap == 0 && size > 0) {
        gap = size;
        folded[size++] = u' ';
      } else {
        break;
      }
      q += width;
    }
    if (separates(*q) && size < longest_name && folded[size - 1] != u' ') {
      if (simple_names(folded, size, gap, flags)) {
        record_begun_ = true;
        ++field_number_;
      } else {
        lane_field(folded, size, flags);
      }
      p = q;
      continue;
    }
    const std::uint8_t* const field_end = long_field(p, end);
    if (!field_end || !remembered_field(p, field_end, table)) break;
    p = field_end;
  }
  abandon();
  return Lane::stuck;
}

// A longer text, folded as line() would fold it. False: there is more in it than one field.
template <bool utf8>
static bool fold_text(const std::uint8_t* p, const std::uint8_t* end, const LaneTable& table,
                      const ScanTable::Entry* units, std::array<char16_t, 256>& folded, std::size_t& size,
                      unsigned& flags) {
  using Does = ScanTable::Does;
  const ScanTable::Entry* const pairs = table.pairs();
  const bool* const leads = table.leads();
  char16_t* to = folded.data();
  char16_t* const most = to + 200;
  unsigned met = 0;
  unsigned blanks = 0;
  while (p < end && to < most) {
    ScanTable::Entry entry{};
    if (*p < 0x80) {
      entry = table.single(*p++);
    } else if constexpr (utf8) {
      if (end - p < 3 || (p[0] & 0xF0) != 0xE0 || (p[1] & 0xC0) != 0x80 || (p[2] & 0xC0) != 0x80)
        return false;
      entry = units[(p[0] & 0x0Fu) << 12 | (p[1] & 0x3Fu) << 6 | (p[2] & 0x3Fu)];
      p += 3;
    } else if (leads[*p] && end - p >= 2) {
      entry = pairs[p[0] << 8 | p[1]];
      p += 2;
    } else {
      entry = table.single(*p++);
    }
    if (entry.does == Does::plain) {
      if (blanks > 0) {
        if (blanks > 1) return false;
        if (to != folded.data()) *to++ = u' ';
        blanks = 0;
      }
      *to++ = entry.to;
      met |= entry.flags;
    } else if (entry.does == Does::blank) {
      ++blanks;
    } else if (entry.does != Does::drop) {
      return false;
    }
  }
  size = static_cast<std::size_t>(to - folded.data());
  flags = met;
  return p >= end && size > 0;
}

bool Scanner::fold_cell(const std::uint8_t* p, const std::uint8_t* end, const LaneTable& table,
                        std::array<char16_t, 256>& folded, std::size_t& size, unsigned& flags) const {
  return table.encoding() == Encoding::utf8
             ? fold_text<true>(p, end, table, table_->data(), folded, size, flags)
             : fold_text<false>(p, end, table, table_->data(), folded, size, flags);
}

bool Scanner::segment(const std::uint8_t* p, const std::uint8_t* end, const LaneTable& table) {
  std::array<char16_t, 256> folded;
  std::size_t size = 0;
  unsigned flags = 0;
  if (!fold_cell(p, end, table, folded, size, flags) || !(flags & flag::digit)) return false;
  lane_field(folded.data(), size, flags);
  return true;
}

template Scanner::Lane Scanner::simple_line<Encoding::utf8>(const std::uint8_t*&, const std::uint8_t*,
                                                            const LaneTable&);
template Scanner::Lane Scanner::simple_line<Encoding::cp932>(const std::uint8_t*&, const std::uint8_t*,
                                                             const LaneTable&);

}  // namespace sekisho::inspect
