// Entries of a zip that are encrypted or packed by another method than deflate: read by libarchive, one at a
// time.
#pragma once

#include "zip.h"

namespace sekisho::formats {

// The content of `entry`, with the first password that fits. Errors: forbidden (none does), unsupported,
// corrupt, the source's. `source` is that of the zip and outlives the stream.
Result<std::unique_ptr<ByteSource>> unlocked(RandomSource& source, const ZipEntry& entry,
                                             const std::vector<std::string>& passwords);

}  // namespace sekisho::formats
