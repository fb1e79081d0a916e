#include "seal/key_wrap.h"

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <limits>
#include <stdexcept>

#include "seal/errors.h"
#include "seal/sealed_object.h"

namespace sekisho::seal {
namespace {

CipherContext new_context() {
  CipherContext context(EVP_CIPHER_CTX_new());
  if (!context) throw std::bad_alloc();
  return context;
}

void must(bool ok, const char* what) {
  if (!ok) throw std::runtime_error(std::string("OpenSSL failed: ") + what);
}

int to_int(std::size_t size) {
  if (size > static_cast<std::size_t>(std::numeric_limits<int>::max()) - 64)
    throw std::logic_error("a field is a small value; seal an object instead");
  return static_cast<int>(size);
}

CipherContext wrap_context(const Key& key, bool wrap) {
  CipherContext context = new_context();
  EVP_CIPHER_CTX_set_flags(context.get(), EVP_CIPHER_CTX_FLAG_WRAP_ALLOW);
  must(EVP_CipherInit_ex(context.get(), EVP_aes_256_wrap(), nullptr, key.view().data(), nullptr,
                         wrap ? 1 : 0) == 1,
       "AES key wrap");
  return context;
}

}  // namespace

WrappedKey wrap_key(const Key& wrapping_key, const Key& key) {
  const auto context = wrap_context(wrapping_key, true);
  WrappedKey out;
  int written = 0;
  must(EVP_EncryptUpdate(context.get(), out.data(), &written, key.view().data(),
                         static_cast<int>(key.view().size())) == 1 &&
           written == static_cast<int>(out.size()),
       "AES key wrap");
  return out;
}

Result<Key> unwrap_key(const Key& wrapping_key, ByteView wrapped) {
  if (wrapped.size() != wrapped_key_size) return corrupt("a wrapped key has 40 bytes");
  const auto context = wrap_context(wrapping_key, false);
  Secret<wrapped_key_size> out;
  int written = 0;
  if (EVP_DecryptUpdate(context.get(), out.edit().data(), &written, wrapped.data(),
                        static_cast<int>(wrapped.size())) != 1 ||
      written != 32) {
    ERR_clear_error();  // TLS on this thread must not find it in the queue
    return corrupt("the wrapped key does not unwrap under this key");
  }
  return Key(out.view().first<32>());
}

Key derive_key(const Key& master, ByteView info, ByteView salt) {
  const auto hmac = [](ByteView key, ByteView message, std::span<std::uint8_t> out) {
    must(HMAC(EVP_sha256(), key.data(), to_int(key.size()), message.data(), message.size(), out.data(),
              nullptr) != nullptr,
         "HMAC-SHA-256");
  };
  constexpr std::array<std::uint8_t, 32> no_salt{};  // RFC 5869 §2.2
  Key prk;
  hmac(salt.empty() ? ByteView(no_salt) : salt, master.view(), prk.edit());
  Bytes block(info.begin(), info.end());
  block.push_back(1);
  Key out;
  hmac(prk.view(), block, out.edit());
  return out;
}

Key derive_key(const Key& master, std::string_view info) { return derive_key(master, as_bytes(info)); }

Bytes seal_field(const Key& key, ByteView plain, ByteView aad) {
  Bytes out(field_overhead + plain.size());
  random_fill(std::span(out).first(12));
  const auto context = new_context();
  int written = 0;
  must(EVP_EncryptInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, key.view().data(), out.data()) == 1,
       "AES-256-GCM");
  if (!aad.empty())
    must(EVP_EncryptUpdate(context.get(), nullptr, &written, aad.data(), to_int(aad.size())) == 1,
         "AES-256-GCM");
  if (!plain.empty())
    must(EVP_EncryptUpdate(context.get(), out.data() + 12, &written, plain.data(), to_int(plain.size())) == 1,
         "AES-256-GCM");
  std::uint8_t* const tag = out.data() + 12 + plain.size();
  must(EVP_EncryptFinal_ex(context.get(), tag, &written) == 1, "AES-256-GCM");
  must(EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_GET_TAG, 16, tag) == 1, "AES-256-GCM");
  return out;
}

Result<Bytes> open_field(const Key& key, ByteView sealed, ByteView aad) {
  if (sealed.size() < field_overhead) return corrupt("a sealed field has at least 28 bytes");
  const ByteView body = sealed.subspan(12, sealed.size() - field_overhead);
  std::array<std::uint8_t, 16> tag;
  std::copy(sealed.end() - 16, sealed.end(), tag.begin());
  const auto context = new_context();
  Bytes out(body.size());
  int written = 0;
  must(EVP_DecryptInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, key.view().data(), sealed.data()) == 1,
       "AES-256-GCM");
  if (!aad.empty())
    must(EVP_DecryptUpdate(context.get(), nullptr, &written, aad.data(), to_int(aad.size())) == 1,
         "AES-256-GCM");
  if (!body.empty())
    must(EVP_DecryptUpdate(context.get(), out.data(), &written, body.data(), to_int(body.size())) == 1,
         "AES-256-GCM");
  must(EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_SET_TAG, 16, tag.data()) == 1, "AES-256-GCM");
  std::uint8_t nothing[16];
  if (EVP_DecryptFinal_ex(context.get(), nothing, &written) == 1) return out;
  ERR_clear_error();
  OPENSSL_cleanse(out.data(), out.size());
  return corrupt("the field does not authenticate under this key and place");
}

}  // namespace sekisho::seal
