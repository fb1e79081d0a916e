// The town's keys: three files of 32 octets in a directory that is neither the data directory nor in its
// backups.
//   town.key    wraps object keys (with each object's shard) and seals personal values of the ledger
//   index.key   keys the register index
//   ledger.key  signs checkpoints (Ed25519 seed)
//   shards/     one file an object: destroying it erases the object in every backup (seal/shards.h)
#pragma once

#include <filesystem>
#include <memory>

#include "base/error.h"
#include "base/secret.h"
#include "store/database.h"

namespace sekisho::app {

struct Keys {
  Key town;
  Key index;
  Key ledger;
};

// Files must be 32 octets and unreadable for others. Error: not_found (with the missing file), invalid_input.
Result<Keys> load_keys(const std::filesystem::path& directory);
// Makes what is missing, all of it or nothing of it: a directory with one key of three is an error, not a new
// town.
Result<Keys> load_or_make_keys(const std::filesystem::path& directory);

// Seals values under a key derived from the town's.
std::shared_ptr<const store::FieldCipher> field_cipher(const Key& town_key);

}  // namespace sekisho::app
