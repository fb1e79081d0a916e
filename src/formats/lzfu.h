// Compressed RTF of Outlook messages (MS-OXRTFCP). Pure.
#pragma once

#include "base/bytes.h"
#include "base/error.h"

namespace sekisho::formats {

// Errors: corrupt; too_large beyond `most` bytes.
Result<Bytes> decompress_rtf(ByteView packed, std::size_t most);

}  // namespace sekisho::formats
