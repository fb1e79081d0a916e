// Octets, and their text forms. All functions are pure and thread-safe.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace sekisho {

using Bytes = std::vector<std::uint8_t>;
using ByteView = std::span<const std::uint8_t>;
using Hash = std::array<std::uint8_t, 32>;  // SHA-256

inline ByteView as_bytes(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}
inline std::string_view as_text(ByteView bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}
inline Bytes to_bytes(ByteView view) { return {view.begin(), view.end()}; }

std::string to_hex(ByteView bytes);                       // lower case
std::optional<Bytes> from_hex(std::string_view text);     // either case; nothing else
std::string to_base64(ByteView bytes);                    // RFC 4648 §4, padded
std::optional<Bytes> from_base64(std::string_view text);  // strict: padded, canonical, no white space
std::string to_base64_raw(ByteView bytes);                // §4 without padding (age)
std::optional<Bytes> from_base64_raw(std::string_view text);
std::string to_base64url(ByteView bytes);  // §5 without padding
std::string to_base32(ByteView bytes);     // RFC 4648 §6 without padding (TOTP secrets)
std::optional<Bytes> from_base32(std::string_view text);

Hash sha256(ByteView bytes);
Hash sha256(std::string_view text);
Bytes hmac_sha256(ByteView key, ByteView message);

// Time does not depend on where the first difference is. Different lengths are different.
bool equal_constant_time(ByteView a, ByteView b);

}  // namespace sekisho
