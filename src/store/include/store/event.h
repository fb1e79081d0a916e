// What happened, and what it does to the state tables. apply() is pure: the event alone decides the change,
// so the state can be rebuilt from the ledger. Thread-safe.
#pragma once

#include <boost/json/object.hpp>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "ledger/entry.h"

namespace sekisho::store {

struct Event {
  std::string kind;          // "passage.submitted"; the list stands in apply.cpp
  std::string subject;       // id of what it is about
  boost::json::object data;  // nothing personal; columns by name
  std::map<std::string, std::string>
      personal;  // column → value: only a salted commitment goes into the ledger
};

// A change of one row. `columns` are scalars; lists and objects are stored as JSON text.
struct Change {
  enum class Kind { put, update } kind = Kind::put;
  std::string_view table;
  std::string id;
  boost::json::object columns;
};

struct Recorded {  // an event as it stands in the ledger, with its personal values where they still exist
  const ledger::Entry& entry;
  const std::map<std::string, std::string>& personal;
};

// Error: unsupported for a kind or version that this program does not know.
Result<std::vector<Change>> apply(const Recorded& event);
bool is_known_kind(std::string_view kind);
std::vector<std::string_view> known_kinds();
const std::vector<std::string_view>& state_tables();  // all tables that apply() writes

}  // namespace sekisho::store
