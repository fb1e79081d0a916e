// The index as it lies in memory and (encrypted) in its file: one block of 64-bit words.
//
//   shapes | name and address filter | municipalities | buckets | key filter | lines | header
//
// A row is one line of 64 bytes: its unit, its household, and a 32-bit tag of each value. A key is a value
// that few rows have (a number), or a pair of values that are evidence together (name and birth); buckets
// lead from the 64-bit key to rows, by a tag of 16 bits: what it leads to wrongly, the row's line denies.
// Filters (blocked Bloom, 64-bit words) deny most of what is not there with one look; shapes deny it without
// the keyed hash (like all of this they are in the sealed file and in memory only). Buckets and key filter
// are in the order of keys, so both are written part by part.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "attribute.h"
#include "blocks.h"
#include "canonical.h"
#include "dataset_line.h"
#include "inspect/dataset.h"

namespace sekisho::inspect {

struct BodyHeader {
  std::uint64_t magic;
  std::uint32_t unit, rows, units, households;
  std::uint64_t keys, dropped;  // dropped: keys of so many rows that they identify nobody
  AttributeSet attributes;
  std::uint16_t municipalities;
  std::uint32_t with_bank;                             // accounts are known with their bank
  std::array<std::uint32_t, attribute_count> lengths;  // bit n: a number of n digits exists
  std::uint32_t value_words_log2, shape_words_log2;
  std::array<std::uint64_t, 64> text_lengths;  // length_class() of each name and address
  std::uint64_t key_words;
  std::uint64_t buckets, home_buckets;  // the last take what those before have no room for
};

struct Dataset::Data {
  DatasetName name;
  int descriptor = -1;
  const std::uint64_t* memory = nullptr;
  std::uint64_t size = 0;  // bytes
  Key hash_key;            // the first 16 bytes
  BodyHeader header{};
  std::span<const std::uint64_t> municipalities;
  std::span<const std::uint64_t> shapes;
  std::span<const std::uint64_t> value_filter;
  std::span<const std::uint64_t> key_filter;
  std::span<const Bucket> buckets;
  std::span<const Line> lines;

  ~Data();
  // The parts of `memory`; false: they do not fit.
  bool find_parts();

  static std::uint64_t filter_bits(std::uint64_t digest) {
    return std::uint64_t{1} << (digest >> 28 & 63) | std::uint64_t{1} << (digest >> 34 & 63) |
           std::uint64_t{1} << (digest >> 40 & 63);
  }
  const std::uint64_t& value_word(std::uint64_t digest) const {
    return value_filter[digest & (value_filter.size() - 1)];
  }
  bool may_have(std::uint64_t digest) const {
    const std::uint64_t bits = filter_bits(digest);
    return (value_word(digest) & bits) == bits;
  }
  // A key's bucket and word come from its upper half, its bits in the word and its tag from the lower.
  static std::uint64_t key_bits(std::uint64_t key) {
    return std::uint64_t{1} << (key >> 16 & 63) | std::uint64_t{1} << (key >> 21 & 63) |
           std::uint64_t{1} << (key >> 26 & 63);
  }
  const std::uint64_t& key_word(std::uint64_t key) const {
    return key_filter[(key >> 32) * key_filter.size() >> 32];
  }
  bool may_lead(std::uint64_t key) const {
    const std::uint64_t bits = key_bits(key);
    return (key_word(key) & bits) == bits;
  }
  std::size_t bucket_of(std::uint64_t key) const {
    return static_cast<std::size_t>((key >> 32) * header.home_buckets >> 32);
  }
  // Whether the extract has people of the municipality; 0 is none in particular.
  bool is_of(std::uint64_t municipality) const {
    return municipality == 0 || municipalities.empty() ||
           std::find(municipalities.begin(), municipalities.end(), municipality) != municipalities.end();
  }
  static std::uint32_t bucket_tag(std::uint64_t key) {  // 16 bits, never 0
    const auto tag = static_cast<std::uint16_t>(key);
    return tag == 0 ? 1 : tag;
  }
  // Rows that the key leads to, until `take` says false.
  template <class F>
  void rows_of(std::uint64_t key, F&& take) const {
    const std::uint32_t tag = bucket_tag(key);
    std::size_t bucket = bucket_of(key);
    for (std::size_t steps = 0; steps < buckets.size(); ++steps) {
      const Bucket& b = buckets[bucket];
      for (unsigned same = b.find(tag); same != 0; same &= same - 1) {
        const std::uint32_t row = b.rows[static_cast<std::size_t>(std::countr_zero(same))];
        if (row < lines.size() && !take(row)) return;
      }
      if (!b.full()) return;
      if (++bucket == buckets.size()) bucket = 0;
    }
  }
};

// What the import gathers.
struct BodyParts {
  Unit unit = Unit::person;
  std::uint32_t units = 0, households = 0;
  bool with_bank = false;
  AttributeSet attributes = 0;
  std::array<std::uint32_t, attribute_count> lengths{};
  std::vector<std::uint64_t> municipalities;  // digests
  Blocks<std::uint64_t> values;               // digests of names, readings and addresses
  Blocks<std::uint32_t> shapes;               // of the same
  std::array<std::uint64_t, 64> text_lengths{};
  KeyParts keys;
  Blocks<Line> lines;
};
using WriteWords = std::function<Result<void>(std::span<const std::uint64_t>)>;
// The body from its beginning to its end; `parts` are used up.
Result<void> write_body(BodyParts& parts, const WriteWords& write);

}  // namespace sekisho::inspect
