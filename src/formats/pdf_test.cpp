#include <doctest/doctest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmath>

#include "formats/pdf_tables.h"
#include "formats_testing.h"
#include "pdf_layout.h"
#include "pdf_testing.h"

namespace sekisho::formats {
namespace {

using namespace test;

const std::string latin = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>";
const std::string shown = "BT /F 12 Tf 1 0 0 1 50 50 Tm (TARO 1980) Tj ET";
// 見本, in CP932
const std::string japanese = "BT /F 12 Tf 1 0 0 1 50 50 Tm <8CA9967B> Tj ET";

TEST_CASE("a page's text, and the same under a character table of poppler-data") {
  const auto plain = walked(pdf_page(shown, latin), "a.pdf");
  CHECK(plain.text == "TARO 1980\n");
  CHECK(plain.parts.back() == "a.pdf/1");
  CHECK(plain.notes.empty());
  CHECK(walked(pdf_page(japanese, cid_font("90ms-RKSJ-H", "Japan1")), "a.pdf").text == "見本\n");
}

TEST_CASE("a font whose glyphs have no characters is not seen") {
  const auto seen = walked(pdf_page(japanese, cid_font("Identity-H", "Identity")), "a.pdf");
  CHECK(seen.noted("unsupported"));
  CHECK(walked(pdf_page(japanese, cid_font("90ms-RKSJ-H", "Klingon")), "a.pdf").noted("unsupported"));
}

TEST_CASE("what acts by itself is named, wherever it hangs") {
  const auto noted = [](const std::string& catalog, const std::string& object) {
    return walked(pdf_page(shown, latin, catalog, {object}), "a.pdf");
  };
  CHECK(noted("/OpenAction 6 0 R", "<</S/JavaScript/JS(app.alert)>>").noted("pdf_javascript"));
  CHECK(noted("/OpenAction 6 0 R", "<</S/J#61vaScript/J#53 (app.alert)>>").noted("pdf_javascript"));
  CHECK(noted("/Names<</JavaScript 6 0 R>>", "<</Names[]>>").noted("pdf_javascript"));
  CHECK(noted("/X[[[6 0 R]]]", "<</S/Launch/F(cmd.exe)>>").noted("pdf_launch"));
  CHECK(noted("/X 6 0 R", "<</S/GoToR/F(b.pdf)>>").noted("pdf_launch"));
  const auto link = noted("/X 6 0 R", "<</S/URI/URI(https://user@example.org/taro?x=1)>>");
  CHECK(link.notes == std::vector<std::string>{"external_link"});
  CHECK(link.details == std::vector<std::string>{"example.org"});
  CHECK(noted("/X 6 0 R", "<</Type/Annot/Subtype/RichMedia>>").noted("picture"));
  CHECK(noted("/OCProperties<</D<</OFF[6 0 R]>>>>", "<</Type/OCG/Name(a)>>").noted("unsupported"));
  CHECK(noted("/X 6 0 R", "<</X 6 0 R>>").notes.empty());
}

TEST_CASE("attachments, forms and annotations are read") {
  const auto attached = walked(pdf_page(shown, latin, "/Names<</EmbeddedFiles<</Names[(a)7 0 R]>>>>",
                                        {stream("kept,inside\n", "/Type/EmbeddedFile"),
                                         "<</Type/Filespec/F(list.csv)/EF<</F 6 0 R>>>>"}),
                               "a.pdf");
  CHECK(attached.noted("embedded_file"));
  CHECK(attached.bytes == "kept,inside\n");
  CHECK(attached.parts[2] == "a.pdf/list.csv");
  const auto form = walked(pdf_page(shown, latin, "/AcroForm<</XFA[(a)6 0 R]/Fields[7 0 R]>>",
                                    {stream("<xfa>hanako</xfa>"), "<</FT/Tx/T(name)/V<FEFF898B672C>>>"}),
                           "a.pdf");
  CHECK(form.bytes == "<xfa>hanako</xfa>");
  CHECK(form.text.starts_with("name\t見本\n"));
  const auto annotated = walked(
      pdf_page(shown, latin, {}, {"<</Type/Annot/Contents(memo of taro)>>"}, "/Annots[6 0 R]"), "a.pdf");
  CHECK(annotated.text.starts_with("memo of taro\n"));
}

TEST_CASE("pages that show something without text are not clean") {
  const std::string image =
      stream("x", "/Type/XObject/Subtype/Image/Width 9/Height 9/BitsPerComponent 8/ColorSpace/DeviceGray");
  const auto page = [&](const std::string& content, const std::string& object) {
    return walked(pdf_of({"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
                          "<</Type/Page/Parent 2 0 R/MediaBox[0 0 500 500]/Contents 4 0 R/Resources"
                          "<</XObject<</I 5 0 R>>/Font<</F 6 0 R>>>>>>",
                          stream(content), object, latin}),
                  "a.pdf");
  };
  CHECK(page("/I Do", image).noted("picture"));
  CHECK_FALSE(page(shown, image).noted("picture"));
  CHECK(
      page(shown, stream("x", "/Subtype/Image/Width 600/Height 800/BitsPerComponent 8/ColorSpace/DeviceGray"))
          .noted("picture"));
  std::string lines;
  for (int i = 0; i < 200; ++i) lines += "0 0 m 9 9 l S\n";
  CHECK(page(lines, image).noted("picture"));
  CHECK_FALSE(walked(pdf_page(" ", latin), "a.pdf").noted("picture"));
}

TEST_CASE("a page whose forms call each other again and again is not gone through") {
  std::vector<std::string> forms;
  std::string calls;
  for (int i = 0; i < 10; ++i) calls += "/A Do ";
  for (int i = 6; i < 15; ++i)
    forms.push_back(stream(calls, "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</A " +
                                      std::to_string(i + 1) + " 0 R>>>>"));
  forms.push_back(stream("q Q", "/Type/XObject/Subtype/Form/BBox[0 0 9 9]"));
  const auto page = [&](int first) {
    return walked(
        pdf_of([&] {
          std::vector<std::string> objects{
              "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
              "<</Type/Page/Parent 2 0 R/MediaBox[0 0 500 500]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>"
              "/XObject<</A " +
                  std::to_string(first) + " 0 R>>>>>>",
              stream(shown + " /A Do"), latin};
          objects.insert(objects.end(), forms.begin(), forms.end());
          return objects;
        }()),
        "a.pdf");
  };
  CHECK(page(6).notes == std::vector<std::string>{"too_large"});
  CHECK(page(13).text == "TARO 1980\n");
  CHECK(page(13).notes.empty());
  forms.back() = forms.front();
  CHECK(page(14).noted("broken") == false);
}

TEST_CASE("what is no sound PDF is broken") {
  const std::string whole = pdf_page(shown, latin);
  CHECK(walked(whole.substr(0, whole.size() / 2), "a.pdf").noted("broken"));
  CHECK(walked("%PDF-1.4\n", "a.pdf").noted("broken"));
  CHECK(walked(pdf_of({"<</Type/Catalog/Pages 1 0 R/Kids[1 0 R]>>"}), "a.pdf").noted("broken"));
  WalkOptions small;
  small.limits.held = 100;
  CHECK(walked(whole, "a.pdf", small).noted("too_large"));
}

TEST_CASE("what stood in the file before it was changed is read, too") {
  const std::string first = pdf_page("BT /F 12 Tf 1 0 0 1 50 50 Tm (SECRET) Tj ET", latin);
  const std::string changed = stream("BT /F 12 Tf 1 0 0 1 50 50 Tm (PUBLIC) Tj ET");
  const std::string at = std::to_string(first.size());
  std::string entry = at;
  entry.insert(0, 10 - entry.size(), '0');
  const std::string added = "4 0 obj\n" + changed + "\nendobj\n";
  const std::string whole = first + added + "xref\n4 1\n" + entry +
                            " 00000 n \ntrailer\n<</Size 6/Root 1 0 R/Prev " +
                            std::to_string(first.rfind("xref\n0")) + ">>\nstartxref\n" +
                            std::to_string(first.size() + added.size()) + "\n%%EOF\n";
  const auto seen = walked(whole, "a.pdf");
  CHECK(seen.text == "PUBLIC\nSECRET\n");
  CHECK(seen.parts.back() == "a.pdf/earlier revision/1");
  CHECK(seen.notes.empty());
}

// Told by the exit code of a child that can open no file any more, as the confined process.
int without_files(const std::string& file, bool tables, std::string_view text, bool noted) {
  const pid_t child = ::fork();
  if (child == 0) {
    std::optional<PdfTables> kept;
    if (tables) kept.emplace();
    const rlimit none{0, 0};
    ::setrlimit(RLIMIT_NOFILE, &none);
    const auto seen = walked(file, "a.pdf");
    ::_exit(seen.text == text && seen.noted("unsupported") == noted ? 0 : 1);
  }
  int status = -1;
  ::waitpid(child, &status, 0);
  return status;
}

TEST_CASE("without files, what PdfTables holds is read, and the rest is said not to be seen") {
  CHECK(without_files(pdf_page(shown, latin), true, "TARO 1980\n", false) == 0);
  const std::string by_number =
      pdf_page("BT /F 12 Tf 1 0 0 1 50 50 Tm <039803D2> Tj ET", cid_font("Identity-H", "Japan1"));
  const auto here = walked(by_number, "a.pdf");
  REQUIRE(here.text.size() == 7);
  CHECK(without_files(by_number, true, here.text, false) == 0);
  CHECK(without_files(pdf_page(japanese, cid_font("90ms-RKSJ-H", "Japan1")), true, "", true) == 0);
}

PdfWord word(double left, double top, std::string text, double width = 10) {
  return {left, top, left + width, top + 10, 0, false, std::move(text)};
}

TEST_CASE("text beside the visible part of a page is read like any other") {
  const std::string placed =
      "BT /F 12 Tf 1 0 0 1 50 100 Tm (inside) Tj 1 0 0 1 50 -300 Tm (under) Tj 1 0 0 1 900 100 Tm (right) Tj "
      "1 0 0 1 50 700 Tm (above) Tj 1 0 0 1 -300 100 Tm (left) Tj ET";
  for (const char* page :
       {"", "/CropBox[0 80 500 500]", "/CropBox[0 0 60 60]", "/Rotate 180", "/UserUnit 2"}) {
    const auto seen = walked(pdf_page(placed, latin, {}, {}, page), "a.pdf");
    for (const char* word : {"inside", "under", "right", "above", "left"})
      CHECK_MESSAGE(seen.text.find(word) != std::string::npos, page, " ", word);
    CHECK(seen.notes.empty());
  }
}

TEST_CASE("where pages cannot be widened, that is noted") {
  WalkOptions options;
  const std::string file = pdf_page(shown, latin);
  options.limits.held = file.size() / 4;
  CHECK(walked(file, "a.pdf", options).details ==
        std::vector<std::string>{"ページの外の文字", "ページの文字"});
  options.limits.held = file.size();
  CHECK(walked(file, "a.pdf", options).notes.empty());
}

TEST_CASE("a row of a table is one line, and broken prose is joined") {
  CHECK(laid_out({word(100, 11, "b"), word(10, 10, "a"), word(10, 30, "c"), word(100, 30, "d")}) ==
        "a\tb\nc\td\n");
  CHECK(laid_out({word(0, 0, "山田太", 400), word(0, 15, "郎さん", 100)}) == "山田太郎さん\n");
  CHECK(laid_out({word(0, 0, "one two", 400), word(0, 15, "three", 100)}) == "one two three\n");
  CHECK(laid_out({word(0, 0, "123456789012", 400), word(0, 15, "123456789012", 400)}) ==
        "123456789012\n123456789012\n");
  CHECK(laid_out({word(0, 0, "山田", 20), word(0, 15, "鈴木", 20)}) == "山田\n鈴木\n");
  CHECK(laid_out({{0, 0, std::nan(""), 1, 0, false, "x"}}) == "x\n");
  CHECK(laid_out({}).empty());
}

}  // namespace
}  // namespace sekisho::formats
