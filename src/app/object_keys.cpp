#include "app/object_keys.h"

#include "base/bytes.h"
#include "seal/key_wrap.h"
#include "store/rows.h"

namespace sekisho::app {

Result<Key> ObjectKeys::create(store::Connection& connection, const std::string& object_id) {
  SEKISHO_TRY(const auto shard, shards_.create(object_id));
  Key key = Key::random();
  const auto wrapped = seal::wrap_object_key(town_key_, shard, object_id, key);
  store::put(connection, store::ObjectKey{object_id, to_base64(wrapped)});
  return key;
}

Result<Key> ObjectKeys::load(store::Connection& connection, const std::string& object_id) const {
  const auto row = store::find<store::ObjectKey>(connection, object_id);
  if (!row) return fail(ErrorCode::gone, "このデータは消去されています。", "the object's key was destroyed");
  SEKISHO_TRY(const auto shard, shards_.load(object_id));
  const auto wrapped = from_base64(row->wrapped);
  if (!wrapped)
    return fail(ErrorCode::corrupt, "データの鍵が壊れています。運用担当に知らせてください。",
                "broken wrapped key");
  return seal::unwrap_object_key(town_key_, shard, object_id, *wrapped);
}

void ObjectKeys::forget(store::Connection& connection, const std::string& object_id) {
  store::remove<store::ObjectKey>(connection, object_id);
}

Bytes ObjectKeys::context(const std::string& object_id) const {
  return to_bytes(as_bytes("sekisho/object/v1 " + town_code_ + " " + object_id));
}

}  // namespace sekisho::app
