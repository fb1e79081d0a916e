// Canonical JSON: RFC 8785 (JCS), restricted to what two programs cannot read differently: objects, arrays,
// strings, booleans, null, and whole numbers within ±(2^53-1). No fractions, no exponents. At most 16 levels
// deep. Pure and thread-safe.
#pragma once

#include <boost/json/fwd.hpp>
#include <cstddef>
#include <string>
#include <string_view>

#include "base/error.h"

namespace sekisho::ledger {

inline constexpr std::size_t max_canonical_depth = 16;
inline constexpr std::size_t max_canonical_size = 65'535;

// The one encoding of a value: members sorted by UTF-16 code units, shortest escapes, no white space, no
// newline. Error (invalid_input): a fraction, a number out of range, text that is not UTF-8, nesting too
// deep.
Result<std::string> canonical(const boost::json::value& value);

// Accepts exactly the bytes that canonical() makes, and nothing else: every accepted text has one value,
// every value one text. Error: corrupt; too_large above `max_size` octets.
Result<boost::json::value> parse_canonical(std::string_view text, std::size_t max_size = max_canonical_size);

}  // namespace sekisho::ledger
