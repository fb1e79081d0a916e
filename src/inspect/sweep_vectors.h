// Included by the sources that make marks, each with vectors of its own (`V`, see sweep_marks_sse.cpp): for
// every processor, for those with AVX2, and for those with AVX-512.
//
// Two rules keep all of this simple. A stretch may be taken for longer than it is: that costs a closer look.
// What breaks a stretch here must be a character that no number goes across: most kanji and kana.
#pragma once

#include "sweep_wide.h"

namespace sekisho::inspect {
namespace {

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
