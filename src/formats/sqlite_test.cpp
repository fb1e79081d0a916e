#include <doctest/doctest.h>
#include <sqlite3.h>

#include <algorithm>

#include "formats_testing.h"
#include "pdf_testing.h"

namespace sekisho::formats {
namespace {

using test::walked;
using Row = std::vector<std::string>;

std::string database(const std::string& sql) {
  sqlite3* db = nullptr;
  REQUIRE(sqlite3_open(":memory:", &db) == SQLITE_OK);
  REQUIRE_MESSAGE(sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK, sqlite3_errmsg(db));
  sqlite3_int64 size = 0;
  unsigned char* bytes = sqlite3_serialize(db, "main", &size, 0);
  std::string file(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
  sqlite3_free(bytes);
  sqlite3_close(db);
  return file;
}

bool has(const test::Walked& seen, const Row& row) {
  return std::ranges::find(seen.rows, row) != seen.rows.end();
}

TEST_CASE("every table's rows, with the columns' names before them") {
  const auto seen = walked(
      database(
          "CREATE TABLE a(n INTEGER, s TEXT, f REAL); INSERT INTO a VALUES(1,'見本',1.5),(NULL,'',2);"
          "CREATE TABLE \"b\"\"c\"(k TEXT PRIMARY KEY) WITHOUT ROWID; INSERT INTO \"b\"\"c\" VALUES('x');"
          "CREATE VIEW v AS SELECT s FROM a; CREATE TABLE empty(z)"),
      "a.db");
  CHECK(seen.rows[0] == Row{"n", "s", "f"});
  CHECK(seen.rows[1] == Row{"1", "見本", "1.5"});
  CHECK(seen.rows[2] == Row{"", "", "2.0"});
  CHECK(has(seen, {"x"}));
  CHECK(std::ranges::find(seen.parts, "a.db/b\"c") != seen.parts.end());
  CHECK(std::ranges::find(seen.parts, "a.db/v") == seen.parts.end());
  CHECK(seen.notes.empty());
}

TEST_CASE("the tables behind a full-text index, and UTF-16") {
  const auto seen = walked(database("PRAGMA encoding='UTF-16le'; CREATE VIRTUAL TABLE f USING fts5(t); "
                                    "INSERT INTO f VALUES('見本花子')"),
                           "a.db");
  CHECK(has(seen, {"1", "見本花子"}));
}

TEST_CASE("a database of WAL mode is read as it lies") {
  std::string file = database("CREATE TABLE a(n); INSERT INTO a VALUES('x')");
  file[18] = file[19] = 2;
  const auto seen = walked(file, "a.db");
  CHECK(has(seen, {"x"}));
  CHECK(seen.notes.empty());
}

TEST_CASE("values of bytes: text in CP932, a file, and what nobody knows") {
  const std::string pdf = test::pdf_page("BT /F 12 Tf 1 0 0 1 50 50 Tm (TARO) Tj ET",
                                         "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>");
  const auto seen =
      walked(database("CREATE TABLE a(v); INSERT INTO a VALUES(x'8CA9967B'),(x'" + to_hex(as_bytes(pdf)) +
                      "'),(x'00010203'),(x'00010204'),(CAST(x'8CA9967B' AS TEXT)),(x'')"),
             "a.db");
  CHECK(std::ranges::count(seen.rows, Row{"見本"}) == 2);
  CHECK(seen.text == "TARO\n");
  CHECK(seen.notes == std::vector<std::string>{"unknown_format"});
  CHECK(seen.details == std::vector<std::string>{"a.v"});
}

TEST_CASE("deleted pages, data behind the end, a cut file and a changed one are not clean") {
  std::string sql = "CREATE TABLE a(v);";
  for (int i = 0; i < 20; ++i) sql += "INSERT INTO a VALUES(hex(randomblob(3000)));";
  const std::string whole = database(sql);
  CHECK(walked(whole, "a.db").notes.empty());
  CHECK(walked(database(sql + "DELETE FROM a WHERE rowid>3"), "a.db").noted("unsupported"));
  CHECK(walked(whole + "behind", "a.db").noted("unsupported"));
  CHECK(walked(whole.substr(0, whole.size() / 2), "a.db").noted("truncated"));
  CHECK(walked(whole.substr(0, whole.size() / 2), "a.db").noted("broken"));
  std::string changed = whole;
  std::fill(changed.begin() + 4096, changed.begin() + 8192, '\x55');
  CHECK(walked(changed, "a.db").noted("broken"));
  CHECK(walked(whole.substr(0, 50), "a.db").noted("truncated"));
}

TEST_CASE("nothing of a database is run: no function of its own making") {
  const auto seen =
      walked(database("CREATE TABLE a(n, g AS (upper(n))); INSERT INTO a VALUES('x');"
                      "CREATE TRIGGER t AFTER INSERT ON a BEGIN SELECT load_extension('x'); END"),
             "a.db");
  CHECK(has(seen, {"x", "X"}));
}

}  // namespace
}  // namespace sekisho::formats
