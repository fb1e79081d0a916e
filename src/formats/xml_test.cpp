#include "xml.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstring>

#include "number_shown.h"
#include "shared_strings.h"
#include "xstring.h"

namespace sekisho::formats {
namespace {

// Gives at most `step` bytes at a time.
class Slow final : public ByteSource {
 public:
  Slow(std::string_view text, std::size_t step, std::optional<std::uint64_t> says = {})
      : text_(text), step_(step), says_(says) {}
  std::optional<std::uint64_t> size() const override { return says_; }
  Result<std::size_t> read(std::span<std::uint8_t> out) override {
    const std::size_t now = std::min({out.size(), step_, text_.size() - at_});
    std::memcpy(out.data(), text_.data() + at_, now);
    at_ += now;
    return now;
  }

 private:
  std::string_view text_;
  std::size_t step_;
  std::optional<std::uint64_t> says_;
  std::size_t at_ = 0;
};

// "<a x=1>text</a>" as it was told; text in one piece.
std::string told(std::string_view xml, std::size_t step = 1 << 20, std::optional<std::uint64_t> says = {}) {
  Slow source(xml, step, says);
  XmlReader reader(source);
  std::string out;
  for (;;) switch (reader.next()) {
      case XmlToken::start:
        out += "<" + std::string(reader.local());
        for (const XmlAttribute& a : reader.attributes()) out += "," + std::string(a.value);
        out += ">";
        break;
      case XmlToken::end:
        out += "</>";
        break;
      case XmlToken::text:
        out += reader.text();
        break;
      case XmlToken::comment:
        out += "{" + std::string(reader.text()) + "}";
        break;
      case XmlToken::finished:
        return out;
      case XmlToken::failed:
        return out + "!" + std::to_string(static_cast<int>(reader.trouble()));
    }
}

TEST_CASE("elements, attributes, references, CDATA and comments, however the input is cut") {
  const std::string xml =
      "\xEF\xBB\xBF<?xml version='1.0'?><!-- 注 --><w:a x=\"1\" y='a&amp;\">' "
      "xmlns:w='u'><b/>&#x898B;&#26412;&lt;"
      "<![CDATA[<&>]]><c  z = \"&quot;\" >\r\n</c ></w:a>\n<!--end-->";
  const std::string expected = "{ 注 }<a,1,a&\">><b></>見本<<&><c,\">\r\n</></>{end}";
  for (const std::size_t step :
       {std::size_t{1}, std::size_t{2}, std::size_t{3}, std::size_t{7}, std::size_t{4096}})
    CHECK(told(xml, step) == expected);
}

TEST_CASE("what is longer than the window") {
  const std::string words(300'000, 'x');
  std::string kanji;
  for (int i = 0; i < 100'000; ++i) kanji += "見本&amp;";
  std::string plain;
  for (int i = 0; i < 100'000; ++i) plain += "見本&";
  for (const std::size_t step : {std::size_t{1000}, std::size_t{65536}, std::size_t{1} << 20}) {
    CHECK(told("<a>" + words + "</a>", step) == "<a>" + words + "</>");
    CHECK(told("<a>" + kanji + "<b x='" + kanji + "'/></a>", step, 10) ==
          "<a>" + plain + "<b," + plain + "></></>");
    CHECK(told("<a>" + kanji + "</a>", step) == "<a>" + plain + "</>");
    CHECK(told("<a x='" + kanji + "'/>", step) == "<a," + plain + "></>");
    CHECK(told("<a><![CDATA[" + kanji + "]]></a>", step) == "<a>" + kanji + "</>");
  }
}

TEST_CASE("UTF-16 and CP932, by mark or declaration") {
  CHECK(told(std::string("\xFF\xFE<\0a\0>\0\x8B\x89<\0/\0a\0>\0", 18)) == "<a>見</>");
  CHECK(told(std::string("\0<\0a\0>\x89\x8B\0<\0/\0a\0>", 16)) == "<a>見</>");
  CHECK(told("<?xml version='1.0' encoding='Shift_JIS'?><a>\x8C\xA9</a>") == "<a>見</>");
  CHECK(told("<?xml version='1.0' encoding='ISO-2022-JP'?><a>x</a>") == "!5");
  CHECK(told("<?xml version='1.0' encoding='Shift_JIS'?><a>\x8C</a>") == "!5");
}

TEST_CASE("what is not well formed, and what is refused") {
  CHECK(told("<a><b></a></b>") == "<a><b>!1");
  CHECK(told("<a>") == "<a>!1");
  CHECK(told("") == "!1");
  CHECK(told("x<a/>") == "!1");
  CHECK(told("<a/><b/>") == "<a></>!1");
  CHECK(told("<a>&nbsp;</a>") == "<a>!1");
  CHECK(told("<a>&#0;</a>") == "<a>!1");
  CHECK(told("<a x=1/>") == "<a></>!1");
  CHECK(told("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>") == "!2");
  std::string deep;
  for (int i = 0; i < 2000; ++i) deep += "<a>";
  CHECK(told(deep).ends_with("!3"));
  CHECK(told("<a x='" + std::string(10'000'000, 'x') + "'/>") == "!4");
}

TEST_CASE("names are numbers that differ") {
  CHECK(xml_name("c") != xml_name("v"));
  CHECK(xml_name("sheetData") != xml_name("sheetDatb"));
  CHECK(xml_name("table-row") != xml_name("table-cell"));
}

std::string shown(std::string_view stored, std::string_view code) {
  return show_number(stored, number_style(code), false);
}

TEST_CASE("numbers as a spreadsheet shows them") {
  CHECK(shown("123456789012", "General") == "123456789012");
  CHECK(shown("1.23456789012E+11", "General") == "123456789012");
  CHECK(shown("0.30000000000000004", "") == "0.3");
  CHECK(shown("12345678", "000000000000") == "000012345678");
  CHECK(shown("123456789012", "0000 0000 0000") == "1234 5678 9012");
  CHECK(shown("312345678", "00\"-\"0000\"-\"0000") == "03-1234-5678");
  CHECK(shown("1000001", "[<=999]000;[<=9999]000\\-00;000\\-0000") == "100-0001");
  CHECK(shown("12", "[<=999]000;[<=9999]000\\-00;000\\-0000") == "012");
  CHECK(shown("29827", "yyyy/m/d") == "1981-08-29");
  CHECK(shown("29827.5", "yyyy/m/d h:mm") == "1981-08-29 12:00");
  CHECK(shown("29827", "[$-411]ggge\"年\"m\"月\"d\"日\";@") == "1981-08-29");
  CHECK(shown("0.75", "h:mm") == "18:00");
  CHECK(shown("1.5", "[h]:mm") == "36:00");
  CHECK(shown("60", "yyyy/m/d") == "60");
  CHECK(shown("59", "yyyy/m/d") == "1900-02-28");
  CHECK(shown("1", "yyyy/m/d") == "1900-01-01");
  CHECK(shown("2958465", "yyyy/m/d") == "9999-12-31");
  CHECK(shown("1234", "#,##0") == "1234");
  CHECK(shown("1234.5", "0.00E+00") == "1234.5");
  CHECK(shown("見本", "yyyy") == "見本");
  CHECK(show_number("28365", number_style(14), true) == "1981-08-29");
  for (const unsigned id : {14U, 17U, 27U, 31U, 36U, 50U, 58U})
    CHECK(show_number("29827", number_style(id), false) == "1981-08-29");
  CHECK(show_number("29827.25", number_style(22), false) == "1981-08-29 06:00");
}

TEST_CASE("escaped characters of SpreadsheetML") {
  CHECK(xstring("_x7530__x4e2D_x_x005F_x0041__xD83D__xDE00_") == "田中x_x0041_😀");
  CHECK(xstring("_x12_ _xZZZZ_") == "_x12_ _xZZZZ_");
}

TEST_CASE("shared strings: found by number, with furigana, unused ones told, bounded") {
  SharedStrings strings(1 << 20);
  CHECK(strings.add("見本", "ミホン"));
  CHECK(strings.add("", ""));
  CHECK(strings.add("太郎", ""));
  const auto at = [&](std::size_t number) { return strings.read(*strings.find(number)); };
  CHECK(at(0).reading == "ミホン");
  CHECK(at(2).text == "太郎");
  CHECK(strings.find(3) == nullptr);
  std::vector<std::string> unused;
  strings.unused([&](const SharedStrings::Entry& entry) {
    unused.emplace_back(entry.text);
    return true;
  });
  CHECK(unused == std::vector<std::string>{""});
  std::size_t fitted = 0;
  while (strings.add(std::string(1000, 'x'), "")) ++fitted;
  CHECK(fitted > 900);
  CHECK(fitted < 1048);
  CHECK(at(0).text == "見本");
  CHECK(at(strings.size() - 1).text == "");
}

}  // namespace
}  // namespace sekisho::formats
