#include "identity/session.h"

#include <algorithm>

#include "base/secret.h"

namespace sekisho::identity {
namespace {

constexpr std::size_t token_octets = 32;
constexpr std::size_t token_characters = 43;

constexpr std::string_view cookie_name(Transport transport) {
  return transport == Transport::tls ? "__Host-sekisho" : "sekisho";
}

std::string cookie(std::string_view value, Transport transport) {
  std::string out(cookie_name(transport));
  out += "=";
  out += value;
  out += "; Path=/; HttpOnly; SameSite=Strict";
  if (transport == Transport::tls) out += "; Secure";
  return out;
}

bool is_token(std::string_view text) {
  return text.size() == token_characters && std::ranges::all_of(text, [](char c) {
           return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' ||
                  c == '_';
         });
}

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ') || text.starts_with('\t')) text.remove_prefix(1);
  while (text.ends_with(' ') || text.ends_with('\t')) text.remove_suffix(1);
  return text;
}

}  // namespace

NewSession new_session() {
  std::string token = to_base64url(random_bytes(token_octets));
  const Hash stored = sha256(token);
  return {std::move(token), stored};
}

std::optional<Hash> session_key(std::string_view token) {
  if (!is_token(token)) return std::nullopt;
  return sha256(token);
}

Instant ends_at(const SessionTimes& session, const SessionPolicy& policy) {
  return std::min(session.last_seen + policy.idle, session.started + policy.absolute);
}

bool is_alive(const SessionTimes& session, Instant now, const SessionPolicy& policy) {
  return now < ends_at(session, policy);
}

std::string csrf_token(std::string_view session_token) {
  return to_base64url(hmac_sha256(as_bytes(session_token), as_bytes("sekisho csrf v1")));
}

bool csrf_matches(std::string_view session_token, std::string_view given) {
  return equal_constant_time(as_bytes(csrf_token(session_token)), as_bytes(given));
}

std::string session_cookie(std::string_view token, Transport transport) { return cookie(token, transport); }

std::string ended_cookie(Transport transport) { return cookie("", transport) + "; Max-Age=0"; }

std::optional<std::string> session_token(std::string_view cookie_header, Transport transport) {
  std::optional<std::string> found;
  while (!cookie_header.empty()) {
    const auto semicolon = cookie_header.find(';');
    const std::string_view pair = trimmed(cookie_header.substr(0, semicolon));
    cookie_header.remove_prefix(semicolon == std::string_view::npos ? cookie_header.size() : semicolon + 1);
    const auto equals = pair.find('=');
    if (equals == std::string_view::npos || trimmed(pair.substr(0, equals)) != cookie_name(transport))
      continue;
    if (found) return std::nullopt;
    found = trimmed(pair.substr(equals + 1));
  }
  if (found && !is_token(*found)) return std::nullopt;
  return found;
}

}  // namespace sekisho::identity
