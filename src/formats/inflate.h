// DEFLATE (RFC 1951) as a stream, by ISA-L.
#pragma once

#include <memory>

#include "base/random_source.h"

namespace sekisho::formats {

std::uint32_t crc32_of(ByteView bytes, std::uint32_t before = 0);  // that of zip and gzip

// What a raw stream at `begin` unpacks to. Reads nothing at or after `end`. The source outlives it.
class Inflater {
 public:
  Inflater(RandomSource& source, std::uint64_t begin, std::uint64_t end);
  ~Inflater();
  // Fills `out` unless the stream ends before. Errors: corrupt (also where the data break off), the source's.
  Result<std::size_t> read(std::span<std::uint8_t> out);
  bool broke_off() const;       // the last error was that the data end too early
  std::uint64_t after() const;  // the first byte behind the stream, once it is read to its end

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// What [begin, end) of `source` unpacks to. Its end is an error `corrupt` where the data break off, hold more
// than the stream, or are not what `crc32` and `size` say. The source outlives the stream.
std::unique_ptr<ByteSource> inflated(RandomSource& source, std::uint64_t begin, std::uint64_t end,
                                     std::uint32_t crc32, std::uint64_t size);
// [begin, end) as it lies, with the same checks.
std::unique_ptr<ByteSource> stored(RandomSource& source, std::uint64_t begin, std::uint64_t end,
                                   std::uint32_t crc32, std::uint64_t size);

}  // namespace sekisho::formats
