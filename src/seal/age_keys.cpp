#include <openssl/crypto.h>

#include <algorithm>

#include "age_crypto.h"
#include "seal/age.h"
#include "seal/bech32.h"

namespace sekisho::seal::age {
namespace {

constexpr std::string_view recipient_prefix = "age";
constexpr std::string_view identity_prefix = "AGE-SECRET-KEY-";
constexpr std::size_t max_key_file = 1024 * 1024;

std::unexpected<Error> unsupported_key(const std::string& en) {
  return fail(ErrorCode::unsupported,
              "この種類の鍵には対応していません。age1 で始まる公開鍵（X25519）を使ってください。", en);
}

template <class T, class Parse>
Result<std::vector<T>> read_keys(Source& from, const std::string& name, const Parse& parse) {
  BufferedSource lines(from);
  std::vector<T> keys;
  std::size_t left = max_key_file;
  for (std::size_t number = 1;; ++number) {
    auto read = lines.read_line(left);
    if (!read && read.error().code == ErrorCode::invalid_input) {
      return fail(ErrorCode::too_large,
                  "鍵のファイル「" + name + "」が大きすぎます。ファイルを確かめてください。",
                  name + ": more than 1 MiB, this is no key file");
    }
    if (!read) return pass_on(std::move(read).error());
    if (read->empty()) break;
    left -= read->size();
    std::string_view line = *read;
    while (!line.empty() && (line.back() == '\n' || line.back() == '\r')) line.remove_suffix(1);
    if (!line.empty() && line.front() != '#') {
      auto key = parse(line);
      if (!key) {
        Error error = std::move(key).error();
        error.ja = "「" + name + "」の " + std::to_string(number) + " 行目：" + error.ja;
        error.en = name + ":" + std::to_string(number) + ": " + error.en;
        return pass_on(std::move(error));
      }
      keys.push_back(*std::move(key));
    }
    OPENSSL_cleanse(read->data(), read->size());
  }
  if (!keys.empty()) return keys;
  return fail(ErrorCode::invalid_input, "「" + name + "」に鍵がありません。ファイルを確かめてください。",
              name + ": no key in it");
}

}  // namespace

Identity generate_identity() { return Identity{Key::random()}; }

Recipient recipient_of(const Identity& identity) { return Recipient{x25519_public(identity.secret)}; }

std::string format_recipient(const Recipient& recipient) {
  return to_bech32(recipient_prefix, recipient.point);
}

std::string format_identity(const Identity& identity) {
  return to_bech32(identity_prefix, identity.secret.view());
}

Result<Recipient> parse_recipient(std::string_view text) {
  if (text.starts_with("ssh-")) return unsupported_key("SSH keys are not supported; use an age1… key");
  if (text.starts_with("AGE-SECRET-KEY-")) {
    return fail(
        ErrorCode::invalid_input,
        "宛先の欄に秘密鍵が書かれています。秘密鍵は誰にも渡さず、age1 で始まる公開鍵を使ってください。",
        "this is a secret key, not a recipient");
  }
  const auto decoded = from_bech32(text);
  if (decoded && decoded->prefix != recipient_prefix && decoded->prefix.starts_with("age1")) {
    return unsupported_key("recipients of plug-ins and post-quantum recipients are not supported");
  }
  if (!decoded || decoded->prefix != recipient_prefix || decoded->data.size() != 32) {
    return fail(ErrorCode::invalid_input,
                "宛先の公開鍵が正しくありません。age1 で始まる文字列を、欠けのないように写してください。",
                "not an age recipient (age1…): \"" + std::string(text.substr(0, 80)) + "\"");
  }
  Recipient recipient;
  std::copy(decoded->data.begin(), decoded->data.end(), recipient.point.begin());
  return recipient;
}

Result<Identity> parse_identity(std::string_view text) {
  if (text.starts_with("age1")) {
    return fail(
        ErrorCode::invalid_input,
        "秘密鍵のファイルに公開鍵が書かれています。AGE-SECRET-KEY-1 で始まる鍵のファイルを選んでください。",
        "this is a recipient, not a secret key");
  }
  if (text.starts_with("-----BEGIN") || text.starts_with("age-encryption.org/") ||
      text.starts_with("AGE-PLUGIN-") || text.starts_with("AGE-SECRET-KEY-PQ-")) {
    return fail(
        ErrorCode::unsupported,
        "この種類の鍵のファイルには対応していません。AGE-SECRET-KEY-1 で始まる鍵のファイルを選んでください。",
        "SSH, plug-in and post-quantum keys, and key files that are themselves encrypted, are not supported");
  }
  auto decoded = from_bech32(text);
  if (!decoded || decoded->prefix != identity_prefix || decoded->data.size() != 32) {
    return fail(
        ErrorCode::invalid_input,
        "秘密鍵が正しくありません。AGE-SECRET-KEY-1 で始まる文字列を、欠けのないように写してください。",
        "not an age secret key (AGE-SECRET-KEY-1…)");
  }
  Identity identity;
  std::copy(decoded->data.begin(), decoded->data.end(), identity.secret.edit().begin());
  OPENSSL_cleanse(decoded->data.data(), decoded->data.size());
  return identity;
}

Result<std::vector<Recipient>> read_recipients(Source& from, const std::string& name) {
  return read_keys<Recipient>(from, name, parse_recipient);
}

Result<std::vector<Identity>> read_identities(Source& from, const std::string& name) {
  return read_keys<Identity>(from, name, parse_identity);
}

std::string format_identity_file(const Identity& identity, std::string_view created) {
  return "# created: " + std::string(created) +
         "\n# public key: " + format_recipient(recipient_of(identity)) + "\n" + format_identity(identity) +
         "\n";
}

}  // namespace sekisho::seal::age
