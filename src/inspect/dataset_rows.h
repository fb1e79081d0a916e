// The rows of an extract, one after the other, whatever its layout.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "base/random_source.h"
#include "inspect/dataset_import.h"
#include "scan_table.h"

namespace sekisho::inspect {

// Cells as they stand in the file: in `table`'s encoding. False: no more rows are wanted.
using TakeRow = std::function<Result<bool>(std::uint64_t number, std::span<const std::string_view> cells,
                                           const LaneTable& table)>;
// A row that cannot be read, with the number where it begins; the rows end there.
using BrokenRow = std::function<void(std::uint64_t number, const Error& error)>;

struct RowsOf {
  std::string encoding;  // as it was found, "" of an xlsx
};

// Errors: the source's, invalid_input (no encoding fits, no such sheet), unavailable (stopped).
Result<RowsOf> read_rows(RandomSource& source, const ImportOptions& options, const ImportProgress& progress,
                         const std::stop_token& stop, const TakeRow& take, const BrokenRow& broken);

}  // namespace sekisho::inspect
