// What encrypted office files have in common (MS-OFFCRYPTO): digests, keys out of passwords, AES, RC4.
// Whoever reads a file knows its passwords; the keys live as long as the reading.
#pragma once

#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/random_source.h"

namespace sekisho::formats {

// The password Excel itself gives to a workbook that is only protected against changes.
inline constexpr std::string_view default_password = "VelvetSweatshop";
std::vector<std::string> with_default_password(std::vector<std::string> passwords);

// `name` as OpenSSL knows it: "MD5", "SHA1", "SHA512". Empty: no such digest.
Bytes digest(const std::string& name, std::initializer_list<ByteView> parts);
Bytes utf16_bytes(std::string_view utf8);
Bytes little_bytes(std::uint32_t value);

// AES without padding; `iv` empty means ECB. Nothing where the sizes do not fit.
std::optional<Bytes> aes_decrypt(ByteView key, ByteView iv, ByteView data);

// RC4 is left out of OpenSSL's default provider, and the legacy one would be loaded from the file system.
class Rc4 {
 public:
  explicit Rc4(ByteView key);
  void skip(std::size_t bytes);
  void apply(std::span<std::uint8_t> data);

 private:
  std::uint8_t next();
  std::uint8_t state_[256];
  std::uint8_t i_ = 0;
  std::uint8_t j_ = 0;
};

// RC4 with a key for each block (MS-OFFCRYPTO 2.3.5, 2.3.6), as xls and doc use it.
class Rc4Blocks {
 public:
  // `header` begins with the version. Nothing: another encryption, or none of the passwords is right.
  static std::optional<Rc4Blocks> open(ByteView header, const std::vector<std::string>& passwords);
  Rc4 block(std::uint32_t number) const;

 private:
  Bytes base_;
  std::size_t key_size_ = 16;
  bool crypto_api_ = false;
};

// The plain package of an EncryptedPackage stream, or nothing where no password is right. `info` is the
// EncryptionInfo stream. Both outlive what is returned. Errors: unsupported, corrupt.
Result<std::unique_ptr<RandomSource>> decrypt_package(ByteView info, RandomSource& package,
                                                      const std::vector<std::string>& passwords);

}  // namespace sekisho::formats
