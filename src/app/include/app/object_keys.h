// The key of each sealed object: random, wrapped under the town's key and the object's shard. The wrapped key
// is a row of the database, the shard a file in the keys directory. Both are needed; destroying the shard
// erases the object wherever copies of database and payload may lie. Thread-safe.
#pragma once

#include <string>

#include "base/error.h"
#include "base/secret.h"
#include "seal/shards.h"
#include "store/sql.h"

namespace sekisho::app {

class ObjectKeys {
 public:
  ObjectKeys(const Key& town_key, std::string town_code, seal::KeyShards& shards)
      : town_key_(town_key), town_code_(std::move(town_code)), shards_(shards) {}

  // Inside a write: the row is part of the transaction, the shard is durable before it.
  Result<Key> create(store::Connection& connection, const std::string& object_id);
  // gone: the shard or the row was destroyed.
  Result<Key> load(store::Connection& connection, const std::string& object_id) const;
  // Inside a write: the row goes. Call shred() once that is committed.
  void forget(store::Connection& connection, const std::string& object_id);
  Result<void> shred(const std::string& object_id) { return shards_.destroy(object_id); }

  // Binds the sealed bytes to this town and object.
  Bytes context(const std::string& object_id) const;
  seal::KeyShards& shards() { return shards_; }

 private:
  Key town_key_;
  std::string town_code_;
  seal::KeyShards& shards_;
};

}  // namespace sekisho::app
