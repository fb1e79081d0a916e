#include "age_crypto.h"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/params.h>

#include <array>
#include <stdexcept>
#include <string>

namespace sekisho::seal::age {
namespace {

void must(bool ok, const char* what) {
  if (!ok) throw std::runtime_error(std::string("OpenSSL: ") + what + " failed");
}

struct Free {
  void operator()(EVP_PKEY* p) const { EVP_PKEY_free(p); }
  void operator()(EVP_PKEY_CTX* p) const { EVP_PKEY_CTX_free(p); }
  void operator()(EVP_KDF* p) const { EVP_KDF_free(p); }
  void operator()(EVP_KDF_CTX* p) const { EVP_KDF_CTX_free(p); }
};
template <class T>
using Owned = std::unique_ptr<T, Free>;

// OpenSSL's parameters are not const, though nothing is written through an input; and an empty one must not
// be null.
OSSL_PARAM octets(const char* name, const void* data, std::size_t size) {
  static const char empty = 0;
  return OSSL_PARAM_construct_octet_string(name, const_cast<void*>(data == nullptr ? &empty : data), size);
}

Key derive(const char* kdf_name, const OSSL_PARAM* parameters) {
  const Owned<EVP_KDF> kdf(EVP_KDF_fetch(nullptr, kdf_name, nullptr));
  must(kdf != nullptr, kdf_name);
  const Owned<EVP_KDF_CTX> context(EVP_KDF_CTX_new(kdf.get()));
  must(context != nullptr, kdf_name);
  Key out;
  must(EVP_KDF_derive(context.get(), out.edit().data(), out.edit().size(), parameters) > 0, kdf_name);
  return out;
}

Owned<EVP_PKEY> private_key(const Key& secret) {
  Owned<EVP_PKEY> key(EVP_PKEY_new_raw_private_key(EVP_PKEY_X25519, nullptr, secret.view().data(), 32));
  must(key != nullptr, "X25519 key");
  return key;
}

}  // namespace

ChaChaPoly::ChaChaPoly(const Key& key) : sealing_(EVP_CIPHER_CTX_new()), opening_(EVP_CIPHER_CTX_new()) {
  must(sealing_ != nullptr && opening_ != nullptr, "cipher context");
  must(EVP_EncryptInit_ex(sealing_, EVP_chacha20_poly1305(), nullptr, key.view().data(), nullptr) == 1,
       "ChaCha20");
  must(EVP_DecryptInit_ex(opening_, EVP_chacha20_poly1305(), nullptr, key.view().data(), nullptr) == 1,
       "ChaCha20");
}

ChaChaPoly::~ChaChaPoly() {
  EVP_CIPHER_CTX_free(sealing_);
  EVP_CIPHER_CTX_free(opening_);
}

void ChaChaPoly::seal(Nonce nonce, ByteView plain, std::uint8_t* out) {
  int size = 0;
  must(EVP_EncryptInit_ex(sealing_, nullptr, nullptr, nullptr, nonce.data()) == 1, "nonce");
  if (!plain.empty()) {
    must(EVP_EncryptUpdate(sealing_, out, &size, plain.data(), static_cast<int>(plain.size())) == 1,
         "ChaCha20");
  }
  must(EVP_EncryptFinal_ex(sealing_, out + size, &size) == 1, "ChaCha20");
  must(EVP_CIPHER_CTX_ctrl(sealing_, EVP_CTRL_AEAD_GET_TAG, tag_size, out + plain.size()) == 1, "Poly1305");
}

bool ChaChaPoly::open(Nonce nonce, ByteView sealed, std::uint8_t* out) {
  if (sealed.size() < tag_size) return false;
  const std::size_t plain_size = sealed.size() - tag_size;
  int size = 0;
  must(EVP_DecryptInit_ex(opening_, nullptr, nullptr, nullptr, nonce.data()) == 1, "nonce");
  must(EVP_CIPHER_CTX_ctrl(opening_, EVP_CTRL_AEAD_SET_TAG, tag_size,
                           const_cast<std::uint8_t*>(sealed.data() + plain_size)) == 1,
       "Poly1305");
  if (plain_size > 0) {
    must(EVP_DecryptUpdate(opening_, out, &size, sealed.data(), static_cast<int>(plain_size)) == 1,
         "ChaCha20");
  }
  std::uint8_t nothing = 0;
  return EVP_DecryptFinal_ex(opening_, &nothing, &size) == 1;
}

Key hkdf_sha256(ByteView secret, ByteView salt, std::string_view info) {
  std::string digest = "SHA256";
  const std::array parameters{OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, digest.data(), 0),
                              octets(OSSL_KDF_PARAM_KEY, secret.data(), secret.size()),
                              octets(OSSL_KDF_PARAM_SALT, salt.data(), salt.size()),
                              octets(OSSL_KDF_PARAM_INFO, info.data(), info.size()),
                              OSSL_PARAM_construct_end()};
  return derive("HKDF", parameters.data());
}

Key scrypt(std::string_view passphrase, ByteView salt, unsigned log2_n) {
  std::uint64_t n = std::uint64_t{1} << log2_n;
  std::uint32_t r = 8;
  std::uint32_t p = 1;
  // OpenSSL refuses more than 32 MiB unless told; it counts 128·r·(N + p) octets and 256·r of working space.
  std::uint64_t most = 128 * r * (n + p + 2) + 1024 * 1024;
  const std::array parameters{octets(OSSL_KDF_PARAM_PASSWORD, passphrase.data(), passphrase.size()),
                              octets(OSSL_KDF_PARAM_SALT, salt.data(), salt.size()),
                              OSSL_PARAM_construct_uint64(OSSL_KDF_PARAM_SCRYPT_N, &n),
                              OSSL_PARAM_construct_uint32(OSSL_KDF_PARAM_SCRYPT_R, &r),
                              OSSL_PARAM_construct_uint32(OSSL_KDF_PARAM_SCRYPT_P, &p),
                              OSSL_PARAM_construct_uint64(OSSL_KDF_PARAM_SCRYPT_MAXMEM, &most),
                              OSSL_PARAM_construct_end()};
  return derive("SCRYPT", parameters.data());
}

Hash x25519_public(const Key& secret) {
  Hash out;
  std::size_t size = out.size();
  must(EVP_PKEY_get_raw_public_key(private_key(secret).get(), out.data(), &size) == 1 && size == 32,
       "X25519");
  return out;
}

std::optional<Key> x25519(const Key& secret, std::span<const std::uint8_t, 32> point) {
  const auto own = private_key(secret);
  const Owned<EVP_PKEY> peer(
      EVP_PKEY_new_raw_public_key(EVP_PKEY_X25519, nullptr, point.data(), point.size()));
  must(peer != nullptr, "X25519 point");
  const Owned<EVP_PKEY_CTX> context(EVP_PKEY_CTX_new(own.get(), nullptr));
  must(context != nullptr && EVP_PKEY_derive_init(context.get()) == 1, "X25519");
  if (EVP_PKEY_derive_set_peer(context.get(), peer.get()) != 1) return std::nullopt;
  Key out;
  std::size_t size = 32;
  // OpenSSL reports an all-zero result as a failure; the comparison keeps the promise should it ever stop
  // doing so.
  if (EVP_PKEY_derive(context.get(), out.edit().data(), &size) != 1 || size != 32) return std::nullopt;
  if (equal_constant_time(out.view(), Key().view())) return std::nullopt;
  return out;
}

}  // namespace sekisho::seal::age
