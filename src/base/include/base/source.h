// Bytes that come once, in order: a file, a buffer, a sealed object that is opened as it is read.
// Not thread-safe; one reader at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>

#include "base/bytes.h"
#include "base/error.h"

namespace sekisho {

class ByteSource {
 public:
  virtual ~ByteSource() = default;
  // Fills the front of `out`, fewer bytes than asked are normal; 0 means the end (or an empty `out`).
  // An error is final: the source is not read again.
  virtual Result<std::size_t> read(std::span<std::uint8_t> out) = 0;
  // The whole length in bytes where it is known beforehand. For progress only, never trusted.
  virtual std::optional<std::uint64_t> size() const { return std::nullopt; }
};

// Reads through a view; the owner of the bytes outlives it.
class MemorySource final : public ByteSource {
 public:
  explicit MemorySource(ByteView bytes) : bytes_(bytes) {}
  Result<std::size_t> read(std::span<std::uint8_t> out) override;
  std::optional<std::uint64_t> size() const override { return bytes_.size(); }

 private:
  ByteView bytes_;
  std::size_t at_ = 0;
};

// Regular files and pipes. Errors: not_found, forbidden (permission), io.
Result<std::unique_ptr<ByteSource>> open_file(const std::filesystem::path& path);

// Reads `source` to its end, or fails with too_large when there is more than `limit`.
Result<Bytes> read_all(ByteSource& source, std::size_t limit);

}  // namespace sekisho
