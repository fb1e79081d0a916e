// Wrapping the file key for a recipient or under a passphrase (age.md, "Native recipient types").
#pragma once

#include <string_view>

#include "age_format.h"
#include "seal/age.h"

namespace sekisho::seal::age {

// The ephemeral secret and the salt are arguments so that known answers can be tested; give fresh random
// ones.
Result<Stanza> wrap_x25519(const Recipient& recipient, const FileKey& file_key, const Key& ephemeral);
Stanza wrap_scrypt(std::string_view passphrase, const FileKey& file_key,
                   std::span<const std::uint8_t, 16> salt, unsigned work_factor);

// The file key, from the first stanza that one of the identities, or the passphrase, opens. Errors as
// decrypt.
Result<FileKey> unwrap(const std::vector<Stanza>& stanzas, const OpenOptions& options);

}  // namespace sekisho::seal::age
