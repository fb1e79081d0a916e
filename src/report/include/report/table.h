// A plain table: a title, columns, and rows that come one after the other. Spreadsheets and CSV are written
// from it and read into it, in memory that does not grow with the rows. Writers and readers are for one
// thread at a time.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/error.h"

namespace sekisho::report {

enum class Kind {
  text,
  number,  // "-12", "3.5"; anything else is written as text
  day      // "2026-11-23"; anything else is written as text
};

struct Column {
  std::string name;
  double width = 16;  // in half-width characters; a hint
  Kind kind = Kind::text;
};

struct Table {
  std::string title;
  std::vector<Column> columns;
};

// Bytes going out, in order. An error is final and comes back from whoever was writing.
using Sink = std::function<Result<void>(ByteView)>;
Sink into(Bytes& out);  // `out` outlives the writer
// A new file that only its owner may read. Errors: conflict (it exists), io.
Result<Sink> into_file(const std::filesystem::path& path);

class TableWriter {
 public:
  virtual ~TableWriter() = default;
  // UTF-8, one cell for each column; fewer are empty cells.
  virtual Result<void> row(std::span<const std::string> cells) = 0;
  // Without it the file is cut off.
  virtual Result<void> finish() = 0;
};

enum class Format { xlsx, csv };
std::string_view extension_of(Format format);   // ".xlsx", ".csv"
std::string_view media_type_of(Format format);  // of HTTP's Content-Type
std::unique_ptr<TableWriter> table_writer(Format format, Table table, Sink sink);

struct Row {
  std::uint64_t number = 0;        // as the person's own program shows it: row of the sheet, line of the text
  std::vector<std::string> cells;  // UTF-8, in their places; empty cells at the end are left out
};

class RowReader {
 public:
  virtual ~RowReader() = default;
  // Rows without any text are skipped. nullopt is the end. An error is final, and says where in the file it
  // is.
  virtual Result<std::optional<Row>> next() = 0;
};

// xlsx or CSV, told by the content, not by the name. `file` outlives the reader.
// Errors: unsupported (another kind of file), and those of read_xlsx and read_csv; `ja` says what to do.
Result<std::unique_ptr<RowReader>> read_table(ByteView file);

}  // namespace sekisho::report
