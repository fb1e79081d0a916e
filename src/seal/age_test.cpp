#include "seal/age.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <stdexcept>

#include "age_testing.h"

using namespace sekisho;
using namespace sekisho::seal::age;
using namespace sekisho::seal::age::testing;

namespace {

constexpr std::size_t header_end(std::string_view file) {
  return file.find('\n', file.find("\n--- ") + 1) + 1;
}

// The sealed file in its parts: header, nonce, chunks.
struct Parts {
  Bytes head;  // header and nonce
  std::vector<Bytes> chunks;
  Bytes join() const {
    Bytes out = head;
    for (const Bytes& chunk : chunks) out.insert(out.end(), chunk.begin(), chunk.end());
    return out;
  }
};

Parts split(const Bytes& file) {
  const std::size_t payload = header_end(as_text(file)) + 16;
  Parts parts{Bytes(file.begin(), file.begin() + static_cast<std::ptrdiff_t>(payload)), {}};
  for (std::size_t at = payload; at < file.size(); at += sealed_chunk_size) {
    const ByteView rest = ByteView(file).subspan(at);
    parts.chunks.push_back(to_bytes(rest.first(std::min(rest.size(), sealed_chunk_size))));
  }
  return parts;
}

class Failing final : public Sink {
 public:
  Result<void> write(ByteView data) override {
    if ((left_ -= static_cast<std::ptrdiff_t>(data.size())) < 0)
      return fail(ErrorCode::io, "満杯です。", "full");
    return {};
  }

 private:
  std::ptrdiff_t left_ = 1000 * 1000;
};

class Endless final : public Source {
 public:
  Result<std::size_t> read(std::span<std::uint8_t> out) override { return out.size(); }
};

class Throwing final : public Source {
 public:
  Result<std::size_t> read(std::span<std::uint8_t> out) override {
    if (++calls_ > 3) throw std::runtime_error("broken infrastructure");
    return out.size();
  }

 private:
  int calls_ = 0;
};

}  // namespace

TEST_CASE("what is sealed opens again, at every boundary of chunks and batches") {
  const Identity identity = generate_identity();
  const Recipient recipient = recipient_of(identity);
  for (const std::size_t size : {0UL, 1UL, 65535UL, 65536UL, 65537UL, 3 * 65536UL, 4 * 65536UL - 1,
                                 4 * 65536UL, 4 * 65536UL + 1, 8 * 65536UL, 8 * 65536UL + 1, 3000000UL}) {
    const Bytes plain = pattern(size);
    for (const bool armor : {false, true}) {
      for (const unsigned threads : {1U, 2U, 5U}) {
        CAPTURE(size);
        CAPTURE(armor);
        CAPTURE(threads);
        const Bytes sealed = seal_for(recipient, plain, {.armor = armor, .threads = threads});
        auto options = with(identity);
        options.threads = threads;
        const Opened opened = open_with(sealed, options);
        REQUIRE(opened.result);
        CHECK(opened.plain == plain);
        if (!armor) {
          const std::size_t chunks = size == 0 ? 1 : (size + 65535) / 65536;
          CHECK(sealed.size() == header_end(as_text(sealed)) + 16 + size + 16 * chunks);
        }
      }
    }
  }
}

TEST_CASE("sources that hand out little at a time") {
  const Identity identity = generate_identity();
  const Bytes plain = pattern(70000);
  for (const std::size_t step : {1UL, 63UL, 4096UL}) {
    for (const bool armor : {false, true}) {
      Dripping from(plain, step);
      MemorySink sealed;
      REQUIRE(encrypt(from, sealed, std::array{recipient_of(identity)}, {.armor = armor}));
      Dripping again(sealed.data, step);
      MemorySink out;
      REQUIRE(decrypt(again, out, with(identity)));
      CHECK(out.data == plain);
    }
  }
}

