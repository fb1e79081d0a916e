// Passwords: Argon2id (RFC 9106) as PHC strings, and what a password must be (NIST SP 800-63B §5.1.1: long,
// not guessable, no rules about kinds of characters). PasswordHasher is thread-safe; the rest is pure.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>

#include "base/error.h"

namespace sekisho::identity {

// Above OWASP's least (19 MiB, 2 passes). About 60 ms on one core of 2024.
struct PasswordCost {
  std::uint32_t memory_kib = 32 * 1024;
  std::uint32_t passes = 3;
  std::uint32_t lanes = 1;
};

// One hashing takes `memory_kib`, so a burst of sign-ins could take all memory: at most `at_once` run, others
// wait for at most `wait` and then get `unavailable`.
struct HashingLimits {
  unsigned at_once = 2;
  std::chrono::milliseconds wait{1500};
};

class PasswordHasher {
 public:
  explicit PasswordHasher(PasswordCost cost = {}, HashingLimits limits = {});

  // "$argon2id$v=19$m=32768,t=3,p=1$salt$hash". Errors: unavailable.
  Result<std::string> hash(std::string_view password) const;

  // Whether `stored` was made from the password. An empty `stored` (no such account) is always false and
  // costs the same, so that time does not tell who has an account. Errors: unavailable; corrupt when `stored`
  // is no PHC string of ours, or asks for an absurd cost.
  Result<bool> verify(std::string_view password, std::string_view stored) const;

  // True when `stored` is weaker than today's cost: hash again after the next successful sign-in.
  bool needs_rehash(std::string_view stored) const;

 private:
  class Slot;
  PasswordCost cost_;
  HashingLimits limits_;
  mutable std::mutex mutex_;
  mutable std::condition_variable freed_;
  mutable unsigned running_ = 0;
};

inline constexpr std::size_t password_min_characters = 12;  // code points, not octets
inline constexpr std::size_t password_max_octets = 512;

// Errors: invalid_input with field "password", one sentence on what to change.
Result<void> check_password(std::string_view password, std::string_view login_name);

}  // namespace sekisho::identity
