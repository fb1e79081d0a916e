#include "table_lane.h"

#include <algorithm>
#include <bit>
#include <utility>

namespace sekisho::inspect {
namespace {

constexpr AttributeSet pair_kinds = text_attributes | bit(Attribute::birth);

template <class F>
void each_bit(std::uint64_t mask, F&& f) {
  for (; mask != 0; mask &= mask - 1) f(static_cast<std::size_t>(std::countr_zero(mask)));
}

bool is_number(Attribute kind) { return !(bit(kind) & pair_kinds); }

// Cells of which these items say all.
std::uint32_t whole_cells(const TableRow& row, std::uint64_t items) {
  std::uint32_t cells = 0;
  each_bit(items, [&](std::size_t i) { cells |= std::uint32_t{row.item[i].whole} << row.item[i].cell; });
  return cells;
}

}  // namespace

TableItem& TableRow::add(Attribute kind, std::uint64_t digest, std::size_t cell, bool whole) {
  if (items + 2u > most_items) {
    ordinary = true;
    return item[most_items - 1];
  }
  TableItem& added = item[items++];
  added = {digest, 0, ValueHash::tag(digest), kind, static_cast<std::uint8_t>(cell), whole};
  return added;
}

TableRow& TableLane::next() {
  if (rows_.empty()) rows_.resize(batch);
  TableRow& row = rows_[size_];
  row.clear();
  return row;
}

TableLane::KnownCell& TableLane::known(std::uint64_t hash) {
  if (known_.empty()) known_.resize(known_cells);
  return known_[hash % known_cells];
}

// Each step asks for memory that the next one reads, for all rows. Most rows end with the third: what one
// line explains needs no look at what else there is.
void TableLane::look_up(Matcher& matcher) {
  sides_.resize(batch * matcher.datasets());
  const auto each = [&](auto&& step) {
    for (std::size_t d = 0; d < matcher.datasets(); ++d)
      for (std::size_t r = 0; r < size_; ++r)
        if (!rows_[r].ordinary) step(matcher.data(d), rows_[r], side(r, d));
  };
  each([](const Dataset::Data& data, const TableRow& row, Side& to) { look_at_numbers(data, row, to); });
  each([](const Dataset::Data& data, const TableRow& row, Side& to) { find_candidates(data, row, to); });
  each([&](const Dataset::Data& data, TableRow& row, Side& to) { judge(matcher, data, row, to); });
  each([&](const Dataset::Data& data, TableRow& row, Side& to) {
    if (!to.open) return;
    read_late(matcher, row);
    for (std::size_t i = 0; i < row.items; ++i) {
      const TableItem& item = row.item[i];
      if (!(bit(item.kind) & text_attributes) || item.digest == 0) continue;
      if (!(data.header.attributes & bit(item.kind)) || (to.held >> i & 1)) continue;
      to.alive |= std::uint64_t{1} << i;
      __builtin_prefetch(&data.value_word(item.digest));
    }
  });
  each([](const Dataset::Data& data, const TableRow& row, Side& to) {
    if (to.open) look_at_texts(data, row, to);
  });
}

void TableLane::look_at_numbers(const Dataset::Data& data, const TableRow& row, Side& side) {
  side.alive = side.held = side.unexplained = 0;
  side.set = 0;
  side.open = side.ordinary = false;
  side.candidates = side.meant = side.pairs = 0;
  for (std::size_t i = 0; i < row.items; ++i) {
    const TableItem& item = row.item[i];
    if (!(data.header.attributes & bit(item.kind)) || item.digest == 0) continue;
    bool alive = true;
    if (is_number(item.kind)) {
      const bool leads = data.may_lead(item.digest);
      if (leads) __builtin_prefetch(&data.buckets[data.bucket_of(item.digest)]);
      // A number of too many rows leads nowhere, and yet stands in their lines.
      alive = leads || data.header.dropped > 0;
    }
    side.alive |= std::uint64_t{alive} << i;
  }
}

void TableLane::find_candidates(const Dataset::Data& data, const TableRow& row, Side& side) {
  each_bit(side.alive, [&](std::size_t i) {
    const TableItem& item = row.item[i];
    if (!is_number(item.kind) || !data.may_lead(item.digest)) return;
    data.rows_of(item.digest, [&](std::uint32_t found) {
      const auto known = std::span(side.candidate).first(side.candidates);
      if (std::find(known.begin(), known.end(), found) != known.end()) return true;
      side.ordinary = side.candidates == most_candidates;
      if (side.ordinary) return false;
      __builtin_prefetch(&data.lines[found]);
      side.candidate[side.candidates++] = found;
      return true;
    });
  });
}

void TableLane::judge(const Matcher& matcher, const Dataset::Data& data, TableRow& row, Side& side) {
  if (side.ordinary) return;
  side.unexplained = side.alive;
  if (side.candidates > 0) {
    bool simple = judge_candidates(data, row, side);
    // 太郎 見本: the name may be explained in its other order.
    bool other_order = false;
    for (const TableRow::Late& late : std::span(row.late).first(row.lates))
      other_order = other_order || !(side.cells >> row.item[late.item].cell & 1);
    if (other_order) {
      read_late(matcher, row);
      for (const TableRow::Late& late : std::span(row.late).first(row.lates))
        for (std::size_t i = late.item; i <= late.item + std::size_t{late.kana}; ++i)
          if (row.item[i].digest != 0 && (data.header.attributes & bit(row.item[i].kind)))
            side.alive |= std::uint64_t{1} << i;
      simple = judge_candidates(data, row, side);
    }
    if (!simple) {
      side.ordinary = true;
      return;
    }
  }
  side.open = side.unexplained != 0 || (side.candidates == 0 && row.lates > 0);
  if (!side.open || row.late_read) return;
  for (const TableRow::Late& late : std::span(row.late).first(row.lates))
    __builtin_prefetch(matcher.place_of_shape(late.shape));
}

// Names in another order, words of names.
void TableLane::read_late(const Matcher& matcher, TableRow& row) {
  if (std::exchange(row.late_read, true)) return;
  for (const TableRow::Late& late : std::span(row.late).first(row.lates)) {
    if (!matcher.may_be(late.shape)) continue;
    TableItem& item = row.item[late.item];
    item.digest =
        matcher.hash().text(Attribute::name, std::u16string_view(row.text.data() + late.text, late.size));
    item.tag = ValueHash::tag(item.digest);
    if (!late.kana) continue;
    TableItem& reading = row.item[late.item + 1u];
    reading.digest = ValueHash::of(Attribute::kana, item.digest);
    reading.tag = ValueHash::tag(reading.digest);
  }
}

void TableLane::look_at_texts(const Dataset::Data& data, const TableRow& row, Side& side) {
  each_bit(side.alive & ~side.held, [&](std::size_t i) {
    const TableItem& item = row.item[i];
    if ((bit(item.kind) & text_attributes) && (!data.may_have(item.digest) || !data.is_of(item.municipality)))
      side.alive &= ~(std::uint64_t{1} << i);
  });
  // Without anybody who is meant everything may be of anybody.
  if (side.meant == 0) side.unexplained = side.alive;
  side.unexplained &= side.alive;
  if (side.unexplained != 0) pair_up(data, row, side);
}

// Who of the candidates is meant: who explains more cells than the others. Whoever else agrees with values of
// explained cells alone is outdone (Matcher::explains_more): it lacks at least the number that leads to the
// one, or it would be a candidate. False: not as simple as that.
bool TableLane::judge_candidates(const Dataset::Data& data, const TableRow& row, Side& side) {
  std::array<std::uint64_t, most_candidates> held;
  std::array<std::uint32_t, most_candidates> cells;
  std::size_t best = 0;
  side.set = 0;
  for (std::size_t c = 0; c < side.candidates; ++c) {
    const Line& line = data.lines[side.candidate[c]];
    held[c] = 0;
    each_bit(side.alive, [&](std::size_t i) {
      const TableItem& item = row.item[i];
      held[c] |= std::uint64_t{line.holds(item.kind, item.tag) && data.is_of(item.municipality)} << i;
    });
    cells[c] = whole_cells(row, held[c]);
    if (std::popcount(cells[c]) > std::popcount(cells[best])) best = c;
  }
  side.cells = cells[best];
  // Of two readings of the same characters the first counts.
  std::array<AttributeSet, TableRow::most_cells> first{};
  bool plain = true;
  bool number = false;
  each_bit(held[best], [&](std::size_t i) {
    const TableItem& item = row.item[i];
    AttributeSet& of = first[item.cell];
    const AttributeSet kind = bit(item.kind);
    plain = plain && (cells[best] >> item.cell & 1);
    number = number || (is_number(item.kind) && item.whole && data.may_lead(item.digest));
    if (of == 0 || (kind & national_numbers) || ((of | kind) & ~both_names) == 0) {
      of |= kind;
      side.set |= kind;
    }
  });
  if (!plain || !number || !is_evidence(side.set)) return false;
  side.held = held[best];
  std::uint64_t unexplained = 0;
  each_bit(side.alive & ~held[best], [&](std::size_t i) {
    if (!(cells[best] >> row.item[i].cell & 1)) unexplained |= std::uint64_t{1} << i;
  });
  side.unexplained = unexplained;
  std::size_t meant = 0;
  const std::uint64_t all = held[best];
  const std::uint32_t all_cells = cells[best];
  for (std::size_t c = 0; c < side.candidates; ++c) {
    if (held[c] & unexplained) return false;
    if (held[c] == all) {
      std::swap(held[c], held[meant]);
      std::swap(side.candidate[c], side.candidate[meant++]);
    } else if ((cells[c] & ~all_cells) != 0 || cells[c] == all_cells) {
      return false;
    }
  }
  side.meant = static_cast<std::uint8_t>(meant);
  if (data.header.dropped == 0) return true;
  bool unknown = false;
  each_bit(unexplained, [&](std::size_t i) { unknown = unknown || is_number(row.item[i].kind); });
  return !unknown;
}

// The pairs that an unexplained value may be a half of.
void TableLane::pair_up(const Dataset::Data& data, const TableRow& row, Side& side) {
  const std::uint64_t unexplained = side.unexplained;
  std::uint64_t names = 0, days = 0, places = 0;
  each_bit(side.alive, [&](std::size_t i) {
    const std::uint64_t one = std::uint64_t{1} << i;
    const AttributeSet kind = bit(row.item[i].kind);
    if (kind & both_names) names |= one;
    if (kind == bit(Attribute::birth)) days |= one;
    if (kind == bit(Attribute::address)) places |= one;
  });
  const auto pairs = [&](std::uint64_t as, std::uint64_t bs) {
    each_bit(as, [&](std::size_t a) {
      const bool wanted = unexplained >> a & 1;
      each_bit(wanted ? bs : bs & unexplained, [&](std::size_t b) {
        if (side.pairs == most_pairs) {
          side.ordinary = true;
          return;
        }
        const std::uint64_t key = ValueHash::pair(row.item[a].digest, row.item[b].digest);
        __builtin_prefetch(&data.key_word(key));
        side.pair[side.pairs++] = key;
      });
    });
  };
  pairs(names, days);
  pairs(places, days);
  pairs(names, places);
}

bool TableLane::take(Matcher& matcher, std::size_t r) {
  if (rows_[r].ordinary) return false;
  for (std::size_t d = 0; d < matcher.datasets(); ++d) {
    const Dataset::Data& data = matcher.data(d);
    const Side& of = side(r, d);
    if (of.ordinary) return false;
    if (of.meant > 0 && matcher.wants_sample(d)) {
      matcher.finish();  // the rows before may have given enough of them
      if (matcher.wants_sample(d)) return false;
    }
    for (const std::uint64_t key : std::span(of.pair).first(of.pairs)) {
      bool leads = false;
      if (data.may_lead(key)) data.rows_of(key, [&](std::uint32_t) { return !(leads = true); });
      if (leads) return false;
    }
  }
  for (std::size_t d = 0; d < matcher.datasets(); ++d) {
    const Side& of = side(r, d);
    if (of.meant > 0) matcher.count(d, std::span(of.candidate).first(of.meant), of.set);
  }
  return true;
}

}  // namespace sekisho::inspect
