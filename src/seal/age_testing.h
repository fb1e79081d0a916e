// Helpers of the tests of age files.
#pragma once

#include <array>
#include <string>

#include "age_stream.h"
#include "seal/age.h"

namespace sekisho::seal::age::testing {

inline Bytes hex(std::string_view text) { return from_hex(text).value(); }

inline Key key_of(ByteView bytes) { return Key(bytes.first<32>()); }

inline Bytes pattern(std::size_t size) {
  Bytes out(size);
  std::uint32_t state = 2463534242U;
  for (auto& byte : out) {
    state ^= state << 13;
    state ^= state >> 17;
    state ^= state << 5;
    byte = static_cast<std::uint8_t>(state);
  }
  return out;
}

// Hands out at most `step` octets a call, as a slow pipe does.
class Dripping final : public Source {
 public:
  Dripping(ByteView data, std::size_t step) : rest_(data), step_(step) {}
  Result<std::size_t> read(std::span<std::uint8_t> out) override {
    return rest_.read(out.first(std::min(step_, out.size())));
  }

 private:
  MemorySource rest_;
  std::size_t step_;
};

inline Bytes seal_for(const Recipient& recipient, ByteView plain, const SealOptions& options = {}) {
  MemorySource from(plain);
  MemorySink to;
  encrypt(from, to, std::array{recipient}, options).value();
  return std::move(to.data);
}

struct Opened {
  Result<void> result;
  Bytes plain;  // what reached the sink, whatever the result
};

inline Opened open_with(ByteView sealed, const OpenOptions& options) {
  MemorySource from(sealed);
  MemorySink to;
  auto result = decrypt(from, to, options);
  return {std::move(result), std::move(to.data)};
}

inline OpenOptions with(const Identity& identity) {
  OpenOptions options;
  options.identities.push_back(identity);
  return options;
}

inline OpenOptions with_passphrase(std::string passphrase) {
  OpenOptions options;
  options.passphrase = [passphrase] { return Result<std::string>(passphrase); };
  return options;
}

}  // namespace sekisho::seal::age::testing
