// For readers of many entries that do not look into "data": every check of decode(), but `data` stays empty.
#pragma once

#include <string_view>

#include "base/error.h"
#include "ledger/entry.h"

namespace sekisho::ledger {

Result<Entry> decode_without_data(std::string_view leaf);

}  // namespace sekisho::ledger
