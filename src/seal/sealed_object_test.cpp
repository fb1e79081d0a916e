#include <doctest/doctest.h>
#include <openssl/evp.h>
#include <rapidcheck.h>
#include <stdio.h>
#include <sys/wait.h>

#include <fstream>
#include <sstream>

#include "seal/durable_file.h"
#include "seal/errors.h"
#include "test_support.h"

using namespace sekisho;
using namespace sekisho::seal;
using namespace sekisho::seal::test;

namespace {

Bytes expand_zeros(const std::string& text) {  // "00ff.z16.01": hex, and runs of zero bytes
  Bytes out;
  if (text == "-") return out;
  std::istringstream parts(text);
  for (std::string part; std::getline(parts, part, '.');) {
    if (part.starts_with('z')) {
      out.resize(out.size() + std::stoul(part.substr(1)));
    } else {
      const auto bytes = from_hex(part).value();
      out.insert(out.end(), bytes.begin(), bytes.end());
    }
  }
  return out;
}

std::string sha512_hex(ByteView bytes) {
  std::uint8_t digest[64];
  REQUIRE(EVP_Digest(bytes.data(), bytes.size(), digest, nullptr, EVP_sha512(), nullptr) == 1);
  return to_hex(digest);
}

bool is_corrupt(const Result<Bytes>& result) { return !result && result.error().code == ErrorCode::corrupt; }

}  // namespace

TEST_CASE("public test vectors of Cobblestone-256") {
  std::ifstream file(SEKISHO_SOURCE_DIR "/src/seal/testdata/cobblestone256.txt");
  int valid = 0;
  int invalid = 0;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with('#')) continue;
    std::istringstream fields(line);
    std::string id, result, key_hex, context, sealed, size, digest;
    fields >> id >> result >> key_hex >> context >> sealed >> size >> digest;
    CAPTURE(id);
    const Bytes key_bytes = from_hex(key_hex).value();
    const Key key(std::span<const std::uint8_t, 32>(key_bytes.data(), 32));
    const auto plain = open_all(key, expand_zeros(context), expand_zeros(sealed));
    if (result == "valid") {
      ++valid;
      REQUIRE(plain);
      CHECK(std::to_string(plain->size()) == size);
      CHECK(sha512_hex(*plain) == digest);
      // The same salt, key and plaintext seal to the same bytes.
      const Bytes expected = expand_zeros(sealed);
      Header header;
      std::copy_n(expected.begin(), header.size(), header.begin());
      auto sealer = ChunkSealer::resume(key, expand_zeros(context), header);
      REQUIRE(sealer);
      const std::size_t whole = plain->size() / chunk_size;
      Bytes again(header.begin(), header.end());
      again.resize(expected.size());
      const auto body = std::span(again).subspan(header.size());
      REQUIRE(
          sealer->seal(0, ByteView(*plain).first(whole * chunk_size), body.first(whole * sealed_chunk_size)));
      REQUIRE(sealer->seal_last(whole, ByteView(*plain).subspan(whole * chunk_size),
                                body.subspan(whole * sealed_chunk_size)));
      CHECK(again == expected);
    } else {
      ++invalid;
      CHECK(is_corrupt(plain));
    }
  }
  CHECK(valid == 7);
  CHECK(invalid == 16);
}

TEST_CASE("round trips at every kind of size, in one piece and in many") {
  const Key key = Key::random();
  const Bytes context = to_bytes(as_bytes("mihon/obj_0123456789abcdef"));
  for (const std::size_t size :
       {std::size_t{0}, std::size_t{1}, chunk_size - 1, chunk_size, chunk_size + 1, 3 * chunk_size - 1,
        3 * chunk_size, 3 * chunk_size + 1, std::size_t{1} << 20, (std::size_t{1} << 20) + 7}) {
    CAPTURE(size);
    const Bytes plain = pattern(size);
    const Bytes sealed = seal_all(key, context, plain);
    CHECK(sealed.size() == sealed_size(size));
    CHECK(plain_size(sealed.size()) == size);
    CHECK(open_all(key, context, sealed) == plain);
    Bytes pieces;
    SealWriter writer(key, context, [&](ByteView out) -> Result<void> {
      pieces.insert(pieces.end(), out.begin(), out.end());
      return {};
    });
    for (std::size_t at = 0; at < size; at += 5000)
      REQUIRE(writer.write(ByteView(plain).subspan(at, std::min<std::size_t>(5000, size - at))));
    CHECK(writer.size() == size);
    REQUIRE(writer.finish());
    CHECK(writer.size() == size);
    CHECK(open_all(key, context, pieces) == plain);
  }
}

