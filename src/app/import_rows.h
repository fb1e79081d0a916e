// From a file's rows to records: the header, what its words mean, and a dry run that names every problem.
#pragma once

#include <atomic>
#include <functional>
#include <string>
#include <vector>

#include "record_columns.h"
#include "store/event.h"

namespace sekisho::app {

struct ImportTable {
  std::string sha256;  // of the file, hex
  report::Row header;
  std::vector<report::Row> rows;
  std::size_t bytes = 0;  // in memory, about
};

// Reads all of a file. The header is the row, of the first ten, in which most fields of this kind are
// recognised. Errors: those of report::read_table, invalid_input (no rows), too_large.
Result<ImportTable> read_import_table(api::RecordKind kind, ByteView file, std::int64_t most_rows);

// The mapping that the header's words suggest: every field once, with a column or none.
std::vector<api::ImportSource> propose_mapping(api::RecordKind kind, const report::Row& header);
std::vector<api::ImportColumn> columns_seen(const ImportTable& table);
// Errors: invalid_input, with the field: unknown, twice, or a column that is not there.
Result<void> check_mapping(api::RecordKind kind, const ImportTable& table, const api::ImportMapping& mapping);

struct Checked {
  std::int64_t ready = 0;                    // records
  std::vector<store::Event> events;          // one for each record, in the file's order; when asked for
  std::vector<rules::Target> targets;        // the different things they concern
  std::vector<api::ImportProblem> problems;  // the first 500
  std::int64_t problem_count = 0;
  std::int64_t skipped = 0;
};
// The whole of the dry run, or (`make_events`) what the import does: the same questions again, and the events
// where there is no problem. `progress` is given the number of rows done; it answers whether to go on.
using ImportProgress = std::function<bool(std::int64_t)>;
Result<Checked> check_rows(store::Connection& connection, const Viewer& viewer, Instant now,
                           api::RecordKind kind, const ImportTable& table, const api::ImportMapping& mapping,
                           const ImportProgress& progress, bool make_events);

}  // namespace sekisho::app
