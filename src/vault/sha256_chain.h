// SHA-256 that can be put down at a 64-byte boundary and taken up again, without reading the data anew.
#pragma once

#include <openssl/sha.h>

#include <array>
#include <cstdint>

#include "base/bytes.h"

namespace sekisho::vault {

class Sha256Chain {
 public:
  using State = std::array<std::uint32_t, 8>;  // the chaining value H of FIPS 180-4

  Sha256Chain();
  Sha256Chain(const State& state, std::uint64_t bytes);  // `bytes`: hashed so far, a multiple of 64

  void update(ByteView bytes);
  State state() const;               // after a multiple of 64 bytes
  Hash finish(ByteView rest) const;  // this can go on

 private:
  SHA256_CTX context_;
};

}  // namespace sekisho::vault
