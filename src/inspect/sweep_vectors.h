// Included by the two sources that make marks, each with vectors of its own (`V`, see sweep_marks_sse.cpp):
// once for every processor, once for those with AVX2.
//
// Two rules keep all of this simple. A stretch may be taken for longer than it is: that costs a closer look.
// What breaks a stretch here must be a character that no number goes across: most kanji and kana.
#include <array>

#include "sweep_marks.h"

namespace sekisho::inspect {
namespace {

using Bits = std::uint64_t;
using Table = std::array<std::uint8_t, 16>;

// A byte is in a class when its two halves agree in a bit; each rectangle of halves has a bit of its own.
struct Rectangle {
  unsigned bit;
  unsigned high;  // bit n: n may be the high half
  unsigned low;
};
template <std::size_t n>
constexpr std::array<Table, 2> halves(const Rectangle (&rectangles)[n]) {
  std::array<Table, 2> out{};
  for (const Rectangle& r : rectangles)
    for (unsigned half = 0; half < 16; ++half) {
      if (r.high >> half & 1) out[0][half] = static_cast<std::uint8_t>(out[0][half] | r.bit);
      if (r.low >> half & 1) out[1][half] = static_cast<std::uint8_t>(out[1][half] | r.bit);
    }
  return out;
}
// Digits, and what parts cells: everything in ASCII but letters, '-', '.', '/' and the line feed.
constexpr auto cell_halves = halves({{0x80, 1u << 3, 0x03FF},
                                     {0x01, 1u << 2, 0x1FFF},
                                     {0x02, 1u << 3, 0xFC00},
                                     {0x04, 1u << 4 | 1u << 6, 0x0001},
                                     {0x08, 1u << 5 | 1u << 7, 0xF800},
                                     {0x10, 1u << 0, 0x3200}});
// = + - @ _ (a formula may begin so, and base64 goes over them), and , TAB ; " LF CR (a cell begins behind
// them).
constexpr auto begin_halves = halves({{0x01, 1u << 2, 1u << 0xB | 1u << 0xD},
                                      {0x02, 1u << 3, 1u << 0xD},
                                      {0x04, 1u << 4, 1u << 0},
                                      {0x08, 1u << 5, 1u << 0xF},
                                      {0x10, 1u << 2, 1u << 2 | 1u << 0xC},
                                      {0x20, 1u << 3, 1u << 0xB},
                                      {0x40, 1u << 0, 1u << 9 | 1u << 0xA | 1u << 0xD}});
// Control characters, \ & ~ and DEL.
constexpr auto rare_halves = halves({{0x01, 1u << 0, 0xC9FF},
                                     {0x02, 1u << 1, 0xFFFF},
                                     {0x04, 1u << 5, 1u << 0xC},
                                     {0x08, 1u << 2, 1u << 6},
                                     {0x10, 1u << 7, 1u << 0xE | 1u << 0xF}});

inline Bits up(Bits now, Bits before, unsigned by) { return now << by | before >> (64 - by); }

// Where four ones end. The last step, to `before.four`, is left to run().
inline Bits fours(Bits one, MarksCarry::Run& before) {
  const Bits two = one & up(one, before.one, 1);
  const Bits four = two & up(two, before.two, 2);
  before.one = one;
  before.two = two;
  return four;
}
// Where 8 + `more` ones end for the first time; `more` is at most 8.
inline Bits run(Bits four, unsigned more, MarksCarry::Run& before) {
  const Bits eight = four & up(four, before.four, 4);
  const Bits all = eight & up(eight, before.eight, more);
  const Bits first = all & ~up(all, before.found, 1);
  before.four = four;
  before.eight = eight;
  before.found = all;
  return first;
}

// What is in the bytes as ASCII, whatever character they belong to.
struct Plain {
  Bits digits = 0, joins = 0, starts = 0, begins = 0, rare = 0, dashes = 0, blanks = 0, lines = 0, quotes = 0,
       high = 0;
};

template <class O>
inline void plain(typename O::V bytes, unsigned at, Plain& out) {
  using V = typename O::V;
  const V high = O::high_half(bytes);
  // The table of low halves gives nothing for a byte from 0x80 on.
  const V cell = O::both(O::look_up(cell_halves[0], high), O::look_up(cell_halves[1], bytes));
  const V begin = O::both(O::look_up(begin_halves[0], high), O::look_up(begin_halves[1], bytes));
  const V rare = O::both(O::look_up(rare_halves[0], high), O::look_up(rare_halves[1], bytes));
  out.digits |= O::signs(cell) << at;
  out.joins |= O::signs(O::above(cell, 0)) << at;
  out.starts |= O::signs(O::above(O::both(begin, O::all(0x0F)), 0)) << at;
  out.begins |= O::signs(O::above(begin, 0x0F)) << at;
  out.rare |= O::signs(O::above(rare, 0)) << at;
  out.dashes |= O::signs(O::is(bytes, '-')) << at;
  out.blanks |= O::signs(O::is(bytes, ' ')) << at;
  out.lines |= O::signs(O::is(bytes, '\n')) << at;
  out.quotes |= O::signs(O::is(bytes, '"')) << at;
  out.high |= O::signs(bytes) << at;
}

// What goes beyond ASCII in one encoding.
struct Wide {
  Bits trails = 0;  // second bytes that look like ASCII
  Bits goes = 0;    // bytes from 0x80 on that a number may go across
  Bits wrong = 0, pairs = 0;
};

template <class O>
inline Bits wrong_utf8(const std::uint8_t* p, typename O::V now) {
  using V = typename O::V;
  // After Keiser and Lemire, "Validating UTF-8 in less than one instruction per byte" (2020): each bit is one
  // way in which two bytes cannot stand side by side; bit 7 is right where a third or fourth byte is due.
  static constexpr Table first_high{2, 2, 2, 2, 2, 2, 2, 2, 0x80, 0x80, 0x80, 0x80, 0x21, 1, 0x15, 0x49};
  static constexpr Table first_low{0xE7, 0xA3, 0x83, 0x83, 0x8B, 0xCB, 0xCB, 0xCB,
                                   0xCB, 0xCB, 0xCB, 0xCB, 0xCB, 0xDB, 0xCB, 0xCB};
  static constexpr Table second_high{1, 1, 1, 1, 1, 1, 1, 1, 0xE6, 0xAE, 0xBA, 0xBA, 1, 1, 1, 1};
  const V before = O::load(p - 1);
  const V before2 = O::load(p - 2);
  const V before3 = O::load(p - 3);
  const V side = O::both(
      O::both(O::look_up(first_high, O::high_half(before)), O::look_up(first_low, O::low_half(before))),
      O::look_up(second_high, O::high_half(now)));
  const V due =
      O::both(O::either(O::minus(before2, O::all(0xE0 - 0x80)), O::minus(before3, O::all(0xF0 - 0x80))),
              O::all(0x80));
  // U+FFFE and U+FFFF are no characters.
  const auto none = O::both(O::both(O::between(now, 0xBE, 0xBF), O::is(before, 0xBF)), O::is(before2, 0xEF));
  return (~O::signs(O::is(O::unlike(side, due), 0)) & O::ones) | O::signs(none);
}

template <class O>
inline Wide wide_utf8(const std::uint8_t* p, MarksCarry& carry) {
  // Third bytes that do not break for a kana: of U+30FC, a dash, and of marks that are dropped (9 to C).
  static constexpr Table may_be_mark{0, 0, 0, 0, 0, 0, 0, 0, 0, 0x80, 0x80, 0x80, 0x80, 0, 0, 0};
  Wide out;
  Bits high = 0, kanji = 0, kana = 0, row = 0, mark = 0;
  for (unsigned i = 0; i < 64; i += O::width) {
    const typename O::V now = O::load(p + i);
    out.wrong |= wrong_utf8<O>(p + i, now) << i;
    high |= O::signs(now) << i;
    kanji |= O::signs(O::between(now, 0xE4, 0xE9)) << i;
    kana |= O::signs(O::is(now, 0xE3)) << i;
    row |= O::signs(O::between(now, 0x81, 0x83)) << i;
    mark |= O::signs(O::look_up(may_be_mark, O::low_half(now))) << i;
  }
  const Bits in_row = up(kana, carry.kana, 1) & row;
  const Bits breaks = up(kanji, carry.kanji, 2) | (up(in_row, carry.kana_row, 1) & ~mark);
  out.goes = high & ~breaks;
  carry.kanji = kanji;
  carry.kana = kana;
  carry.kana_row = in_row;
  return out;
}

// In an unbroken run of possible first bytes every second one is; before the run a character has ended.
inline Bits first_bytes(Bits possible, MarksCarry& carry) {
  constexpr Bits even = 0x5555555555555555;
  possible &= ~carry.trail;
  const Bits begin = possible & ~(possible << 1);
  const Bits from_even = possible & ~(possible + (begin & even));
  return (from_even & even) | (possible & ~from_even & ~even);
}

template <class O>
inline Wide wide_cp932(const std::uint8_t* p, MarksCarry& carry) {
  // Second bytes with which a character exists for sure, by the low half of the first byte (0x8_).
  static constexpr Table least{0xFF, 0x40, 0x9F, 0x40, 0xFF, 0xFF, 0xFF, 0xFF,
                               0x9F, 0x40, 0x40, 0x40, 0x40, 0x40, 0x40, 0x40};
  static constexpr Table most{0,    0xAC, 0xF1, 0x96, 0,    0,    0,    0,
                              0xFC, 0xFC, 0xFC, 0xFC, 0xFC, 0xFC, 0xFC, 0xFC};
  Wide out;
  Bits high = 0, possible = 0, second = 0, sure = 0, kanji = 0, kana = 0, single = 0, half_kana = 0;
  for (unsigned i = 0; i < 64; i += O::width) {
    using V = typename O::V;
    const V now = O::load(p + i);
    const V next = O::load(p + i + 1);
    const V low = O::low_half(now);
    const auto eighty = O::between(now, 0x80, 0x8F);
    const auto in_table = O::both(O::same_or_above(next, O::look_up(least, low)),
                                  O::same_or_above(O::look_up(most, low), next));
    const auto others = O::either(O::between(now, 0x90, 0x97),
                                  O::either(O::between(now, 0x99, 0x9F), O::between(now, 0xE0, 0xE9)));
    high |= O::signs(now) << i;
    possible |= O::signs(O::between(O::unlike(now, O::all(0x20)), 0xA1, 0xDC)) << i;
    second |= O::signs(O::either(O::between(now, 0x40, 0x7E), O::between(now, 0x80, 0xFC))) << i;
    sure |= O::signs(O::either(O::both(eighty, in_table), others)) << i;
    kanji |= O::signs(O::either(O::between(now, 0x88, 0x9F), O::between(now, 0xE0, 0xEA))) << i;
    kana |= O::signs(O::either(O::is(now, 0x83), O::both(O::is(now, 0x82), O::between(next, 0x60, 0xFF))))
            << i;
    single |= O::signs(O::between(now, 0xA1, 0xDF)) << i;
    half_kana |= O::signs(O::between(now, 0xA6, 0xDD)) << i & ~(O::signs(O::is(now, 0xB0)) << i);
  }
  const Bits first = first_bytes(possible, carry);
  const Bits trails = first << 1 | carry.trail;
  const Bits breaks = first & (kanji | kana);
  out.trails = trails;
  out.goes = ((high & ~trails & ~breaks) | (trails & ~up(breaks, carry.kanji, 1))) & ~(half_kana & ~trails);
  out.wrong = (trails & ~second) | (high & ~first & ~trails & ~single);
  out.pairs = first & ~sure;
  carry.kanji = breaks;
  carry.trail = first >> 63;
  return out;
}

template <class O>
inline Wide wide_euc_jp(const std::uint8_t* p, MarksCarry& carry) {
  Wide out;
  Bits high = 0, second = 0, sure = 0, breaking = 0;
  for (unsigned i = 0; i < 64; i += O::width) {
    const typename O::V now = O::load(p + i);
    high |= O::signs(now) << i;
    second |= O::signs(O::between(now, 0xA1, 0xFE)) << i;
    sure |= O::signs(O::either(O::between(now, 0xB0, 0xCE), O::between(now, 0xD0, 0xF3))) << i;
    breaking |= O::signs(O::either(O::between(now, 0xB0, 0xF4), O::between(now, 0xA4, 0xA5))) << i;
  }
  const Bits first = first_bytes(high, carry);
  out.trails = first << 1 | carry.trail;
  const Bits breaks = first & breaking;
  out.goes = (high & ~out.trails & ~breaks) | (out.trails & ~up(breaks, carry.kanji, 1));
  out.wrong = out.trails & ~second;
  out.pairs = first & ~sure;
  carry.kanji = breaks;
  carry.trail = first >> 63;
  return out;
}

template <class O, Encoding encoding>
void marks(const std::uint8_t* at, std::size_t blocks, MarksCarry& carry, Marks* out) {
  for (; blocks > 0; --blocks, at += 64, ++out) {
    Plain p;
    for (unsigned i = 0; i < 64; i += O::width) plain<O>(O::load(at + i), i, p);
    Wide w;
    if (p.high != 0 || carry.trail != 0 || carry.open != 0) {
      if constexpr (encoding == Encoding::utf8) w = wide_utf8<O>(at, carry);
      if constexpr (encoding == Encoding::cp932) w = wide_cp932<O>(at, carry);
      if constexpr (encoding == Encoding::euc_jp) w = wide_euc_jp<O>(at, carry);
      carry.open = p.high >> 61;  // a character may go on
    } else {
      carry.kanji = carry.kana = carry.kana_row = 0;
    }
    p.joins &= ~w.trails;
    p.starts &= ~w.trails;
    p.rare &= ~w.trails;
    out->lines = p.lines;
    // A number that is split over cells has at most six digits in each.
    const Bits four = fours(p.digits, carry.digits);
    const Bits six_at_most = p.digits & ~(four & up(four, carry.digits.four, 3));
    out->twelve = run(four, 4, carry.digits);
    out->cells = run(fours(six_at_most | p.joins | w.goes, carry.cells), 5, carry.cells);
    out->groups = run(fours(p.digits | p.dashes | p.blanks | w.goes, carry.groups), 5, carry.groups);
    const Bits base64 = ~(p.joins | p.lines | p.high | w.trails) | p.starts;
    const Bits four_base64 = fours(base64, carry.base64);
    const Bits eight = four_base64 & up(four_base64, carry.base64.four, 4);
    const Bits long_base64 = eight & up(eight, carry.base64.eight, 8) & up(eight, carry.base64.eight, 16);
    carry.base64.four = four_base64;
    carry.base64.eight = eight;
    out->opens = up(p.begins, carry.begins, 1);
    out->odd = p.rare | (p.starts & out->opens) | long_base64 | w.wrong |
               (p.dashes & up(p.dashes, carry.dashes, 1) & up(p.dashes, carry.dashes, 2));
    out->quotes = p.quotes;
    out->pairs = w.pairs;
    carry.begins = p.begins;
    carry.dashes = p.dashes;
  }
}

template <class O>
MakeMarks marks_of(Encoding encoding) {
  switch (encoding) {
    case Encoding::cp932:
      return marks<O, Encoding::cp932>;
    case Encoding::euc_jp:
      return marks<O, Encoding::euc_jp>;
    default:
      return marks<O, Encoding::utf8>;
  }
}

}  // namespace
}  // namespace sekisho::inspect
