// What ID.tail holds: everything an upload needs to go on, sealed.
#pragma once

#include <string_view>

#include "base/error.h"
#include "seal/sealed_object.h"
#include "sha256_chain.h"

namespace sekisho::vault {

struct UploadState {
  seal::Header header{};
  std::uint64_t offset = 0;     // durable plaintext bytes, the tail included
  Sha256Chain::State sha256{};  // over the whole chunks before the tail
  Bytes tail;                   // offset % chunk_size bytes

  std::uint64_t chunks() const { return offset / seal::chunk_size; }
};

// Largest file that seal() makes.
inline constexpr std::size_t upload_state_limit = 20000;

class UploadStateBox {
 public:
  UploadStateBox(const Key& object_key, std::string_view object_id, ByteView context);
  Bytes seal(const UploadState& state) const;
  Result<UploadState> open(ByteView sealed) const;  // corrupt, unsupported (written by a newer version)

 private:
  Key key_;
  Bytes aad_;
};

}  // namespace sekisho::vault
