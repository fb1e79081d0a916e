#include "office_crypto.h"

#include <doctest/doctest.h>
#include <openssl/evp.h>

#include "byte_cursor.h"
#include "cfb_testing.h"
#include "formats_testing.h"

namespace sekisho::formats {
namespace {

using test::CompoundFileMaker;
using test::walked;

Bytes encrypt(ByteView key, ByteView iv, ByteView data) {
  Bytes out(data.size() + 16);
  int size = 0;
  EVP_CIPHER_CTX* context = EVP_CIPHER_CTX_new();
  EVP_EncryptInit_ex(context, key.size() == 32 ? EVP_aes_256_cbc() : EVP_aes_128_cbc(), nullptr, key.data(),
                     iv.data());
  EVP_CIPHER_CTX_set_padding(context, 0);
  EVP_EncryptUpdate(context, out.data(), &size, data.data(), static_cast<int>(data.size()));
  EVP_CIPHER_CTX_free(context);
  out.resize(data.size());
  return out;
}

// As Office 2013 and later writes it: AES-256, SHA-512; fewer rounds, to be quick.
std::string agile(std::string_view password, std::string_view content) {
  const std::string hash = "SHA512";
  const Bytes salt(16, 7), data_salt(16, 9), key(32, 3), verifier(16, 5);
  Bytes derived = digest(hash, {salt, utf16_bytes(password)});
  for (std::uint32_t i = 0; i < 1000; ++i) derived = digest(hash, {little_bytes(i), derived});
  const auto seal = [&](std::string_view purpose, ByteView plain) {
    Bytes block = digest(hash, {derived, from_hex(purpose).value()});
    block.resize(32);
    return to_base64(encrypt(block, salt, plain));
  };
  const std::string common =
      " saltSize=\"16\" blockSize=\"16\" keyBits=\"256\" hashSize=\"64\" cipherAlgorithm=\"AES\" "
      "cipherChaining=\"ChainingModeCBC\" hashAlgorithm=\"SHA512\" saltValue=\"";
  const std::string xml =
      "<encryption xmlns=\"http://schemas.microsoft.com/office/2006/encryption\" "
      "xmlns:p=\"http://schemas.microsoft.com/office/2006/keyEncryptor/password\"><keyData" +
      common + to_base64(data_salt) +
      "\"/><keyEncryptors><keyEncryptor "
      "uri=\"http://schemas.microsoft.com/office/2006/keyEncryptor/password\"><p:encryptedKey "
      "spinCount=\"1000\"" +
      common + to_base64(salt) + "\" encryptedVerifierHashInput=\"" + seal("fea7d2763b4b9e79", verifier) +
      "\" encryptedVerifierHashValue=\"" + seal("d7aa0f6d3061344e", digest(hash, {verifier})) +
      "\" encryptedKeyValue=\"" + seal("146e0be7abacd0d6", key) +
      "\"/></keyEncryptor></keyEncryptors></encryption>";
  Bytes package;
  test::put(package, content.size(), 8);
  for (std::size_t at = 0, segment = 0; at < content.size(); at += 4096, ++segment) {
    Bytes plain = to_bytes(as_bytes(content.substr(at, 4096)));
    plain.resize((plain.size() + 15) / 16 * 16);
    Bytes iv = digest(hash, {data_salt, little_bytes(static_cast<std::uint32_t>(segment))});
    iv.resize(16);
    const Bytes sealed = encrypt(key, iv, plain);
    package.insert(package.end(), sealed.begin(), sealed.end());
  }
  CompoundFileMaker maker;
  maker.add("EncryptionInfo", std::string("\4\0\4\0\x40\0\0\0", 8) + xml);
  maker.add("EncryptedPackage", as_text(package));
  return maker.make();
}

TEST_CASE("an office file with a password is opened with it, whichever of those given it is") {
  std::string content;
  for (int i = 0; i < 3000; ++i) content += std::to_string(i) + ",x\n";
  const std::string file = agile("秘密", content);
  CHECK(walked(file, "a.xlsx").notes == std::vector<std::string>{"encrypted"});
  WalkOptions options;
  options.passwords = {"wrong", "秘密"};
  const auto seen = walked(file, "a.xlsx", options);
  CHECK(seen.notes ==
        std::vector<std::string>{"disguised"});  // text inside, whose name says that it is a workbook
  CHECK(seen.bytes == content);
  CHECK(seen.parts == std::vector<std::string>{"a.xlsx", "a.xlsx/a.xlsx"});
  options.passwords = {"wrong"};
  CHECK(walked(file, "a.xlsx", options).notes == std::vector<std::string>{"encrypted"});
}

TEST_CASE("the password that everybody knows is tried by itself") {
  CHECK(walked(agile(default_password, "1,2\n"), "a.xlsx").bytes == "1,2\n");
}

TEST_CASE("an encryption of another kind stays closed") {
  CompoundFileMaker maker;
  maker.add("EncryptionInfo", std::string("\4\0\4\0\x40\0\0\0<encryption/>", 21));
  maker.add("EncryptedPackage", std::string(100, '\0'));
  CHECK(walked(maker.make(), "a.xlsx").notes == std::vector<std::string>{"encrypted"});
  CompoundFileMaker bomb;
  bomb.add("EncryptionInfo", std::string("\4\0\4\0\x40\0\0\0", 8) +
                                 "<!DOCTYPE a [<!ENTITY b \"cc\">]><encryption>&b;</encryption>");
  bomb.add("EncryptedPackage", std::string(100, '\0'));
  CHECK(walked(bomb.make(), "a.xlsx").notes == std::vector<std::string>{"encrypted"});
}

TEST_CASE("RC4 by the vectors of RFC 6229 and a known text") {
  Bytes data = to_bytes(as_bytes("Plaintext"));
  Rc4(as_bytes("Key")).apply(data);
  CHECK(to_hex(data) == "bbf316e8d940af0ad3");
  Bytes zeros(16);
  Rc4 cipher(from_hex("0102030405").value());
  cipher.skip(16);
  cipher.apply(zeros);
  CHECK(to_hex(zeros) == "6982944f18fc82d589c403a47a0d0919");
}

}  // namespace
}  // namespace sekisho::formats