TEST_CASE("any one of several recipients opens, nobody else does") {
  const std::vector<Identity> identities{generate_identity(), generate_identity(), generate_identity()};
  std::vector<Recipient> recipients;
  for (const auto& identity : identities) recipients.push_back(recipient_of(identity));
  const Bytes plain = pattern(100);
  MemorySource from{ByteView(plain)};
  MemorySink to;
  REQUIRE(encrypt(from, to, recipients));
  for (const auto& identity : identities) {
    const Opened opened = open_with(to.data, with(identity));
    REQUIRE(opened.result);
    CHECK(opened.plain == plain);
  }
  const Opened other = open_with(to.data, with(generate_identity()));
  CHECK(other.result.error().code == ErrorCode::forbidden);
  CHECK(other.plain.empty());
  CHECK(open_with(to.data, {}).result.error().code == ErrorCode::invalid_input);
  CHECK(encrypt(from, to, std::span<const Recipient>()).error().code == ErrorCode::invalid_input);
}

TEST_CASE("a passphrase") {
  const Bytes plain = pattern(5000);
  MemorySource from{ByteView(plain)};
  MemorySink to;
  REQUIRE(encrypt(from, to, "見本市の合言葉", {.work_factor = 10}));
  const Opened opened = open_with(to.data, with_passphrase("見本市の合言葉"));
  REQUIRE(opened.result);
  CHECK(opened.plain == plain);
  CHECK(open_with(to.data, with_passphrase("別の合言葉")).result.error().en == "wrong passphrase");
  CHECK(open_with(to.data, with(generate_identity())).result.error().code == ErrorCode::invalid_input);

  auto strict = with_passphrase("見本市の合言葉");
  strict.max_work_factor = 9;
  CHECK(open_with(to.data, strict).result.error().code == ErrorCode::unsupported);
  CHECK(encrypt(from, to, "").error().code == ErrorCode::invalid_input);

  OpenOptions cancelled;
  cancelled.passphrase = []() -> Result<std::string> {
    return fail(ErrorCode::forbidden, "中止", "cancelled");
  };
  CHECK(open_with(to.data, cancelled).result.error().en == "cancelled");
}

TEST_CASE("two files of the same content share nothing") {
  const Identity identity = generate_identity();
  const Bytes plain = pattern(100);
  const Parts a = split(seal_for(recipient_of(identity), plain));
  const Parts b = split(seal_for(recipient_of(identity), plain));
  CHECK(a.head != b.head);
  CHECK(a.chunks[0] != b.chunks[0]);
  Parts mixed = a;
  mixed.chunks = b.chunks;
  CHECK(open_with(mixed.join(), with(identity)).result.error().code == ErrorCode::corrupt);
}

