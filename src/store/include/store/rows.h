// Rows as structs: `select<Passage>(connection, "state = :p0", {"draft"})`. The columns come from the
// struct's declaration, so a struct and its table cannot drift apart unseen (store_test compares them).
// Heavy (JSON): include it in .cpp files only.
#pragma once

#include <boost/json/object.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "store/records.h"
#include "store/sql.h"
#include "store/tables.h"  // IWYU pragma: export

namespace sekisho::store {

// Expressions (count(*), coalesce(…)) have no declared type, and come as text. Throws DatabaseError for
// anything else.
std::int64_t to_number(const Value& value);

template <class T>
T from_value(const Value& value) {
  if constexpr (std::integral<T>) {
    return static_cast<T>(to_number(value));
  } else {
    const auto& text = std::get<std::string>(value);
    if constexpr (std::same_as<T, std::string>) {
      return text;
    } else if constexpr (json::DescribedEnum<T>) {
      if (const auto found = json::enum_from_name<T>(text)) return *found;
      throw DatabaseError("a column holds an unknown name: " + text);
    } else {
      auto read = json::read<T>(text);
      if (!read) throw DatabaseError("a column holds broken JSON: " + read.error().en);
      return *std::move(read);
    }
  }
}

// The record's members in their order, "alias.name, …".
template <class T>
std::string columns_of(std::string_view alias = {});

template <class T>
T from_row(const std::vector<Value>& row);

// `where` is everything behind WHERE, ORDER BY and LIMIT included; never text from outside: bind it.
template <class T>
std::vector<T> select(Connection& connection, std::string_view where = "1 = 1", const Params& params = {});

template <class T>
std::optional<T> find(Connection& connection, const std::string& id);

// For the secret tables alone: state tables are written by apply(event).
template <class T>
void put(Connection& connection, const T& record);

template <class T>
void remove(Connection& connection, const std::string& id);

// The record's members by name.
template <class T>
boost::json::object members_of(const T& record);

// Compiled once, in rows_*.cpp: they are large.
#define SEKISHO_ROWS(linkage, type)                                                              \
  linkage template std::string columns_of<type>(std::string_view);                               \
  linkage template type from_row<type>(const std::vector<Value>&);                               \
  linkage template std::vector<type> select<type>(Connection&, std::string_view, const Params&); \
  linkage template std::optional<type> find<type>(Connection&, const std::string&);              \
  linkage template void put<type>(Connection&, const type&);                                     \
  linkage template void remove<type>(Connection&, const std::string&);                           \
  linkage template boost::json::object members_of<type>(const type&);
#define SEKISHO_ROWS_ELSEWHERE(type, name) SEKISHO_ROWS(extern, type)
SEKISHO_TABLES(SEKISHO_ROWS_ELSEWHERE)
#undef SEKISHO_ROWS_ELSEWHERE

std::int64_t number(Connection& connection, std::string_view sql, const Params& params = {});

}  // namespace sekisho::store
