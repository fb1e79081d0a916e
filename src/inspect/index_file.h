// The index file: building, sealing, opening. All numbers little-endian.
//
//   "SKSHREG1"  salt[32]  key check[8]  size of the body u64      the header, authenticated with the body
//   body, AES-256-GCM (key from index key and salt, so a nonce of zeros is used once)   tag[16]
//
// body: residents u32, attributes u32, entries u64, postings u64, directory bits u64,
//       digests u64[entries] ascending, values u32[entries], directory u32[2^bits + 1], postings
//       u32[postings].
// A value is a resident's ordinal, or with its top bit set the place in postings of a count and that many
// ordinals.
#pragma once

#include <filesystem>
#include <vector>

#include "inspect/register.h"

namespace sekisho::inspect {

struct IndexEntry {
  std::uint64_t digest;
  std::uint32_t resident;
  auto operator<=>(const IndexEntry&) const = default;
};

inline constexpr std::uint32_t listed_bit = 0x8000'0000u;

// The body as 64-bit words (zero-padded). Sorts `entries`; equal ones count once.
std::vector<std::uint64_t> build_body(std::vector<IndexEntry>& entries, std::uint32_t residents,
                                      AttributeSet attributes);

Bytes seal_index(const std::vector<std::uint64_t>& body, const IndexKey& key);
Result<std::vector<std::uint64_t>> open_index(ByteSource& source, const IndexKey& key);

// Written beside `path`, synced, renamed over it. Mode 0600.
Result<void> replace_file(const std::filesystem::path& path, ByteView bytes);

}  // namespace sekisho::inspect
