// The canonical text of each attribute, and its keyed hash. Import and inspection go through the same
// functions, or nothing would ever match.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

#include "inspect/register.h"

namespace sekisho::inspect {

// SipHash-2-4 (Aumasson, Bernstein 2012), 64 bits.
class SipHash {
 public:
  explicit SipHash(std::span<const std::uint8_t, 16> key) {
    std::memcpy(&k0_, key.data(), 8);
    std::memcpy(&k1_, key.data() + 8, 8);
  }
  std::uint64_t operator()(const void* data, std::size_t size, std::uint8_t domain) const;

 private:
  std::uint64_t k0_ = 0;
  std::uint64_t k1_ = 0;
};

// Folded text becomes a name or reading: long vowels settled, dots dropped. In place.
void canonical_name(std::u16string& folded);
// Digits without the zeros in front; empty stays empty.
std::u16string_view canonical_number(std::u16string_view digits);
// A day as the text that is hashed.
std::u16string canonical_day(std::int32_t day);

// Keys for the different uses are derived, so that none of them says anything about another.
Key derive_key(const IndexKey& key, std::string_view purpose, ByteView salt = {});
SipHash value_hash(const IndexKey& key);

}  // namespace sekisho::inspect
