#include "identity/totp.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <set>

using namespace sekisho;
using namespace sekisho::identity;
using std::chrono::seconds;

namespace {
Instant at(std::int64_t since_1970) { return Instant(seconds(since_1970)); }
const Bytes rfc_secret = to_bytes(as_bytes("12345678901234567890"));
}  // namespace

TEST_CASE("RFC 6238 appendix B (the last six of its eight digits)") {
  struct Vector {
    std::int64_t time;
    std::string code;
  };
  for (const Vector& v :
       {Vector{59, "287082"}, Vector{1111111109, "081804"}, Vector{1111111111, "050471"},
        Vector{1234567890, "005924"}, Vector{2000000000, "279037"}, Vector{20000000000, "353130"}})
    CHECK(totp_code(rfc_secret, totp_step(at(v.time))) == v.code);
}

TEST_CASE("RFC 4226 appendix D") {
  const std::vector<std::string> codes{"755224", "287082", "359152", "969429", "338314",
                                       "254676", "287922", "162583", "399871", "520489"};
  for (std::size_t i = 0; i < codes.size(); ++i)
    CHECK(totp_code(rfc_secret, static_cast<std::int64_t>(i)) == codes[i]);
}

TEST_CASE("one step to either side is taken, and the step is told") {
  const Instant now = at(1111111109);
  const std::int64_t step = totp_step(now);
  for (const std::int64_t near : {step - 1, step, step + 1})
    CHECK(match_totp(rfc_secret, totp_code(rfc_secret, near), now, {}) == near);
  for (const std::int64_t far : {step - 2, step + 2, step + 100})
    CHECK_FALSE(match_totp(rfc_secret, totp_code(rfc_secret, far), now, {}));
}

TEST_CASE("a code opens nothing twice, nor an older one after it") {
  const Instant now = at(1234567890);
  const std::int64_t step = totp_step(now);
  const auto first = match_totp(rfc_secret, totp_code(rfc_secret, step), now, {});
  REQUIRE(first == step);
  CHECK_FALSE(match_totp(rfc_secret, totp_code(rfc_secret, step), now, first));
  CHECK_FALSE(match_totp(rfc_secret, totp_code(rfc_secret, step - 1), now, first));
  CHECK(match_totp(rfc_secret, totp_code(rfc_secret, step + 1), now, first) == step + 1);
}

TEST_CASE("what is typed on a Japanese keyboard is understood; other text is not a code") {
  const Instant now = at(59);
  CHECK(match_totp(rfc_secret, "287 082", now, {}) == 1);
  CHECK(match_totp(rfc_secret, "２８７０８２", now, {}) == 1);
  CHECK(match_totp(rfc_secret, "　２８７ー０８２ ", now, {}) == 1);
  for (const std::string& bad :
       {std::string(""), std::string("28708"), std::string("2870822"), std::string("28708a"),
        std::string("287082\0", 7), std::string("\xff\x32"), std::string(1 << 20, '2')})
    CHECK_FALSE(match_totp(rfc_secret, bad, now, {}));
}

TEST_CASE("any secret and time: the code of now matches") {
  CHECK(rc::check([](std::uint32_t time) {
    const Bytes secret = new_totp_secret();
    const Instant now = at(time);
    RC_ASSERT(secret.size() == totp_secret_octets);
    // The neighbour's code can be the same by chance, and then the earlier step is told.
    const auto matched = match_totp(secret, totp_code(secret, totp_step(now)), now, {});
    RC_ASSERT(matched.has_value());
    RC_ASSERT(totp_code(secret, *matched) == totp_code(secret, totp_step(now)));
  }));
}

TEST_CASE("the enrolment address") {
  CHECK(totp_uri("見本市", "tanaka@example.lg.jp", rfc_secret) ==
        "otpauth://totp/%E9%96%A2%E6%89%80%20%E8%A6%8B%E6%9C%AC%E5%B8%82:tanaka%40example.lg.jp"
        "?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
        "&issuer=%E9%96%A2%E6%89%80%20%E8%A6%8B%E6%9C%AC%E5%B8%82&algorithm=SHA1&digits=6&period=30");
}
