#include "seal/age.h"

#include <algorithm>
#include <array>

#include "age_armor.h"
#include "age_format.h"
#include "age_stanza.h"
#include "age_stream.h"

namespace sekisho::seal::age {
namespace {

constexpr std::size_t nonce_size = 16;

Key payload_key(const FileKey& file_key, ByteView nonce) {
  return hkdf_sha256(file_key.view(), nonce, "payload");
}

Result<void> write_file(Source& from, Sink& to, const std::vector<Stanza>& stanzas, const FileKey& file_key,
                        unsigned threads) {
  std::array<std::uint8_t, nonce_size> nonce{};
  random_fill(nonce);
  SEKISHO_CHECK(to.write(as_bytes(write_header(stanzas, file_key))));
  SEKISHO_CHECK(to.write(nonce));
  return seal_stream(payload_key(file_key, nonce), from, to, threads);
}

Result<void> write_file(Source& from, Sink& to, const std::vector<Stanza>& stanzas, const FileKey& file_key,
                        const SealOptions& options) {
  if (!options.armor) return write_file(from, to, stanzas, file_key, options.threads);
  ArmorSink armor(to);
  SEKISHO_CHECK(write_file(from, armor, stanzas, file_key, options.threads));
  return armor.finish();
}

Result<void> read_file(BufferedSource& from, Sink& to, const OpenOptions& options) {
  SEKISHO_TRY(const Header header, read_header(from));
  SEKISHO_TRY(const FileKey file_key, unwrap(header.stanzas, options));
  if (!verify_header(header, file_key)) {
    return fail(ErrorCode::corrupt,
                "ファイルの先頭部分が書き換えられています。元のファイルを、もう一度受け取り直してください。",
                "the header's MAC does not verify");
  }
  std::array<std::uint8_t, nonce_size> nonce{};
  SEKISHO_TRY(const std::size_t got, read_full(from, nonce));
  if (got != nonce.size()) {
    return fail(ErrorCode::corrupt, "ファイルが途中で切れています。もう一度受け取り直してください。",
                "the file ends before its content");
  }
  return open_stream(payload_key(file_key, nonce), from, to, options.threads);
}

}  // namespace

Result<void> encrypt(Source& from, Sink& to, std::span<const Recipient> recipients,
                     const SealOptions& options) {
  if (recipients.empty()) {
    return fail(ErrorCode::invalid_input, "宛先（受取人の公開鍵）を一つ以上指定してください。",
                "no recipient is given");
  }
  const auto file_key = FileKey::random();
  std::vector<Stanza> stanzas;
  stanzas.reserve(recipients.size());
  for (const Recipient& recipient : recipients) {
    SEKISHO_TRY(Stanza stanza, wrap_x25519(recipient, file_key, Key::random()));
    stanzas.push_back(std::move(stanza));
  }
  return write_file(from, to, stanzas, file_key, options);
}

Result<void> encrypt(Source& from, Sink& to, std::string_view passphrase, const SealOptions& options) {
  if (passphrase.empty()) {
    return fail(ErrorCode::invalid_input, "パスフレーズが空です。パスフレーズを入れてください。",
                "the passphrase is empty");
  }
  const auto file_key = FileKey::random();
  std::array<std::uint8_t, 16> salt{};
  random_fill(salt);
  const unsigned work_factor = std::clamp(options.work_factor, 1U, 22U);
  return write_file(from, to, {wrap_scrypt(passphrase, file_key, salt, work_factor)}, file_key, options);
}

Result<void> decrypt(Source& from, Sink& to, const OpenOptions& options) {
  BufferedSource buffered(from);
  SEKISHO_TRY(const bool armored, is_armored(buffered));
  if (!armored) return read_file(buffered, to, options);
  ArmorSource armor(buffered);
  BufferedSource inside(armor);
  return read_file(inside, to, options);
}

}  // namespace sekisho::seal::age
