#include "office_crypto.h"

#include <openssl/evp.h>

#include <algorithm>
#include <utility>

#include "base/decoder.h"
#include "byte_cursor.h"

namespace sekisho::formats {
namespace {

struct Free {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
  void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};

}  // namespace

std::vector<std::string> with_default_password(std::vector<std::string> passwords) {
  passwords.emplace_back(default_password);
  return passwords;
}

Bytes digest(const std::string& name, std::initializer_list<ByteView> parts) {
  const EVP_MD* kind = EVP_get_digestbyname(name.c_str());
  const std::unique_ptr<EVP_MD_CTX, Free> context(EVP_MD_CTX_new());
  if (!kind || !context || EVP_DigestInit_ex(context.get(), kind, nullptr) != 1) return {};
  for (const ByteView part : parts) EVP_DigestUpdate(context.get(), part.data(), part.size());
  Bytes out(EVP_MAX_MD_SIZE);
  unsigned size = 0;
  if (EVP_DigestFinal_ex(context.get(), out.data(), &size) != 1) return {};
  out.resize(size);
  return out;
}

Bytes utf16_bytes(std::string_view utf8) {
  std::u16string units;
  Decoder decoder(Encoding::utf8);
  decoder.feed(as_bytes(utf8), units);
  Bytes out;
  for (const char16_t unit : units) {
    out.push_back(static_cast<std::uint8_t>(unit & 0xFF));
    out.push_back(static_cast<std::uint8_t>(unit >> 8));
  }
  return out;
}

Bytes little_bytes(std::uint32_t value) {
  Bytes out(4);
  std::memcpy(out.data(), &value, 4);
  return out;
}

std::optional<Bytes> aes_decrypt(ByteView key, ByteView iv, ByteView data) {
  const EVP_CIPHER* kind = nullptr;
  switch (key.size()) {
    case 16:
      kind = iv.empty() ? EVP_aes_128_ecb() : EVP_aes_128_cbc();
      break;
    case 24:
      kind = iv.empty() ? EVP_aes_192_ecb() : EVP_aes_192_cbc();
      break;
    case 32:
      kind = iv.empty() ? EVP_aes_256_ecb() : EVP_aes_256_cbc();
      break;
    default:
      return std::nullopt;
  }
  if ((!iv.empty() && iv.size() < 16) || data.size() % 16 != 0 || data.size() > (std::size_t{1} << 30))
    return std::nullopt;
  const std::unique_ptr<EVP_CIPHER_CTX, Free> context(EVP_CIPHER_CTX_new());
  Bytes out(data.size() + 16);
  int size = 0;
  if (!context ||
      EVP_DecryptInit_ex(context.get(), kind, nullptr, key.data(), iv.empty() ? nullptr : iv.data()) != 1 ||
      EVP_CIPHER_CTX_set_padding(context.get(), 0) != 1 ||
      EVP_DecryptUpdate(context.get(), out.data(), &size, data.data(), static_cast<int>(data.size())) != 1)
    return std::nullopt;
  out.resize(static_cast<std::size_t>(size));
  if (out.size() != data.size()) return std::nullopt;
  return out;
}

Rc4::Rc4(ByteView key) {
  for (unsigned i = 0; i < 256; ++i) state_[i] = static_cast<std::uint8_t>(i);
  unsigned j = 0;
  for (unsigned i = 0; i < 256 && !key.empty(); ++i) {
    j = (j + state_[i] + key[i % key.size()]) & 0xFF;
    std::swap(state_[i], state_[j]);
  }
}

std::uint8_t Rc4::next() {
  i_ = static_cast<std::uint8_t>(i_ + 1);
  j_ = static_cast<std::uint8_t>(j_ + state_[i_]);
  std::swap(state_[i_], state_[j_]);
  return state_[(state_[i_] + state_[j_]) & 0xFF];
}

void Rc4::skip(std::size_t bytes) {
  while (bytes-- > 0) next();
}

void Rc4::apply(std::span<std::uint8_t> data) {
  for (std::uint8_t& b : data) b = static_cast<std::uint8_t>(b ^ next());
}

Rc4 Rc4Blocks::block(std::uint32_t number) const {
  const Bytes hash = digest(crypto_api_ ? "SHA1" : "MD5", {base_, little_bytes(number)});
  Bytes key(hash.begin(), hash.begin() + static_cast<std::ptrdiff_t>(std::min(key_size_, hash.size())));
  if (key.size() == 5) key.resize(16);  // a key of 40 bits is filled with zeros
  return Rc4(key);
}

std::optional<Rc4Blocks> Rc4Blocks::open(ByteView header, const std::vector<std::string>& passwords) {
  const auto major = little<std::uint16_t>(header);
  const auto minor = little<std::uint16_t>(header, 2);
  Rc4Blocks blocks;
  ByteView salt;
  ByteView verifier;
  ByteView hash;
  if (major == 1 && minor == 1) {
    salt = part_of(header, 4, 16);
    verifier = part_of(header, 20, 16);
    hash = part_of(header, 36, 16);
  } else if (major >= 2 && major <= 4 && minor == 2) {
    constexpr std::uint32_t rc4 = 0x6801;
    const std::size_t size = little<std::uint32_t>(header, 8);
    if (little<std::uint32_t>(header, 20) != rc4 || size > header.size()) return std::nullopt;
    blocks.crypto_api_ = true;
    const auto bits = little<std::uint32_t>(header, 28);
    blocks.key_size_ = bits == 0 ? 5 : bits / 8;
    const ByteView check = part_of(header, 12 + size);
    salt = part_of(check, 4, 16);
    verifier = part_of(check, 20, 16);
    hash = part_of(check, 40, 20);
  }
  if (salt.size() < 16 || verifier.size() < 16 || hash.size() < 16 || blocks.key_size_ < 5 ||
      blocks.key_size_ > 16)
    return std::nullopt;
  for (const std::string& password : passwords) {
    const Bytes wide = utf16_bytes(password);
    if (blocks.crypto_api_) {
      blocks.base_ = digest("SHA1", {salt, wide});
    } else {
      const Bytes first = digest("MD5", {wide});
      Bytes mixed;
      for (int i = 0; i < 16; ++i) {
        mixed.insert(mixed.end(), first.begin(), first.begin() + 5);
        mixed.insert(mixed.end(), salt.begin(), salt.end());
      }
      blocks.base_ = digest("MD5", {mixed});
      blocks.base_.resize(5);
    }
    Bytes plain(verifier.begin(), verifier.end());
    Bytes expected(hash.begin(), hash.end());
    Rc4 cipher = blocks.block(0);
    cipher.apply(plain);
    cipher.apply(expected);
    if (digest(blocks.crypto_api_ ? "SHA1" : "MD5", {plain}) == expected) return blocks;
  }
  return std::nullopt;
}

}  // namespace sekisho::formats
