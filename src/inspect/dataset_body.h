// The index as it lies in memory and (encrypted) in its file: one block of 64-bit words.
//
//   header | municipalities | shapes | name and address filter | key filter | buckets | lines
//
// A row is one line of 64 bytes: its unit, its household, and a 32-bit tag of each value. A key is a value
// that few rows have (a number), or a pair of values that are evidence together (name and birth); buckets
// lead from the 64-bit key to rows. Filters (blocked Bloom, 64-bit words) deny most of what is not there with
// one look; shapes deny it without the keyed hash (like all of this they are in the sealed file and in memory
// only).
#pragma once

#include <emmintrin.h>

#include <array>

#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>
#include <vector>

#include "attribute.h"
#include "canonical.h"
#include "inspect/dataset.h"

namespace sekisho::inspect {

inline constexpr std::uint32_t nothing = 0xFFFFFFFF;

enum class Slot : std::uint8_t {
  unit,
  household,  // an ordinal, as unit
  individual_number,
  record_code,
  ledger_number,
  household_number,
  name,
  former_name,
  kana,
  birth,
  address,
  phone,
  account,
  branch,
  bank,
  second_phone
};

struct alignas(64) Line {
  std::array<std::uint32_t, 16> slots{};
  std::uint32_t operator[](Slot slot) const { return slots[static_cast<std::size_t>(slot)]; }
  std::uint32_t& operator[](Slot slot) { return slots[static_cast<std::size_t>(slot)]; }
  // Whether the row has the value.
  bool holds(Attribute kind, std::uint32_t tag) const {
    const auto first = static_cast<std::size_t>(first_slot[static_cast<std::size_t>(kind)]);
    if (slots[first] == tag) return true;
    if (kind == Attribute::name)
      return slots[first + 1] == tag || slots[first + 2] == tag;  // a name written in kana
    return kind == Attribute::phone && (*this)[Slot::second_phone] == tag;
  }
  static constexpr std::array<Slot, attribute_count> first_slot{Slot::individual_number,
                                                                Slot::record_code,
                                                                Slot::ledger_number,
                                                                Slot::household_number,
                                                                Slot::name,
                                                                Slot::kana,
                                                                Slot::birth,
                                                                Slot::address,
                                                                Slot::phone,
                                                                Slot::account,
                                                                Slot::branch,
                                                                Slot::bank};
};

struct alignas(64) Bucket {
  // Bit i: the tag stands at i.
  unsigned find(std::uint32_t tag) const {
    const __m128i wanted = _mm_set1_epi32(static_cast<int>(tag));
    const auto* at = reinterpret_cast<const __m128i*>(tags.data());
    const __m128i low = _mm_cmpeq_epi32(_mm_load_si128(at), wanted);
    const __m128i high = _mm_cmpeq_epi32(_mm_load_si128(at + 1), wanted);
    return static_cast<unsigned>(
        _mm_movemask_epi8(_mm_packs_epi16(_mm_packs_epi32(low, high), _mm_setzero_si128())));
  }

  std::array<std::uint32_t, 8> tags{};  // 0: free
  std::array<std::uint32_t, 8> rows{};
};

struct BodyHeader {
  std::uint64_t magic;
  std::uint32_t unit, rows, units, households;
  std::uint64_t keys, dropped;  // dropped: keys of so many rows that they identify nobody
  AttributeSet attributes;
  std::uint16_t municipalities;
  std::uint32_t with_bank;                             // accounts are known with their bank
  std::array<std::uint32_t, attribute_count> lengths;  // bit n: a number of n digits exists
  std::uint32_t value_words_log2, key_words_log2;      // of the filters
  std::uint32_t shape_words_log2;
  std::array<std::uint64_t, 64> text_lengths;  // length_class() of each name and address
  std::uint64_t buckets;
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
  const std::uint64_t& key_word(std::uint64_t key) const { return key_filter[key & (key_filter.size() - 1)]; }
  bool may_lead(std::uint64_t key) const {
    const std::uint64_t bits = filter_bits(key);
    return (key_word(key) & bits) == bits;
  }
  std::size_t bucket_of(std::uint64_t key) const {
    return static_cast<std::size_t>((key >> 32) * buckets.size() >> 32);
  }
  static std::uint32_t bucket_tag(std::uint64_t key) {
    const auto tag = static_cast<std::uint32_t>(key);
    return tag == 0 ? 1 : tag;
  }
};

// What a name or an address looks like: its length, its two first and its four last characters. At least two
// of them.
inline std::uint32_t shape_of(std::u16string_view text) {
  std::uint32_t first;
  std::memcpy(&first, text.data(), 4);
  std::uint64_t last = 0;
  if (text.size() >= 4) {
    std::memcpy(&last, text.data() + text.size() - 4, 8);
  } else {
    std::memcpy(&last, text.data() + text.size() - 2, 4);
  }
  const std::uint64_t mixed = (last ^ (std::uint64_t{first} << 20) ^ text.size()) * 0x9E3779B97F4A7C15u;
  return static_cast<std::uint32_t>((mixed ^ mixed >> 29) * 0xBF58476D1CE4E5B9u >> 32);
}

// A length up to 15 and a first character, of 4,096 such classes.
inline unsigned length_class(std::u16string_view text) {
  return static_cast<unsigned>(text.size() < 16 ? text.size() : 15) << 8 | ((text[0] ^ text[0] >> 8) & 255u);
}

// What the import gathers.
struct Key64 {
  std::uint64_t key;
  std::uint32_t row;
};
struct BodyParts {
  Unit unit = Unit::person;
  std::uint32_t units = 0, households = 0;
  bool with_bank = false;
  AttributeSet attributes = 0;
  std::array<std::uint32_t, attribute_count> lengths{};
  std::vector<std::uint64_t> municipalities;  // digests
  std::vector<std::uint64_t> values;          // digests of names, readings and addresses
  std::vector<std::uint32_t> shapes;          // of the same
  std::array<std::uint64_t, 64> text_lengths{};
  std::vector<Key64> keys;
  std::vector<Line> lines;
};
std::vector<std::uint64_t> build_body(BodyParts& parts);

}  // namespace sekisho::inspect
