// The keyed hash of values, and the last steps to the form that is hashed.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>

#include "attribute.h"
#include "base/secret.h"
#include "inspect/dataset.h"

namespace sekisho::inspect {

// SipHash-1-3 (Aumasson, Bernstein 2012): a keyed PRF made for short inputs. One of its
// results stands for one value; what is derived from results below needs no key, and tells nothing without
// them.
class ValueHash {
 public:
  explicit ValueHash(std::span<const std::uint8_t, 16> key) {
    std::memcpy(&k0_, key.data(), 8);
    std::memcpy(&k1_, key.data() + 8, 8);
  }
  // The last byte of the last word tells texts (their length, at most 250 units) from numbers and days.
  std::uint64_t text(Attribute kind, std::u16string_view canonical) const {
    const auto* p = reinterpret_cast<const char*>(canonical.data());
    std::size_t size = canonical.size() * 2;
    Sip s(k0_, k1_);
    for (; size >= 8; size -= 8, p += 8) {
      std::uint64_t word;
      std::memcpy(&word, p, 8);
      s.word(word);
    }
    std::uint64_t tail = 0;
    if (size > 0) std::memcpy(&tail, p, size);
    return of(kind, s.end(tail | std::uint64_t{canonical.size()} << 56));
  }
  // A number without its leading zeros is one value, whatever it may be; each kind is derived from it.
  std::uint64_t number(std::uint64_t value) const {
    Sip s(k0_, k1_);
    s.word(value);
    return s.end(std::uint64_t{0xFE} << 56);
  }
  std::uint64_t day(std::int32_t days) const {
    Sip s(k0_, k1_);
    return of(Attribute::birth, s.end(std::uint64_t{0xFF} << 56 | static_cast<std::uint32_t>(days)));
  }

  static std::uint64_t of(Attribute kind, std::uint64_t digest) {
    return mixed(digest + static_cast<std::uint64_t>(kind) * 0x9E3779B97F4A7C15u);
  }
  static std::uint64_t pair(std::uint64_t a, std::uint64_t b) { return mixed(a ^ (b << 32 | b >> 32)); }
  // What a row's line holds of a value; never 0.
  static std::uint32_t tag(std::uint64_t digest) {
    const auto tag = static_cast<std::uint32_t>(digest * 0xD6E8FEB86659FD93u >> 32);
    return tag == 0 ? 1 : tag;
  }

 private:
  struct Sip {
    Sip(std::uint64_t k0, std::uint64_t k1)
        : v0(k0 ^ 0x736f6d6570736575u),
          v1(k1 ^ 0x646f72616e646f6du),
          v2(k0 ^ 0x6c7967656e657261u),
          v3(k1 ^ 0x7465646279746573u) {}
    void round() {
      v0 += v1;
      v1 = std::rotl(v1, 13) ^ v0;
      v0 = std::rotl(v0, 32);
      v2 += v3;
      v3 = std::rotl(v3, 16) ^ v2;
      v0 += v3;
      v3 = std::rotl(v3, 21) ^ v0;
      v2 += v1;
      v1 = std::rotl(v1, 17) ^ v2;
      v2 = std::rotl(v2, 32);
    }
    void word(std::uint64_t m) {
      v3 ^= m;
      round();
      v0 ^= m;
    }
    std::uint64_t end(std::uint64_t last) {
      word(last);
      v2 ^= 0xFF;
      for (int i = 0; i < 3; ++i) round();
      return v0 ^ v1 ^ v2 ^ v3;
    }
    std::uint64_t v0, v1, v2, v3;
  };
  static std::uint64_t mixed(std::uint64_t x) {
    x = (x ^ x >> 32) * 0xD6E8FEB86659FD93u;
    x = (x ^ x >> 32) * 0xD6E8FEB86659FD93u;
    return x ^ x >> 32;
  }

  std::uint64_t k0_ = 0;
  std::uint64_t k1_ = 0;
};

// Folded text becomes a name or reading: long vowels settled, dots dropped. In place; how much is left.
std::size_t canonical_name(std::span<char16_t> folded);

// Keys for the different uses are derived, so that none of them says anything about another.
Key derive_key(const IndexKey& key, std::string_view purpose, ByteView salt = {});
Key value_key(const IndexKey& key);  // its first 16 bytes key ValueHash

}  // namespace sekisho::inspect
