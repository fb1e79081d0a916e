// Part of sweep_vectors.h: characters beyond ASCII, and bytes that are none in their encoding.
#pragma once

#include "sweep_plain.h"

namespace sekisho::inspect {
namespace {

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

}  // namespace
}  // namespace sekisho::inspect
