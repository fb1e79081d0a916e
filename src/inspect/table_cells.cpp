// Cells of a table told apart by their form, for the table lane: a number, a day, a name of one or two words.
// Anything else is read by the scanner once and remembered by its bytes.
#include <algorithm>

#include "digits.h"
#include "inspect/identifiers.h"
#include "inspect/text.h"
#include "scan_table.h"
#include "scanner.h"
#include "telling.h"

namespace sekisho::inspect {
namespace {

constexpr std::size_t longest_name = 24;
constexpr std::size_t longest_part = 12;      // that is joined with its neighbour
constexpr std::ptrdiff_t longest_cell = 190;  // from 24 on letters may be base64

bool is_title(char16_t c) { return c == u'様' || c == u'殿' || c == u'氏'; }

// What makes more of a word than a name (Scanner::token).
bool says_more(std::u16string_view text, unsigned flags) {
  if (flags & flag::telling)
    return (has_numeral(text) && has_place(text)) || text.find(u'年') != text.npos ||
           std::any_of(text.begin(), text.end(), is_title);
  if (flags != flag::kana || text.size() <= 4) return false;
  return text.ends_with(u"サン") || text.ends_with(u"サマ") || text.ends_with(u"クン") ||
         text.ends_with(u"チヤン");
}

std::uint64_t hash_of(const std::uint8_t* begin, std::size_t size, std::uint64_t seed) {
  std::uint64_t hash = 0x9E3779B97F4A7C15u ^ size ^ seed << 32;
  const std::uint8_t* const end = begin + size;
  for (const std::uint8_t* q = begin; q < end; q += 8) {
    std::uint64_t word = 0;
    if (end - q >= 8) {
      std::memcpy(&word, q, 8);
    } else {
      std::memcpy(&word, q, static_cast<std::size_t>(end - q));
    }
    hash = (hash ^ word) * 0x9FB21C651E98DF25u;
    hash ^= hash >> 32;
  }
  return hash == 0 ? 1 : hash;
}

}  // namespace

void Scanner::table_number(TableRow& row, std::uint64_t value, std::size_t size) {
  const std::uint8_t column = row.columns;
  if (size <= 6) {
    const bool goes_on = column > 0 && row.digits_column == column;
    row.digits_cells = static_cast<std::uint8_t>(goes_on ? row.digits_cells + 1 : 1);
    row.digits_size = static_cast<std::uint8_t>(goes_on ? row.digits_size + size : size);
    row.digits_column = static_cast<std::uint8_t>(column + 1);
    // 1985 | 1 | 2, and a number digit by digit
    if (row.digits_cells > 2 || row.digits_size > 10) row.ordinary = true;
  }
  if (size < 2) return;
  row.number[row.numbers++] = {value, static_cast<std::uint8_t>(size), column};
  AttributeSet kinds = matcher_.kinds_of_length(significant_digits(value));
  kinds &= static_cast<AttributeSet>(~national_numbers);
  if (kinds & bit(Attribute::account)) row.account = true;
  if (size == 3 && (kinds & bit(Attribute::branch))) row.branch = true;
  kinds &= static_cast<AttributeSet>(~(bit(Attribute::branch) | bit(Attribute::bank)));
  if (size == 12 && is_individual_number(value)) {
    ++row.individual_numbers;
    kinds |= bit(Attribute::individual_number);
  } else if (size == 11 && is_resident_record_code(value)) {
    ++row.record_codes;
    kinds |= bit(Attribute::record_code);
  }
  kinds &= matcher_.known();
  if (kinds != 0) {
    const std::uint64_t digest = matcher_.hash().number(value);
    for (; kinds != 0; kinds &= static_cast<AttributeSet>(kinds - 1)) {
      const auto kind = static_cast<Attribute>(std::countr_zero(kinds));
      const std::uint64_t of_kind = ValueHash::of(kind, digest);
      for (std::size_t d = 0; d < matcher_.datasets(); ++d)
        __builtin_prefetch(&matcher_.data(d).key_word(of_kind));
      row.add(kind, of_kind, column, true);
    }
  }
  const auto day = [&](std::uint64_t eight, std::size_t digits, bool whole) {
    if (const auto days = parse_date(eight, digits)) table_day(row, *days, whole);
  };
  if (size >= 6 && size <= 8) {
    day(value, size, true);
    if (size == 6) day(20'000'000 + value, 8, true);
  } else if (size > 8 && size != 11 && size != 12) {
    static constexpr std::uint64_t tens[] = {1, 10, 100, 1'000, 10'000, 100'000, 1'000'000, 10'000'000};
    const std::uint64_t front = size == 10 ? value / 100 : value / tens[size - 8];
    if (may_be_date(front)) day(front, 8, false);
    if (may_be_date(value % 100'000'000)) day(value % 100'000'000, 8, false);
  }
}

void Scanner::table_day(TableRow& row, std::int32_t days, bool whole) {
  if (!(matcher_.known() & bit(Attribute::birth))) return;
  if (const std::uint64_t digest = matcher_.day_digest(days))
    row.add(Attribute::birth, digest, row.columns, whole);
}

// A reading of the name that was put down at `text` for it. Its first two items are hashed at once.
void Scanner::table_name(TableRow& row, std::size_t text, std::size_t size, bool kana, bool at_once) {
  if (size < 2) return;
  char16_t* const begin = row.text.data() + text;
  char16_t least = 0xFFFF;
  for (std::size_t i = 0; i < size; ++i) least = std::min(least, begin[i]);
  if (least < 0x3400) fold_long_vowels(std::span(begin, size));
  const std::u16string_view name(begin, size);
  const AttributeSet known = matcher_.known();
  if (!matcher_.may_have_length(name) || !(known & (kana ? both_names : bit(Attribute::name)))) return;
  if (at_once) {
    const std::uint64_t digest = matcher_.hash().text(Attribute::name, name);
    row.add(Attribute::name, digest, row.columns, true);
    if (kana) row.add(Attribute::kana, ValueHash::of(Attribute::kana, digest), row.columns, true);
    return;
  }
  const std::uint32_t shape = shape_of(name);
  const std::uint8_t item = row.items;
  // Only the whole cell in another order takes in as much as the cell as it stands.
  row.add(Attribute::name, 0, row.columns, size == row.letters_size);
  if (kana) row.add(Attribute::kana, 0, row.columns, size == row.letters_size);
  if (!row.ordinary)
    row.late[row.lates++] = {shape, static_cast<std::uint16_t>(text), static_cast<std::uint8_t>(size), item,
                             kana};
}

// One or two words of kanji or of kana. False: something else.
bool Scanner::table_names(TableRow& row, const char16_t* folded, std::size_t size, std::size_t gap,
                          unsigned flags) {
  const unsigned letters = flags & ~unsigned{flag::telling};
  if (letters != flag::kanji && letters != flag::kana) return false;
  const bool kana = letters == flag::kana;
  const std::size_t column = row.columns;
  const std::size_t whole = gap == 0 ? size : size - 1;
  if (row.text_size + 6 * longest_name > row.text.size()) {
    row.ordinary = true;
    return true;
  }
  const auto put = [&](const char16_t* from, std::size_t count) {
    std::copy_n(from, count, row.text.data() + row.text_size);
    row.text_size = static_cast<std::uint16_t>(row.text_size + count);
  };
  // As it stands, kept for what it may be together with the next cell.
  const std::uint16_t plain = row.text_size;
  if (gap == 0) {
    put(folded, size);
  } else {
    put(folded, gap);
    put(folded + gap + 1, size - gap - 1);
  }
  const std::u16string_view both(row.text.data() + plain, whole);
  if (says_more(both, flags)) return false;
  if (column == 0 && gap == 0 && size <= longest_part && column_from_folded(both)) row.ordinary = true;
  if (column > 0 && row.letters_column == column) {
    // 姓 | 名: what they are together is left to the ordinary way when it may be anybody.
    if (!row.letters_known) {
      row.ordinary = true;
    } else if (whole <= longest_part && row.letters_size <= longest_part) {
      std::array<char16_t, 2 * longest_part> joined;
      std::copy_n(both.data(), whole,
                  std::copy_n(row.text.data() + row.letters_text, row.letters_size, joined.begin()));
      const auto of = std::span(joined).first(row.letters_size + whole);
      fold_long_vowels(of);
      const std::u16string_view text(of.data(), of.size());
      if (matcher_.may_have_length(text) && matcher_.may_be(shape_of(text))) row.ordinary = true;
    }
  }
  row.letters_column = static_cast<std::uint8_t>(column + 1);
  row.letters_known = true;
  row.letters_kana = kana;
  row.letters_text = plain;
  row.letters_size = static_cast<std::uint8_t>(whole);
  if (whole < 2) return true;
  const auto reading = [&](std::size_t from, std::size_t count, bool at_once) {
    const std::uint16_t at = row.text_size;
    put(row.text.data() + from, count);
    table_name(row, at, count, kana, at_once);
  };
  reading(plain, whole, true);
  if (gap == 0) return true;
  const std::uint16_t turned = row.text_size;
  put(row.text.data() + plain + gap, whole - gap);
  put(row.text.data() + plain, gap);
  table_name(row, turned, whole, kana, false);
  reading(plain, gap, false);
  reading(plain + gap, whole - gap, false);
  return true;
}

// A cell of any other form.
void Scanner::table_other(TableRow& row, const std::uint8_t* begin, const std::uint8_t* end,
                          const LaneTable& table) {
  const std::size_t column = row.columns;
  const auto size = static_cast<std::size_t>(end - begin);
  row.ordinary = row.ordinary || end - begin > longest_cell || (*begin < 0x80 && size >= 24);
  if (row.ordinary) return;
  // What a heading says may make a pattern of a cell.
  const bool labelled = column < labels_.size() && !labels_[column].empty();
  const std::uint64_t hash =
      hash_of(begin, size, static_cast<std::uint64_t>(table.encoding()) + (labelled ? 16 * (column + 1) : 0));
  TableLane::KnownCell& cell = tables_.known(hash);
  if (cell.hash != hash || cell.raw.size() != size || std::memcmp(cell.raw.data(), begin, size) != 0) {
    cell.hash = hash;
    cell.raw.assign(begin, end);
    cell.items.clear();
    cell.usable = learn_cell(begin, end, column, table, cell);
  }
  const bool beside_letters = column > 0 && row.letters_column == column;
  if (!cell.usable || (column == 0 && cell.heading) ||
      (beside_letters && (cell.letters || cell.begins_with_digit))) {
    row.ordinary = true;
    return;
  }
  if (cell.letters) {
    row.letters_column = static_cast<std::uint8_t>(column + 1);
    row.letters_known = false;
  }
  for (const TableItem& known : cell.items) {
    row.add(known.kind, known.digest, column, known.whole).municipality = known.municipality;
  }
}

// An address and nothing else, with or without a building behind it. False: more than that; nothing was
// learnt.
bool Scanner::learn_address(std::u16string_view text, unsigned flags, TableLane::KnownCell& cell) {
  if (!(flags & flag::digit) || !(flags & flag::kanji) || is_digit(text[0]) || begins_era(text[0]))
    return false;
  const std::size_t gap = text.find(u' ');
  const std::u16string_view first = text.substr(0, gap);
  const std::u16string_view second = gap == text.npos ? std::u16string_view() : text.substr(gap + 1);
  // As Scanner::two_words does: the address ends where the building begins.
  const char16_t last = first.back();
  if (gap != text.npos && (text.size() > 60 || second.find(u' ') != second.npos || is_digit(second[0]) ||
                           !(is_digit(last) || last == u'号' || last == u'番' || last == u'地')))
    return false;
  canonical_address(first, address_);
  // Of three numbers the last one's 号 stands behind the address; it is nothing by itself.
  const bool whole = address_.end == first.size();
  if ((!whole && address_.end + 1 != first.size())) return false;
  if (!whole && last != u'号' && last != u'番' && last != u'地') return false;
  if (std::none_of(first.begin(), first.end(), is_digit)) return false;
  const std::u16string_view canonical = address_.canonical;
  if (!canonical.empty() && (matcher_.known() & bit(Attribute::address)) &&
      matcher_.may_have_length(canonical) && matcher_.may_be(shape_of(canonical))) {
    const std::uint64_t digest = matcher_.hash().text(Attribute::address, canonical);
    cell.items.push_back({digest, matcher_.municipality_digest(address_.municipality), ValueHash::tag(digest),
                          Attribute::address, 0, true});
  }
  // What the building says: most of them nothing.
  const std::size_t mark = matcher_.mark();
  const double chance = matcher_.plausible_so_far();
  look(text, flags);
  unsigned building = 0;
  for (const char16_t c : second) building |= flags_of(c);
  if (second.size() > 1 && !whole) {
    token(second, gap + 1, building);
  } else if (building & flag::digit) {
    runs(second, gap + 1, 0);
  } else if (second.size() > 1) {
    name(second, gap + 1, building == flag::kana);
  }
  const bool alone = patterns_.waiting() == 0 && matcher_.plausible_so_far() == chance &&
                     number_count_ == 0 && (matcher_.mark() == mark || matcher_.since(mark).values.empty());
  if (!alone) cell.items.clear();
  abandon();
  matcher_.plausible_again(chance);
  return alone;
}

// Reads a cell as the ordinary way would, and takes back what came of it. False: it is not to be had like
// this.
bool Scanner::learn_cell(const std::uint8_t* begin, const std::uint8_t* end, std::size_t column,
                         const LaneTable& table, TableLane::KnownCell& cell) {
  std::array<char16_t, 256> folded;
  std::size_t size = 0;
  unsigned flags = 0;
  if (!fold_cell(begin, end, table, folded, size, flags) || folded[0] == u'-') return false;
  // Letters in a row may be base64.
  if (std::count_if(begin, end, [](std::uint8_t b) { return b < 0x80; }) >= 24) return false;
  const std::size_t mark = matcher_.mark();
  const double chance = matcher_.plausible_so_far();
  cell.begins_with_digit = is_digit(folded[0]);
  cell.letters = cell.heading = false;
  field_number_ = record_field_ + static_cast<std::uint32_t>(column);
  if (learn_address({folded.data(), size}, flags, cell)) return true;
  // The first cell of a row is looked at as a heading.
  heading_.reset();
  note_heading({folded.data(), size}, flags);
  cell.heading = heading_.has_value();
  field_number_ = record_field_ + static_cast<std::uint32_t>(column);
  lane_field(folded.data(), size, flags);
  cell.letters = last_text_field_ != nothing;
  bool usable = matcher_.mark() >= mark && patterns_.waiting() == 0 && number_count_ == 0 &&
                field_number_ == record_field_ + column + 1 && mail_field_ == nothing &&
                matcher_.plausible_so_far() == chance;
  const Matcher::Memo memo = usable ? matcher_.since(mark) : Matcher::Memo();
  for (const auto& kept : memo.values) {
    constexpr AttributeSet not_alone = full_account | bit(Attribute::bank);
    usable = usable && !(kept.kinds & not_alone) && cell.items.size() < 24;
    const bool whole = std::all_of(memo.values.begin(), memo.values.end(), [&](const auto& other) {
      return kept.at.begin <= other.at.begin && kept.at.end >= other.at.end;
    });
    const auto add = [&](Attribute kind, std::uint64_t digest) {
      cell.items.push_back(
          {digest, kind == Attribute::address ? kept.number : 0, ValueHash::tag(digest), kind, 0, whole});
    };
    if (kept.kinds & bit(Attribute::birth)) {
      add(Attribute::birth, matcher_.day_digest(static_cast<std::int32_t>(kept.number) + Matcher::first_day));
    } else if (kept.kinds & bit(Attribute::address)) {
      add(Attribute::address, kept.digest);
    } else if (kept.kinds & both_names) {
      if (kept.kinds & bit(Attribute::name)) add(Attribute::name, kept.digest);
      if (kept.kinds & bit(Attribute::kana))
        add(Attribute::kana, ValueHash::of(Attribute::kana, kept.digest));
    } else {
      for (AttributeSet kinds = kept.kinds; kinds != 0; kinds &= static_cast<AttributeSet>(kinds - 1)) {
        const auto kind = static_cast<Attribute>(std::countr_zero(kinds));
        add(kind, ValueHash::of(kind, kept.digest));
      }
    }
  }
  abandon();
  matcher_.plausible_again(chance);
  return usable;
}

}  // namespace sekisho::inspect
