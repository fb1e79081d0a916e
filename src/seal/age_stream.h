// The payload of an age file: STREAM over ChaCha20-Poly1305 in chunks of 64 KiB (age.md, "Payload").
#pragma once

#include "age_crypto.h"
#include "base/error.h"
#include "seal/age_io.h"

namespace sekisho::seal::age {

inline constexpr std::size_t chunk_size = 64 * 1024;
inline constexpr std::size_t sealed_chunk_size = chunk_size + tag_size;

// With threads > 1, batches of chunks are read, worked on and written by that many threads in turn, in order.
Result<void> seal_stream(const Key& payload_key, Source& from, Sink& to, unsigned threads);
// Writes authenticated chunks only. corrupt: a chunk does not verify, the last one is missing, empty, or not
// last.
Result<void> open_stream(const Key& payload_key, Source& from, Sink& to, unsigned threads);

}  // namespace sekisho::seal::age
