// The shapes of the API for the datasets that contents are compared with. See app/api.h, app/datasets.h.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/api_common.h"
#include "rules/vocabulary.h"

namespace sekisho::app::api {

struct DatasetMeaning {
  std::string code, ja;  // "ledger_number", 宛名番号
};
struct DatasetColumnView {
  std::string heading, meaning, meaning_ja;  // meaning "ignore": not used
};
struct DatasetRow {
  std::string id, name;
  rules::Confidentiality classification{};
  std::string unit, counter;  // "person", 人
  bool held = false;          // false: removed
  bool usable = false;        // its index is where it belongs
  std::vector<DatasetColumnView> columns;
  std::int64_t rows = 0, units = 0, households = 0, unmatchable = 0, index_bytes = 0, replaced = 0;
  std::string encoding, registered_at, imported_at, imported_by, removed_at, removed_by, remove_reason;
};
struct DatasetList {
  std::vector<DatasetRow> items;
  std::vector<DatasetMeaning> meanings;  // that a column may have
  std::vector<rules::Act> may;
};
struct DatasetView {
  DatasetRow row;
  std::vector<TimelineItem> timeline;
  std::vector<rules::Act> may;
};

// An extract on its way in.
enum class DatasetFileState {
  checking,  // a dry run goes on
  checked,   // ready, or with problems
  failed,    // it could not be read at all; `error` says why
  imported
};
BOOST_DESCRIBE_ENUM(DatasetFileState, checking, checked, failed, imported)
enum class DatasetLayout { found, csv, tsv, fixed_width, xlsx };
BOOST_DESCRIBE_ENUM(DatasetLayout, found, csv, tsv, fixed_width, xlsx)

struct DatasetFixedColumn {
  std::string heading;
  std::int64_t width = 0;  // octets in CP932 and EUC-JP, characters otherwise
};
struct DatasetColumnInput {
  std::string heading, meaning;
};
struct DatasetCheckInput {  // POST /api/datasets/files/{id}/check
  DatasetLayout layout = DatasetLayout::found;
  std::string encoding;  // "": found
  std::string sheet;     // of an xlsx; "": the first
  std::string unit = "person";
  std::vector<DatasetColumnInput> columns;
  std::vector<DatasetFixedColumn> fixed;
};
struct DatasetRunInput {  // POST /api/datasets/files/{id}/run
  std::string dataset;    // that it takes the place of; "": a new one
  std::string name;
  rules::Confidentiality classification = rules::Confidentiality::c3a;
};
struct DatasetProblem {
  std::int64_t row = 0;
  std::string column, ja, en;
};
struct DatasetFileView {
  std::string id, file_name;
  DatasetFileState state{};
  std::int64_t size = 0, done = 0;  // octets
  DatasetCheckInput input;
  bool ready = false;  // the dry run allows it
  std::vector<DatasetColumnView> columns;
  std::string encoding;
  std::int64_t rows = 0, units = 0, households = 0, unmatchable = 0, index_bytes = 0, milliseconds = 0;
  std::int64_t problem_count = 0;
  std::vector<DatasetProblem> problems;  // the first of them
  std::string error, dataset;            // dataset: once it is imported
};

#define D BOOST_DESCRIBE_STRUCT
D(DatasetMeaning, (), (code, ja))
D(DatasetColumnView, (), (heading, meaning, meaning_ja))
D(DatasetRow, (),
  (id, name, classification, unit, counter, held, usable, columns, rows, units, households, unmatchable,
   index_bytes, replaced, encoding, registered_at, imported_at, imported_by, removed_at, removed_by,
   remove_reason))
D(DatasetList, (), (items, meanings, may))
D(DatasetView, (), (row, timeline, may))
D(DatasetFixedColumn, (), (heading, width))
D(DatasetColumnInput, (), (heading, meaning))
D(DatasetCheckInput, (), (layout, encoding, sheet, unit, columns, fixed))
D(DatasetRunInput, (), (dataset, name, classification))
D(DatasetProblem, (), (row, column, ja, en))
D(DatasetFileView, (),
  (id, file_name, state, size, done, input, ready, columns, encoding, rows, units, households, unmatchable,
   index_bytes, milliseconds, problem_count, problems, error, dataset))
#undef D

}  // namespace sekisho::app::api
