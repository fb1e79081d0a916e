// One extract becomes one index file: CSV, TSV, fixed width or xlsx, in CP932, UTF-8, UTF-16 or EUC-JP.
#pragma once

#include <array>
#include <functional>
#include <map>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "base/encoding.h"
#include "base/random_source.h"
#include "inspect/dataset.h"

namespace sekisho::inspect {

enum class Column {
  ignore,
  individual_number,
  record_code,
  ledger_number,
  household_number,
  name,
  former_name,
  kana,
  birth,
  address,
  phone,
  bank_code,
  branch_code,
  account_number,
  sex,
  postal_code,
  resident_since
};
inline constexpr std::size_t column_count = 17;
std::string_view column_code(Column column);  // "ledger_number"
std::string_view column_name(Column column);  // 宛名番号, 氏名, 旧氏, フリガナ, …
std::optional<Column> column_from_code(std::string_view code);
std::optional<Column> column_from_header(std::string_view header);     // with the usual aliases
std::optional<Column> column_from_folded(std::u16string_view folded);  // in the form of text.h

enum class Layout { found, csv, tsv, fixed_width, xlsx };
struct FixedColumn {
  std::string heading;
  std::size_t width = 0;  // bytes in CP932 or EUC-JP, characters otherwise
};

struct ImportOptions {
  Unit unit = Unit::person;
  Layout layout = Layout::found;          // by content
  std::optional<Encoding> encoding;       // nullopt: found by validation
  std::map<std::string, Column> columns;  // heading → meaning; goes before the aliases
  std::vector<FixedColumn> fixed;         // for fixed_width, which has no line of headings
  std::string sheet;                      // of an xlsx; "": the first
  std::size_t max_problems = 50;          // listed; all are counted
};

struct ImportProblem {
  std::uint64_t row;   // line of the file, or row of the sheet, from 1
  std::string column;  // heading, or empty for the whole row
  std::string ja;
  std::string en;
};

struct ImportReport {
  bool imported = false;  // false: the problems stopped it and nothing was written
  std::uint64_t rows = 0;
  std::uint32_t units = 0;  // rows with the same number of their own are one unit
  std::uint32_t households = 0;
  std::uint32_t unmatchable = 0;  // units with too little to be recognised by
  std::uint64_t problem_count = 0;
  std::string encoding;                              // "CP932"; "" of an xlsx
  std::vector<std::pair<std::string, Column>> used;  // heading, meaning
  std::vector<std::string> ignored;                  // headings
  std::vector<ImportProblem> problems;
  std::uint64_t index_bytes = 0;
};

using ImportProgress = std::function<void(std::uint64_t read, std::uint64_t size)>;  // bytes

// The first row, in UTF-8, for whoever is to say what each column means. Errors: the source's, invalid_input.
Result<std::vector<std::string>> dataset_headings(RandomSource& source, const ImportOptions& options,
                                                  std::stop_token stop = {});

// All or nothing: the file at `index` is replaced by rename after fsync, or stays as it was. A broken row, a
// wrong 個人番号, or more than 1% unreadable values in one column stop the import (report.imported is false
// and says where). Errors (nothing was looked at, or nothing could be written): the source's, io,
// invalid_input (headings), unavailable (stopped).
Result<ImportReport> import_dataset(RandomSource& source, const ImportOptions& options, const IndexKey& key,
                                    const std::filesystem::path& index, const ImportProgress& progress = {},
                                    std::stop_token stop = {});

}  // namespace sekisho::inspect
