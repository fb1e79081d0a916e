#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <new>
#include <stdexcept>

#include "kdf.h"
#include "seal/errors.h"
#include "seal/sealed_object.h"

namespace sekisho::seal {
namespace {

constexpr std::string_view info_prefix{"c2sp.org/chunked-encryption@v1+AEAD_AES_256_GCM\0", 48};

CipherContext make_cipher(const Key& key, bool encrypt) {
  CipherContext context(EVP_CIPHER_CTX_new());
  if (!context) throw std::bad_alloc();
  if (EVP_CipherInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, key.view().data(), nullptr,
                        encrypt ? 1 : 0) != 1)
    throw std::runtime_error("OpenSSL does not offer AES-256-GCM");
  return context;
}

std::array<std::uint8_t, 12> nonce_of(const Secret<12>& base, std::uint64_t chunk) {
  std::array<std::uint8_t, 12> nonce;
  std::copy(base.view().begin(), base.view().end(), nonce.begin());
  for (std::size_t i = 0; i < 8; ++i) nonce[11 - i] ^= static_cast<std::uint8_t>(chunk >> (8 * i));
  return nonce;
}

// The machine reads ahead within a page by itself, but not over its border: with input that is not in the
// cache, a touch of the next chunk's pages gains a tenth.
void prefetch(ByteView from, std::size_t offset, std::size_t size) {
  constexpr std::size_t page = 4096;
  const std::size_t end = std::min(from.size(), offset + size);
  if (offset >= end) return;
  offset += (page - reinterpret_cast<std::uintptr_t>(from.data() + offset) % page) % page;
  for (; offset < end; offset += page) __builtin_prefetch(from.data() + offset, 0, 2);
}

void must(int result) {
  if (result != 1) throw std::runtime_error("OpenSSL failed to seal");
}

std::unexpected<Error> too_many_chunks() {
  return fail(ErrorCode::too_large,
              "データが大きすぎて、一つの保管単位に入りません。分けて登録してください。",
              "an object holds less than 4 PiB");
}

}  // namespace

void CipherContextDelete::operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }

std::uint64_t sealed_size(std::uint64_t plain_size) {
  return chunk_offset(plain_size / chunk_size) + plain_size % chunk_size + tag_size;
}

std::optional<std::uint64_t> plain_size(std::uint64_t sealed_size) {
  if (sealed_size < header_size + tag_size) return std::nullopt;
  const std::uint64_t chunks = (sealed_size - header_size) / sealed_chunk_size;
  const std::uint64_t last = (sealed_size - header_size) % sealed_chunk_size;
  if (last < tag_size || chunks >= max_chunks) return std::nullopt;
  return chunks * chunk_size + (last - tag_size);
}

ObjectKeys derive_object_keys(const Key& input_key, std::span<const std::uint8_t, salt_size> salt,
                              ByteView context) {
  Bytes info(as_bytes(info_prefix).begin(), as_bytes(info_prefix).end());
  info.insert(info.end(), salt.begin(), salt.end());
  info.insert(info.end(), context.begin(), context.end());
  // RFC 5869 §2.3: T(n) = HMAC(prk, T(n-1) | info | n); 76 bytes are two blocks of SHA-512.
  Secret<128> okm;
  Bytes message = info;
  message.push_back(1);
  const auto prk = input_key.view();
  const auto hmac = [&](std::uint8_t* out) {
    if (HMAC(EVP_sha512(), prk.data(), static_cast<int>(prk.size()), message.data(), message.size(), out,
             nullptr) == nullptr)
      throw std::runtime_error("OpenSSL does not offer HMAC-SHA-512");
  };
  hmac(okm.edit().data());
  message.assign(okm.view().begin(), okm.view().begin() + 64);
  message.insert(message.end(), info.begin(), info.end());
  message.push_back(2);
  hmac(okm.edit().data() + 64);
  OPENSSL_cleanse(message.data(), message.size());

  ObjectKeys keys;
  const auto bytes = okm.view();
  std::copy_n(bytes.begin(), 32, keys.key.edit().begin());
  std::copy_n(bytes.begin() + 32, 12, keys.base_nonce.edit().begin());
  std::copy_n(bytes.begin() + 44, 32, keys.commitment.begin());
  return keys;
}

ChunkSealer::ChunkSealer(const Key& key, ByteView context) {
  const std::span<std::uint8_t, salt_size> salt(header_.data(), salt_size);
  random_fill(salt);
  ObjectKeys keys = derive_object_keys(key, salt, context);
  std::copy(keys.commitment.begin(), keys.commitment.end(), header_.begin() + salt_size);
  base_nonce_ = keys.base_nonce;
  cipher_ = make_cipher(keys.key, true);
}

Result<ChunkSealer> ChunkSealer::resume(const Key& key, ByteView context, const Header& header) {
  const ObjectKeys keys =
      derive_object_keys(key, std::span<const std::uint8_t, salt_size>(header.data(), salt_size), context);
  if (!equal_constant_time(keys.commitment, ByteView(header).subspan(salt_size)))
    return corrupt("the commitment does not fit this key and context");
  ChunkSealer sealer;
  sealer.header_ = header;
  sealer.base_nonce_ = keys.base_nonce;
  sealer.cipher_ = make_cipher(keys.key, true);
  return sealer;
}

