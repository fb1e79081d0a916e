#include "age_stanza.h"

#include <openssl/crypto.h>

#include <algorithm>
#include <optional>

namespace sekisho::seal::age {
namespace {

constexpr std::string_view x25519_info = "age-encryption.org/v1/X25519";
constexpr std::string_view scrypt_salt_prefix = "age-encryption.org/v1/scrypt";
constexpr std::size_t wrapped_size = 16 + tag_size;
constexpr std::array<std::uint8_t, 12> zero_nonce{};  // each wrapping key is used once

std::unexpected<Error> damaged(const std::string& why) {
  return fail(ErrorCode::corrupt,
              "ファイルの先頭部分が壊れています。元のファイルを、もう一度受け取り直してください。",
              "damaged header: " + why);
}

Bytes wrap(const Key& key, const FileKey& file_key) {
  Bytes out(wrapped_size);
  ChaChaPoly(key).seal(zero_nonce, file_key.view(), out.data());
  return out;
}

std::optional<FileKey> open_wrapped(const Key& key, ByteView wrapped) {
  FileKey file_key;
  if (!ChaChaPoly(key).open(zero_nonce, wrapped, file_key.edit().data())) return std::nullopt;
  return file_key;
}

Key x25519_wrap_key(const Key& shared, ByteView share, ByteView recipient) {
  Bytes salt(share.begin(), share.end());
  salt.insert(salt.end(), recipient.begin(), recipient.end());
  return hkdf_sha256(shared.view(), salt, x25519_info);
}

Key scrypt_wrap_key(std::string_view passphrase, ByteView salt, unsigned work_factor) {
  Bytes whole = to_bytes(as_bytes(scrypt_salt_prefix));
  whole.insert(whole.end(), salt.begin(), salt.end());
  return scrypt(passphrase, whole, work_factor);
}

struct X25519Stanza {
  Hash share{};
  ByteView wrapped;
};

// Lengths are checked before anything is decrypted: a body of another length could be made to open under many
// keys.
Result<X25519Stanza> read_x25519(const Stanza& stanza) {
  if (stanza.args.size() != 2) return damaged("an X25519 stanza with the wrong number of arguments");
  const auto share = from_base64_raw(stanza.args[1]);
  if (!share || share->size() != 32) return damaged("an X25519 stanza without a share of 32 octets");
  if (stanza.body.size() != wrapped_size)
    return damaged("an X25519 stanza with a body that is not 32 octets");
  X25519Stanza out;
  std::copy(share->begin(), share->end(), out.share.begin());
  out.wrapped = stanza.body;
  return out;
}

Result<FileKey> open_scrypt(const Stanza& stanza, const OpenOptions& options) {
  if (stanza.args.size() != 3) return damaged("an scrypt stanza with the wrong number of arguments");
  const auto salt = from_base64_raw(stanza.args[1]);
  if (!salt || salt->size() != 16) return damaged("an scrypt stanza without a salt of 16 octets");
  const std::string& factor = stanza.args[2];
  if (factor.empty() || factor[0] == '0' ||
      !std::all_of(factor.begin(), factor.end(), [](char c) { return c >= '0' && c <= '9'; })) {
    return damaged("an scrypt work factor that is not a decimal number");
  }
  if (stanza.body.size() != wrapped_size)
    return damaged("an scrypt stanza with a body that is not 32 octets");
  const unsigned work_factor = factor.size() > 2 ? 100U : static_cast<unsigned>(std::stoul(factor));
  if (work_factor > options.max_work_factor) {
    return fail(
        ErrorCode::unsupported,
        "パスフレーズの計算量が大きすぎるため、開きません（上限 " + std::to_string(options.max_work_factor) +
            "）。標準の設定で作り直してもらってください。",
        "scrypt work factor " + factor + " is above the limit of " + std::to_string(options.max_work_factor));
  }
  if (!options.passphrase) {
    return fail(ErrorCode::invalid_input, "このファイルを開くにはパスフレーズが必要です。",
                "the file is sealed with a passphrase, and none was given");
  }
  SEKISHO_TRY(std::string passphrase, options.passphrase());
  const Key key = scrypt_wrap_key(passphrase, *salt, work_factor);
  OPENSSL_cleanse(passphrase.data(), passphrase.size());
  if (const auto file_key = open_wrapped(key, stanza.body)) return *file_key;
  return fail(ErrorCode::corrupt,
              "パスフレーズが違います。大文字・小文字や全角・半角を確かめて、もう一度入れてください。",
              "wrong passphrase");
}

}  // namespace

Result<Stanza> wrap_x25519(const Recipient& recipient, const FileKey& file_key, const Key& ephemeral) {
  const auto shared = x25519(ephemeral, recipient.point);
  if (!shared) {
    return fail(ErrorCode::invalid_input, "宛先の公開鍵が正しくありません。相手に確かめてください。",
                "the recipient's key is a point of low order");
  }
  const Hash share = x25519_public(ephemeral);
  const Key key = x25519_wrap_key(*shared, share, recipient.point);
  return Stanza{{"X25519", to_base64_raw(share)}, wrap(key, file_key)};
}

Stanza wrap_scrypt(std::string_view passphrase, const FileKey& file_key,
                   std::span<const std::uint8_t, 16> salt, unsigned work_factor) {
  const Key key = scrypt_wrap_key(passphrase, salt, work_factor);
  return Stanza{{"scrypt", to_base64_raw(salt), std::to_string(work_factor)}, wrap(key, file_key)};
}

Result<FileKey> unwrap(const std::vector<Stanza>& stanzas, const OpenOptions& options) {
  for (const Stanza& stanza : stanzas) {
    if (stanza.args[0] != "scrypt") continue;
    // Whoever can write a passphrase stanza knows the passphrase; beside others, that would no longer hold.
    if (stanzas.size() != 1) return damaged("an scrypt stanza beside another one");
    return open_scrypt(stanza, options);
  }
  std::vector<Hash> own;
  own.reserve(options.identities.size());
  for (const Identity& identity : options.identities) own.push_back(recipient_of(identity).point);

  std::optional<FileKey> found;
  for (const Stanza& stanza : stanzas) {
    if (stanza.args[0] != "X25519") continue;
    SEKISHO_TRY(const X25519Stanza read, read_x25519(stanza));
    for (std::size_t i = 0; i < own.size() && !found; ++i) {
      const auto shared = x25519(options.identities[i].secret, read.share);
      if (!shared) return damaged("an X25519 share of low order");
      found = open_wrapped(x25519_wrap_key(*shared, read.share, own[i]), read.wrapped);
    }
  }
  if (found) return *found;
  if (options.identities.empty()) {
    return fail(ErrorCode::invalid_input,
                "このファイルを開くには、受取人の秘密鍵（AGE-SECRET-KEY-1 で始まる鍵）が必要です。",
                "the file is sealed for recipients, and no identity was given");
  }
  return fail(ErrorCode::forbidden, "お持ちの鍵では開けません。このファイルは、別の受取人に宛てたものです。",
              "none of the identities can open this file");
}

}  // namespace sekisho::seal::age
