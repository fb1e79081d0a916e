#include "canonical.h"

#include <algorithm>
#include <bit>

#include "inspect/text.h"

namespace sekisho::inspect {
namespace {

struct State {
  std::uint64_t v0, v1, v2, v3;

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
    round();
    v0 ^= m;
  }
};

}  // namespace

// The domain is the message's first byte: hash(domain ‖ data).
std::uint64_t ValueHash::sip(const void* data, std::size_t size, std::uint8_t domain) const {
  State s{k0_ ^ 0x736f6d6570736575u, k1_ ^ 0x646f72616e646f6du, k0_ ^ 0x6c7967656e657261u,
          k1_ ^ 0x7465646279746573u};
  const auto* p = static_cast<const std::uint8_t*>(data);
  const std::size_t total = size + 1;
  std::uint64_t carry = domain;  // one byte is always waiting
  while (size >= 8) {
    std::uint64_t m;
    std::memcpy(&m, p, 8);
    s.word(carry | m << 8);
    carry = m >> 56;
    p += 8;
    size -= 8;
  }
  std::uint64_t rest = 0;
  if (size > 0) std::memcpy(&rest, p, size);
  if (size == 7) {
    s.word(carry | rest << 8);
    carry = 0;
  } else {
    carry |= rest << 8;
  }
  s.word(carry | static_cast<std::uint64_t>(total & 0xFF) << 56);
  s.v2 ^= 0xFF;
  for (int i = 0; i < 4; ++i) s.round();
  return s.v0 ^ s.v1 ^ s.v2 ^ s.v3;
}

void canonical_name(std::u16string& folded) {
  fold_long_vowels(folded);
  std::erase_if(folded, [](char16_t c) { return c == u'.' || c == u',' || c == u'\''; });
}

Key derive_key(const IndexKey& key, std::string_view purpose, ByteView salt) {
  Bytes message = to_bytes(as_bytes(purpose));
  message.push_back(0);
  message.insert(message.end(), salt.begin(), salt.end());
  Bytes derived = hmac_sha256(key.view(), message);
  Key out{std::span<const std::uint8_t, 32>(derived.data(), 32)};
  OPENSSL_cleanse(derived.data(), derived.size());
  return out;
}

Key value_key(const IndexKey& key) { return derive_key(key, "sekisho dataset index v2: values"); }

}  // namespace sekisho::inspect
