// A stream made readable at any place: in memory while it is small, else in a spill file, encrypted under a
// key that exists in this process only. Each place of the spill file is written once.
#pragma once

#include <memory>

#include "base/random_source.h"

namespace sekisho::formats {

class Spill {
 public:
  explicit Spill(int descriptor);  // -1: none. The owner closes it
  ~Spill();
  Spill(const Spill&) = delete;
  Spill& operator=(const Spill&) = delete;

  // Reads `content` to its end. `first` are bytes that were taken from it already. Errors: content's own;
  // too_large where it is more than `held` and there is no spill file; io. What is returned does not outlive
  // the Spill.
  Result<std::unique_ptr<RandomSource>> hold(ByteView first, ByteSource& content, std::uint64_t held);

 private:
  struct Cipher;
  class Region;
  std::unique_ptr<Cipher> cipher_;
  int descriptor_;
  std::uint64_t end_ = 0;
};

}  // namespace sekisho::formats
