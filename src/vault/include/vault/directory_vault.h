// A vault in one directory (mode 0700) of a local file system:
//
//   ID        a finished sealed object
//   ID.part   an upload: header and whole chunks
//   ID.tail   its state, sealed under a key derived from the object's: durable offset, SHA-256 chaining
//   value, and
//             the plaintext of the unfinished chunk. Replaced atomically at each sync; gone when finished.
//   staging-* scratch files, unlinked as soon as they are made
//
// After a crash ID.part may hold chunks past the durable offset. They are never cut off and sealed anew: the
// same plaintext seals to the same bytes, and anything else is refused. (Zero-filled pages, which some file
// systems leave after a power cut, count as never written.) One process may use a directory at a time.
#pragma once

#include <filesystem>

#include "vault/vault.h"

namespace sekisho::vault {

class DirectoryVault final : public Vault {
 public:
  // Makes the directory if it is not there, and clears scratch files of an earlier run.
  static Result<std::unique_ptr<DirectoryVault>> open(std::filesystem::path directory);

  Result<std::unique_ptr<ObjectWriter>> create(std::string_view object_id, const Key& key,
                                               ByteView context) override;
  Result<std::unique_ptr<ObjectWriter>> resume(std::string_view object_id, const Key& key,
                                               ByteView context) override;
  Result<std::uint64_t> durable_offset(std::string_view object_id, const Key& key, ByteView context) override;
  Result<std::unique_ptr<ObjectReader>> open(std::string_view object_id, const Key& key,
                                             ByteView context) override;
  Result<void> remove(std::string_view object_id) override;
  Result<std::vector<ObjectInfo>> list() override;
  Result<std::unique_ptr<Staging>> stage() override;

 private:
  explicit DirectoryVault(std::filesystem::path directory) : directory_(std::move(directory)) {}

  std::filesystem::path directory_;
};

}  // namespace sekisho::vault
