// The bodies of store/rows.h's templates, for the sources that compile them.
#pragma once

#include <concepts>

#include "store/rows.h"

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

template <class T>
std::string columns_of(std::string_view alias) {
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

template <class T>
std::vector<T> select(Connection& connection, std::string_view where, const Params& params) {
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

template <class T>
boost::json::object members_of(const T& record) {
  return json::to_json(record).as_object();
}

#define SEKISHO_ROWS_HERE(type, name) SEKISHO_ROWS(, type)

}  // namespace sekisho::store
