// Sessions: a random token in a cookie; the server keeps only its SHA-256, so that a stolen database signs
// nobody in. Everything here is pure (but for randomness) and thread-safe.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/time.h"

namespace sekisho::identity {

struct NewSession {
  std::string token;  // 43 characters of base64url: 256 random bits. Goes into the cookie, nowhere else
  Hash stored;        // the key of the session's row
};
NewSession new_session();

// The key to look a token up by; nothing when it has not the form of a token (no look-up needed).
std::optional<Hash> session_key(std::string_view token);

struct SessionPolicy {
  std::chrono::minutes idle{30};
  std::chrono::minutes absolute{600};
};
struct SessionTimes {
  Instant started;
  Instant last_seen;
};
bool is_alive(const SessionTimes& session, Instant now, const SessionPolicy& policy = {});
Instant ends_at(const SessionTimes& session, const SessionPolicy& policy = {});  // if nothing more is done

// Derived from the token, so it needs no storage and dies with the session. The page sends it in a header
// with every change; a foreign page can make the browser send the cookie, but cannot read this.
std::string csrf_token(std::string_view session_token);
bool csrf_matches(std::string_view session_token, std::string_view given);

// Over TLS the cookie is `__Host-sekisho` with Secure, which no other host or path can plant. Without TLS
// (--http, loopback only) browsers refuse that, and it is `sekisho`.
enum class Transport { tls, loopback };

std::string session_cookie(std::string_view token,
                           Transport transport);  // value of Set-Cookie; ends with the browser
std::string ended_cookie(Transport transport);    // value of Set-Cookie that removes it
// From the value of the request's Cookie header. Nothing when absent, malformed, or there more than once.
std::optional<std::string> session_token(std::string_view cookie_header, Transport transport);

}  // namespace sekisho::identity
