// What we write, read by others' programs and by our own reader.
#include "report/xlsx.h"

#include <rapidcheck.h>

#include "report/xlsx_read.h"
#include "report_testing.h"

namespace sekisho::report {
namespace {

using testing::Rows;

const std::vector<Column> columns{{"氏名", 20}, {"件数", 8, Kind::number}, {"期限", 12, Kind::day}};

Bytes written(const Table& table, const Rows& rows) {
  Bytes out;
  XlsxWriter writer(table, into(out));
  for (const auto& row : rows) REQUIRE(writer.row(row));
  REQUIRE(writer.finish());
  return out;
}

Rows read(ByteView file, std::string_view sheet = {}) {
  const auto reader = read_xlsx(file, sheet);
  if (!reader) FAIL(reader.error().en);
  return testing::rows_of(**reader);
}

// Each cell as type:value, a row a line; then what the sheet says about itself.
constexpr const char* dump_script = R"(
import sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
for sheet in book:
    print('#', sheet.title)
    for row in sheet.iter_rows():
        print('|'.join(c.data_type + ':' + (c.value.strftime('%Y-%m-%d') if c.is_date else str(c.value)) for c in row))
    print(sheet.freeze_panes, sheet.print_title_rows, sheet.page_setup.paperSize, sheet.page_setup.fitToWidth,
          sheet.page_setup.fitToHeight, sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.auto_filter.ref,
          sheet.column_dimensions['A'].width, sheet['A2'].font.name, sheet['A2'].number_format)
)";

std::string seen_by_openpyxl(ByteView file) {
  const testing::TempFile xlsx(".xlsx", file);
  const testing::TempFile script(".py", as_bytes(std::string_view(dump_script)));
  return testing::output_of("PYTHONIOENCODING=utf-8 /usr/bin/python3 '" + script.path.string() + "' '" +
                            xlsx.path.string() + "'");
}

TEST_CASE("another program reads what we write") {
  const Bytes file = written({"従事者名簿 A&B", columns}, {{"=1+1", "3", "2026-11-23"},
                                                           {"@見本 <太郎> & \"次郎\"", "-2.5", "1899-01-01"},
                                                           {"改\n行", "0123", ""}});
  CHECK(seen_by_openpyxl(file) ==
        "# 従事者名簿 A&B\n"
        "s:氏名|s:件数|s:期限\n"
        "s:=1+1|n:3|d:2026-11-23\n"
        "s:@見本 <太郎> & \"次郎\"|n:-2.5|s:1899-01-01\n"
        "s:改\n行|s:0123|n:None\n"
        "A2 $1:$1 9 1 0 True A1:C4 20.0 游ゴシック @\n");
}

TEST_CASE("several sheets, whose names are allowed and different") {
  Bytes out;
  XlsxWriter writer({"委託/契約: [令和8年度]", columns}, into(out));
  REQUIRE(writer.row(std::vector<std::string>{"一"}));
  REQUIRE(writer.sheet({"委託/契約: [令和8年度]", columns}));
  REQUIRE(writer.row(std::vector<std::string>{"二"}));
  REQUIRE(writer.sheet({"", {}}));
  REQUIRE(writer.finish());
  const auto names = xlsx_sheets(out);
  REQUIRE(names);
  CHECK(*names == std::vector<std::string>{"委託_契約_ _令和8年度_", "委託_契約_ _令和8年度__2", "Sheet"});
  CHECK(read(out, (*names)[1]) == Rows{{"氏名", "件数", "期限"}, {"二"}});
  CHECK(read_xlsx(out, "無い").error().code == ErrorCode::not_found);
  CHECK(seen_by_openpyxl(out).find("# 委託_契約_ _令和8年度__2\n") != std::string::npos);
}

TEST_CASE("any text comes back as it was; controls and codes too") {
  CHECK(rc::check([](const std::vector<std::string>& cells) {
    std::vector<Column> all;
    Rows expected{{}};
    for (const auto& cell : cells) {
      all.push_back({"列"});
      std::string text = cell;
      std::erase_if(text, [](char c) { return c <= 0 || c == '\r'; });
      expected.back().push_back(text);
    }
    all.push_back({"終"});
    expected.back().push_back("_x0041_ _x005F_ 終");
    const auto rows = read(written({"表", all}, expected));
    RC_ASSERT(rows.size() == 2u);
    RC_ASSERT(rows[1] == expected[0]);
  }));
}

TEST_CASE("days and numbers come back as they were given; a text that is too long says that it was cut") {
  const Rows rows{{"a", "12", "1900-03-01"},
                  {"b", "-0.25", "2026-11-23"},
                  {"c", "007", "9999-12-31"},
                  {"d", "1234567890123456", ""},
                  {"e", "十", "令和8年"}};
  auto expected = rows;
  expected.insert(expected.begin(), {"氏名", "件数", "期限"});
  expected[4].pop_back();
  CHECK(read(written({"表", columns}, rows)) == expected);

  std::string longest;
  for (int i = 0; i < 40'000; ++i) longest += "長";
  const auto cut = read(written({"表", columns}, {{longest}}));
  CHECK(cut[1][0].ends_with("…（長いため、以下省略）"));
  CHECK(cut[1][0].size() < 32'767 * 3);
}

TEST_CASE("memory does not grow with the rows, and an error of the sink comes back") {
  std::size_t largest = 0;
  std::size_t total = 0;
  XlsxWriter writer({"表", columns}, [&](ByteView bytes) -> Result<void> {
    largest = std::max(largest, bytes.size());
    total += bytes.size();
    return {};
  });
  for (int i = 0; i < 20'000; ++i)
    REQUIRE(writer.row(
        std::vector<std::string>{"見本 " + std::to_string(i * 7919), std::to_string(i), "2026-11-23"}));
  CHECK(total > 100'000);  // it has been going out all along
  REQUIRE(writer.finish());
  CHECK(largest <= 64 * 1024);

  XlsxWriter full({"表", columns},
                  [](ByteView) { return Result<void>(fail(ErrorCode::io, "満杯", "full")); });
  Result<void> last;
  for (int i = 0; i < 100'000 && last; ++i)
    last = full.row(std::vector<std::string>{std::to_string(i * 7919)});
  REQUIRE(!last);
  CHECK(last.error().ja == "満杯");
}

TEST_CASE("a file is new, and only its owner reads it") {
  const auto path = std::filesystem::temp_directory_path() / (make_id("tst") + ".xlsx");
  {
    const auto sink = into_file(path);
    REQUIRE(sink);
    const auto writer = table_writer(Format::xlsx, {"表", columns}, *sink);
    REQUIRE(writer->row(std::vector<std::string>{"見本"}));
    REQUIRE(writer->finish());
  }
  CHECK((std::filesystem::status(path).permissions() & std::filesystem::perms(0077)) ==
        std::filesystem::perms::none);
  CHECK(read(testing::read_file(path))[1] == std::vector<std::string>{"見本"});
  CHECK(into_file(path).error().code == ErrorCode::conflict);
  std::filesystem::remove(path);
}

}  // namespace
}  // namespace sekisho::report
