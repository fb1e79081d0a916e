// Sealed objects: C2SP chunked-encryption v1 (c2sp.org/chunked-encryption) with HKDF-Expand-SHA-512 and
// AES-256-GCM, also known as Cobblestone-256.
//
//   object = salt(24) | commitment(32) | chunk 0 | chunk 1 | ... | last chunk
//
// Every chunk holds 16,384 bytes of plaintext and a 16-byte tag; the last is always shorter, and may be
// empty. So plaintext byte i is in chunk i / 16384, which starts at 56 + 16400 * (i / 16384). `context` (town
// and object) and the salt go into the key: an object opens only as what it was sealed for. All sizes are in
// bytes.
//
// Classes here are thread-compatible: one thread at a time each. Plaintext exists in memory only, and is
// wiped after use.
#pragma once

#include <openssl/types.h>

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>

#include "base/bytes.h"
#include "base/error.h"
#include "base/secret.h"

namespace sekisho::seal {

inline constexpr std::size_t chunk_size = 16384;
inline constexpr std::size_t tag_size = 16;
inline constexpr std::size_t sealed_chunk_size = chunk_size + tag_size;
inline constexpr std::size_t salt_size = 24;
inline constexpr std::size_t header_size = salt_size + 32;
inline constexpr std::uint64_t max_chunks = std::uint64_t{1} << 38;

using Header = std::array<std::uint8_t, header_size>;

std::uint64_t sealed_size(std::uint64_t plain_size);
// Nothing if no object can have this size (a truncated one, mostly).
std::optional<std::uint64_t> plain_size(std::uint64_t sealed_size);
inline std::uint64_t chunk_offset(std::uint64_t chunk) { return header_size + chunk * sealed_chunk_size; }

struct CipherContextDelete {
  void operator()(EVP_CIPHER_CTX* context) const;
};
using CipherContext = std::unique_ptr<EVP_CIPHER_CTX, CipherContextDelete>;

// Seals chunks in any order. The caller's duty: never two different plaintexts for one chunk of one object,
// because that would use a nonce twice. Wrong buffer sizes are bugs (std::logic_error).
class ChunkSealer {
 public:
  ChunkSealer(const Key& key, ByteView context);  // a new object, with a random salt
  // An object begun earlier. corrupt: this key or context does not belong to it.
  static Result<ChunkSealer> resume(const Key& key, ByteView context, const Header& header);

  const Header& header() const { return header_; }
  // Whole chunks: `out` takes plain.size() / 16384 * 16400 bytes. too_large: past the format's 4 PiB.
  Result<void> seal(std::uint64_t first_chunk, ByteView plain, std::span<std::uint8_t> out);
  // The last one: fewer than 16,384 bytes; `out` takes plain.size() + 16.
  Result<void> seal_last(std::uint64_t chunk, ByteView plain, std::span<std::uint8_t> out);

 private:
  ChunkSealer() = default;
  void seal_one(std::uint64_t chunk, ByteView plain, std::uint8_t* out);

  Header header_{};
  Secret<12> base_nonce_;
  CipherContext cipher_;
};

// Opens chunks in any order. On failure (corrupt) the output is wiped.
class ChunkOpener {
 public:
  // corrupt: the commitment shows another key, context or salt.
  static Result<ChunkOpener> open(const Key& key, ByteView context, const Header& header);
  Result<void> open_chunks(std::uint64_t first_chunk, ByteView sealed, std::span<std::uint8_t> out);
  Result<void> open_last(std::uint64_t chunk, ByteView sealed, std::span<std::uint8_t> out);

 private:
  ChunkOpener() = default;
  bool open_one(std::uint64_t chunk, ByteView sealed, std::uint8_t* out);

  Secret<12> base_nonce_;
  CipherContext cipher_;
};

// A stream of plaintext into a stream of sealed bytes. Errors of the sink are handed on, and final.
class SealWriter {
 public:
  using Sink = std::function<Result<void>(ByteView)>;
  SealWriter(const Key& key, ByteView context, Sink sink);
  ~SealWriter();
  SealWriter(const SealWriter&) = delete;
  SealWriter& operator=(const SealWriter&) = delete;

  Result<void> write(ByteView plain);
  Result<void> finish();  // once, at the end; without it the object does not open
  std::uint64_t size() const { return chunks_ * chunk_size + pending_; }

 private:
  Result<void> flush(ByteView whole_chunks);

  ChunkSealer sealer_;
  Sink sink_;
  Bytes plain_;
  Bytes sealed_;
  std::size_t pending_ = 0;
  std::uint64_t chunks_ = 0;
  bool header_written_ = false;
};

// Random access to sealed bytes: a file, an object in a bucket, memory.
class Source {
 public:
  virtual ~Source() = default;
  // Reads as many bytes as there are, up to out.size(); fewer only at the end.
  virtual Result<std::size_t> read_at(std::uint64_t offset, std::span<std::uint8_t> out) = 0;
  virtual std::uint64_t size() const = 0;
};

// Checks the commitment and the last chunk on opening, so size() is authentic; each chunk when it is read.
// Truncated, extended, changed or reordered bytes, another object's or another key's: corrupt.
class SealedReader {
 public:
  static Result<std::unique_ptr<SealedReader>> open(std::unique_ptr<Source> source, const Key& key,
                                                    ByteView context);
  ~SealedReader();
  SealedReader(const SealedReader&) = delete;
  SealedReader& operator=(const SealedReader&) = delete;

  std::uint64_t size() const { return size_; }
  // Fills `out`, less only at the end of the object (0 past it).
  Result<std::size_t> read(std::uint64_t offset, std::span<std::uint8_t> out);

 private:
  SealedReader(std::unique_ptr<Source> source, ChunkOpener opener, std::uint64_t size);
  Result<void> load(std::uint64_t chunk, std::size_t count, std::span<std::uint8_t> out);

  std::unique_ptr<Source> source_;
  ChunkOpener opener_;
  std::uint64_t size_;
  Bytes sealed_;  // what is being opened
  Bytes window_;  // plaintext of chunks [window_chunk_, ...)
  std::uint64_t window_start_ = 0;
  std::size_t window_size_ = 0;
};

}  // namespace sekisho::seal