TEST_CASE("sizes that no object has") {
  for (const std::uint64_t size : {0UL, 55UL, 56UL, 71UL, 56UL + 16400, 56UL + 16400 + 15})
    CHECK_FALSE(plain_size(size));
  CHECK(plain_size(56 + 16) == 0);
  CHECK(plain_size(56 + 16399) == 16383);
  CHECK(plain_size(56 + 16400 + 16) == 16384);
  CHECK_FALSE(plain_size(chunk_offset(max_chunks) + 16));
  CHECK(plain_size(chunk_offset(max_chunks - 1) + 16) == (max_chunks - 1) * chunk_size);
}

TEST_CASE("no chunk past the format's end is sealed") {
  ChunkSealer sealer(Key::random(), {});
  Bytes plain(chunk_size);
  Bytes out(sealed_chunk_size);
  CHECK(sealer.seal(max_chunks - 2, plain, out));
  CHECK(sealer.seal(max_chunks - 1, plain, out).error().code == ErrorCode::too_large);
  CHECK(sealer.seal_last(max_chunks - 1, {}, std::span(out).first(tag_size)));
  CHECK(sealer.seal_last(max_chunks, {}, std::span(out).first(tag_size)).error().code ==
        ErrorCode::too_large);
}

TEST_CASE("any place can be read, in any order") {
  const Key key = Key::random();
  const Bytes plain = pattern(40 * chunk_size + 123);
  auto reader = SealedReader::open(std::make_unique<MemorySource>(seal_all(key, {}, plain)), key, {});
  REQUIRE(reader);
  CHECK((*reader)->size() == plain.size());
  CHECK(rc::check("a read gives the bytes of its range", [&] {
    const auto offset = *rc::gen::inRange<std::uint64_t>(0, plain.size() + 10);
    const auto size = *rc::gen::oneOf(rc::gen::inRange<std::size_t>(0, 100),
                                      rc::gen::inRange<std::size_t>(0, 20 * chunk_size));
    Bytes out(size);
    const auto got = (*reader)->read(offset, out);
    RC_ASSERT(got.has_value());
    const std::size_t expected =
        offset >= plain.size() ? 0 : std::min<std::size_t>(size, plain.size() - offset);
    RC_ASSERT(*got == expected);
    RC_ASSERT(std::equal(
        out.begin(), out.begin() + static_cast<std::ptrdiff_t>(expected),
        plain.begin() + static_cast<std::ptrdiff_t>(std::min<std::uint64_t>(offset, plain.size()))));
  }));
  Bytes all;
  Bytes piece(1000);
  for (std::uint64_t at = 0; at < plain.size(); at += piece.size()) {
    const std::size_t got = (*reader)->read(at, piece).value();
    all.insert(all.end(), piece.begin(), piece.begin() + static_cast<std::ptrdiff_t>(got));
  }
  CHECK(all == plain);
}

TEST_CASE("whatever is changed, it does not open") {
  const Key key = Key::random();
  const auto context = as_bytes("town/object");
  const Bytes plain = pattern(2 * chunk_size + 500);
  const Bytes sealed = seal_all(key, context, plain);
  const auto chunk = [&](std::size_t i) {
    return sealed.begin() + static_cast<std::ptrdiff_t>(chunk_offset(i));
  };

  SUBCASE("another key, another object") {
    CHECK(is_corrupt(open_all(Key::random(), context, sealed)));
    CHECK(is_corrupt(open_all(key, as_bytes("town/other"), sealed)));
    CHECK(is_corrupt(open_all(key, {}, sealed)));
  }
  SUBCASE("one bit, anywhere") {
    for (const std::size_t at : {std::size_t{0}, salt_size, header_size, header_size + chunk_size,
                                 sealed.size() - 1, sealed.size() - tag_size - 1})
      for (const int bit : {0, 7}) {
        Bytes bad = sealed;
        bad[at] ^= static_cast<std::uint8_t>(1 << bit);
        CHECK(is_corrupt(open_all(key, context, bad)));
      }
    CHECK(rc::check("a flipped bit is found", [&] {
      Bytes bad = sealed;
      bad[*rc::gen::inRange<std::size_t>(0, bad.size())] ^=
          static_cast<std::uint8_t>(1 << *rc::gen::inRange(0, 8));
      RC_ASSERT(is_corrupt(open_all(key, context, bad)));
    }));
  }
  SUBCASE("truncated: also at chunk borders") {
    for (const std::size_t size :
         {std::size_t{0}, std::size_t{10}, header_size, header_size + 5, std::size_t{chunk_offset(1)},
          std::size_t{chunk_offset(2)}, std::size_t{chunk_offset(2)} + 16, sealed.size() - 1})
      CHECK(is_corrupt(
          open_all(key, context, Bytes(sealed.begin(), sealed.begin() + static_cast<std::ptrdiff_t>(size)))));
  }
  SUBCASE("extended") {
    Bytes bad = sealed;
    bad.push_back(0);
    CHECK(is_corrupt(open_all(key, context, bad)));
    bad = sealed;
    bad.insert(bad.end(), chunk(2), sealed.end());
    CHECK(is_corrupt(open_all(key, context, bad)));
  }
  SUBCASE("chunks swapped, repeated, left out") {
    Bytes bad = sealed;
    std::swap_ranges(bad.begin() + static_cast<std::ptrdiff_t>(chunk_offset(0)),
                     bad.begin() + static_cast<std::ptrdiff_t>(chunk_offset(1)),
                     bad.begin() + static_cast<std::ptrdiff_t>(chunk_offset(1)));
    CHECK(is_corrupt(open_all(key, context, bad)));
    bad = sealed;
    std::copy(chunk(0), chunk(1), bad.begin() + static_cast<std::ptrdiff_t>(chunk_offset(1)));
    CHECK(is_corrupt(open_all(key, context, bad)));
    bad = sealed;
    bad.erase(bad.begin() + static_cast<std::ptrdiff_t>(chunk_offset(0)),
              bad.begin() + static_cast<std::ptrdiff_t>(chunk_offset(1)));
    CHECK(is_corrupt(open_all(key, context, bad)));
  }
  SUBCASE("a chunk of the same key's other object") {
    const Bytes other = seal_all(key, context, plain);
    Bytes bad = sealed;
    std::copy_n(other.begin() + static_cast<std::ptrdiff_t>(chunk_offset(1)), sealed_chunk_size,
                bad.begin() + static_cast<std::ptrdiff_t>(chunk_offset(1)));
    CHECK(is_corrupt(open_all(key, context, bad)));
  }
}

