// Signed notes (c2sp.org/signed-note) with Ed25519 keys (RFC 8032; signature type 0x01). Text and signatures
// are parsed strictly: one note, one sequence of octets. Objects are immutable and may be shared between
// threads.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/error.h"
#include "base/secret.h"

struct evp_pkey_st;

namespace sekisho::ledger {

inline constexpr std::size_t max_note_size = 1'000'000;
inline constexpr std::size_t max_note_signatures = 100;

struct Signature {
  std::string name;          // of the key
  std::uint32_t key_id = 0;  // first four octets of the key's fingerprint
  Bytes bytes;               // 64 for Ed25519; other kinds (witness cosignatures) are kept as they are
};

struct Note {
  std::string text;  // ends with a newline; this is what is signed
  std::vector<Signature> signatures;
};

bool is_key_name(std::string_view name);  // not empty, UTF-8, no spaces, no plus, no control characters

Result<Note> parse_note(std::string_view bytes);  // error: corrupt, too_large
std::string write_note(const Note& note);         // of a note that parse_note or Signer made

class Verifier {
 public:
  // "name+hhhhhhhh+base64(0x01 ‖ public key)". Error: corrupt; unsupported for another kind of key.
  static Result<Verifier> parse(std::string_view vkey);

  const std::string& name() const { return name_; }
  std::uint32_t key_id() const { return key_id_; }
  std::string vkey() const;
  std::string fingerprint() const;  // SHA-256(name ‖ 0x0A ‖ 0x01 ‖ public key), hex: for people to compare

  // Is this key's signature there and right? Signatures by other keys are passed over, as the specification
  // asks. Error: unauthenticated if there is none by this key; corrupt if one of this key's is wrong.
  Result<void> verify(const Note& note) const;

 private:
  friend class Signer;
  static Result<Verifier> make(std::string name, const std::array<std::uint8_t, 32>& public_key);

  std::string name_;
  std::uint32_t key_id_ = 0;
  Hash fingerprint_{};
  std::array<std::uint8_t, 32> public_key_{};
  std::shared_ptr<evp_pkey_st> key_;
};

class Signer {
 public:
  // The seed is the private key of RFC 8032. Error: invalid_input for a name that is not a key name.
  static Result<Signer> make(std::string name, const Key& seed);

  const Verifier& verifier() const { return verifier_; }
  std::string verifier_key() const { return verifier_.vkey(); }
  Signature sign(std::string_view text) const;

 private:
  Verifier verifier_;
  std::shared_ptr<evp_pkey_st> key_;
};

// The note of a text with this key's signature. Error: invalid_input if the text cannot be a note's.
Result<Note> sign_note(std::string text, const Signer& signer);

}  // namespace sekisho::ledger
