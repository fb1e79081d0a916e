// The primitives of age over OpenSSL's EVP. A failure of OpenSSL itself throws std::runtime_error.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>

#include "base/bytes.h"
#include "base/secret.h"

struct evp_cipher_ctx_st;

namespace sekisho::seal::age {

using FileKey = Secret<16>;

inline constexpr std::size_t tag_size = 16;

// ChaCha20-Poly1305 (RFC 8439) under one key, many nonces; no additional data. One object, one thread.
class ChaChaPoly {
 public:
  explicit ChaChaPoly(const Key& key);
  ~ChaChaPoly();
  ChaChaPoly(const ChaChaPoly&) = delete;
  ChaChaPoly& operator=(const ChaChaPoly&) = delete;

  using Nonce = std::span<const std::uint8_t, 12>;
  void seal(Nonce nonce, ByteView plain, std::uint8_t* out);  // out: plain.size() + 16
  // False if it does not verify; `out` (sealed.size() - 16) then holds nothing that may be used.
  bool open(Nonce nonce, ByteView sealed, std::uint8_t* out);

 private:
  evp_cipher_ctx_st* sealing_;
  evp_cipher_ctx_st* opening_;
};

Key hkdf_sha256(ByteView secret, ByteView salt, std::string_view info);  // RFC 5869, 32 octets
// RFC 7914 with r = 8, p = 1. Takes 2^log2_n KiB of memory.
Key scrypt(std::string_view passphrase, ByteView salt, unsigned log2_n);

Hash x25519_public(const Key& secret);
// RFC 7748 §5; nothing if the result is all zeros (a point of low order).
std::optional<Key> x25519(const Key& secret, std::span<const std::uint8_t, 32> point);

}  // namespace sekisho::seal::age
