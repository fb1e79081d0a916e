// A row of a dataset as it lies in the index, the buckets that lead to it, and what its texts look like from
// afar.
#pragma once

#include <emmintrin.h>

#include <array>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "attribute.h"

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

// Filled from the first slot on: a bucket whose last slot is free is not full, and no key that found no room
// in it stands further on.
struct alignas(64) Bucket {
  static constexpr std::size_t slots = 10;
  // Bit i: the tag stands at i.
  unsigned find(std::uint32_t tag) const {
    const __m128i wanted = _mm_set1_epi16(static_cast<short>(tag));
    const __m128i first = _mm_load_si128(reinterpret_cast<const __m128i*>(tags.data()));
    std::int32_t last;
    std::memcpy(&last, tags.data() + 8, 4);
    return static_cast<unsigned>(_mm_movemask_epi8(
        _mm_packs_epi16(_mm_cmpeq_epi16(first, wanted), _mm_cmpeq_epi16(_mm_cvtsi32_si128(last), wanted))));
  }
  bool full() const { return tags[slots - 1] != 0; }

  std::array<std::uint16_t, slots> tags{};  // 0: free
  std::array<std::uint32_t, slots> rows{};
  std::uint32_t unused = 0;  // nothing that lay in memory before goes into the file
};
static_assert(sizeof(Bucket) == 64);

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

}  // namespace sekisho::inspect
