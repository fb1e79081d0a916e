// A head's meaning, by Boost.Beast's parser (seen in parser.cpp alone: it is heavy) and our own checks.
#pragma once

#include <string_view>

#include "head.h"

namespace sekisho::http {

// `text` is exactly what HeadScanner called whole.
Checked<Head> parse_head(std::string_view text, const Limits& limits);

}  // namespace sekisho::http
