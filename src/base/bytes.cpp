#include "base/bytes.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/sha.h>

#include <stdexcept>

namespace sekisho {
namespace {

constexpr std::string_view base64_alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view base64url_alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::string_view base32_alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

std::string encode(ByteView bytes, std::string_view alphabet, unsigned bits) {
  std::string out;
  out.reserve(bytes.size() * 8 / bits + 1);
  unsigned pending = 0;
  unsigned have = 0;
  for (const std::uint8_t byte : bytes) {
    pending = pending << 8 | byte;
    have += 8;
    while (have >= bits) {
      have -= bits;
      out += alphabet[pending >> have & ((1U << bits) - 1)];
    }
    pending &= (1U << have) - 1;
  }
  if (have > 0) out += alphabet[pending << (bits - have) & ((1U << bits) - 1)];
  return out;
}

// Canonical only: the unused bits of the last symbol must be zero, and no symbol may be superfluous.
std::optional<Bytes> decode(std::string_view text, std::string_view alphabet, unsigned bits) {
  Bytes out;
  out.reserve(text.size() * bits / 8);
  unsigned pending = 0;
  unsigned have = 0;
  for (const char c : text) {
    const auto value = alphabet.find(c);
    if (value == std::string_view::npos) return std::nullopt;
    pending = pending << bits | static_cast<unsigned>(value);
    have += bits;
    if (have >= 8) {
      have -= 8;
      out.push_back(static_cast<std::uint8_t>(pending >> have));
      pending &= (1U << have) - 1;
    }
  }
  if (have >= bits || pending != 0) return std::nullopt;
  return out;
}

}  // namespace

std::string to_hex(ByteView bytes) {
  return [&] {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string out;
    out.reserve(bytes.size() * 2);
    for (const std::uint8_t byte : bytes) {
      out += digits[byte >> 4];
      out += digits[byte & 15];
    }
    return out;
  }();
}

std::optional<Bytes> from_hex(std::string_view text) {
  if (text.size() % 2 != 0) return std::nullopt;
  std::string lower(text);
  for (char& c : lower)
    if (c >= 'A' && c <= 'F') c = static_cast<char>(c - 'A' + 'a');
  return decode(lower, "0123456789abcdef", 4);
}

std::string to_base64_raw(ByteView bytes) { return encode(bytes, base64_alphabet, 6); }
std::optional<Bytes> from_base64_raw(std::string_view text) { return decode(text, base64_alphabet, 6); }
std::string to_base64url(ByteView bytes) { return encode(bytes, base64url_alphabet, 6); }
std::string to_base32(ByteView bytes) { return encode(bytes, base32_alphabet, 5); }
std::optional<Bytes> from_base32(std::string_view text) { return decode(text, base32_alphabet, 5); }

std::string to_base64(ByteView bytes) {
  std::string out = to_base64_raw(bytes);
  out.append((4 - out.size() % 4) % 4, '=');
  return out;
}

std::optional<Bytes> from_base64(std::string_view text) {
  if (text.size() % 4 != 0) return std::nullopt;
  if (text.ends_with("==")) {
    text.remove_suffix(2);
  } else if (text.ends_with("=")) {
    text.remove_suffix(1);
  }
  return from_base64_raw(text);
}

Hash sha256(ByteView bytes) {
  Hash hash;
  SHA256(bytes.data(), bytes.size(), hash.data());
  return hash;
}

Hash sha256(std::string_view text) { return sha256(as_bytes(text)); }

Bytes hmac_sha256(ByteView key, ByteView message) {
  Bytes out(32);
  unsigned size = 0;
  if (HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), message.data(), message.size(), out.data(),
           &size) == nullptr) {
    throw std::runtime_error("HMAC-SHA-256 failed");
  }
  return out;
}

bool equal_constant_time(ByteView a, ByteView b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace sekisho
