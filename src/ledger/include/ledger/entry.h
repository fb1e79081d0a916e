// One entry of the ledger. Its leaf is canonical JSON with exactly these members (docs/ledger-format.md):
//   {"actor","at","command","commit":{path: base64},"data":{},"kind","kv","seq","subject","town","v":1}
// Values are pure data; encode and decode are thread-safe.
#pragma once

#include <boost/json/object.hpp>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/error.h"
#include "base/time.h"

namespace sekisho::ledger {

// A leaf must fit the 16-bit length of a C2SP tlog-tiles entry bundle.
inline constexpr std::size_t max_leaf_size = 65'535;
inline constexpr std::int64_t max_seq =
    (std::int64_t{1} << 53) - 2;  // so that the size, seq + 1, is exact in JSON too

struct Entry {
  std::int64_t seq = 0;                // index of the leaf: 0, 1, 2, … without gaps
  Instant at;                          // when it was decided, UTC, years 0000 to 9999
  std::string town;                    // whose ledger: a word
  std::string kind;                    // "passage.applied": words joined by dots
  std::int64_t kind_version = 1;       // of the shape of `data`, from 1
  std::string actor;                   // account id, or "system": a word
  std::string command;                 // id of the command that caused it: a word
  std::string subject;                 // id of what it is about: a word
  boost::json::object data;            // nothing personal
  std::map<std::string, Hash> commit;  // field path -> commitment (commitment.h)
};

bool is_word(std::string_view text);  // [0-9A-Za-z_-], 1 to 64
bool is_kind(std::string_view text);  // [a-z][a-z0-9_]* joined by single dots, up to 64

// Error (invalid_input, with the field): a member out of its form; too_large above max_leaf_size.
Result<std::string> encode(const Entry& entry);

// Accepts only what encode() makes. Error: corrupt, too_large; unsupported for another "v".
Result<Entry> decode(std::string_view leaf);

}  // namespace sekisho::ledger
