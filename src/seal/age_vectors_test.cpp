// Known answers: the RFCs' own, values computed once with another implementation of the primitives (Node's
// crypto), and files that the public tool age wrote.
#include <doctest/doctest.h>

#include "age_format.h"
#include "age_stanza.h"
#include "age_testing.h"

using namespace sekisho;
using namespace sekisho::seal::age;
using namespace sekisho::seal::age::testing;

namespace {

Bytes counting(std::size_t size) {
  Bytes out(size);
  for (std::size_t i = 0; i < size; ++i) out[i] = static_cast<std::uint8_t>(i);
  return out;
}
Key filled(std::uint8_t value) {
  Key key;
  std::fill(key.edit().begin(), key.edit().end(), value);
  return key;
}

const FileKey file_key(ByteView(counting(16)).first<16>());
const Identity identity{filled(0x42)};
// The pair that the specification shows for 32 octets 0x42.
constexpr std::string_view identity_text =
    "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX";
constexpr std::string_view recipient_text = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj";

}  // namespace

TEST_CASE("RFC 7748, 6.1: X25519") {
  const Key alice = key_of(hex("77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a"));
  const Key bob = key_of(hex("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb"));
  CHECK(to_hex(x25519_public(alice)) == "8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a");
  CHECK(to_hex(x25519_public(bob)) == "de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f");
  const auto shared = x25519(alice, x25519_public(bob));
  REQUIRE(shared);
  CHECK(to_hex(shared->view()) == "4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742");
  // Points of small order, and 2^255 - 19 + 1, another writing of 1
  for (const char* point : {"0000000000000000000000000000000000000000000000000000000000000000",
                            "0100000000000000000000000000000000000000000000000000000000000000",
                            "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"}) {
    CHECK_FALSE(x25519(alice, key_of(hex(point)).view()));
  }
}

TEST_CASE("RFC 5869, A.1: HKDF with SHA-256") {
  const Bytes info = hex("f0f1f2f3f4f5f6f7f8f9");
  CHECK(to_hex(hkdf_sha256(Bytes(22, 0x0b), counting(13), as_text(info)).view()) ==
        "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf");
}

TEST_CASE("RFC 7914, 12: scrypt") {
  CHECK(to_hex(scrypt("pleaseletmein", as_bytes("SodiumChloride"), 14).view()) ==
        "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2");
}

TEST_CASE("the pair of keys in the specification") {
  CHECK(format_identity(identity) == identity_text);
  CHECK(format_recipient(recipient_of(identity)) == recipient_text);
  CHECK(recipient_of(parse_identity(identity_text).value()) == parse_recipient(recipient_text).value());
}

TEST_CASE("stanzas and header from a fixed seed") {
  const Stanza stanza = wrap_x25519(recipient_of(identity), file_key, filled(0x24)).value();
  const std::string text = write_header({stanza}, file_key);
  CHECK(text ==
        "age-encryption.org/v1\n-> X25519 BLzS4NAPLM5f6PHGwvvsXAf6VuOqXIilaJl12Is/zgU\n"
        "tQ77mReh8jpG12L28tkGjUjif1Msv3CI9iLyaj9URg8\n--- cQyzGOloy7WKPIXchTUqRXxyJQKlrvldekDwGGQ7VlU\n");
  CHECK(equal_constant_time(unwrap({stanza}, with(identity)).value().view(), file_key.view()));

  const Stanza scrypt_stanza = wrap_scrypt("見本市", file_key, file_key.view(), 10);
  CHECK(scrypt_stanza.args == std::vector<std::string>{"scrypt", "AAECAwQFBgcICQoLDA0ODw", "10"});
  CHECK(to_base64_raw(scrypt_stanza.body) == "XTjMFrLzHHxBxXyaWvm1Rl/Nn+ObCnWdxgvPL/Mha5I");
}

TEST_CASE("a payload of three chunks from a fixed seed") {
  Bytes plain(150000);
  for (std::size_t i = 0; i < plain.size(); ++i) plain[i] = static_cast<std::uint8_t>(i * 7 + (i >> 8));
  for (const unsigned threads : {1U, 2U}) {
    MemorySource from{ByteView(plain)};
    MemorySink to;
    REQUIRE(seal_stream(hkdf_sha256(file_key.view(), Bytes(16, 7), "payload"), from, to, threads));
    CHECK(to_hex(sha256(to.data)) == "12dc2a479b0efe5ab664805dae135dcc5c5718719883191f6e41226fa00b50d3");
  }
}

TEST_CASE("files that age 1.1.1 wrote") {
  constexpr std::string_view plain = "見本市から委託先へ\n";
  const Bytes binary = from_base64(
                           "YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+"
                           "IFgyNTUxOSA2U2dqVW9xZGFUYVpJQlJFb01YR2p3ZXQ4OEdLYUZCSkRCVlZUc1pOR2pB"
                           "Ci8rYXVJclNlRVJSOTNiSFh4cDFGa2hjbUR3eTQvNkl2ck1WbTdSZmVkUTAKLS0tIGNyMWJMcDBEYXUwW"
                           "kdYQjNGNGkzTU9ScFh1"
                           "QjRBQmoxNkRpTlRkN1VqN3cKEsPgKnYuBX3ardgCZUH0DhhpKEiKpduBfCbXgqIQ0YpjDi308k99+"
                           "ZsQbUjC+j+CYYrr9saYmH4i"
                           "HD+V")
                           .value();
  const Opened opened = open_with(binary, with(identity));
  REQUIRE(opened.result);
  CHECK(as_text(opened.plain) == plain);

  const Bytes protected_file =
      from_base64(
          "YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+"
          "IHNjcnlwdCBMcTBiSVBWZlVwam5ERG9BbHY4N093IDE4Cm5SSTBTM3FNU2E4a1lqYlhK"
          "Q1YvTndPYkhJOFhzSXhGMFpDVGY2UFU0SGMKLS0tIHJ3bS94T2NCeFE0SllkV3NyVWdXdnBPWTZVOGVzdkhkTy9Kbi9yUEMraW"
          "MK"
          "vcY33Iy9OwIO5ZBFS7QjpwzONjsPJIUrZgA6v5zSbNWkYQt2QwitQlcLalV1yBENzjWEfoq9uiPit5P4")
          .value();
  const Opened by_passphrase = open_with(protected_file, with_passphrase("mihon"));
  REQUIRE(by_passphrase.result);
  CHECK(as_text(by_passphrase.plain) == plain);

  const Opened armored =
      open_with(as_bytes("-----BEGIN AGE ENCRYPTED FILE-----\n"
                         "YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSBqQ3Q0TDhoeGZpdldQb2Q3\n"
                         "TVI5WmNwT0sxWldqNWRIZ1FPZHoyb1FqSWtNCitHZzVSWk1uOFRMdFNWQXBnQkpO\n"
                         "RnZ5b3EycWQ3OHdSUEoxS2VNNFBDYmcKLS0tIE9ub0lyOFU5YnV5ZnY0QTRVSm5s\n"
                         "cGVPeDBYRS9UZnNuWHljeDJpR1RFU0kKLxq+E7fkonZA2bE7RjN0R6JG5nUe4x+r\n"
                         "ENiPP2pqlGv8WeS1OAUFFiAiPVKZsq5lxddLIcT4NlV/lLts\n"
                         "-----END AGE ENCRYPTED FILE-----\n"),
                with(identity));
  REQUIRE(armored.result);
  CHECK(as_text(armored.plain) == plain);
}
