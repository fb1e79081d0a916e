// Files that survive a power cut, with errors as values. Thread-compatible. New files have mode 0600.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "base/bytes.h"
#include "base/error.h"
#include "seal/sealed_object.h"

namespace sekisho::seal {

// Owns a descriptor.
class Fd {
 public:
  Fd() = default;
  explicit Fd(int fd) : fd_(fd) {}
  Fd(Fd&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Fd& operator=(Fd&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
  }
  ~Fd();
  int get() const { return fd_; }
  explicit operator bool() const { return fd_ >= 0; }

 private:
  int fd_ = -1;
};

// not_found if there is no such file; O_CLOEXEC is added.
Result<Fd> open_file(const std::filesystem::path& path, int flags);
Result<std::uint64_t> file_size(const Fd& file);
Result<void> write_at(const Fd& file, std::uint64_t offset, ByteView bytes);
Result<std::size_t> read_at(const Fd& file, std::uint64_t offset,
                            std::span<std::uint8_t> out);  // fewer only at the end
Result<void> sync_data(const Fd& file);

// Makes the directory (mode 0700) and its parents if they are not there.
Result<void> make_directory(const std::filesystem::path& directory);
// Makes what was created, renamed and removed in the directory durable.
Result<void> sync_directory(const std::filesystem::path& directory);
// The file holds either the old bytes or the new ones, whatever happens. Uses `path` + ".tmp".
Result<void> replace_file(const std::filesystem::path& path, ByteView bytes);
// A file of at most `limit` bytes (corrupt if larger); nothing if there is none.
Result<std::optional<Bytes>> read_small_file(const std::filesystem::path& path, std::size_t limit);
// False if there was none. Not durable before sync_directory.
Result<bool> remove_file(const std::filesystem::path& path);

// A sealed object in a file, of the size it has now.
class FileSource final : public Source {
 public:
  static Result<std::unique_ptr<FileSource>> open(const std::filesystem::path& path);
  static Result<std::unique_ptr<FileSource>> adopt(Fd file);
  Result<std::size_t> read_at(std::uint64_t offset, std::span<std::uint8_t> out) override;
  std::uint64_t size() const override { return size_; }

 private:
  FileSource(Fd file, std::uint64_t size) : file_(std::move(file)), size_(size) {}
  Fd file_;
  std::uint64_t size_;
};

}  // namespace sekisho::seal
