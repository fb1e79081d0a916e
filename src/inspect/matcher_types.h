// What a Matcher holds of the records at hand.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "attribute.h"
#include "found.h"

namespace sekisho::inspect {

struct MatcherTypes {
  // As it was read. Text is in texts_; a number, a day or a municipality's digest in `number`.
  struct Value {
    std::uint64_t digest;  // 0: not computed yet
    std::uint64_t number;
    std::uint32_t text;
    std::uint32_t shape;
    std::uint16_t size;
    AttributeSet kinds;
    Span at;
    std::uint8_t sentence = 0;  // of the record
  };
  // A value under one of its kinds.
  struct Reading {
    std::uint64_t digest;
    std::uint64_t municipality;  // of an address; 0: none
    Span at;
    std::uint32_t tag;
    std::uint32_t value;  // its place in values_
    Attribute kind;
  };
  struct Record {
    std::uint32_t first, last;  // values, and once they are looked up, readings
    std::uint64_t row;
    bool cells;                             // a row of a table or the like, not prose
    std::uint32_t first_value, last_value;  // what first and last were before
  };
  struct Probe {
    std::uint64_t key;
    std::uint32_t record;
  };
  struct Hit {
    std::uint32_t record;
    std::uint32_t row;
  };
  static constexpr std::size_t most_values = 256;
  static constexpr std::int32_t first_day = -37256;  // 1868-01-01
  struct Match {
    std::uint32_t row;
    AttributeSet set;
    std::array<std::uint64_t, most_values / 64> where;  // bit i: reading first + i
  };
};

}  // namespace sekisho::inspect
