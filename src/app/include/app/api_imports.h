// Lists of contractors, engagements and workers as files: what is read from one, and what is wrong with it.
// See app/api.h, app/imports.h.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/api_common.h"

namespace sekisho::app::api {

enum class RecordKind { contractors, engagements, workers };
BOOST_DESCRIBE_ENUM(RecordKind, contractors, engagements, workers)

struct ImportField {
  std::string name, ja, hint;
  bool required = false;
};
struct ImportKindView {
  RecordKind kind{};
  bool may_import = false, may_export = false;
  std::vector<ImportField> fields;
};

struct ImportColumn {
  std::int64_t column = 0;  // from 0
  std::string letter, header;
  std::vector<std::string> samples;  // of the first rows
};
// Where a field comes from: a column of the file, or (column -1) one value for every row; "" is none.
struct ImportSource {
  std::string field;
  std::int64_t column = -1;
  std::string value;
};
struct ImportMapping {
  std::vector<ImportSource> sources;
  bool skip_known = false;  // rows that are registered already are left out; otherwise each is a problem
};

struct ImportProblem {
  std::int64_t row = 0;       // as the person's own program numbers it
  std::string column, field;  // "B 列「氏名」"
  std::string text;           // what stands there
  std::string ja, en;
};

enum class ImportState {
  mapping,    // waits for the columns to be confirmed
  checking,   // a dry run is going on
  checked,    // ready, or with problems
  importing,  // being written
  imported,   // all of it
  refused,    // by the gate; nothing was written
  failed      // nothing was written; `error` says why
};
BOOST_DESCRIBE_ENUM(ImportState, mapping, checking, checked, importing, imported, refused, failed)

struct ImportView {
  std::string id;
  RecordKind kind{};
  std::string file_name;
  ImportState state{};
  std::int64_t rows = 0;   // of the file, without its header
  std::int64_t done = 0;   // of the dry run or the import that is going on
  std::int64_t ready = 0;  // records that would be registered
  std::int64_t skipped = 0;
  std::int64_t problem_count = 0;
  std::vector<ImportProblem> problems;  // the first of them
  std::vector<ImportColumn> columns;
  std::vector<ImportField> fields;
  ImportMapping mapping;
  std::string error;
  std::optional<Refused> refused;
  std::optional<Receipt> receipt;
};

#define D BOOST_DESCRIBE_STRUCT
D(ImportField, (), (name, ja, hint, required))
D(ImportKindView, (), (kind, may_import, may_export, fields))
D(ImportColumn, (), (column, letter, header, samples))
D(ImportSource, (), (field, column, value))
D(ImportMapping, (), (sources, skip_known))
D(ImportProblem, (), (row, column, field, text, ja, en))
D(ImportView, (),
  (id, kind, file_name, state, rows, done, ready, skipped, problem_count, problems, columns, fields, mapping,
   error, refused, receipt))
#undef D

}  // namespace sekisho::app::api