// The key schedule is made once; only the IV changes from chunk to chunk.
void ChunkSealer::seal_one(std::uint64_t chunk, ByteView plain, std::uint8_t* out) {
  const auto nonce = nonce_of(base_nonce_, chunk);
  int written = 0;
  must(EVP_EncryptInit_ex(cipher_.get(), nullptr, nullptr, nullptr, nonce.data()));
  if (!plain.empty())
    must(EVP_EncryptUpdate(cipher_.get(), out, &written, plain.data(), static_cast<int>(plain.size())));
  must(EVP_EncryptFinal_ex(cipher_.get(), out + plain.size(), &written));
  must(EVP_CIPHER_CTX_ctrl(cipher_.get(), EVP_CTRL_AEAD_GET_TAG, static_cast<int>(tag_size),
                           out + plain.size()));
}

Result<void> ChunkSealer::seal(std::uint64_t first_chunk, ByteView plain, std::span<std::uint8_t> out) {
  const std::size_t count = plain.size() / chunk_size;
  if (plain.size() % chunk_size != 0 || out.size() != count * sealed_chunk_size)
    throw std::logic_error("ChunkSealer::seal takes whole chunks");
  // The last number stays free: the object must still be able to end.
  if (first_chunk >= max_chunks || count >= max_chunks - first_chunk) return too_many_chunks();
  for (std::size_t i = 0; i < count; ++i) {
    prefetch(plain, (i + 1) * chunk_size, chunk_size);
    seal_one(first_chunk + i, plain.subspan(i * chunk_size, chunk_size), out.data() + i * sealed_chunk_size);
  }
  return {};
}

Result<void> ChunkSealer::seal_last(std::uint64_t chunk, ByteView plain, std::span<std::uint8_t> out) {
  if (plain.size() >= chunk_size || out.size() != plain.size() + tag_size)
    throw std::logic_error("ChunkSealer::seal_last takes less than a chunk");
  if (chunk >= max_chunks) return too_many_chunks();
  seal_one(chunk, plain, out.data());
  return {};
}

Result<ChunkOpener> ChunkOpener::open(const Key& key, ByteView context, const Header& header) {
  const ObjectKeys keys =
      derive_object_keys(key, std::span<const std::uint8_t, salt_size>(header.data(), salt_size), context);
  if (!equal_constant_time(keys.commitment, ByteView(header).subspan(salt_size)))
    return corrupt("the commitment does not fit this key and context");
  ChunkOpener opener;
  opener.base_nonce_ = keys.base_nonce;
  opener.cipher_ = make_cipher(keys.key, false);
  return opener;
}

bool ChunkOpener::open_one(std::uint64_t chunk, ByteView sealed, std::uint8_t* out) {
  const auto nonce = nonce_of(base_nonce_, chunk);
  const std::size_t size = sealed.size() - tag_size;
  std::array<std::uint8_t, tag_size> tag;
  std::copy(sealed.end() - tag_size, sealed.end(), tag.begin());
  int written = 0;
  must(EVP_DecryptInit_ex(cipher_.get(), nullptr, nullptr, nullptr, nonce.data()));
  if (size > 0) must(EVP_DecryptUpdate(cipher_.get(), out, &written, sealed.data(), static_cast<int>(size)));
  must(EVP_CIPHER_CTX_ctrl(cipher_.get(), EVP_CTRL_AEAD_SET_TAG, static_cast<int>(tag_size), tag.data()));
  std::uint8_t nothing[tag_size];
  if (EVP_DecryptFinal_ex(cipher_.get(), nothing, &written) == 1) return true;
  ERR_clear_error();  // TLS on this thread must not find it in the queue
  return false;
}

Result<void> ChunkOpener::open_chunks(std::uint64_t first_chunk, ByteView sealed,
                                      std::span<std::uint8_t> out) {
  const std::size_t count = sealed.size() / sealed_chunk_size;
  if (sealed.size() % sealed_chunk_size != 0 || out.size() != count * chunk_size)
    throw std::logic_error("ChunkOpener::open_chunks takes whole chunks");
  if (first_chunk >= max_chunks || count > max_chunks - first_chunk) return too_many_chunks();
  for (std::size_t i = 0; i < count; ++i) {
    prefetch(sealed, (i + 1) * sealed_chunk_size, sealed_chunk_size);
    if (open_one(first_chunk + i, sealed.subspan(i * sealed_chunk_size, sealed_chunk_size),
                 out.data() + i * chunk_size))
      continue;
    OPENSSL_cleanse(out.data(), out.size());
    return corrupt("chunk " + std::to_string(first_chunk + i) + " does not authenticate");
  }
  return {};
}

Result<void> ChunkOpener::open_last(std::uint64_t chunk, ByteView sealed, std::span<std::uint8_t> out) {
  if (sealed.size() < tag_size || sealed.size() >= sealed_chunk_size ||
      out.size() != sealed.size() - tag_size)
    throw std::logic_error("ChunkOpener::open_last takes less than a chunk");
  if (chunk >= max_chunks) return too_many_chunks();
  if (open_one(chunk, sealed, out.data())) return {};
  OPENSSL_cleanse(out.data(), out.size());
  return corrupt("the last chunk does not authenticate");
}

}  // namespace sekisho::seal
