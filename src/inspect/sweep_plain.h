// Part of sweep_vectors.h: what bytes are as ASCII, and where stretches of them are long enough.
#pragma once

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

}  // namespace
}  // namespace sekisho::inspect
