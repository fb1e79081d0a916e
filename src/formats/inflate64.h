// Deflate64 (APPNOTE 4.4.5, method 9): DEFLATE with a window of 64 KiB. Windows packs files of 2 GB and more
// so, and no library of Debian's reads it.
#pragma once

#include <memory>

#include "base/random_source.h"

namespace sekisho::formats {

// What [begin, end) of `source` unpacks to. Its end is an error `corrupt` where the data break off or hold
// more than the stream. The source outlives the stream.
std::unique_ptr<ByteSource> inflated64(RandomSource& source, std::uint64_t begin, std::uint64_t end);

}  // namespace sekisho::formats
