// The state table of the datasets that contents are compared with, as a struct. See store/records.h.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <string>
#include <vector>

#include "rules/vocabulary.h"

namespace sekisho::store {

struct DatasetColumn {
  std::string heading, meaning;  // "宛名", "ledger_number" (inspect::column_code)
};
struct DatasetRecord {
  std::string id, state;  // "held" | "removed"
  std::string name;
  rules::Confidentiality classification{};
  std::string unit;  // inspect::unit_name
  std::vector<DatasetColumn> used;
  std::int64_t row_count = 0, units = 0, households = 0, unmatchable = 0;
  std::string encoding;
  std::int64_t index_bytes = 0;
  std::string sha256;  // of the index file, whose name it is part of
  std::string registered_at, imported_at, imported_by;
  std::int64_t replaced = 0;  // how often an extract took the place of an earlier one
  std::string removed_at, removed_by, remove_reason;
};

BOOST_DESCRIBE_STRUCT(DatasetColumn, (), (heading, meaning))
BOOST_DESCRIBE_STRUCT(DatasetRecord, (),
                      (id, state, name, classification, unit, used, row_count, units, households, unmatchable,
                       encoding, index_bytes, sha256, registered_at, imported_at, imported_by, replaced,
                       removed_at, removed_by, remove_reason))

}  // namespace sekisho::store
