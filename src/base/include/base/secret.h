// Randomness, and memory that is wiped when it goes. Not copyable by accident; thread-compatible.
#pragma once

#include <openssl/crypto.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "base/bytes.h"

namespace sekisho {

// From the kernel (getrandom). Throws std::system_error if the kernel has none: nothing may go on without it.
void random_fill(std::span<std::uint8_t> out);
Bytes random_bytes(std::size_t size);

template <std::size_t N>
class Secret {
 public:
  Secret() = default;
  explicit Secret(std::span<const std::uint8_t, N> from) {
    std::copy(from.begin(), from.end(), value_.begin());
  }
  Secret(const Secret&) = default;
  Secret& operator=(const Secret&) = default;
  ~Secret() { OPENSSL_cleanse(value_.data(), N); }

  static Secret random() {
    Secret secret;
    random_fill(secret.value_);
    return secret;
  }
  std::span<const std::uint8_t, N> view() const { return std::span<const std::uint8_t, N>(value_); }
  std::span<std::uint8_t, N> edit() { return std::span<std::uint8_t, N>(value_); }

 private:
  std::array<std::uint8_t, N> value_{};
};

using Key = Secret<32>;

}  // namespace sekisho