TEST_CASE("no bit can be changed unnoticed") {
  const Identity identity = generate_identity();
  const Bytes plain = pattern(40);
  const Bytes sealed = seal_for(recipient_of(identity), plain);
  for (std::size_t bit = 0; bit < sealed.size() * 8; ++bit) {
    Bytes changed = sealed;
    changed[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
    const Opened opened = open_with(changed, with(identity));
    CAPTURE(bit);
    CHECK_FALSE(opened.result);
    CHECK(opened.plain.empty());
  }
}

TEST_CASE("no cut goes unnoticed") {
  const Identity identity = generate_identity();
  const Bytes sealed = seal_for(recipient_of(identity), pattern(40));
  for (std::size_t size = 0; size < sealed.size(); ++size) {
    CHECK_FALSE(open_with(ByteView(sealed).first(size), with(identity)).result);
  }
  Bytes longer = sealed;
  longer.push_back(0);
  CHECK_FALSE(open_with(longer, with(identity)).result);
}

TEST_CASE("chunks stay where they were, and what is released was authenticated") {
  const Identity identity = generate_identity();
  const Bytes plain = pattern(6 * chunk_size);
  const Parts parts = split(seal_for(recipient_of(identity), plain));
  REQUIRE(parts.chunks.size() == 6);
  const auto refused_after = [&](const Parts& changed, std::size_t chunks) {
    for (const unsigned threads : {1U, 3U}) {
      auto options = with(identity);
      options.threads = threads;
      const Opened opened = open_with(changed.join(), options);
      REQUIRE_FALSE(opened.result);
      CHECK(opened.result.error().code == ErrorCode::corrupt);
      REQUIRE(opened.plain.size() == chunks * chunk_size);
      CHECK(std::equal(opened.plain.begin(), opened.plain.end(), plain.begin()));
    }
  };

  SUBCASE("swapped") {
    Parts changed = parts;
    std::swap(changed.chunks[1], changed.chunks[2]);
    refused_after(changed, 1);
  }
  SUBCASE("one left out") {
    Parts changed = parts;
    changed.chunks.erase(changed.chunks.begin() + 4);
    refused_after(changed, 4);
  }
  SUBCASE("one twice") {
    Parts changed = parts;
    changed.chunks.insert(changed.chunks.begin(), changed.chunks[0]);
    refused_after(changed, 1);
  }
  SUBCASE("cut between chunks") {
    Parts changed = parts;
    changed.chunks.pop_back();
    refused_after(changed, 4);
  }
  SUBCASE("cut inside a chunk") {
    Parts changed = parts;
    changed.chunks.back().resize(100);
    refused_after(changed, 5);
  }
  SUBCASE("cut inside a tag") {
    Parts changed = parts;
    changed.chunks.back().resize(15);
    refused_after(changed, 5);
  }
  SUBCASE("something follows") {
    Parts changed = parts;
    changed.chunks.push_back({1});
    refused_after(changed, 5);
  }
  SUBCASE("a bit changed in the fifth") {
    Parts changed = parts;
    changed.chunks[4][77] ^= 4;
    refused_after(changed, 4);
  }
}

TEST_CASE("an empty last chunk after full ones is refused, though it verifies") {
  const Key key = Key::random();
  for (const std::size_t chunks : {1UL, 4UL}) {
    const Bytes plain = pattern(chunks * chunk_size);
    Bytes sealed(chunks * sealed_chunk_size + tag_size);
    ChaChaPoly cipher(key);
    std::array<std::uint8_t, 12> nonce{};
    for (std::size_t i = 0; i < chunks; ++i) {
      nonce[10] = static_cast<std::uint8_t>(i);
      cipher.seal(nonce, ByteView(plain).subspan(i * chunk_size, chunk_size),
                  sealed.data() + i * sealed_chunk_size);
    }
    nonce[10] = static_cast<std::uint8_t>(chunks);
    nonce[11] = 1;
    cipher.seal(nonce, {}, sealed.data() + chunks * sealed_chunk_size);
    MemorySource from{ByteView(sealed)};
    MemorySink to;
    CHECK(open_stream(key, from, to, 1).error().code == ErrorCode::corrupt);
    CHECK(to.data == plain);
  }
}

TEST_CASE("a full sink and a broken source end every thread") {
  const Identity identity = generate_identity();
  const std::array to_whom{recipient_of(identity)};
  for (const unsigned threads : {1U, 4U}) {
    Endless endless;
    Failing full;
    CHECK(encrypt(endless, full, to_whom, {.threads = threads}).error().code == ErrorCode::io);
    Throwing broken;
    MemorySink out;
    CHECK_THROWS_AS((void)encrypt(broken, out, to_whom, {.threads = threads}), std::runtime_error);
  }
}

TEST_CASE("rubbish is no age file") {
  CHECK(open_with({}, {}).result.error().code == ErrorCode::invalid_input);
  CHECK(open_with(as_bytes("PK\x03\x04"), {}).result.error().code == ErrorCode::invalid_input);
  CHECK(open_with(as_bytes("age-encryption.org/v2\n"), {}).result.error().code == ErrorCode::unsupported);
  CHECK(rc::check("arbitrary octets never open",
                  [](const Bytes& octets) { RC_ASSERT(!open_with(octets, with_passphrase("x")).result); }));
  CHECK(rc::check("neither do they behind a version line", [](const Bytes& octets) {
    Bytes file = to_bytes(as_bytes("age-encryption.org/v1\n-> "));
    file.insert(file.end(), octets.begin(), octets.end());
    RC_ASSERT(!open_with(file, {}).result);
  }));
}
