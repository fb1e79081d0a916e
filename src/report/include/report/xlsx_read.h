// Reads xlsx files that people and programs of every kind have made, as a stream of rows, within limits.
//
// Cells are read as people see them: shared and inline strings with their runs joined and without phonetic
// hints, numbers without a needless ".0", days in a style for days as 2026-11-23 (和暦 styles too), "TRUE"
// and "FALSE", the last result of a formula. Hostile files are refused: DTDs, archives that unpack to too
// much, encrypted ones.
#pragma once

#include "report/table.h"

namespace sekisho::report {

struct XlsxLimits {
  std::uint64_t rows = 200'000;
  std::size_t columns = 256;
  std::uint64_t cells = 5'000'000;
  std::size_t cell_bytes = 100'000;  // Excel allows 32,767 characters
  std::size_t row_bytes = 1024 * 1024;
  std::size_t strings = 64 * 1024 * 1024;   // bytes of all shared strings
  std::uint64_t text_bytes = 512ull << 20;  // of all rows together
  std::uint64_t unpacked = 512ull << 20;    // bytes of all parts that are read
  std::uint64_t ratio = 200;                // unpacked to packed, once more than 16 MiB are unpacked
  std::size_t parts = 4096;
};

// `sheet`: a name, or "" for the first. `file` outlives the reader.
// Errors: unsupported (no xlsx, or encrypted), not_found (no such sheet), corrupt, too_large.
Result<std::unique_ptr<RowReader>> read_xlsx(ByteView file, std::string_view sheet = {},
                                             XlsxLimits limits = {});

// The sheets' names, in their order.
Result<std::vector<std::string>> xlsx_sheets(ByteView file, XlsxLimits limits = {});

}  // namespace sekisho::report
