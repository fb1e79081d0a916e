// What the counters (窓口) are built from. Owned by the program's main; everything here outlives the counters
// and is thread-safe.
#pragma once

#include <filesystem>
#include <string>

#include "app/door.h"
#include "app/keys.h"
#include "app/object_keys.h"
#include "base/time.h"
#include "seal/shards.h"
#include "store/database.h"
#include "vault/vault.h"

namespace sekisho::app {

class Examining;
class VirusScanning;

struct Parts {
  Door& door;
  store::Database& database;
  vault::Vault& vault;
  ObjectKeys& object_keys;
  const Keys& keys;
  const Clock& clock;
  std::string town_code;
  std::string town_name;
  std::filesystem::path
      register_index;              // where `register import` puts a new index; it is taken over from there
  std::filesystem::path datasets;  // the folder of the indexes in use
  const Examining& examining;
  const VirusScanning* viruses = nullptr;  // none is set up
  std::uint64_t max_upload = 0;            // bytes
  std::chrono::hours upload_expiry{48};
};

}  // namespace sekisho::app
