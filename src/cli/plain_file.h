// A file of the command line that can be read at any place.
#pragma once

#include <string>
#include <utility>

#include "base/random_source.h"

namespace sekisho::cli {

class PlainFile {
 public:
  // "-" is standard input. What comes once (a pipe) is kept in a file without a name in the temporary folder.
  // Errors: not_found, forbidden, io (a folder, too).
  static Result<PlainFile> open(const std::string& path);
  PlainFile(PlainFile&& other) noexcept
      : descriptor_(std::exchange(other.descriptor_, -1)), size_(other.size_) {}
  PlainFile& operator=(PlainFile&&) = delete;
  ~PlainFile();
  DescriptorSource source() const {
    return {descriptor_, size_};
  }  // does not outlive the file; any number of them
  std::uint64_t size() const { return size_; }

 private:
  explicit PlainFile(int descriptor) : descriptor_(descriptor) {}
  Result<PlainFile> spooled(const std::string& path) const;
  int descriptor_;  // open for reading alone
  std::uint64_t size_ = 0;
};

}  // namespace sekisho::cli
