// Files in the format age v1 (C2SP age.md, https://age-encryption.org/v1), which the public tool `age` reads
// and writes: for one or more X25519 recipients, or for one passphrase (scrypt). Streams in bounded memory:
// 0.6 MiB for each thread, and 2^work_factor KiB while a passphrase is worked on.
//
// Thread-safety: the functions may run at the same time on different sources and sinks. With threads > 1,
// read() and write() are called from several threads, each never twice at once, but the two may overlap.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/error.h"
#include "base/secret.h"
#include "seal/age_io.h"

namespace sekisho::seal::age {

struct Recipient {  // whom a file is sealed for: public
  Hash point{};     // X25519, RFC 7748
  bool operator==(const Recipient&) const = default;
};

struct Identity {  // who can open it: secret
  Key secret;
};

Identity generate_identity();
Recipient recipient_of(const Identity& identity);

std::string format_recipient(const Recipient& recipient);  // "age1…"
std::string format_identity(const Identity& identity);     // "AGE-SECRET-KEY-1…": keep it secret
// invalid_input for anything else; the error says so of keys that age knows and we do not (SSH, plug-ins).
// The text of a secret key is never repeated in an error.
Result<Recipient> parse_recipient(std::string_view text);
Result<Identity> parse_identity(std::string_view text);

// One key a line; empty lines and lines that begin with # are skipped. `name` (of the file) is for error
// texts, which name the line. At least one key, at most 1 MiB.
Result<std::vector<Recipient>> read_recipients(Source& from, const std::string& name);
Result<std::vector<Identity>> read_identities(Source& from, const std::string& name);
// The text of an identity file in age-keygen's form; `created` is an RFC 3339 time.
std::string format_identity_file(const Identity& identity, std::string_view created);

struct SealOptions {
  bool armor = false;         // PEM text instead of octets
  unsigned threads = 1;       // 1..16
  unsigned work_factor = 18;  // passphrases: log2 of scrypt's N, 1..22
};

Result<void> encrypt(Source& from, Sink& to, std::span<const Recipient> recipients,
                     const SealOptions& options = {});
Result<void> encrypt(Source& from, Sink& to, std::string_view passphrase, const SealOptions& options = {});

struct OpenOptions {
  std::vector<Identity> identities;
  // Asked only if the file is sealed with a passphrase; its error ends the opening.
  std::function<Result<std::string>()> passphrase;
  unsigned max_work_factor = 20;  // a file that asks for more is refused (2^20 KiB = 1 GiB)
  unsigned threads = 1;           // 1..16
};

// Text armour is recognised. Every octet that reaches `to` is authenticated, but the end is only so when the
// call succeeds: after an error, what was written is a prefix and must be thrown away.
//   corrupt         truncated, changed, swapped, extended; or a wrong passphrase
//   forbidden       sound as far as can be told, but not sealed for any of these identities
//   invalid_input   not an age file; or a passphrase is needed and cannot be asked for
//   unsupported     a later version, or a work factor above the limit
Result<void> decrypt(Source& from, Sink& to, const OpenOptions& options);

}  // namespace sekisho::seal::age
