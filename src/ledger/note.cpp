#include "ledger/note.h"

#include <openssl/evp.h>

#include <algorithm>
#include <stdexcept>

#include "text.h"

namespace sekisho::ledger {
namespace {

constexpr std::string_view dash = "\xE2\x80\x94 ";  // em dash, space
constexpr std::uint8_t ed25519_type = 0x01;
constexpr auto note_ja =
    "署名つきの書面（チェックポイント）の形が正しくありません。書き換えられたか、壊れています。";
constexpr auto key_ja = "検証鍵の形が正しくありません。鍵の文字列を、始めから終わりまで写し直してください。";

std::unexpected<Error> bad_note(std::string why) {
  return corrupt(note_ja, "signed note: " + std::move(why));
}
std::unexpected<Error> bad_key(std::string why) {
  return corrupt(key_ja, "verifier key: " + std::move(why), "key");
}

std::uint32_t big_endian(ByteView bytes) {
  std::uint32_t value = 0;
  for (int i = 0; i < 4; ++i) value = value << 8 | bytes[i];
  return value;
}
std::array<std::uint8_t, 4> octets(std::uint32_t value) {
  return {std::uint8_t(value >> 24), std::uint8_t(value >> 16), std::uint8_t(value >> 8),
          std::uint8_t(value)};
}

std::shared_ptr<EVP_PKEY> own(EVP_PKEY* key) { return {key, EVP_PKEY_free}; }

struct FreeContext {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};
using Context = std::unique_ptr<EVP_MD_CTX, FreeContext>;

bool is_note_text(std::string_view text) {
  return !text.empty() && text.back() == '\n' && is_utf8(text) &&
         std::all_of(text.begin(), text.end(),
                     [](char c) { return c == '\n' || static_cast<std::uint8_t>(c) >= 0x20; });
}

Result<Signature> parse_signature(std::string_view line) {
  if (!line.starts_with(dash)) return bad_note("a signature line does not begin with a dash");
  line.remove_prefix(dash.size());
  const auto space = line.find(' ');
  if (space == std::string_view::npos || !is_key_name(line.substr(0, space))) return bad_note("no key name");
  const auto bytes = from_base64(line.substr(space + 1));
  if (!bytes || bytes->size() < 5) return bad_note("a signature is not base64 of at least 5 octets");
  return Signature{
      std::string(line.substr(0, space)), big_endian(*bytes), {bytes->begin() + 4, bytes->end()}};
}

}  // namespace

bool is_key_name(std::string_view name) {
  if (name.empty() || name.size() > 512 || !is_utf8(name)) return false;
  for (const char c : name)
    if (static_cast<std::uint8_t>(c) <= 0x20 || c == '+' || c == 0x7F) return false;
  // U+0080..U+00A0: C1 controls, for names are shown on terminals, and two spaces. U+2000..U+200A: spaces.
  for (int last = 0x80; last <= 0xA0; ++last)
    if (name.contains(std::string("\xC2") + static_cast<char>(last))) return false;
  for (int last = 0x80; last <= 0x8A; ++last)
    if (name.contains(std::string("\xE2\x80") + static_cast<char>(last))) return false;
  for (const std::string_view space :
       {"\xE1\x9A\x80", "\xE2\x80\xA8", "\xE2\x80\xA9", "\xE2\x80\xAF", "\xE2\x81\x9F", "\xE3\x80\x80"})
    if (name.contains(space)) return false;
  return true;
}

Result<Note> parse_note(std::string_view bytes) {
  if (bytes.size() > max_note_size)
    return fail(ErrorCode::too_large, note_ja, "signed note: above 1,000,000 octets");
  if (!is_note_text(bytes)) return bad_note("not lines of UTF-8 without control characters");
  const auto blank = bytes.rfind("\n\n");
  if (blank == std::string_view::npos) return bad_note("no blank line before the signatures");
  Note note{std::string(bytes.substr(0, blank + 1)), {}};
  auto rest = bytes.substr(blank + 2);
  while (!rest.empty()) {
    if (note.signatures.size() == max_note_signatures) return bad_note("more than 100 signatures");
    SEKISHO_TRY(auto signature, parse_signature(*take_line(rest)));  // the last octet is a newline
    note.signatures.push_back(std::move(signature));
  }
  if (note.signatures.empty()) return bad_note("no signature");
  return note;
}

std::string write_note(const Note& note) {
  std::string out = note.text + "\n";
  for (const Signature& signature : note.signatures) {
    const auto id = octets(signature.key_id);
    Bytes bytes(id.begin(), id.end());
    bytes.insert(bytes.end(), signature.bytes.begin(), signature.bytes.end());
    out += std::string(dash) + signature.name + " " + to_base64(bytes) + "\n";
  }
  return out;
}

Result<Verifier> Verifier::make(std::string name, const std::array<std::uint8_t, 32>& public_key) {
  Verifier verifier;
  verifier.key_ =
      own(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, public_key.data(), public_key.size()));
  if (!verifier.key_) return bad_key("not an Ed25519 public key");
  std::string identity = name + "\n" + static_cast<char>(ed25519_type);
  identity += as_text(public_key);
  verifier.fingerprint_ = sha256(identity);
  verifier.key_id_ = big_endian(verifier.fingerprint_);
  verifier.name_ = std::move(name);
  verifier.public_key_ = public_key;
  return verifier;
}

