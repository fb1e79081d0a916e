// What a zlib stream (RFC 1950) in a range of another source unpacks to, by ISA-L. The source outlives it.
#pragma once

#include <memory>

#include "base/random_source.h"

namespace sekisho::formats {

class ZlibSource final : public ByteSource {
 public:
  ZlibSource(RandomSource& source, std::uint64_t begin, std::uint64_t end);
  ~ZlibSource() override;
  // Errors: corrupt (also where the stream ends early, or its checksum is wrong), the source's own.
  Result<std::size_t> read(std::span<std::uint8_t> out) override;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace sekisho::formats
