// Crypto-shredding. Each object has a shard: 32 random bytes in a file of the keys' directory, which is apart
// from the data directory and never in its backups. The object's key is wrapped under town key and shard
// together. Once the shard is destroyed, no backup of database and payload opens the object again, not even
// with the town key.
//
// Overwriting in place is best effort (a journal or an SSD may keep old blocks): keep the keys' directory on
// an encrypted or erasable medium. Methods are thread-safe for different objects.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "seal/key_wrap.h"

namespace sekisho::seal {

class KeyShards {
 public:
  // Makes the directory (mode 0700) if it is not there, and clears what a crash left half made.
  static Result<KeyShards> open(std::filesystem::path directory);

  // Durable when it returns. conflict: it exists already.
  Result<Key> create(std::string_view object_id);
  // gone: destroyed, or never made.
  Result<Key> load(std::string_view object_id) const;
  Result<bool> exists(std::string_view object_id) const;
  // Overwrites, removes, and makes that durable. No error if it is gone already.
  Result<void> destroy(std::string_view object_id);
  Result<std::vector<std::string>> list() const;  // object ids, sorted

 private:
  explicit KeyShards(std::filesystem::path directory) : directory_(std::move(directory)) {}
  Result<std::filesystem::path> path_of(std::string_view object_id) const;

  std::filesystem::path directory_;
};

// Both the town's key and the shard are needed to unwrap. corrupt: one of the four does not fit.
WrappedKey wrap_object_key(const Key& town_key, const Key& shard, std::string_view object_id,
                           const Key& object_key);
Result<Key> unwrap_object_key(const Key& town_key, const Key& shard, std::string_view object_id,
                              ByteView wrapped);

}  // namespace sekisho::seal
