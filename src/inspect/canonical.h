// The keyed hash of values, and the last steps to the form that is hashed.
#pragma once

#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>

#include "attribute.h"
#include "base/secret.h"
#include "inspect/dataset.h"

namespace sekisho::inspect {

// SipHash-2-4 (Aumasson, Bernstein 2012) of (domain, data): a keyed PRF made for short inputs. One of its
// results stands for one value; what is derived from results below needs no key, and tells nothing without
// them.
class ValueHash {
 public:
  explicit ValueHash(std::span<const std::uint8_t, 16> key) {
    std::memcpy(&k0_, key.data(), 8);
    std::memcpy(&k1_, key.data() + 8, 8);
  }
  std::uint64_t text(Attribute kind, std::u16string_view canonical) const {
    return of(kind, sip(canonical.data(), canonical.size() * 2, 0));
  }
  // A number without its leading zeros is one value, whatever it may be; each kind is derived from it.
  std::uint64_t number(std::uint64_t value) const { return sip(&value, sizeof value, 1); }
  std::uint64_t day(std::int32_t days) const { return of(Attribute::birth, sip(&days, sizeof days, 2)); }

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
  static std::uint64_t mixed(std::uint64_t x) {
    x = (x ^ x >> 32) * 0xD6E8FEB86659FD93u;
    x = (x ^ x >> 32) * 0xD6E8FEB86659FD93u;
    return x ^ x >> 32;
  }
  std::uint64_t sip(const void* data, std::size_t size, std::uint8_t domain) const;

  std::uint64_t k0_ = 0;
  std::uint64_t k1_ = 0;
};

// Folded text becomes a name or reading: long vowels settled, dots dropped. In place.
void canonical_name(std::u16string& folded);

// Keys for the different uses are derived, so that none of them says anything about another.
Key derive_key(const IndexKey& key, std::string_view purpose, ByteView salt = {});
Key value_key(const IndexKey& key);  // its first 16 bytes key ValueHash

}  // namespace sekisho::inspect
