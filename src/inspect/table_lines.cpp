// The way of the table lane through lines: rows are cut into cells, many of them are looked up together, and
// then each is counted in its order, or given to the ordinary lanes.
#include <tmmintrin.h>

#include <algorithm>
#include <bit>

#include "digits.h"
#include "scan_table.h"
#include "scanner.h"

namespace sekisho::inspect {
namespace {

constexpr std::ptrdiff_t margin = 64;  // so far from the end nothing is read beyond it
constexpr std::ptrdiff_t longest_row = 4096;
constexpr std::size_t longest_name = 24;
constexpr std::size_t longest_cell = 190;
constexpr std::ptrdiff_t longer_cell = 24;  // than most names
constexpr std::size_t padding = 32;         // that may be read behind a cell
constexpr unsigned longest_pause = 4096;    // records

// Which of 16 bytes end a cell. In CP932 and UTF-8 no byte below 0x40 is part of another character.
unsigned cell_ends(const std::uint8_t* p) {
  const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p));
  // By the lower half of a byte the one that it must be.
  const __m128i ends = _mm_setr_epi8(-1, 0, 0, 0, 0, 0, 0, 0, 0, '\t', '\n', 0, ',', '\r', 0, 0);
  return static_cast<unsigned>(_mm_movemask_epi8(_mm_cmpeq_epi8(_mm_shuffle_epi8(ends, bytes), bytes)) &
                               ~_mm_movemask_epi8(bytes));
}

}  // namespace

