// The index file: sealing and opening. All numbers little-endian.
//
//   "SKSHIDX2"  salt[32]  key check[8]  size of the body u64      the header, authenticated with the body
//   body, AES-256-GCM (key from index key and salt, so a nonce of zeros is used once)   tag[16]
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>

#include "base/bytes.h"
#include "inspect/dataset.h"

namespace sekisho::inspect {

// An anonymous file in memory and its mapping: readable here, and by whoever the descriptor is given to.
struct SharedMemory {
  int descriptor = -1;
  std::uint64_t* words = nullptr;
  std::uint64_t size = 0;  // bytes
};

Bytes seal_index(std::span<const std::uint64_t> body, const IndexKey& key);
// Errors: not_found, forbidden, io, unsupported (another version), corrupt (changed, cut short, another key).
// What is returned is the caller's to unmap and close.
Result<SharedMemory> open_index(const std::filesystem::path& path, const IndexKey& key);
// A body that was not in a file. Throws std::system_error when there is no memory.
SharedMemory share(std::span<const std::uint64_t> body);

// Written beside `path`, synced, renamed over it. Mode 0600.
Result<void> replace_file(const std::filesystem::path& path, ByteView bytes);

}  // namespace sekisho::inspect
