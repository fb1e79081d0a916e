// Where sealed objects live. Implementations keep no plaintext outside memory. Object ids are checked with
// is_id.
//
// An upload's writer acknowledges only what is sealed and durable: after a kill or a power cut, `resume` goes
// on at the last acknowledged offset (or later), with the same SHA-256. All offsets and sizes are bytes of
// plaintext.
//
// A Vault is thread-safe; a writer, reader or staging is for one thread at a time. A second writer of the
// same upload is refused (conflict) while the first one lives: end the old request first.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/error.h"
#include "base/secret.h"
#include "base/time.h"
#include "seal/sealed_object.h"

namespace sekisho::vault {

struct Finished {
  std::uint64_t size = 0;
  Hash sha256{};
};

// After an error other than invalid_input a writer is spent: drop it, and resume.
class ObjectWriter {
 public:
  virtual ~ObjectWriter() = default;         // does not sync: what was not acknowledged may be lost
  virtual std::uint64_t offset() const = 0;  // accepted so far
  // gone: the same place held other bytes before a crash; the object must be uploaded anew under a new id and
  // key (sealing two plaintexts under one nonce would give both away). unavailable, io: nothing acknowledged
  // is lost.
  virtual Result<void> write(ByteView plain) = 0;
  virtual Result<std::uint64_t> sync() = 0;  // acknowledges: the offset that is now durable
  virtual Result<Finished> finish() = 0;     // durable and readable when it returns; repeatable after a crash
};

using ObjectReader = seal::SealedReader;

// A scratch object under a one-off key that exists in memory only: what must be checked before it may count
// (tus checksums). It vanishes with this object and the reader, and at the latest at the next start.
class Staging {
 public:
  virtual ~Staging() = default;
  virtual Result<void> write(ByteView plain) = 0;
  virtual std::uint64_t size() const = 0;
  virtual Result<std::unique_ptr<ObjectReader>> read_back() = 0;  // once; ends the writing
};

struct ObjectInfo {
  std::string object_id;
  bool finished = false;
  std::uint64_t stored_bytes = 0;  // sealed
  Instant changed;
};

class Vault {
 public:
  virtual ~Vault() = default;
  // Begins an upload, durably. conflict: the object exists.
  virtual Result<std::unique_ptr<ObjectWriter>> create(std::string_view object_id, const Key& key,
                                                       ByteView context) = 0;
  // Goes on with one; for a finished object the writer is at its end and only finish() is allowed.
  // not_found; conflict: another writer lives; corrupt: wrong key or context, or damaged.
  virtual Result<std::unique_ptr<ObjectWriter>> resume(std::string_view object_id, const Key& key,
                                                       ByteView context) = 0;
  // What a resume would go on from.
  virtual Result<std::uint64_t> durable_offset(std::string_view object_id, const Key& key,
                                               ByteView context) = 0;
  // Finished objects only; not_found otherwise.
  virtual Result<std::unique_ptr<ObjectReader>> open(std::string_view object_id, const Key& key,
                                                     ByteView context) = 0;
  // Finished or not; no error if there is none. A living writer is refused from then on (gone).
  virtual Result<void> remove(std::string_view object_id) = 0;
  virtual Result<std::vector<ObjectInfo>> list() = 0;  // sorted by id
  virtual Result<std::unique_ptr<Staging>> stage() = 0;
};

}  // namespace sekisho::vault
