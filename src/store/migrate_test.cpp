#include <doctest/doctest.h>

#include <vector>

#include "migrations.h"
#include "store/database.h"
#include "store/rows.h"

using namespace sekisho;
using namespace sekisho::store;

namespace {

std::vector<std::string> texts(const Rows& rows) {
  std::vector<std::string> out;
  for (const auto& row : rows.rows) {
    std::string line;
    for (const auto& value : row)
      line += (line.empty() ? "" : " ") + (std::holds_alternative<std::string>(value)
                                               ? std::get<std::string>(value)
                                               : std::to_string(std::get<std::int64_t>(value)));
    out.push_back(line);
  }
  return out;
}

std::vector<std::string> tables(Connection& connection) {
  return texts(connection.query(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"));
}

std::vector<std::string> columns(Connection& connection, const std::string& table) {
  return texts(
      connection.query("SELECT name, type, \"notnull\", pk FROM pragma_table_info('" + table + "')"));
}

// One row in a table, each column filled by its type.
void fill(Connection& connection, const std::string& table) {
  const auto info = connection.query("SELECT name, type FROM pragma_table_info('" + table + "')");
  std::string names, values;
  for (const auto& row : info.rows) {
    const bool is_text = std::get<std::string>(row[1]) == "TEXT";
    names += (names.empty() ? "" : ", ") + std::get<std::string>(row[0]);
    values += (values.empty() ? "" : ", ") + std::string(is_text ? "'x'" : "1");
  }
  connection.execute("INSERT INTO " + table + " (" + names + ") VALUES (" + values + ")");
}

}  // namespace

TEST_CASE("a database of the first version is brought to today's shape, and keeps its rows") {
  Connection old(":memory:"), fresh(":memory:");
  REQUIRE(migrate(old, migrations().first(1)));
  const auto kept = tables(old);
  for (const auto& table : kept)
    if (table != "migrations") fill(old, table);
  REQUIRE(migrate(old));
  REQUIRE(migrate(fresh));
  CHECK(tables(old) == tables(fresh));
  for (const auto& table : tables(fresh)) {
    CAPTURE(table);
    CHECK(columns(old, table) == columns(fresh, table));
  }
  for (const auto& table : kept) {
    CAPTURE(table);
    if (table != "migrations") CHECK(number(old, "SELECT count(*) FROM " + table) == 1);
  }
}

TEST_CASE("a migration runs once, and a failed one leaves the database as it was") {
  Connection connection(":memory:");
  const Migration first{1, "CREATE TABLE a (id TEXT PRIMARY KEY); INSERT INTO a VALUES ('1')"};
  const Migration second{2, "ALTER TABLE a ADD COLUMN b TEXT NOT NULL DEFAULT 'z'"};
  const Migration broken{2, "CREATE TABLE c (id TEXT PRIMARY KEY); INSERT INTO nowhere VALUES (1)"};
  REQUIRE(migrate(connection, std::vector{first}));
  CHECK_THROWS_AS((void)migrate(connection, std::vector{first, broken}), DatabaseError);
  CHECK(tables(connection) == std::vector<std::string>{"a", "migrations"});
  REQUIRE(migrate(connection, std::vector{first, second}));
  REQUIRE(migrate(connection, std::vector{first, second}));
  CHECK(texts(connection.query("SELECT id, b FROM a")) == std::vector<std::string>{"1 z"});
}

TEST_CASE("a database of a newer program, or with another text of a migration, stops the start") {
  Connection connection(":memory:");
  const Migration first{1, "CREATE TABLE a (id TEXT PRIMARY KEY)"};
  const Migration second{2, "CREATE TABLE b (id TEXT PRIMARY KEY)"};
  REQUIRE(migrate(connection, std::vector{first, second}));
  const auto newer = migrate(connection, std::vector{first});
  REQUIRE_FALSE(newer);
  CHECK(newer.error().code == ErrorCode::unsupported);
  const auto changed =
      migrate(connection, std::vector{first, Migration{2, "CREATE TABLE c (id TEXT PRIMARY KEY)"}});
  REQUIRE_FALSE(changed);
  CHECK(changed.error().code == ErrorCode::corrupt);
}
