#include "report/xlsx_read.h"

#include <map>

#include "number_formats.h"
#include "report_testing.h"
#include "zip_stream.h"

namespace sekisho::report {
namespace {

using testing::Rows;

using PartTexts = std::map<std::string, std::string>;

// The smallest workbook; tests put their own parts in the place of these.
PartTexts smallest(const std::string& rows) {
  const std::string office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
  return {
      {"_rels/.rels", "<Relationships><Relationship Id='a' Type='" + office +
                          "officeDocument' Target='/xl/workbook.xml'/></Relationships>"},
      {"xl/workbook.xml", "<workbook><sheets><sheet name='一' r:id='s' xmlns:r='x'/></sheets></workbook>"},
      {"xl/_rels/workbook.xml.rels",
       "<Relationships><Relationship Id='s' Type='" + office +
           "worksheet' Target='worksheets/sheet1.xml'/><Relationship Id='t' Type='" + office +
           "sharedStrings' Target='sharedStrings.xml'/><Relationship Id='u' Type='" + office +
           "styles' Target='styles.xml'/></Relationships>"},
      {"xl/worksheets/sheet1.xml", "<worksheet><sheetData>" + rows + "</sheetData></worksheet>"}};
}

Bytes zipped(const PartTexts& parts) {
  Bytes out;
  ZipStream zip(into(out));
  for (const auto& [name, text] : parts) {
    REQUIRE(zip.open(name));
    REQUIRE(zip.write(text));
  }
  REQUIRE(zip.close());
  return out;
}

Rows read(const PartTexts& parts) {
  const Bytes file = zipped(parts);
  const auto reader = read_xlsx(file);
  if (!reader) FAIL(reader.error().en);
  return testing::rows_of(**reader);
}

Error refused(ByteView file, const XlsxLimits& limits = {}) {
  const auto reader = read_xlsx(file, {}, limits);
  if (!reader) return reader.error();
  for (;;) {
    const auto row = (*reader)->next();
    if (!row) return row.error();
    REQUIRE(*row);
  }
}

TEST_CASE("strings: shared, inline, rich, without the readings that Excel keeps beside them") {
  auto parts = smallest(
      "<row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='s'><v>1</v></c><c r='C1' "
      "t='inlineStr'><is><r><t>赤</t></r>"
      "<r><t xml:space='preserve'> と青</t></r><rPh sb='0' eb='1'><t>アカ</t></rPh></is></c>"
      "<c r='D1' t='str'><f>A1&amp;B1</f><v>式の結果</v></c><c r='E1' t='b'><v>1</v></c><c r='F1' "
      "t='e'><v>#N/A</v></c>"
      "<c r='G1' t='s'><v>2</v></c></row>");
  parts["xl/sharedStrings.xml"] =
      "<sst><si><t>見本　花子</t><rPh sb='0' eb='2'><t>ミホン</t></rPh><phoneticPr fontId='1'/></si>"
      "<si><r><t>太</t></r><r><rPr/><t>字</t></r></si><si><t>一_x000D_\n二_x005F_x0041_</t></si></sst>";
  CHECK(read(parts) == Rows{{"見本　花子", "太字", "赤 と青", "式の結果", "TRUE", "#N/A", "一\n二_x0041_"}});
}

TEST_CASE("cells keep their places; rows keep their numbers") {
  const Bytes file =
      zipped(smallest("<row r='2'><c r='B2'><v>1</v></c><c r='D2'><v>2.50</v></c><c r='F2' s='1'/></row>"
                      "<row r='3'/><row><c><v>3</v></c><c><v>4</v></c></row>"
                      "<row r='9'><c r='AB9'><v>5</v></c></row>"));
  const auto reader = read_xlsx(file);
  REQUIRE(reader);
  const auto first = *(*reader)->next();
  CHECK(first->number == 2);
  CHECK(first->cells == std::vector<std::string>{"", "1", "", "2.5"});
  const auto second = *(*reader)->next();
  CHECK(second->number == 4);
  CHECK(second->cells == std::vector<std::string>{"3", "4"});
  const auto third = *(*reader)->next();
  CHECK(third->number == 9);
  CHECK(third->cells.size() == 28);
  CHECK(!*(*reader)->next());
}

TEST_CASE("numbers and days are read as people see them") {
  const auto shown = [](const char* stored, Shown as, bool since_1904 = false) {
    return show_number(stored, as, since_1904);
  };
  CHECK(shown("3", {}) == "3");
  CHECK(shown("3.0", {}) == "3");
  CHECK(shown("0.30000000000000004", {}) == "0.3");
  CHECK(shown("1E3", {}) == "1000");
  CHECK(shown("8000012345678", {}) == "8000012345678");
  CHECK(shown("1e400", {}) == "1e400");
  CHECK(shown("nan", {}) == "nan");
  CHECK(shown("12", shown_by_code("00000")) == "00012");
  const std::pair<const char*, const char*> days[] = {
      {"yyyy/m/d", "2026-11-23"},
      {"[$-411]ge.m.d;@", "2026-11-23"},
      {"[$-411]ggge\"年\"m\"月\"d\"日\";@", "2026-11-23"},
      {"[$-ja-JP-x-gannen]ggge\"年\"m\"月\"d\"日\"", "2026-11-23"},
      {"yyyy\"年\"m\"月\"", "2026-11-23"},
      {"[Red]m/d", "2026-11-23"},
      {"mmm", "2026-11-23"},
      {"yyyy/m/d h:mm", "2026-11-23 18:00"},
      {"General", "46349.75"},
      {"#,##0.00_);(#,##0.00)", "46349.75"},
      {"0.00E+00", "46349.75"},
      {"\"ymd\"0.0", "46349.75"},
      {"0.0\\y", "46349.75"},
      {"@", "46349.75"}};
  for (const auto& [code, expected] : days) {
    CAPTURE(code);
    CHECK(shown("46349.75", shown_by_code(code)) == expected);
  }
  for (const unsigned id : {14u, 15u, 16u, 17u, 27u, 28u, 30u, 31u, 36u, 50u, 57u, 58u})
    CHECK(shown("46349", shown_by_id(id)) == "2026-11-23");
  CHECK(shown("46349.5", shown_by_id(22)) == "2026-11-23 12:00");
  CHECK(shown("0.75", shown_by_id(20)) == "18:00");
  CHECK(shown("0.7500116", shown_by_id(21)) == "18:00:01");
  CHECK(shown("0.99999999", shown_by_id(14)) == "1900-01-01");
  CHECK(shown("44887", shown_by_id(14), true) == "2026-11-23");
  CHECK(shown("1", shown_by_id(14)) == "1900-01-01");
  CHECK(shown("59", shown_by_id(14)) == "1900-02-28");
  CHECK(shown("61", shown_by_id(14)) == "1900-03-01");
  CHECK(shown("60", shown_by_id(14)) == "60");
  CHECK(shown("-1", shown_by_id(14)) == "-1");
  CHECK(shown("99999999", shown_by_id(14)) == "99999999");
  for (const unsigned id : {0u, 1u, 4u, 10u, 37u, 49u, 9999u})
    CHECK(shown("46349", shown_by_id(id)) == "46349");
}

TEST_CASE("styles and the workbook's epoch are looked up") {
  auto parts = smallest(
      "<row><c s='1'><v>46349</v></c><c s='0'><v>46349</v></c><c s='2'><v>7</v></c><c s='9'><v>1</v></c>"
      "<c t='d'><v>2026-11-23T00:00:00</v></c></row>");
  parts["xl/styles.xml"] =
      "<styleSheet><numFmts><numFmt numFmtId='176' formatCode='[$-411]ge.m.d'/><numFmt numFmtId='177' "
      "formatCode='000'/></numFmts><cellStyleXfs><xf numFmtId='14'/></cellStyleXfs><cellXfs><xf "
      "numFmtId='0'/><xf "
      "numFmtId='176'/><xf numFmtId='177'/></cellXfs></styleSheet>";
  CHECK(read(parts) == Rows{{"2026-11-23", "46349", "007", "1", "2026-11-23"}});
  parts["xl/workbook.xml"] =
      "<x:workbook xmlns:x='y'><x:workbookPr date1904='1'/><x:sheets><x:sheet name='一' r:id='s' "
      "xmlns:r='x'/></x:sheets></x:workbook>";
  CHECK(read(parts)[0][0] == "2030-11-24");
}

// Made by tests/fuzz/make_xlsx_seeds.py.
TEST_CASE("files of other programs") {
  for (const char* name : {"openpyxl", "xlsxwriter", "libreoffice"}) {
    CAPTURE(name);
    const Bytes file = testing::read_file(std::string(SEKISHO_SOURCE_DIR "/tests/fuzz/seeds/xlsx/") + name);
    const auto reader = read_table(file);
    if (!reader) FAIL(reader.error().en);
    CHECK(testing::rows_of(**reader) ==
          Rows{{"氏名", "フリガナ", "人数", "契約の始まり", "和暦", "番号", "", "備考"},
               {"見本　太郎", "ミホン　タロウ", "3", "2026-04-01", "2026-11-23", "00123", "", "=1+1"},
               {"架空 花子", "カクウ ハナコ", "-2.5", "2026-04-02", "1989-01-08", "00007", "",
                "一行目\n二行目"}});
  }
}

TEST_CASE("hostile and broken files are refused") {
  const auto code = [](const PartTexts& parts, const XlsxLimits& limits = {}) {
    return refused(zipped(parts), limits).code;
  };
  const std::string row = "<row><c><v>1</v></c><c><v>2</v></c></row>";
  CHECK(read(smallest(row)) == Rows{{"1", "2"}});
  CHECK(read_table(as_bytes("PK\x03\x04 and nothing more")).error().code == ErrorCode::corrupt);
  CHECK(refused(zipped({{"readme.txt", "a zip of something else"}})).code == ErrorCode::unsupported);
  auto parts = smallest(row);
  parts["xl/worksheets/sheet1.xml"] = "<!DOCTYPE w [<!ENTITY a 'b'>]><worksheet>&a;</worksheet>";
  CHECK(refused(zipped(parts)).en.find("DTD") != std::string::npos);
  parts = smallest(row);
  parts["xl/workbook.xml"] = "<workbook><sheets>";
  CHECK(code(parts) == ErrorCode::corrupt);
  parts.erase("xl/workbook.xml");
  CHECK(code(parts) == ErrorCode::corrupt);
  CHECK(code(smallest("<row><c t='s'><v>5</v></c></row>")) == ErrorCode::corrupt);
  CHECK(code(smallest("<row r='2'/><row r='1'/>")) == ErrorCode::corrupt);
  CHECK(code(smallest("<row><c r='B1'><v>1</v></c><c r='A1'><v>1</v></c></row>")) == ErrorCode::corrupt);
  CHECK(code(smallest("<row><c r='ZZZZZ1'><v>1</v></c></row>")) == ErrorCode::corrupt);
  std::string deep;
  for (int i = 0; i < 200; ++i) deep += "<a>";
  CHECK(code(smallest(deep)) == ErrorCode::corrupt);
  CHECK(code(smallest("<row a='" + std::string(3'000'000, 'x') + "'>")) == ErrorCode::corrupt);

  CHECK(code(smallest(row + row + row), {.rows = 2}) == ErrorCode::too_large);
  CHECK(code(smallest("<row><c r='C1'><v>1</v></c></row>"), {.columns = 2}) == ErrorCode::too_large);
  CHECK(code(smallest(row + row), {.cells = 3}) == ErrorCode::too_large);
  CHECK(code(smallest("<row><c><v>" + std::string(2000, '1') + "</v></c></row>"), {.cell_bytes = 1000}) ==
        ErrorCode::too_large);
  CHECK(code(smallest(row), {.unpacked = 500}) == ErrorCode::too_large);
  parts = smallest(row);
  parts["xl/sharedStrings.xml"] = "<sst><si><t>" + std::string(5000, 'a') + "</t></si></sst>";
  CHECK(code(parts, {.strings = 1000}) == ErrorCode::too_large);
  // One long string, told again and again.
  std::string again;
  for (int i = 0; i < 100; ++i) again += "<row><c t='s'><v>0</v></c></row>";
  parts["xl/worksheets/sheet1.xml"] = "<worksheet><sheetData>" + again + "</sheetData></worksheet>";
  CHECK(code(parts, {.text_bytes = 100'000}) == ErrorCode::too_large);
  // A bomb: 64 MiB of spaces in some 64 KiB.
  CHECK(code(smallest(std::string(64 << 20, ' '))) == ErrorCode::too_large);

  const auto where = refused(zipped(smallest("<row r='7'><c r='C7'><v>1</v></c></row>")), {.columns = 2});
  CHECK(where.ja.starts_with("7 行目、C 列"));
}

TEST_CASE("what is no table says what to do instead") {
  using namespace std::string_view_literals;
  CHECK(read_table(as_bytes("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 old"sv)).error().ja.find(".xls") !=
        std::string::npos);
  CHECK(read_table(as_bytes("%PDF-1.7")).error().code == ErrorCode::unsupported);
  CHECK(read_table(as_bytes("a,b\n")));
}

}  // namespace
}  // namespace sekisho::report
