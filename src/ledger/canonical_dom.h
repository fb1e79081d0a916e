// parse_canonical with the caller's memory: the value lives in `storage` and must not outlive it.
#pragma once

#include <boost/json.hpp>
#include <string_view>

#include "base/error.h"

namespace sekisho::ledger {

Result<boost::json::value> parse_canonical_into(boost::json::storage_ptr storage, std::string_view text,
                                                std::size_t max_size);

}  // namespace sekisho::ledger
