// The index file: opening it into memory, and writing it. See index_seal.h for its form.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "index_seal.h"
#include "inspect/dataset.h"

namespace sekisho::inspect {

// An anonymous file in memory and its mapping: readable here, and by whoever the descriptor is given to.
struct SharedMemory {
  int descriptor = -1;
  const std::uint64_t* words = nullptr;
  std::uint64_t size = 0;  // bytes
};

// Errors: not_found, forbidden, io, unsupported (another version), corrupt (changed, cut short, another key).
// What is returned is the caller's to unmap and close.
Result<SharedMemory> open_index(const std::filesystem::path& path, const IndexKey& key);

// Seals a body piece by piece into a file beside `path`, mode 0600; the place of the old file is taken when
// all is written and synced. Gone without finish(), it leaves nothing behind. Errors: io.
class IndexWriter {
 public:
  static Result<std::unique_ptr<IndexWriter>> create(const std::filesystem::path& path, const IndexKey& key);
  IndexWriter(const IndexWriter&) = delete;
  IndexWriter& operator=(const IndexWriter&) = delete;
  ~IndexWriter();
  Result<void> write(std::span<const std::uint64_t> words);
  Result<std::uint64_t> finish();  // the file's size; once

 private:
  explicit IndexWriter(std::filesystem::path path);
  Result<void> put(ByteView bytes);
  std::unexpected<Error> failure(std::string_view what) const;

  std::filesystem::path path_;
  std::string name_;  // of the file as long as it is not in its place
  int descriptor_ = -1;
  IndexCipher cipher_;
  std::vector<std::uint8_t> piece_;
  std::uint64_t written_ = 0;
};

}  // namespace sekisho::inspect