template <Encoding encoding>
void Scanner::table_cell(TableRow& row, const std::uint8_t* begin, const std::uint8_t* end,
                         const LaneTable& table) {
  using Does = ScanTable::Does;
  const std::uint8_t b = *begin;
  if (b >= '0' && b <= '9') {
    std::uint64_t value = 0;
    const auto count = static_cast<std::ptrdiff_t>(digits_at(begin, value));
    const std::ptrdiff_t size = end - begin;
    if (count == size && count <= 15) return table_number(row, value, static_cast<std::size_t>(size));
    std::uint64_t month = 0;
    std::uint64_t day = 0;
    if (count == 4 && size == 10 && (begin[4] == '-' || begin[4] == '/') && begin[7] == begin[4] &&
        digits_at(begin + 5, month) == 2 && digits_at(begin + 8, day) == 2) {
      const std::uint64_t date = value * 10'000 + month * 100 + day;
      if (group_kinds(date) == 0) {
        if (const auto days = parse_date(date, 8)) table_day(row, *days, true);
        return;
      }
    } else if (count == 3 && size == 8 && begin[3] == '-' && digits_at(begin + 4, day) == 4 &&
               group_kinds(value * 10'000 + day) == 0) {
      return;  // a postal code says nothing
    }
    return table_other(row, begin, end, table);
  }
  if (b < 0x80) {
    row.ordinary = row.ordinary || !(table.single(b).flags & flag::latin);
    return table_other(row, begin, end, table);
  }
  // A column of addresses is not tried for names again and again.
  bool& longer = longer_cells_[row.columns];
  if (longer && end - begin >= longer_cell) return table_other(row, begin, end, table);
  longer = false;
  char16_t folded[longest_name + 1];
  std::size_t size = 0;
  std::size_t gap = 0;
  unsigned flags = 0;
  const std::uint8_t* q = begin;
  const ScanTable::Entry* const units = table_->data();
  const ScanTable::Entry* const pairs = table.pairs();
  const bool* const leads = table.leads();
  while (q < end && size < longest_name) {
    ScanTable::Entry entry{};
    if constexpr (encoding == Encoding::utf8) {
      if (*q < 0x80) {
        entry = table.single(*q++);
      } else {
        const unsigned c = (q[0] & 0x0Fu) << 12 | (q[1] & 0x3Fu) << 6 | (q[2] & 0x3Fu);
        if ((q[0] & 0xF0) != 0xE0 || (q[1] & 0xC0) != 0x80 || (q[2] & 0xC0) != 0x80 || c < 0x800) break;
        entry = units[c];
        q += 3;
      }
    } else if (leads[*q]) {
      entry = pairs[q[0] << 8 | q[1]];
      q += 2;
    } else {
      entry = table.single(*q++);
    }
    if (entry.does == Does::plain) {
      folded[size++] = entry.to;
      flags |= entry.flags;
    } else if (entry.does == Does::blank && gap == 0 && size > 0) {
      gap = size;
      folded[size++] = u' ';
    } else if (entry.does != Does::drop) {
      return table_other(row, begin, end, table);
    }
    if (flags & (flag::digit | flag::mark)) break;
  }
  if (q == end && size > 0 && folded[size - 1] != u' ' && table_names(row, folded, size, gap, flags)) return;
  longer = true;
  table_other(row, begin, end, table);
}

// The row that begins at p. False: its end is not there, or far away.
template <Encoding encoding>
bool Scanner::table_row(const std::uint8_t*& p, const std::uint8_t* end, const LaneTable& table,
                        TableRow& row) {
  row.begin = p;
  const std::uint8_t* cell = p;
  for (const std::uint8_t* q = p; end - q >= margin && q - p < longest_row; q += 16)
    for (unsigned ends = cell_ends(q); ends != 0; ends &= ends - 1) {
      const std::uint8_t* const at = q + std::countr_zero(ends);
      if (at < cell) continue;
      if (at > cell) {
        row.filled = true;
        row.ordinary = row.ordinary || row.columns >= TableRow::most_cells;
        if (!row.ordinary) {
          table_cell<encoding>(row, cell, at, table);
          ++row.columns;
        }
      }
      cell = at + 1;
      if (*at == '\r') {
        row.ordinary = row.ordinary || at[1] != '\n';
      } else if (*at == '\n') {
        row.ordinary = row.ordinary || (row.account && row.branch);
        row.next = p = cell;
        return true;
      }
    }
  return false;
}

void Scanner::end_table_row(const TableRow& row) {
  for (const TableRow::Number& n : std::span(row.number).first(row.numbers)) {
    field_number_ = record_field_ + n.column;
    look(n.value, n.size);
  }
  for (unsigned i = 0; i < row.individual_numbers; ++i) matcher_.plausible(individual_numbers);
  for (unsigned i = 0; i < row.record_codes; ++i) matcher_.plausible(record_codes);
  field_number_ = record_field_ + row.columns;
  record_begun_ = row.filled;
  end_record();
}

bool Scanner::table_lane_may_go() const {
  return !first_record_ && turned_headings_.empty() && !heading_ && !record_begun_;
}

template <Encoding encoding>
Scanner::Lane Scanner::table_lines(const std::uint8_t*& at, const std::uint8_t* end, const LaneTable& table) {
  if (paragraphs_ || !table_lane_may_go() || end - at < 16 * margin) return Lane::stuck;
  if (table_pause_ > 0) {
    --table_pause_;
    return Lane::stuck;
  }
  const std::uint8_t* p = at;
  std::size_t ordinary = 0;
  tables_.clear();
  while (tables_.size() < TableLane::batch) {
    TableRow& row = tables_.next();
    if (!table_row<encoding>(p, end, table, row)) break;
    tables_.keep();
    ordinary += row.ordinary;
    if (ordinary > 3 && ordinary == tables_.size()) break;
  }
  tables_.look_up(matcher_);
  ordinary = 0;
  Lane result = Lane::taken;
  for (std::size_t i = 0; i < tables_.size() && result == Lane::taken; ++i) {
    const TableRow& row = tables_.row(i);
    if (tables_.take(matcher_, i)) {
      end_table_row(row);
      ++line_;
      at = row.next;
      before_ = u'\n';
      continue;
    }
    ++ordinary;
    result = ordinary_line<encoding>(at, end, table);
    // A quoted line break, a table whose rows are columns: what was read ahead holds no more.
    if (at != row.next || !table_lane_may_go()) break;
  }
  // Where there is no table, or not one of plain rows, it is not worth the while.
  if (tables_.size() == 0 || ordinary * 2 > tables_.size()) {
    table_next_pause_ = std::min(2 * table_next_pause_ + 8, longest_pause);
    table_pause_ = table_next_pause_;
  } else {
    table_next_pause_ = 0;
  }
  return tables_.size() == 0 ? Lane::stuck : result;
}

// The same for a row that comes in cells. False: it must be read the ordinary way.
bool Scanner::table_cells(std::uint64_t number, std::span<const std::string_view> cells) {
  if (!table_lane_may_go() || cells.size() > TableRow::most_cells) return false;
  if (table_pause_ > 0) {
    --table_pause_;
    return false;
  }
  const LaneTable& table = *LaneTable::of(Encoding::utf8);
  tables_.clear();
  TableRow& row = tables_.next();
  for (const std::string_view cell : cells) {
    if (!cell.empty()) {
      row.filled = true;
      if (cell.size() > longest_cell) return false;
      std::fill_n(std::copy(cell.begin(), cell.end(), padded_.begin()), padding, std::uint8_t{0});
      table_cell<Encoding::utf8>(row, padded_.data(), padded_.data() + cell.size(), table);
      if (row.ordinary) break;
    }
    ++row.columns;
  }
  row.ordinary = row.ordinary || (row.account && row.branch);
  tables_.keep();
  tables_.look_up(matcher_);
  matcher_.begin_row(number);
  if (!tables_.take(matcher_, 0)) {
    table_next_pause_ = std::min(2 * table_next_pause_ + 1, longest_pause);
    table_pause_ = table_next_pause_;
    return false;
  }
  table_next_pause_ = 0;
  end_table_row(row);
  return true;
}

template Scanner::Lane Scanner::table_lines<Encoding::utf8>(const std::uint8_t*&, const std::uint8_t*,
                                                            const LaneTable&);
template Scanner::Lane Scanner::table_lines<Encoding::cp932>(const std::uint8_t*&, const std::uint8_t*,
                                                             const LaneTable&);

}  // namespace sekisho::inspect
