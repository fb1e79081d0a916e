// CSV as Japanese offices use it: UTF-8 with a byte order mark and CR LF going out; UTF-8 (with a mark or
// without), CP932, or UTF-16 with a mark coming in, told by strict validation.
//
// A spreadsheet takes a cell that begins with = + - @ TAB or CR for a formula. Such a text goes out behind an
// apostrophe, and loses it again when it is read, so that what was exported comes back as it was.
#pragma once

#include "base/csv.h"
#include "report/table.h"

namespace sekisho::report {

class CsvWriter final : public TableWriter {
 public:
  CsvWriter(Table table, Sink sink);
  Result<void> row(std::span<const std::string> cells) override;
  Result<void> finish() override;

 private:
  void begin();
  void put(std::string_view cell, Kind kind);

  Table table_;
  Sink sink_;
  std::string line_;
  bool begun_ = false;
};

struct CsvReadLimits {
  std::uint64_t rows = 200'000;
  CsvLimits csv{.field_bytes = 100'000, .fields = 256, .row_bytes = 1024 * 1024};
};

// `file` outlives the reader. Errors, with line and column: invalid_input (encoding, quotes), too_large.
Result<std::unique_ptr<RowReader>> read_csv(ByteView file, CsvReadLimits limits = {});

std::string guard_formula(std::string_view cell);       // puts the apostrophe where one is needed
std::string_view without_guard(std::string_view cell);  // the reverse

}  // namespace sekisho::report