Result<Verifier> Verifier::parse(std::string_view vkey) {
  const auto first = vkey.find('+');
  const auto second = first == std::string_view::npos ? first : vkey.find('+', first + 1);
  if (second == std::string_view::npos) return bad_key("not name+id+key");
  const auto name = vkey.substr(0, first);
  if (!is_key_name(name)) return bad_key("not a key name");
  const auto key = from_base64(vkey.substr(second + 1));
  if (!key || key->empty()) return bad_key("the key is not base64");
  if (key->front() != ed25519_type || key->size() != 33)
    return fail(ErrorCode::unsupported, "この種類の検証鍵は扱えません（Ed25519 の鍵だけを使えます）。",
                "verifier key: not Ed25519", "key");
  std::array<std::uint8_t, 32> public_key;
  std::copy(key->begin() + 1, key->end(), public_key.begin());
  SEKISHO_TRY(Verifier verifier, make(std::string(name), public_key));
  if (verifier.vkey() != vkey) return bad_key("the id does not belong to this name and key");
  return verifier;
}

std::string Verifier::vkey() const {
  Bytes key{ed25519_type};
  key.insert(key.end(), public_key_.begin(), public_key_.end());
  return name_ + "+" + to_hex(octets(key_id_)) + "+" + to_base64(key);
}

std::string Verifier::fingerprint() const { return to_hex(fingerprint_); }

Result<void> Verifier::verify(const Note& note) const {
  bool found = false;
  for (const Signature& signature : note.signatures) {
    if (signature.name != name_ || signature.key_id != key_id_) continue;
    found = true;
    const Context context(EVP_MD_CTX_new());
    if (!context || EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, key_.get()) != 1)
      throw std::runtime_error("Ed25519 is not available");
    const auto text = as_bytes(note.text);
    if (signature.bytes.size() != 64 ||
        EVP_DigestVerify(context.get(), signature.bytes.data(), signature.bytes.size(), text.data(),
                         text.size()) != 1) {
      return corrupt("署名が内容と一致しません。書き換えられたか、壊れています。",
                     "the signature of " + name_ + " is wrong");
    }
  }
  if (!found) {
    return fail(ErrorCode::unauthenticated,
                "この鍵の署名がありません。鍵と書面の組み合わせを確かめてください。",
                "no signature by " + name_ + "+" + to_hex(octets(key_id_)));
  }
  return {};
}

Result<Signer> Signer::make(std::string name, const Key& seed) {
  if (!is_key_name(name))
    return fail(ErrorCode::invalid_input, "鍵の名前に、空白・「+」・改行は使えません。",
                "not a key name: " + name, "name");
  Signer signer;
  signer.key_ =
      own(EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, seed.view().data(), seed.view().size()));
  std::array<std::uint8_t, 32> public_key;
  std::size_t size = public_key.size();
  if (!signer.key_ || EVP_PKEY_get_raw_public_key(signer.key_.get(), public_key.data(), &size) != 1)
    throw std::runtime_error("Ed25519 is not available");
  SEKISHO_TRY(signer.verifier_, Verifier::make(std::move(name), public_key));
  return signer;
}

Signature Signer::sign(std::string_view text) const {
  Signature signature{verifier_.name(), verifier_.key_id(), Bytes(64)};
  std::size_t size = signature.bytes.size();
  const auto message = as_bytes(text);
  const Context context(EVP_MD_CTX_new());
  if (!context || EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key_.get()) != 1 ||
      EVP_DigestSign(context.get(), signature.bytes.data(), &size, message.data(), message.size()) != 1) {
    throw std::runtime_error("signing with Ed25519 failed");
  }
  return signature;
}

Result<Note> sign_note(std::string text, const Signer& signer) {
  if (!is_note_text(text) || text.size() > max_note_size / 2)
    return fail(ErrorCode::invalid_input, "署名できない文字が含まれています。", "not the text of a note");
  Signature signature = signer.sign(text);
  return Note{std::move(text), {std::move(signature)}};
}

}  // namespace sekisho::ledger
