// Keys under keys, and small values under keys. All functions are pure (but for nonces) and thread-safe.
#pragma once

#include <array>
#include <string_view>

#include "base/bytes.h"
#include "base/error.h"
#include "base/secret.h"

namespace sekisho::seal {

inline constexpr std::size_t wrapped_key_size = 40;
using WrappedKey = std::array<std::uint8_t, wrapped_key_size>;

// AES key wrap with a 256-bit key (RFC 3394, NIST SP 800-38F KW). Deterministic; no nonce to lose.
WrappedKey wrap_key(const Key& wrapping_key, const Key& key);
// corrupt: changed, or another wrapping key.
Result<Key> unwrap_key(const Key& wrapping_key, ByteView wrapped);

// HKDF-SHA-256 (RFC 5869), 32 bytes. `info` names the purpose; different purposes give independent keys.
Key derive_key(const Key& master, ByteView info, ByteView salt = {});
Key derive_key(const Key& master, std::string_view info);

// nonce(12) | AES-256-GCM ciphertext | tag(16), with a random nonce: at most 2^32 values for one key.
// `aad` says what the value belongs to (table, row, column), so that it opens nowhere else.
inline constexpr std::size_t field_overhead = 28;
Bytes seal_field(const Key& key, ByteView plain, ByteView aad);
Result<Bytes> open_field(const Key& key, ByteView sealed, ByteView aad);  // corrupt

}  // namespace sekisho::seal
