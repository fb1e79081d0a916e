// A range of another source, at any place. The other one outlives it. Not thread-safe.
#pragma once

#include <algorithm>

#include "base/random_source.h"

namespace sekisho::formats {

class SourcePart final : public RandomSource {
 public:
  // What lies beyond the end of `of` is left out.
  SourcePart(RandomSource& of, std::uint64_t begin, std::uint64_t size)
      : of_(of), begin_(std::min(begin, of.size())), size_(std::min(size, of.size() - begin_)) {}
  Result<std::size_t> read_at(std::uint64_t offset, std::span<std::uint8_t> out) override {
    if (offset >= size_) return std::size_t{0};
    return of_.read_at(begin_ + offset, out.first(std::min<std::uint64_t>(out.size(), size_ - offset)));
  }
  std::uint64_t size() const override { return size_; }

 private:
  RandomSource& of_;
  std::uint64_t begin_;
  std::uint64_t size_;
};

// All of a source that is small by its format. Errors: too_large, corrupt (it ends early), the source's own.
Result<Bytes> read_whole(RandomSource& source, std::size_t most);

}  // namespace sekisho::formats
