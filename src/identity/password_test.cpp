#include "identity/password.h"

#include <doctest/doctest.h>

#include <atomic>
#include <thread>
#include <vector>

using namespace sekisho;
using namespace sekisho::identity;

namespace {
constexpr PasswordCost cheap{64, 1, 1};
constexpr std::string_view phrase = "みかん山と青い電車 42";
}  // namespace

TEST_CASE("a password verifies against its own hash only") {
  const PasswordHasher hasher(cheap);
  const auto stored = hasher.hash(phrase);
  REQUIRE(stored);
  CHECK(stored->starts_with("$argon2id$v=19$m=64,t=1,p=1$"));
  CHECK(hasher.verify(phrase, *stored).value());
  CHECK_FALSE(hasher.verify("みかん山と青い電車 43", *stored).value());
  CHECK_FALSE(hasher.verify("", *stored).value());
  CHECK(*hasher.hash(phrase) != *stored);  // salted
}

TEST_CASE("hashes of other Argon2id programs verify") {
  // Made with the reference command: printf password | argon2 somesalt -id -t 2 -k 65536 -p 1 -l 32
  const PasswordHasher hasher(cheap);
  CHECK(hasher
            .verify("password",
                    "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc")
            .value());
}

TEST_CASE("no account costs a hashing and never verifies") {
  const PasswordHasher hasher(cheap);
  CHECK_FALSE(hasher.verify("", "").value());
  CHECK_FALSE(hasher.verify(phrase, "").value());
}

TEST_CASE("a stored hash that is not ours is corrupt, and cannot ask for all memory") {
  const PasswordHasher hasher(cheap);
  const std::string good = *hasher.hash(phrase);
  for (const std::string& bad :
       {std::string("x"), good.substr(1), good.substr(0, good.size() / 2), good + "=", good + "$",
        std::string("$argon2i$v=19$m=64,t=1,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"),
        std::string(
            "$argon2id$v=19$m=4294967295,t=1,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"),
        std::string(
            "$argon2id$v=19$m=64,t=99999,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"),
        std::string("$argon2id$v=19$m=64,t=1,p=0$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"),
        std::string("$argon2id$v=19$m=-64,t=1,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"),
        std::string("$argon2id$v=19$m=64,t=1,p=1$$")}) {
    CAPTURE(bad);
    const auto result = hasher.verify(phrase, bad);
    REQUIRE_FALSE(result);
    CHECK(result.error().code == ErrorCode::corrupt);
    CHECK(hasher.needs_rehash(bad));
  }
}

TEST_CASE("a weaker hash is renewed, an equal one is not") {
  const PasswordHasher old(cheap);
  const PasswordHasher now({128, 2, 1});
  const std::string stored = *old.hash(phrase);
  CHECK(now.verify(phrase, stored).value());
  CHECK(now.needs_rehash(stored));
  CHECK_FALSE(old.needs_rehash(stored));
  CHECK_FALSE(now.needs_rehash(*now.hash(phrase)));
}

TEST_CASE("beyond the limit the caller is told to come again, and memory stays bounded") {
  const PasswordHasher hasher({16 * 1024, 4, 1}, {1, std::chrono::milliseconds(0)});
  std::atomic<int> done = 0;
  std::atomic<int> refused = 0;
  std::vector<std::jthread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&] {
      const auto result = hasher.hash(phrase);
      if (result) {
        ++done;
      } else if (result.error().code == ErrorCode::unavailable) {
        ++refused;
      }
    });
  }
  threads.clear();
  CHECK(done >= 1);
  CHECK(done + refused == 8);
  CHECK(hasher.hash(phrase));  // the place is free again

  const PasswordHasher patient(cheap, {1, std::chrono::seconds(60)});
  std::atomic<int> served = 0;
  for (int i = 0; i < 8; ++i) threads.emplace_back([&] { served += patient.hash(phrase).has_value(); });
  threads.clear();
  CHECK(served == 8);
}

TEST_CASE("what a password must be") {
  CHECK(check_password("correct horse battery staple", "tanaka"));
  CHECK(check_password(phrase, "tanaka"));
  CHECK(check_password("k7$Vw2!pQz9&", "tanaka"));
  for (const std::string& bad :
       {std::string(""), std::string("k7$Vw2!pQz9"), std::string("あいうえおかきくけこさ"),
        std::string("password1234"), std::string("Password20261123"), std::string("qwertyuiop12"),
        std::string("1qaz2wsx3edc"), std::string("abababababab"), std::string("sekisho2026!"),
        std::string("Administrator1"), std::string("tanaka123456"), std::string("tanaka-tanaka"),
        std::string("line\nbreak in it"), std::string("nul\0 is in here", 15),
        std::string("\xff\xfe not utf-8 text"), std::string(513, 'x')}) {
    CAPTURE(bad);
    const auto result = check_password(bad, "tanaka@example.lg.jp");
    REQUIRE_FALSE(result);
    CHECK(result.error().code == ErrorCode::invalid_input);
    CHECK(result.error().field == "password");
    CHECK_FALSE(result.error().ja.empty());
  }
}