TEST_CASE("a failed chunk leaves no plaintext in the caller's buffer") {
  const Key key = Key::random();
  Bytes sealed = seal_all(key, {}, pattern(3 * chunk_size));
  sealed[chunk_offset(1) + 7] ^= 1;
  auto reader = SealedReader::open(std::make_unique<MemorySource>(sealed), key, {});
  REQUIRE(reader);
  Bytes out(3 * chunk_size, 0xee);
  CHECK_FALSE((*reader)->read(0, out));
  CHECK(out == Bytes(3 * chunk_size, 0));
}

TEST_CASE("an independent reader opens what we seal") {
  if (std::system("node --version >/dev/null 2>&1") != 0) {
    MESSAGE("node is not installed: skipped");
    return;
  }
  const TemporaryDirectory directory;
  const Key key = Key::random();
  for (const std::size_t size :
       {std::size_t{0}, chunk_size, 300 * chunk_size + 5}) {  // past chunk 255: two counter bytes
    const Bytes plain = pattern(size);
    const auto path = directory.path() / "object";
    const auto out = directory.path() / ("plain" + std::to_string(size));
    REQUIRE(replace_file(path, seal_all(key, as_bytes("見本市/obj"), plain)));
    const std::string command = "node " SEKISHO_SOURCE_DIR "/tests/api/open_sealed.mjs " + path.string() +
                                " " + to_hex(key.view()) + " 見本市/obj -o " + out.string();
    FILE* pipe = ::popen(command.c_str(), "r");
    REQUIRE(pipe != nullptr);
    char answer[256] = {};
    const std::size_t got = ::fread(answer, 1, sizeof answer - 1, pipe);
    CHECK(::pclose(pipe) == 0);
    CHECK(std::string(answer, got) ==
          "{\"size\":" + std::to_string(size) + ",\"sha256\":\"" + to_hex(sha256(plain)) + "\"}\n");
    CHECK(read_small_file(out, size).value().value() == plain);
  }
  const std::string wrong = "node " SEKISHO_SOURCE_DIR "/tests/api/open_sealed.mjs " +
                            (directory.path() / "object").string() + " " + to_hex(key.view()) +
                            " 別の町/obj 2>/dev/null";
  CHECK(WEXITSTATUS(std::system(wrong.c_str())) == 1);
}

TEST_CASE("files: what is not there, is too large, or is a link") {
  const TemporaryDirectory directory;
  CHECK(open_file(directory.path() / "no", 0).error().code == ErrorCode::not_found);
  CHECK_FALSE(read_small_file(directory.path() / "no", 10).value());
  REQUIRE(replace_file(directory.path() / "a", as_bytes("0123456789x")));
  CHECK(read_small_file(directory.path() / "a", 10).error().code == ErrorCode::corrupt);
  std::filesystem::create_symlink(directory.path() / "a", directory.path() / "link");
  CHECK(read_small_file(directory.path() / "link", 100).error().code == ErrorCode::io);
  CHECK(system_error(28, "write").error().code == ErrorCode::unavailable);  // ENOSPC
}
