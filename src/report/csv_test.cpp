#include "report/csv.h"

#include <rapidcheck.h>

#include "base/encoding.h"
#include "report_testing.h"

namespace sekisho::report {
namespace {

using testing::Rows;

Rows read(std::string_view bytes) {
  const auto reader = read_csv(as_bytes(bytes));
  if (!reader) FAIL(reader.error().en);
  return testing::rows_of(**reader);
}

std::string written(const std::vector<Column>& columns, const Rows& rows) {
  Bytes out;
  CsvWriter writer({"表", columns}, into(out));
  for (const auto& row : rows) REQUIRE(writer.row(row));
  REQUIRE(writer.finish());
  return std::string(as_text(out));
}

TEST_CASE("what is written begins with the mark, and its lines end with CR LF") {
  CHECK(written({{"氏名"}, {"人数", 8, Kind::number}}, {{"見本　太郎", "-3"}, {"a,\"b\"\nc"}}) ==
        "\xEF\xBB\xBF氏名,人数\r\n見本　太郎,-3\r\n\"a,\"\"b\"\"\nc\",\r\n");
  CHECK(written({{"氏名"}}, {}) == "\xEF\xBB\xBF氏名\r\n");
}

TEST_CASE("no cell is a formula, and each comes back as it was") {
  for (const char* cell :
       {"=1+1", "+81-3", "-1", "@SUM(A1)", "\t=1", "\r=1", "'=1", "''=1", "'普通", "'", "a=1"}) {
    CAPTURE(cell);
    const auto text = written({{"語"}, {"次"}}, {{cell, "x"}});
    const auto line = text.substr(text.find('\n') + 1);
    const auto first = line.find_first_not_of('"');
    CHECK(std::string_view("=+-@\t\r").find(line[first]) == std::string_view::npos);
    CHECK(read(text) == Rows{{"語", "次"}, {cell, "x"}});
  }
}

TEST_CASE("any text goes out and comes back") {
  CHECK(rc::check([](const std::vector<std::string>& cells) {
    std::vector<Column> columns;
    Rows expected{{}};
    for (const auto& cell : cells) {
      columns.push_back({"列"});
      std::string text = cell;
      std::erase_if(text, [](char c) { return c <= 0; });
      expected.back().push_back(text);
    }
    columns.push_back({"終"});
    expected.back().push_back("終わり");
    const auto rows = read(written(columns, expected));
    RC_ASSERT(rows.size() == 2u);
    RC_ASSERT(rows[1] == expected[0]);
  }));
}

TEST_CASE("UTF-8 with a mark or without, CP932 and UTF-16 are read") {
  const std::string text = "氏名,フリガナ\r\n髙橋①,ﾀｶﾊｼ\r\n";
  const Rows rows{{"氏名", "フリガナ"}, {"髙橋①", "ﾀｶﾊｼ"}};
  CHECK(read(text) == rows);
  CHECK(read("\xEF\xBB\xBF" + text) == rows);
  CHECK(read(utf8_to_cp932(text)) == rows);
  CHECK(read(std::string("\xFF\xFE\x0F\x6C\t\0\x0D\x54\n\0", 10)) == Rows{{"氏", "名"}});
}

TEST_CASE("rows keep the numbers that an editor shows; rows without text are left out") {
  const auto reader = read_csv(as_bytes("a,b,,\n,,\n\n\"c\nd\",\ne"));
  REQUIRE(reader);
  std::vector<std::uint64_t> numbers;
  Rows rows;
  while (auto row = *(*reader)->next()) {
    numbers.push_back(row->number);
    rows.push_back(row->cells);
  }
  CHECK(numbers == std::vector<std::uint64_t>{1, 4, 6});
  CHECK(rows == Rows{{"a", "b"}, {"c\nd"}, {"e"}});
}

TEST_CASE("what cannot be read says where") {
  const auto wrong = read_csv(as_bytes("氏名,所属\n見本,\xE8\xA6\n"));
  REQUIRE(!wrong);
  CHECK(wrong.error().ja.starts_with("2 行目、2 列目"));
  CHECK(wrong.error().ja.find("UTF-8") != std::string::npos);
  const std::string cp932 = utf8_to_cp932("氏名,所属\n見本,") + "\xA0\n";
  const auto undefined = read_csv(as_bytes(cp932));
  REQUIRE(!undefined);
  CHECK(undefined.error().ja.starts_with("2 行目、2 列目"));
  CHECK(undefined.error().ja.find("CP932") != std::string::npos);

  const auto open_quote = read_csv(as_bytes("a,b\n1,\"2\n"));
  REQUIRE(open_quote);
  REQUIRE((*open_quote)->next());
  CHECK((*open_quote)->next().error().ja.find("2 列目") != std::string::npos);
}

TEST_CASE("too many rows or columns are refused") {
  const auto rows = read_csv(as_bytes("1\n2\n3\n"), {.rows = 2});
  REQUIRE(rows);
  REQUIRE((*rows)->next());
  REQUIRE((*rows)->next());
  CHECK((*rows)->next().error().code == ErrorCode::too_large);
  const std::string wide(300, ',');
  const auto columns = read_csv(as_bytes(wide));
  REQUIRE(columns);
  CHECK((*columns)->next().error().code == ErrorCode::too_large);
}

}  // namespace
}  // namespace sekisho::report
