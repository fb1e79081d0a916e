// Where bytes come from and where they go. Files, pipes, the network or a sealed object implement these two.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/error.h"

namespace sekisho::seal::age {

class Source {
 public:
  virtual ~Source() = default;
  // Puts 1..out.size() octets into `out` and returns their number; 0 means the end (when out is not empty).
  virtual Result<std::size_t> read(std::span<std::uint8_t> out) = 0;
};

class Sink {
 public:
  virtual ~Sink() = default;
  // Takes all of `data`, or fails.
  virtual Result<void> write(ByteView data) = 0;
};

// Octets that somebody else keeps; `data` must outlive the source.
class MemorySource final : public Source {
 public:
  explicit MemorySource(ByteView data) : rest_(data) {}
  explicit MemorySource(std::string_view data) : rest_(as_bytes(data)) {}
  Result<std::size_t> read(std::span<std::uint8_t> out) override;

 private:
  ByteView rest_;
};

class MemorySink final : public Sink {
 public:
  Result<void> write(ByteView data) override;
  Bytes data;
};

// A file descriptor that stays the caller's. Reads and writes are repeated after EINTR and short counts.
class FdSource final : public Source {
 public:
  FdSource(int fd, std::string name);  // `name` is for error texts
  Result<std::size_t> read(std::span<std::uint8_t> out) override;
  std::uint64_t total() const { return total_; }

 private:
  int fd_;
  std::string name_;
  std::uint64_t total_ = 0;
};

class FdSink final : public Sink {
 public:
  FdSink(int fd, std::string name);
  Result<void> write(ByteView data) override;
  std::uint64_t total() const { return total_; }

 private:
  int fd_;
  std::string name_;
  std::uint64_t total_ = 0;
};

// A source that can be looked into: peek, single lines, and the rest at full speed. Memory: `capacity`.
class BufferedSource final : public Source {
 public:
  explicit BufferedSource(Source& from, std::size_t capacity = 64 * 1024) : from_(from), buffer_(capacity) {}
  ~BufferedSource() override;  // wipes what it held: keys are read through it
  BufferedSource(const BufferedSource&) = delete;
  BufferedSource& operator=(const BufferedSource&) = delete;
  Result<std::size_t> read(std::span<std::uint8_t> out) override;
  // Up to `size` (<= capacity) octets that stay unread; fewer only at the end. Valid until the next call.
  Result<ByteView> peek(std::size_t size);
  void skip(std::size_t size);  // at most what the last peek returned
  // One line with its LF (absent only at the end of the input; empty at the end); longer than `limit`:
  // invalid_input.
  Result<std::string> read_line(std::size_t limit);

 private:
  Result<bool> fill();  // false at the end

  Source& from_;
  Bytes buffer_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
};

// Reads until `out` is full or the source ends; returns the number read.
Result<std::size_t> read_full(Source& from, std::span<std::uint8_t> out);

}  // namespace sekisho::seal::age
