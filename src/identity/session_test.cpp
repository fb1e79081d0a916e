#include "identity/session.h"

#include <doctest/doctest.h>

#include <set>

using namespace sekisho;
using namespace sekisho::identity;
using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;

namespace {
const Instant nine(hours(500000));
}

TEST_CASE("tokens are new each time, and only their hash is a key") {
  std::set<std::string> seen;
  for (int i = 0; i < 100; ++i) {
    const NewSession session = new_session();
    CHECK(session.token.size() == 43);
    CHECK(session_key(session.token) == session.stored);
    CHECK(sha256(session.token) == session.stored);
    seen.insert(session.token);
  }
  CHECK(seen.size() == 100);
}

TEST_CASE("what has not the form of a token is never looked up") {
  const std::string token = new_session().token;
  for (const std::string& bad : {std::string(""), token.substr(1), token + "A", token.substr(1) + " ",
                                 token.substr(1) + "+", std::string(43, '\0'), std::string(1 << 20, 'A')})
    CHECK_FALSE(session_key(bad));
}

TEST_CASE("a session ends when left alone and at the end of the day") {
  const SessionTimes fresh{nine, nine};
  CHECK(is_alive(fresh, nine));
  CHECK(is_alive(fresh, nine + minutes(30) - milliseconds(1)));
  CHECK_FALSE(is_alive(fresh, nine + minutes(30)));
  const SessionTimes busy{nine, nine + hours(9) + minutes(50)};
  CHECK(is_alive(busy, nine + hours(10) - milliseconds(1)));
  CHECK_FALSE(is_alive(busy, nine + hours(10)));
  CHECK(ends_at(busy) == nine + hours(10));
  CHECK(ends_at(fresh, {minutes(5), hours(1)}) == nine + minutes(5));
}

TEST_CASE("the CSRF token belongs to one session") {
  const std::string token = new_session().token;
  const std::string csrf = csrf_token(token);
  CHECK(csrf != token);
  CHECK(csrf_token(token) == csrf);
  CHECK(csrf_matches(token, csrf));
  CHECK_FALSE(csrf_matches(token, ""));
  CHECK_FALSE(csrf_matches(token, token));
  CHECK_FALSE(csrf_matches(new_session().token, csrf));
}

TEST_CASE("cookies") {
  const std::string token = new_session().token;
  CHECK(session_cookie(token, Transport::tls) ==
        "__Host-sekisho=" + token + "; Path=/; HttpOnly; SameSite=Strict; Secure");
  CHECK(session_cookie(token, Transport::loopback) ==
        "sekisho=" + token + "; Path=/; HttpOnly; SameSite=Strict");
  CHECK(ended_cookie(Transport::tls) ==
        "__Host-sekisho=; Path=/; HttpOnly; SameSite=Strict; Secure; Max-Age=0");
}

TEST_CASE("the token is found in the request, and nothing else is") {
  const std::string token = new_session().token;
  const std::string own = "__Host-sekisho=" + token;
  CHECK(session_token(own, Transport::tls) == token);
  CHECK(session_token("a=b; " + own + "; c", Transport::tls) == token);
  CHECK(session_token("a=b;" + own, Transport::tls) == token);
  CHECK(session_token("sekisho=" + token, Transport::loopback) == token);
  CHECK_FALSE(session_token("sekisho=" + token, Transport::tls));
  CHECK_FALSE(session_token(own, Transport::loopback));
  CHECK_FALSE(session_token(own + "; " + own, Transport::tls));
  CHECK_FALSE(session_token("__Host-sekisho=; " + own, Transport::tls));
  CHECK_FALSE(session_token("__host-sekisho=" + token, Transport::tls));
  CHECK_FALSE(session_token("x__Host-sekisho=" + token, Transport::tls));
  CHECK_FALSE(session_token("__Host-sekisho=\"" + token + "\"", Transport::tls));
  CHECK_FALSE(session_token("", Transport::tls));
  CHECK_FALSE(session_token(std::string(1 << 16, ';'), Transport::tls));
}
