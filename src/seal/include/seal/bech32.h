// Bech32 (BIP 173, the original checksum constant 1) without the limit of 90 characters, as age uses it for
// keys. Pure and thread-safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/bytes.h"

namespace sekisho::seal {

struct Bech32 {
  std::string prefix;  // as written: all upper case or all lower case
  Bytes data;
};

// `prefix` must be of one case, 1..83 characters of U+0021..U+007E; the result has its case.
std::string to_bech32(std::string_view prefix, ByteView data);
// Nothing if mixed in case, with a foreign character, a wrong checksum, or superfluous or non-zero padding
// bits.
std::optional<Bech32> from_bech32(std::string_view text);

}  // namespace sekisho::seal
