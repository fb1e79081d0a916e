// Personal data never enters the ledger: an entry holds only a salted commitment, SHA-256(salt ‖ value),
// under the field's path. Salt and value live elsewhere; when they are destroyed, the commitment says nothing
// about the value and every proof still holds. Whoever is shown salt and value can check that they are what
// was committed to.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/error.h"

namespace sekisho::ledger {

using Salt = std::array<std::uint8_t, 32>;

inline constexpr std::size_t max_field_size = 200;
inline constexpr std::size_t max_disclosed_size = 32'768;  // octets of one value

struct Disclosed {
  std::string field;  // path inside the record, e.g. "workers[2].name"
  Salt salt{};        // random; never used for a second value
  std::string value;  // UTF-8
};

bool is_field_path(std::string_view text);  // [0-9A-Za-z_.[]-], 1 to max_field_size octets

// A value with a fresh random salt. Error (invalid_input): not a field path, not UTF-8, or too large.
Result<Disclosed> disclose(std::string field, std::string value);

Hash commit(const Disclosed& disclosed);
bool check(const Disclosed& disclosed, const Hash& commitment);  // was this the value?

}  // namespace sekisho::ledger
