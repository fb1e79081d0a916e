#include <doctest/doctest.h>

#include <algorithm>
#include <bit>

#include "office_testing.h"

namespace sekisho::formats {
namespace {

using namespace test;
using Rows = std::vector<std::vector<std::string>>;

Walked sheet(const std::string& data, const std::string& strings = "<sst/>",
             const std::string& styles = "<styleSheet/>") {
  return walked(workbook("<sheetData>" + data + "</sheetData>", strings, styles).file(), "a.xlsx");
}

TEST_CASE("cells as programs write them, and as they may be written as well") {
  const std::string strings =
      "<sst><si><t>見本</t></si><si><r><t>太</t></r><r><t xml:space='preserve'>郎 </t></r>"
      "<rPh sb='0' eb='1'><t>タロウ</t></rPh></si><si><t>a&amp;_x0042_</t></si></sst>";
  const Rows expected = {{"見本", "", "太郎 ", "a&B", "タロウ"},
                         {"x<y", "123456789012", "TRUE", "#N/A", "2026-01-02"}};
  const auto fast = sheet(
      "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"C1\" s=\"0\" t=\"s\"><v>1</v></c><c r=\"D1\" "
      "t=\"s\"><v>2"
      "</v></c><c r=\"E1\" s=\"1\"/></row><row r=\"7\"><c r=\"A7\" "
      "t=\"inlineStr\"><is><t>x&lt;y</t></is></c><c r=\"B7\">"
      "<v>123456789012</v></c><c r=\"C7\" t=\"b\"><v>1</v></c><c r=\"D7\" t=\"e\"><v>#N/A</v></c><c r=\"E7\" "
      "t=\"d\"><v>2026-01-02</v></c></row>",
      strings);
  CHECK(fast.rows == expected);
  CHECK(fast.notes.empty());
  const auto slow = sheet(
      "<x:row><x:c t='s' r='A1'> <x:v>0</x:v></x:c><!-- 注 --><x:c r='C1' t='s'><x:v>&#49;</x:v></x:c>\n"
      "<x:c t='s'><x:v><![CDATA[2]]></x:v></x:c></x:row><x:row><x:c "
      "t='inlineStr'><x:is><x:r><x:t>x</x:t></x:r><x:r>"
      "<x:t>&lt;y</x:t></x:r></x:is></x:c><x:c><x:v>123456789012</x:v></x:c><x:c "
      "t='b'><x:v>1</x:v></x:c><x:c t='e'>"
      "<x:v>#N/A</x:v></x:c><x:c t='d'><x:v>2026-01-02</x:v></x:c></x:row>",
      strings);
  CHECK(slow.rows == expected);
  CHECK(slow.text == " 注 \n");
}

TEST_CASE("the same cells, written so that they are taken at once and so that they are not") {
  const std::string strings =
      "<sst><si><t>氏名</t><rPh sb=\"0\" eb=\"2\"><t>シメイ</t></rPh><phoneticPr fontId=\"1\"/></si>"
      "<si><t/></si><si><t>見本 太郎</t><rPh sb=\"0\" eb=\"2\"><t>ミホン</t></rPh><rPh sb=\"3\" "
      "eb=\"5\"><t>タ&amp;ロウ</t></rPh><phoneticPr fontId=\"1\" type=\"noConversion\"/></si><si><t "
      "xml:space=\"preserve\"> 花子</t><phoneticPr fontId=\"1\"/></si><si><t></t></si></sst>";
  const auto cell = [](const std::string& place, int string) {
    return "<c r=\"" + place + "\" s=\"1\" t=\"s\"><v>" + std::to_string(string) + "</v></c>";
  };
  const std::string rows =
      "<row r=\"1\" spans=\"1:12\" x14ac:dyDescent=\"0.4\">" + cell("A1", 0) + cell("C1", 2) + cell("B1", 3) +
      "</row><row r=\"3\" spans=\"1:12\" ht=\"12.8\" customHeight=\"false\">" + cell("A3", 1) +
      cell("B3", 3) + cell("D3", 4) + "</row><row r=\"4\">" + cell("A4", 1) +
      "</row><row r=\"5\"/><row r=\"6\">" + cell("C6", 9) +
      "</row><row spans=\"1:2\" r=\"8\"><c t=\"s\" r=\"B8\"><v>0</v></c></row><row r=\"9\" a=\">\">" +
      cell("A9", 3) + "</row><row><c><v>7</v></c></row>";
  const Rows expected = {{"氏名", "", "見本 太郎", " 花子", "シメイ", "ミホン タ&ロウ"},
                         {"", " 花子"},
                         {"", "", "9"},
                         {"", "氏名", "シメイ"},
                         {" 花子"},
                         {"7"}};
  const auto single = [](std::string xml) {
    std::ranges::replace(xml, '"', '\'');
    return xml;
  };
  const auto fast = sheet(rows, strings);
  CHECK(fast.rows == expected);
  for (const auto& seen : {fast, sheet(single(rows), strings), sheet(rows, single(strings)),
                           sheet(single(rows), single(strings))}) {
    CHECK(seen.rows == expected);
    CHECK(seen.notes == std::vector<std::string>{"broken"});
    CHECK(seen.text == fast.text);
  }
}

TEST_CASE("a row's end where no row began is broken, taken at once or not") {
  for (const char* data : {"<c r=\"A1\"><v>1</v></c></row><row r=\"2\"><c r=\"A2\"><v>2</v></c></row>",
                           "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"2\" a=\"b></row>"})
    CHECK(sheet(data).noted("broken"));
}

TEST_CASE("numbers by their style") {
  const std::string styles =
      "<styleSheet><numFmts><numFmt numFmtId='164' formatCode='000000000000'/><numFmt numFmtId='165' "
      "formatCode='ggge&quot;年&quot;m&quot;月&quot;'/></numFmts><cellStyleXfs><xf "
      "numFmtId='14'/></cellStyleXfs><cellXfs>"
      "<xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='164'/><xf numFmtId='165'/></cellXfs></styleSheet>";
  const auto seen = sheet(
      "<row><c><v>1.23456789012E11</v></c><c s='1'><v>29827</v></c><c s='2'><v>12345678</v></c>"
      "<c s=\"3\"><v>29827</v></c></row>",
      "<sst/>", styles);
  CHECK(seen.rows == Rows{{"123456789012", "1981-08-29", "000012345678", "1981-08-29"}});
}

TEST_CASE("formulas: what they start, and the words in them") {
  const auto seen = sheet(
      "<row><c t='str'><f>IF(A1=\"秘密\",1,0)</f><v>0</v></c><c><f>cmd|'/c calc'!A0</f></c>"
      "<c><f>_xlfn.WEBSERVICE(\"http://example.jp/\")</f></c><c><f>'a|b'!A1</f></c></row>");
  CHECK(seen.rows == Rows{{"0", "IF(A1=\"秘密\",1,0)", "_xlfn.WEBSERVICE(\"http://example.jp/\")"}});
  CHECK(seen.notes == std::vector<std::string>{"dde", "dde"});
  CHECK(seen.details == std::vector<std::string>{"CMD", "WEBSERVICE"});
}

TEST_CASE("strings that no cell shows, parts that are not there, references to nowhere") {
  const auto seen = sheet("<row><c t='s'><v>1</v></c><c t='s'><v>9</v></c></row>",
                          "<sst><si><t>消した人</t></si><si><t>残る人</t></si></sst>");
  CHECK(seen.rows == Rows{{"残る人", "9"}});
  CHECK(seen.text == "消した人\n");
  CHECK(seen.notes == std::vector<std::string>{"broken"});

  auto made = workbook("<sheetData/>");
  made.relations["xl/workbook.xml"][0][2] = "worksheets/other.xml";
  const auto lost = walked(made.file(), "a.xlsx");
  CHECK(lost.noted("broken"));
  CHECK(lost.parts.at(2) == "a.xlsx/一覧");

  made = workbook("<sheetData/>");
  made.parts.push_back(
      {"xl/worksheets/sheet2.xml", ooxml + "spreadsheetml.worksheet+xml",
       "<worksheet><sheetData><row><c t='str'><v>孤児</v></c></row></sheetData></worksheet>"});
  CHECK(walked(made.file(), "a.xlsx").rows == Rows{{"孤児"}});

  CHECK(walked(workbook("<sheetData><row><c><v>1</v></c></row>").file(), "a.xlsx").noted("broken"));
  CHECK(walked(workbook("<sheetData><row></c></row></sheetData>").file(), "a.xlsx").noted("broken"));
  CHECK(walked(workbook("<sheetData/>", "<!DOCTYPE x [<!ENTITY a 'b'>]><sst/>").file(), "a.xlsx")
            .noted("broken"));
}

TEST_CASE("gaps keep columns in line, and cost no more than they are worth") {
  const auto seen = sheet("<row r='3'><c r='XFD3'><v>1</v></c><c r='B3'><v>2</v></c></row>");
  CHECK(seen.rows.at(0).size() == 16385);
  CHECK(seen.rows.at(0).at(16383) == "1");
  std::string many;
  for (int i = 0; i < 5000; ++i) many += "<row><c r='XFD1'><v>1</v></c></row>";
  std::size_t cells = 0;
  for (const auto& row : sheet(many).rows) cells += row.size();
  CHECK(cells < 2'000'000);
}

TEST_CASE("links, queries, macros and what is embedded") {
  auto made = workbook("<sheetData/>");
  made.parts.push_back(
      {"xl/externalLinks/externalLink1.xml", ooxml + "spreadsheetml.externalLink+xml",
       "<externalLink><externalBook><sheetNames><sheetName val='x'/></sheetNames><sheetDataSet><sheetData>"
       "<row r='2'><cell r='A2' t='str'><v>外の人</v></cell></row></sheetData></sheetDataSet></externalBook>"
       "</externalLink>"});
  made.parts.push_back({"xl/externalLinks/externalLink2.xml", ooxml + "spreadsheetml.externalLink+xml",
                        "<externalLink><ddeLink ddeService='cmd' ddeTopic='/c calc'/></externalLink>"});
  made.relations["xl/externalLinks/externalLink1.xml"] = {
      {"a", "externalLinkPath", "file:///C:/Users/mihon/taro.xlsx", "External"}};
  made.parts.push_back(
      {"xl/connections.xml", ooxml + "spreadsheetml.connections+xml",
       "<connections><connection name='台帳'><dbPr connection='DSN=x' command='select'/></connection>"
       "</connections>"});
  made.parts.push_back(
      {"xl/macrosheets/sheet1.xml", "application/vnd.ms-excel.macrosheet+xml",
       "<macrosheet><sheetData><row><c><f>EXEC(\"calc\")</f></c></row></sheetData></macrosheet>"});
  made.parts.push_back({"xl/vbaProject.bin", "application/vnd.ms-office.vbaProject", "not a project"});
  made.parts.push_back({"xl/activeX/activeX1.xml", "application/vnd.ms-office.activeX+xml", "<ocx/>"});
  made.parts.push_back({"xl/embeddings/oleObject1.bin", ooxml + "oleObject", "words"});
  made.parts.push_back({"xl/printerSettings/printerSettings1.bin", ooxml + "spreadsheetml.printerSettings",
                        std::string("\x00\x01\x02", 3)});
  made.parts.push_back({"xl/other.bin", "", std::string("\x00\x01\x02\x03", 4)});
  const auto seen = walked(made.file(), "a.xlsx");
  CHECK(seen.rows == Rows{{"EXEC(\"calc\")"}, {"外の人"}});
  std::vector<std::string> told;
  for (std::size_t i = 0; i < seen.notes.size(); ++i) told.push_back(seen.notes[i] + " " + seen.details[i]);
  std::ranges::sort(told);
  CHECK(told == std::vector<std::string>{"activex ", "dde EXEC", "dde cmd",
                                         "external_link externalLinkPath file .xlsx",
                                         "external_link データ接続", "ole_object ", "unknown_format ",
                                         "vba vbaProject.bin", "xlm "});
}

TEST_CASE("a pivot table's records, though their sheet is gone") {
  auto made = workbook("<sheetData/>");
  made.parts.push_back(
      {"xl/pivotCache/d1.xml", ooxml + "spreadsheetml.pivotCacheDefinition+xml",
       "<pivotCacheDefinition><cacheFields><cacheField name='氏名'><sharedItems><s v='見本太郎'/><s "
       "v='見本花子'/></sharedItems></cacheField><cacheField "
       "name='番号'><sharedItems/></cacheField></cacheFields>"
       "</pivotCacheDefinition>"});
  made.parts.push_back(
      {"xl/pivotCache/r1.xml", ooxml + "spreadsheetml.pivotCacheRecords+xml",
       "<pivotCacheRecords><r><x v='1'/><n v='5'/></r><r><x v='0'/><d v='2026-01-02T00:00:00'/></r>"
       "</pivotCacheRecords>"});
  made.relations["xl/pivotCache/d1.xml"] = {{"a", "pivotCacheRecords", "r1.xml", ""}};
  const auto seen = walked(made.file(), "a.xlsx");
  CHECK(seen.rows == Rows{{"見本花子", "5"}, {"見本太郎", "2026-01-02"}});
  CHECK(seen.notes.empty());
}

std::string wide(std::u16string_view text) {
  std::string out = little(text.size(), 4);
  for (const char16_t c : text) out += little(c, 2);
  return out;
}

std::string record(unsigned id, const std::string& body) {
  std::string out = id < 128 ? little(id, 1) : little((id & 0x7F) | 0x80, 1) + little(id >> 7, 1);
  return out +
         (body.size() < 128 ? little(body.size(), 1)
                            : little((body.size() & 0x7F) | 0x80, 1) + little(body.size() >> 7, 1)) +
         body;
}

TEST_CASE("a binary workbook: cells, strings, styles, macro sheets, DDE") {
  const std::string excel = "application/vnd.ms-excel.";
  const auto cell = [](unsigned column, unsigned style) { return little(column, 4) + little(style, 4); };
  Made made;
  made.parts = {
      {"xl/workbook.bin", excel + "sheet.binary.macroEnabled.main",
       record(153, little(0, 8)) + record(156, little(0, 4) + little(1, 4) + wide(u"a") + wide(u"一覧")) +
           record(156, little(2, 4) + little(2, 4) + wide(u"b") + wide(u"マクロ"))},
      {"xl/worksheets/sheet1.bin", excel + "worksheet",
       record(0, little(2, 4) + little(0, 13)) + record(7, cell(0, 0) + little(0, 4)) +
           record(2, cell(2, 1) + little(29827 << 2 | 2, 4)) +
           record(5, cell(3, 0) + little(std::bit_cast<std::uint64_t>(123456789012.0), 8)) +
           record(6, cell(4, 0) + wide(u"文字")) + record(4, cell(5, 0) + little(1, 1)) +
           record(62, cell(6, 0) + little(0, 1) + wide(u"飾り")) +
           record(479, little(0, 2) + wide(u"ヘッダ"))},
      {"xl/macrosheets/sheet2.bin", excel + "macrosheet", record(0, little(0, 4))},
      {"xl/externalLinks/externalLink1.bin", excel + "externalLink",
       record(360, little(1, 2) + wide(u"cmd") + wide(u"/c"))},
      {"xl/sharedStrings.bin", excel + "sharedStrings",
       record(19, little(2, 1) + wide(u"見本太郎") + wide(u"ミホン"))},
      {"xl/styles.bin", excel + "styles",
       record(617, "") + record(47, little(0, 2) + little(0, 2)) + record(47, little(0, 2) + little(14, 2)) +
           record(618, "")}};
  made.relations[""] = {{"a", "officeDocument", "xl/workbook.bin", ""}};
  made.relations["xl/workbook.bin"] = {{"a", "worksheet", "worksheets/sheet1.bin", ""},
                                       {"b", "xlMacrosheet", "macrosheets/sheet2.bin", ""},
                                       {"c", "sharedStrings", "sharedStrings.bin", ""},
                                       {"d", "styles", "styles.bin", ""}};
  const auto seen = walked(made.file(), "a.xlsb");
  CHECK(seen.rows == Rows{{"見本太郎", "", "1981-08-29", "123456789012", "文字", "TRUE", "飾り", "ミホン"}});
  CHECK(seen.notes == std::vector<std::string>{"xlm", "dde"});
  CHECK(seen.text.find("ヘッダ") != std::string::npos);
  made.parts[1].content.resize(made.parts[1].content.size() - 3);
  CHECK(walked(made.file(), "a.xlsb").noted("broken"));
}

}  // namespace
}  // namespace sekisho::formats
