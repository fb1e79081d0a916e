// Bytes that can be read at any place: a file, a buffer, a sealed object. Not thread-safe.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>

#include "base/bytes.h"
#include "base/error.h"
#include "base/source.h"

namespace sekisho {

class RandomSource {
 public:
  virtual ~RandomSource() = default;
  // Fills `out` from `offset` on; fewer bytes only where the source ends, 0 at or after its end.
  virtual Result<std::size_t> read_at(std::uint64_t offset, std::span<std::uint8_t> out) = 0;
  virtual std::uint64_t size() const = 0;  // bytes; does not change
};

// Reads through a view; the owner of the bytes outlives it.
class MemoryRandomSource final : public RandomSource {
 public:
  explicit MemoryRandomSource(ByteView bytes) : bytes_(bytes) {}
  Result<std::size_t> read_at(std::uint64_t offset, std::span<std::uint8_t> out) override;
  std::uint64_t size() const override { return bytes_.size(); }

 private:
  ByteView bytes_;
};

// A regular file that is open already; the owner closes it. Errors: io.
class DescriptorSource final : public RandomSource {
 public:
  DescriptorSource(int descriptor, std::uint64_t size) : descriptor_(descriptor), size_(size) {}
  Result<std::size_t> read_at(std::uint64_t offset, std::span<std::uint8_t> out) override;
  std::uint64_t size() const override { return size_; }
  int descriptor() const { return descriptor_; }

 private:
  int descriptor_;
  std::uint64_t size_;
};

// A range of another source, in order. The other one outlives it.
class RangeSource final : public ByteSource {
 public:
  RangeSource(RandomSource& of, std::uint64_t begin, std::uint64_t end) : of_(of), at_(begin), end_(end) {}
  Result<std::size_t> read(std::span<std::uint8_t> out) override;
  std::optional<std::uint64_t> size() const override { return end_ - at_; }

 private:
  RandomSource& of_;
  std::uint64_t at_;
  std::uint64_t end_;
};

}  // namespace sekisho
