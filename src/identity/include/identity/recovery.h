// Recovery codes: ten sheets in an envelope for the day the telephone is lost. Each works once, in place of a
// one-time code; the password is still asked. Pure (but for randomness) and thread-safe.
//
// A code has 80 random bits, so unlike a password it cannot be guessed even by someone who has its hash: a
// salted SHA-256 is enough, and a slow hash would only make it slow to compare ten of them.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace sekisho::identity {

inline constexpr std::size_t recovery_code_count = 10;

struct RecoveryCodes {
  std::vector<std::string> shown;   // "7k2m-4n6p-8q0r-3s5t": show once, never store
  std::vector<std::string> stored;  // "salt.hash" in base64url, one for each code, same order
};

RecoveryCodes new_recovery_codes();

// Which of `stored` was entered, or nothing. The caller deletes that one in the same transaction that signs
// the person in. Case, hyphens, spaces, full-width characters and o/0, i/l/1 do not matter. All are compared,
// in constant time.
std::optional<std::size_t> match_recovery_code(std::string_view entered, std::span<const std::string> stored);

}  // namespace sekisho::identity
