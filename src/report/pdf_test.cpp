#include "report/pdf.h"

#include <regex>

#include "report_testing.h"

namespace sekisho::report {
namespace {

Pdf paper(bool landscape = false) {
  return Pdf({"委託事業者の監督に関する定期報告", "見本市", "台帳 48,211 番",
              Instant(std::chrono::milliseconds(1795408200000)), landscape});
}

std::string text_of(const Bytes& pdf) {
  const testing::TempFile file(".pdf", pdf);
  return testing::output_of("pdftotext -layout -enc UTF-8 '" + file.path.string() + "' -");
}

std::string about(const Bytes& pdf, const std::string& field) {
  const testing::TempFile file(".pdf", pdf);
  const auto text = testing::output_of("pdfinfo -isodates '" + file.path.string() + "'");
  std::smatch match;
  return std::regex_search(text, match, std::regex(field + R"(:\s+(.*))")) ? match[1].str() : "";
}

std::size_t count(const std::string& text, std::string_view word) {
  std::size_t out = 0;
  for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at + word.size())) ++out;
  return out;
}

bool has(const std::string& text, std::string_view word) { return count(text, word) > 0; }

TEST_CASE("the text of a paper can be searched, also characters that are rare in names") {
  auto pdf = paper();
  pdf.heading("1. 契約の内容");
  pdf.facts(std::vector<Fact>{
      {"委託事業者", "株式会社みほんシステム"}, {"責任者", "髙橋﨑子（渡邉）"}, {"備考", ""}});
  pdf.paragraph("次の契約について、安全管理の状況を確かめた。\n指摘はない。");
  CHECK(pdf.unknown_characters() == 0);
  const auto bytes = pdf.finish();
  REQUIRE(bytes);
  const auto text = text_of(*bytes);
  for (const char* word : {"委託事業者の監督に関する定期報告", "1. 契約の内容", "株式会社みほんシステム",
                           "髙橋﨑子（渡邉）", "次の契約について、安全管理の状況を確かめた。", "指摘はない。",
                           "見本市", "台帳 48,211 番", "1 / 1 ページ"}) {
    CAPTURE(word);
    CHECK(has(text, word));
  }
  CHECK(about(*bytes, "Title") == "委託事業者の監督に関する定期報告");
  CHECK(about(*bytes, "Author") == "見本市");
  CHECK(about(*bytes, "CreationDate").starts_with("2026-11-23T"));
  CHECK(about(*bytes, "Page size").starts_with("595.28 x 841.89"));
  const testing::TempFile file(".pdf", *bytes);
  const auto fonts = testing::output_of("pdffonts '" + file.path.string() + "'");
  CHECK(has(fonts, "IPAexGothic"));
}

TEST_CASE("a table breaks over pages and repeats its header; no row is lost") {
  auto pdf = paper(true);
  pdf.begin_table({"従事者", {{"氏名", 20}, {"所属", 40}, {"件数", 8, Kind::number}}});
  for (int i = 0; i < 100; ++i)
    pdf.row(std::vector<std::string>{"見本" + std::to_string(1000 + i),
                                     "とても長い名前の部署で、行の中で折り返されるはずの所属の名前の例です",
                                     std::to_string(i)});
  pdf.end_table();
  const auto bytes = pdf.finish();
  REQUIRE(bytes);
  CHECK(about(*bytes, "Page size").starts_with("841.89 x 595.28"));
  const auto pages = std::stoul(about(*bytes, "Pages"));
  CHECK(pages > 2);
  const auto text = text_of(*bytes);
  CHECK(count(text, "所属の名前") + count(text, "所属") >= pages);
  CHECK(count(text, "件数") == pages);
  CHECK(has(text, std::to_string(pages) + " / " + std::to_string(pages) + " ページ"));
  for (int i = 0; i < 100; ++i) CHECK(count(text, "見本" + std::to_string(1000 + i)) == 1);
}

TEST_CASE("a cell that is taller than a page goes on over the next") {
  auto pdf = paper();
  std::string text;
  for (int i = 0; i < 200; ++i) text += "第" + std::to_string(1000 + i) + "行\n";
  pdf.begin_table({"", {{"項目"}, {"内容", 40}}});
  pdf.row(std::vector<std::string>{"一", text});
  pdf.row(std::vector<std::string>{"二", "終わり"});
  pdf.end_table();
  pdf.paragraph(text);
  const auto bytes = pdf.finish();
  REQUIRE(bytes);
  const auto seen = text_of(*bytes);
  for (int i = 0; i < 200; ++i) CHECK(count(seen, "第" + std::to_string(1000 + i) + "行") == 2);
  CHECK(has(seen, "終わり"));
}

TEST_CASE("broken text does no harm; what no font has is counted") {
  auto pdf = paper();
  pdf.paragraph(std::string_view("ab\0c\xFF", 5));
  pdf.begin_table({"", {}});
  pdf.row({});
  pdf.end_table();
  pdf.facts({});
  CHECK(pdf.unknown_characters() == 0);
  pdf.paragraph("\U000E0FFF\U0010FFFD");
  CHECK(pdf.unknown_characters() > 0);
  const auto bytes = pdf.finish();
  REQUIRE(bytes);
  CHECK(has(text_of(*bytes), "abc"));
}

}  // namespace
}  // namespace sekisho::report
