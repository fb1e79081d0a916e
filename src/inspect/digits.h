// ASCII digits, eight at a time (SWAR on little-endian words).
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>

namespace sekisho::inspect {

// How many of the next bytes are ASCII digits (at most 8); `word` are the bytes.
inline unsigned leading_digits(std::uint64_t word) {
  const std::uint64_t low = (word ^ 0x3030303030303030u);  // digits become 0 to 9
  const std::uint64_t wrong = ((low + 0x7676767676767676u) | low) & 0x8080808080808080u;
  return wrong == 0 ? 8 : static_cast<unsigned>(std::countr_zero(wrong)) / 8;
}

inline std::uint64_t eight_digits(std::uint64_t word) {
  word = (word & 0x0F0F0F0F0F0F0F0Fu) * 2561 >> 8;
  word = (word & 0x00FF00FF00FF00FFu) * 6553601 >> 16;
  return (word & 0x0000FFFF0000FFFFu) * 42949672960001u >> 32;
}

// The digits at the front of 16 readable bytes: how many (to 16), and their value.
inline unsigned digits_at(const std::uint8_t* p, std::uint64_t& value) {
  std::uint64_t word = 0;
  std::memcpy(&word, p, 8);
  const unsigned count = leading_digits(word);
  value = count == 0 ? 0 : eight_digits(word << (64 - 8 * count));
  if (count < 8) return count;
  std::memcpy(&word, p + 8, 8);
  const unsigned more = leading_digits(word);
  if (more > 0) {
    static constexpr std::uint64_t tens[] = {1,       10,        100,        1000,       10'000,
                                             100'000, 1'000'000, 10'000'000, 100'000'000};
    value = value * tens[more] + eight_digits(word << (64 - 8 * more));
  }
  return count + more;
}

// Without zeros in front.
inline std::size_t significant_digits(std::uint64_t value) {
  static constexpr auto tens = [] {
    std::array<std::uint64_t, 20> out{};
    std::uint64_t ten = 1;
    for (std::uint64_t& t : out) {
      t = ten;
      ten = ten > UINT64_MAX / 10 ? UINT64_MAX : ten * 10;
    }
    return out;
  }();
  const auto about = static_cast<std::size_t>(std::bit_width(value)) * 1233 >> 12;
  return about + (value >= tens[about]);
}

}  // namespace sekisho::inspect
