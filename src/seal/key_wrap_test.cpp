#include <doctest/doctest.h>
#include <openssl/err.h>

#include "seal/key_wrap.h"

using namespace sekisho;
using namespace sekisho::seal;

namespace {
Key key_of(std::string_view hex) {
  const Bytes bytes = from_hex(hex).value();
  return Key(std::span<const std::uint8_t, 32>(bytes.data(), 32));
}
}  // namespace

TEST_CASE("RFC 3394 §4.6: 256 bits of key data under a 256-bit key") {
  const Key kek = key_of("000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F");
  const Key data = key_of("00112233445566778899AABBCCDDEEFF000102030405060708090A0B0C0D0E0F");
  const WrappedKey wrapped = wrap_key(kek, data);
  CHECK(to_hex(wrapped) ==
        "28c9f404c4b810f4cbccb35cfb87f8263f5786e2d80ed326cbc7f0e71a99f43bfb988b9b7a02dd21");
  CHECK(to_hex(unwrap_key(kek, wrapped).value().view()) == to_hex(data.view()));
  for (std::size_t i = 0; i < wrapped.size(); ++i) {
    WrappedKey bad = wrapped;
    bad[i] ^= 1;
    CHECK(unwrap_key(kek, bad).error().code == ErrorCode::corrupt);
  }
  CHECK(unwrap_key(data, wrapped).error().code == ErrorCode::corrupt);
  CHECK(unwrap_key(kek, ByteView(wrapped).first(39)).error().code == ErrorCode::corrupt);
  CHECK(unwrap_key(kek, {}).error().code == ErrorCode::corrupt);
  CHECK(ERR_peek_error() == 0);
}

TEST_CASE("HKDF-SHA-256 agrees with an independent implementation") {
  // Node: crypto.hkdfSync('sha256', key, salt, info, 32)
  const Key master = key_of("0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b");
  CHECK(to_hex(derive_key(master, "sekisho/test").view()) ==
        "51135451978c2ce763bee79feb4fa334b94fa2d2fdd14c62f6b42d09c2f64967");
  CHECK(to_hex(derive_key(master, as_bytes("sekisho/test"), as_bytes("salt")).view()) ==
        "b882ba3822ddb5e10068c4edf94b150c7f08367b73b76adedc20b42c0973d2b4");
  CHECK(to_hex(derive_key(master, "sekisho/other").view()) !=
        to_hex(derive_key(master, "sekisho/test").view()));
}

TEST_CASE("a field opens under its key, in its place, unchanged") {
  const Key key = Key::random();
  const auto place = as_bytes("worker.name/wrk_0123456789abcdef");
  for (const std::string_view text : {std::string_view(""), std::string_view("見本 花子")}) {
    const Bytes sealed = seal_field(key, as_bytes(text), place);
    CHECK(sealed.size() == text.size() + field_overhead);
    CHECK(as_text(open_field(key, sealed, place).value()) == text);
    CHECK(seal_field(key, as_bytes(text), place) != sealed);
    CHECK(open_field(Key::random(), sealed, place).error().code == ErrorCode::corrupt);
    CHECK(open_field(key, sealed, as_bytes("worker.name/wrk_other")).error().code == ErrorCode::corrupt);
    CHECK(open_field(key, sealed, {}).error().code == ErrorCode::corrupt);
    for (std::size_t i = 0; i < sealed.size(); ++i) {
      Bytes bad = sealed;
      bad[i] ^= 0x80;
      CHECK(open_field(key, bad, place).error().code == ErrorCode::corrupt);
      CHECK(open_field(key, ByteView(sealed).first(i), place).error().code == ErrorCode::corrupt);
    }
  }
  CHECK(as_text(open_field(key, seal_field(key, as_bytes("x"), {}), {}).value()) == "x");
  CHECK(ERR_peek_error() == 0);
}
