#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "base/encoding.h"
#include "formats_testing.h"
#include "html_tokens.h"

namespace sekisho::formats {
namespace {

using test::walked;
using Row = std::vector<std::string>;

test::Walked page(std::string_view body) {
  return walked("<!DOCTYPE html><html><body>" + std::string(body), "a.html");
}

TEST_CASE("a table is rows, whatever ends its cells; other words are paragraphs") {
  const auto seen = page(
      "<h1>名簿</h1><p>見本<b>太郎</b> さん<br>次</p><table><tr><th>氏名<th>番号<tr><td>試験 "
      "<i>花子</i></td><td>1</td></tr>"
      "</table><div>終わり</div>");
  CHECK(seen.text == "名簿\n見本太郎 さん\n次\n終わり\n");
  CHECK(seen.rows == std::vector<Row>{{"氏名", "番号"}, {"試験 花子", "1"}});
  CHECK(seen.notes.empty());
}

TEST_CASE("tables inside tables, spans, and values of fields in cells") {
  CHECK(page("<table><tr><td>a<table><tr><td>b<td>c</table><td>d</table>").rows ==
        std::vector<Row>{{"a"}, {"b", "c"}, {"d"}});
  CHECK(page("<table><tr><td colspan=2>a<td>b").rows == std::vector<Row>{{"", "a", "b"}});
  CHECK(page("<table><tr><td title='t'>x<input value='見本太郎'>y").rows ==
        std::vector<Row>{{"t x 見本太郎 y"}});
}

TEST_CASE("what a browser does not show is read too") {
  CHECK(page("<!-- 見本太郎 --><p data-name='花子' class=x>a</p>").text == " 見本太郎 \n花子\na\n");
  CHECK(page("<img alt='見本'><meta content='花子'></p 三郎>").text == "見本\n花子\n 三郎\n");
  CHECK(page("<style>/* 太郎 */</style>").text == "/* 太郎 */\n");
  const auto script = page("<script>const a = '<td>太郎&amp;';</script>後");
  CHECK(script.text == "const a = '<td>太郎&amp;';\n後");
  CHECK(script.notes == Row{"script"});
  CHECK(page("<p 太郎>x").text == "太郎\nx");
}

TEST_CASE("scripts, other hosts and data: URLs") {
  CHECK(page("<p onclick='x()'>a").noted("script"));
  CHECK(page("<a href=' JavaScript:x()'>a").noted("script"));
  const auto linked = page(
      "<script src='https://user@example.org/a?b'></script><img src=//example.net/x><a "
      "href='http://example.com'>");
  CHECK(linked.details == Row{"", "example.org", "example.net"});
  const auto data = page("<img src='data:text/csv;base64,6KaL5pys\nLDE='><a href='data:,a%2Cb'>");
  CHECK(data.bytes == "見本,1a,b");
  CHECK(page("<img src='data:x;base64,6KaL5p*'>").noted("broken"));
  CHECK(page("<iframe srcdoc='&lt;html&gt;&lt;p&gt;見本'>").text == "見本");
}

TEST_CASE("character references") {
  CHECK(html_resolved("&lt;&#x898B;&#26412;&yen;&nbsp;&unknown;&#0;&#xD800;&amp") ==
        "<見本¥\u00A0&unknown;\uFFFD\uFFFD&");
  CHECK(html_resolved("a&b&&;&#;") == "a&b&&;&#;");
  std::string digits;
  for (const char c : std::string("123456789018")) digits += "&#" + std::to_string(int(c)) + ";";
  CHECK(page(digits).text == "123456789018");
}

TEST_CASE("encodings: told by validity, or left to whoever knows more") {
  const std::string cp932 = utf8_to_cp932("<html><meta charset=Shift_JIS><p>見本太郎</p>");
  CHECK(walked(cp932, "a.html").text == "見本太郎\n");
  std::string utf16 = "\xFF\xFE";
  for (const char16_t c : std::u16string(u"<html><p>見本</p>"))
    utf16 += {static_cast<char>(c & 0xFF), static_cast<char>(c >> 8)};
  CHECK(walked(utf16, "a.html").text == "見本\n");
  const std::string euc = "<html><meta charset=\"EUC-JP\"><script></script><p>\xB8\xAB\xCB\xDC</p>";
  const auto left = walked(euc, "a.html");
  CHECK(left.bytes == euc);
  CHECK(left.notes == Row{"script"});
  const std::string undeclared = "<html><p>\xB8\xAB\xCB\xDC\xC2\xC0\xCF\xBA</p>";
  CHECK(walked(undeclared, "a.html").bytes == undeclared);
  const std::string jis = "<html><meta charset=iso-2022-jp><p>\x1B$B8+K\\\x1B(B</p>";
  CHECK(walked(jis, "a.html").bytes == jis);
  CHECK(walked("<html><meta charset=iso-2022-jp><p>見本</p>", "a.html").text == "見本\n");
  CHECK(walked("<html>\xFF\xFE\xFD", "a.html").bytes.size() == 9);
}

TEST_CASE("what is HTML") {
  CHECK(walked("<table><tr><td>a", "x").rows.size() == 1);
  CHECK(walked("\xEF\xBB\xBF<?xml version='1.0'?><!-- a --> <svg><text>見本", "x").text == " a \n見本");
  CHECK(walked("<script>x()</script>", "x").notes == Row{"script"});
  CHECK(walked("a <b> c", "x.txt").bytes == "a <b> c");
  CHECK(walked("見本 <b>太郎", "x.html").text == "見本 太郎");
  CHECK(walked("<data/>", "x.xml").bytes == "<data/>");
}

struct Kept final : HtmlSink {
  std::string out;
  std::size_t large = 0;
  void text(std::string_view utf8, bool) override { out += utf8; }
  void comment(std::string_view utf8) override { out += "[" + std::string(utf8) + "]"; }
  void start(std::string_view tag, const std::vector<HtmlAttribute>& attributes) override {
    out += "<" + std::string(tag);
    for (const auto& a : attributes) out += " " + a.name + "=" + a.value;
    out += ">";
  }
  void end(std::string_view tag) override { out += "</" + std::string(tag) + ">"; }
  void too_large() override { ++large; }
};

std::string tokens(std::string_view html, std::size_t piece, std::size_t most = 1000) {
  Kept kept;
  HtmlTokens tokens(kept, most);
  for (std::size_t at = 0; at < html.size(); at += piece) tokens.feed(html.substr(at, piece));
  tokens.finish();
  return kept.out;
}

TEST_CASE("tokens") {
  CHECK(tokens("<A B='c>d' e = \"f\" g=h/i j>x</A>", 100) == "<a b=c>d e=f g=h/i j=>x</a>");
  CHECK(tokens("a < b <3 <", 100) == "a < b <3 <");
  CHECK(tokens("<!-->a<!-- b --->c<?php x ?>d<![CDATA[e]]>", 100) == "[]a[ b -]c[php x ?]d[[CDATA[e]]]");
  CHECK(tokens("<script>a</b></SCRIPT >c<p title=\"x", 100) == "<script>a</b>[ ]</script>c<p title=\"x");
  CHECK(tokens("<p \">太郎</p \">", 100) == "<p \"=>太郎[ \"]</p>");
}

TEST_CASE("tokens do not depend on where the input is cut, and no byte of it is lost") {
  CHECK(rc::check([] {
    constexpr std::string_view parts[] = {"<p>", "a", "&am", "p;", "<",        "!--",      "-->", "'",
                                          "\"",  "=", ">",   "/",  "<script>", "</script", " ",   "<td b="};
    std::string html;
    for (const int i : *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 16)))
      html += parts[static_cast<std::size_t>(i)];
    const std::string whole = tokens(html, html.size() + 1);
    RC_ASSERT(tokens(html, 1) == whole);
    RC_ASSERT(tokens(html, 3) == whole);
    RC_ASSERT(std::ranges::count(whole, 'a') >=
              std::ranges::count(html, 'a') - std::ranges::count(html, '&'));
  }));
}

TEST_CASE("a tag without end costs no more than its length") {
  std::string html;
  for (int i = 0; i < 200'000; ++i) html += "<a b='";
  CHECK(tokens(html, 65536, 1 << 20).size() >= html.size());
  std::string open;
  for (int i = 0; i < 300'000; ++i) open += "<a ";
  CHECK(tokens(open, 65536, 1 << 20) == open);
}

}  // namespace
}  // namespace sekisho::formats
