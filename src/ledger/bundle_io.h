// Files of an evidence bundle: opened below one directory without following links, read in bounded memory,
// written once. Not thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/error.h"

namespace sekisho::ledger {

inline constexpr std::string_view checkpoint_file = "checkpoint";
inline constexpr std::string_view key_file = "key.vkey";
inline constexpr std::string_view entries_file = "entries.jsonl";
inline constexpr std::string_view disclosed_file = "disclosed.jsonl";
inline constexpr std::string_view proofs_directory = "proofs";
inline constexpr std::string_view proof_suffix = ".tlog-proof";
inline constexpr std::size_t max_disclosed_line = 262'144;

std::string proof_name(std::uint64_t seq);

class Descriptor {  // owns one
 public:
  explicit Descriptor(int fd = -1) : fd_(fd) {}
  Descriptor(Descriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept;
  ~Descriptor();
  int get() const { return fd_; }

 private:
  int fd_;
};

class BundleDirectory {
 public:
  static Result<BundleDirectory> open(const std::filesystem::path& path);
  static Result<BundleDirectory> create(const std::filesystem::path& path);  // it must not exist yet
  Result<BundleDirectory> open_inside(std::string_view name) const;
  Result<BundleDirectory> create_inside(std::string_view name) const;

  // Calls `see` with each name but "." and ".."; stops at its first error.
  Result<void> each(const std::function<Result<void>(std::string_view)>& see) const;
  Result<Descriptor> open_file(std::string_view name) const;    // a regular file, for reading
  Result<Descriptor> create_file(std::string_view name) const;  // new, readable by its owner only
  Result<std::string> read_file(std::string_view name, std::size_t max_size) const;

 private:
  explicit BundleDirectory(Descriptor descriptor) : descriptor_(std::move(descriptor)) {}
  Descriptor descriptor_;
};

// Lines that end with exactly one newline each. A line's view is valid until the next call.
class LineReader {
 public:
  LineReader(Descriptor file, std::string_view name, std::size_t max_line);
  // Nothing at the end of the file. Error: corrupt for a line that is too long or has no newline; io.
  Result<std::optional<std::string_view>> next();
  std::uint64_t line() const { return line_; }  // number of the line last returned, from 1

 private:
  Descriptor file_;
  std::string name_;
  std::size_t max_line_;
  std::size_t capacity_;
  std::unique_ptr<char[]> buffer_;  // not filled beforehand: most files are far smaller
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  bool at_end_ = false;
  std::uint64_t line_ = 0;
};

class FileWriter {
 public:
  explicit FileWriter(Descriptor file) : file_(std::move(file)) {}
  Result<void> write(std::string_view text);  // gathers
  Result<void> close(bool durable);

 private:
  Result<void> flush();
  Descriptor file_;
  std::string pending_;
};

// An error found in a bundle's file, with the place put before it. Whatever was wrong, the bundle is corrupt;
// only unsupported, io and not_found stay as they are.
std::unexpected<Error> at(std::string_view file, std::uint64_t line, Error error);

}  // namespace sekisho::ledger
