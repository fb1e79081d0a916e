// Small readers that the text formats of the ledger share. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/error.h"

namespace sekisho::ledger {

bool is_utf8(std::string_view text);  // RFC 3629: no surrogates, no overlong forms

// Cuts the next line (without its newline) off the front; nothing if no newline is left.
std::optional<std::string_view> take_line(std::string_view& rest);

// Decimal without sign or leading zeros, up to 2^63-1.
std::optional<std::uint64_t> parse_decimal(std::string_view text);

std::optional<Hash> parse_hash(std::string_view base64);

std::unexpected<Error> corrupt(std::string ja, std::string en, std::string field = {});

}  // namespace sekisho::ledger
