// What sealing and opening an index have in common. All numbers little-endian.
//
//   "SKSHIDX3"  salt[32]  key check[8]      the file's header, authenticated with the body
//   body, AES-256-GCM (key from index key and salt, so a nonce of zeros is used once)   tag[16]
//
// The tag binds the length as well. Parts of the body are written as they come to be, so their sizes stand at
// its end (dataset_body.h).
#pragma once

#include <openssl/evp.h>

#include <bit>
#include <cstdint>
#include <memory>
#include <string_view>

#include "base/bytes.h"
#include "inspect/dataset.h"

namespace sekisho::inspect {

static_assert(std::endian::native == std::endian::little, "the index file is read as it lies");

inline constexpr std::string_view index_magic = "SKSHIDX3";
inline constexpr std::size_t index_salt = 32;
inline constexpr std::size_t index_check = 8;
inline constexpr std::size_t index_header = 8 + index_salt + index_check;
inline constexpr std::size_t index_tag = 16;
// Sealed and opened by pieces that stay in the processor's cache; no more is in memory at a time.
inline constexpr std::size_t index_piece = std::size_t{256} << 10;

using IndexCipher = std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)>;
// Keyed for one file, its header taken in.
IndexCipher index_cipher(const IndexKey& key, ByteView header, bool encrypt);
// In place when `out` is where `in` begins. Throws std::runtime_error.
void index_update(EVP_CIPHER_CTX* cipher, std::uint8_t* out, ByteView in);
Key index_check_key(const IndexKey& key, ByteView salt);

}  // namespace sekisho::inspect
