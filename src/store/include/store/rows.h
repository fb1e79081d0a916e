// Rows as structs: `select<Passage>(connection, "state = :p0", {"draft"})`. The columns come from the
// struct's declaration, so a struct and its table cannot drift apart unseen (store_test compares them).
// Heavy (JSON): include it in .cpp files only.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "store/records.h"
#include "store/sql.h"
#include "store/tables.h"  // IWYU pragma: export

namespace sekisho::store {

template <class T>
Value to_value(const T& member) {
  if constexpr (std::same_as<T, std::string>) {
    return member;
  } else if constexpr (std::integral<T>) {
    return static_cast<std::int64_t>(member);
  } else if constexpr (json::DescribedEnum<T>) {
    return std::string(json::enum_name(member));
  } else {
    return json::write(member);
  }
}

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

template <class T>
std::string columns_of(std::string_view alias = {}) {
  std::string out;
  json::for_each_member<T>([&](auto d) {
    if (!out.empty()) out += ", ";
    if (!alias.empty()) (out += alias) += '.';
    out += d.name;
  });
  return out;
}

template <class T>
T from_row(const std::vector<Value>& row) {
  T out{};
  std::size_t i = 0;
  json::for_each_member<T>([&](auto d) {
    using Member = std::remove_reference_t<decltype(out.*d.pointer)>;
    out.*d.pointer = from_value<Member>(row.at(i++));
  });
  return out;
}

// `where` is everything behind WHERE, ORDER BY and LIMIT included; never text from outside: bind it.
template <class T>
std::vector<T> select(Connection& connection, std::string_view where = "1 = 1", const Params& params = {}) {
  std::string sql = "SELECT " + columns_of<T>() + " FROM " + std::string(table_of<T>) + " WHERE ";
  sql += where;
  std::vector<T> out;
  for (const auto& row : connection.query(sql, params).rows) out.push_back(from_row<T>(row));
  return out;
}

template <class T>
std::optional<T> find(Connection& connection, const std::string& id) {
  auto rows = select<T>(connection, "id = :p0", {id});
  if (rows.empty()) return std::nullopt;
  return std::move(rows.front());
}

// For the secret tables alone: state tables are written by apply(event).
template <class T>
void put(Connection& connection, const T& record) {
  std::string names, marks;
  Params params;
  json::for_each_member<T>([&](auto d) {
    names += (names.empty() ? "" : ", ") + std::string(d.name);
    marks += (marks.empty() ? ":p" : ", :p") + std::to_string(params.size());
    params.push_back(to_value(record.*d.pointer));
  });
  connection.execute(
      "INSERT OR REPLACE INTO " + std::string(table_of<T>) + " (" + names + ") VALUES (" + marks + ")",
      params);
}

template <class T>
void remove(Connection& connection, const std::string& id) {
  connection.execute("DELETE FROM " + std::string(table_of<T>) + " WHERE id = :p0", {id});
}

inline std::int64_t number(Connection& connection, std::string_view sql, const Params& params = {}) {
  const auto rows = connection.query(sql, params);
  if (rows.rows.empty()) return 0;
  const Value& value = rows.rows.front().front();
  return value == Value(std::string()) ? 0 : to_number(value);  // NULL: max() of nothing
}

}  // namespace sekisho::store
