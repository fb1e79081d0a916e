#include <doctest/doctest.h>

#include "cfb_testing.h"
#include "formats_testing.h"

namespace sekisho::formats {
namespace {

using test::CompoundFileMaker;
using test::put;
using test::walked;

std::string hex_of(std::string_view bytes) { return to_hex(as_bytes(bytes)); }

// An OLE 1 object around native data.
std::string object(std::string_view program, std::string_view native) {
  Bytes out;
  put(out, 0x501, 4);
  put(out, 2, 4);
  put(out, program.size() + 1, 4);
  put(out, program);
  put(out, 0, 1);
  put(out, 0, 8);
  put(out, native.size(), 4);
  put(out, native);
  return std::string(out.begin(), out.end());
}

std::string package(std::string_view name, std::string_view content) {
  Bytes out;
  put(out, 2, 2);
  put(out, name);
  put(out, 0, 1);
  put(out, "C:\\x\\");
  put(out, name);
  put(out, 0, 1);
  put(out, 0x00030000, 4);
  put(out, 5, 4);
  put(out, std::string_view("C:\\t\0", 5));
  put(out, content.size(), 4);
  put(out, content);
  return std::string(out.begin(), out.end());
}

TEST_CASE("text by code page, by font and by Unicode") {
  CHECK(walked("{\\rtf1\\ansi\\ansicpg932 \\'8c\\'a9\\'96\\'7b\\par x}", "a.rtf").text == "見本\nx");
  CHECK(walked("{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0\\fcharset0 Arial;}{\\f1\\fcharset128 MS;}}"
               "\\f0 caf\\'e9 {\\f1 \\'8c\\'a9}\\'e9}",
               "a.rtf")
            .text == "café 見é");
  CHECK(walked("{\\rtf1\\uc1\\u-30325?\\u26412 \\'3f{\\uc0\\u65}B}", "a.rtf").text == "見本AB");
  CHECK(walked("{\\rtf1\\u-10179 ?\\u-8704 ?}", "a.rtf").text == "\U0001F600");
  CHECK(walked("{\\rtf1 a\\~b\\_c\\{d\\}{\\v hidden}}", "a.rtf").text == "a b-c{d}hidden");
  // The second byte of a character may be a letter.
  CHECK(walked("{\\rtf1\\ansicpg932 \\'83A\\'83\\'5c}", "a.rtf").text == "アソ");
}

TEST_CASE("cells of a row in one line; tables of fonts and colours are no text") {
  CHECK(walked("{\\rtf1{\\fonttbl{\\f0 Arial;}}{\\colortbl;\\red0;}\\trowd a\\cell b\\cell\\row c\\par}",
               "a.rtf")
            .text == "a\tb\t\nc\n");
  CHECK(walked("{\\rtf1{\\*\\unknowndest kept}}", "a.rtf").text == "kept");
}

TEST_CASE("fields, templates, pictures and binary data") {
  const auto field =
      walked("{\\rtf1{\\field{\\*\\fldinst {D}DEAUTO c:\\\\\\\\x \"a\"}{\\fldrslt 1}}}", "a.rtf");
  CHECK(field.notes == std::vector<std::string>{"dde"});
  const auto loads = walked("{\\rtf1{\\*\\template http://example.jp/x.dot}}", "a.rtf");
  CHECK(loads.notes == std::vector<std::string>{"remote_template"});
  CHECK(loads.details.front() == "example.jp");
  CHECK(walked("{\\rtf1{\\*\\template C:\\\\x.dot}}", "a.rtf").notes.empty());
  const auto picture = walked("{\\rtf1{\\pict\\pngblip 89504e47}x}", "a.rtf");
  CHECK(picture.notes == std::vector<std::string>{"picture"});
  CHECK(picture.text == "x");
  CHECK(walked("{\\rtf1{\\pict\\bin4 }}}}}y}", "a.rtf").text == "y");
  CHECK(walked("{\\rtf1{\\pict\\bin500 }}y}", "a.rtf").noted("truncated"));
  CHECK(walked("{\\rtf1 x", "a.rtf").notes == std::vector<std::string>{"truncated"});
}

TEST_CASE("an object is decoded and looked into, however it is written") {
  const std::string data = hex_of(object("Package", package("\x8C\xA9.txt", "1,2\n")));
  std::string odd;
  for (std::size_t i = 0; i < data.size(); ++i)
    odd += std::string(1, data[i]) + (i % 7 == 0 ? "\r\n{\\*\\xx}\\'44 " : "");
  for (const std::string& digits : {data, odd}) {
    const auto seen = walked(
        "{\\rtf1{\\object\\objemb{\\*\\objclass Package}{\\*\\objdata " + digits + "}}after}", "a.rtf");
    CHECK(seen.notes == std::vector<std::string>{"ole_object", "ole_package"});
    CHECK(seen.bytes == "1,2\n");
    CHECK(seen.parts.back() == "a.rtf/objdata/見.txt");
    CHECK(seen.text == "after");
  }
  const std::string raw = object("Package", package("a.txt", "3\n"));
  CHECK(walked("{\\rtf1{\\objdata\\bin" + std::to_string(raw.size()) + " " + raw + "}z}", "a.rtf").bytes ==
        "3\n");
}

TEST_CASE("an object that links to elsewhere") {
  CompoundFileMaker maker;
  std::string link("\1\0\0\2\1\0\0\0", 8);
  link += std::string(20, '\0') + test::wide("http://example.jp/a.hta");
  maker.add("\1Ole", link);
  const auto seen =
      walked("{\\rtf1{\\*\\objdata " + hex_of(object("OLE2Link", maker.make())) + "}}", "a.rtf");
  CHECK(seen.notes == std::vector<std::string>{"ole_object", "remote_template"});
  CHECK(seen.details.back() == "example.jp");
  const auto equation = walked("{\\rtf1{\\*\\objdata " + hex_of(object("Equation.3", "x\n")) + "}}", "a.rtf");
  CHECK(equation.details.front() == "Equation Editor");
}

TEST_CASE("groups nested without end") {
  CHECK(walked("{\\rtf1" + std::string(100'000, '{'), "a.rtf").noted("too_deep"));
}

TEST_CASE("sheets and queries that are text") {
  CHECK(walked("ID;PWXL;N;E\nO;E\nNN;NAuto_open;ER1C1\nC;X1;Y1;EEXEC(\"calc\")\nE\n", "a.slk").notes ==
        std::vector<std::string>{"xlm"});
  CHECK(walked("ID;P\nC;X1;Y1;K0;Ecmd|'/c calc'!A0\nE\n", "a.slk").notes == std::vector<std::string>{"dde"});
  const auto plain = walked("ID;P\nC;X1;Y1;K\"a\"\nE\n", "a.slk");
  CHECK(plain.notes.empty());
  CHECK(plain.bytes == "ID;P\nC;X1;Y1;K\"a\"\nE\n");
  CHECK(walked("WEB\n1\nhttp://example.jp/a\n", "a.iqy").notes ==
        std::vector<std::string>{"executable", "remote_template"});
  CHECK(walked("TABLE\n0,1\n\"x\"\n1,0\n\"=cmd|' /c calc'!A0\"\n", "a.dif").notes ==
        std::vector<std::string>{"dde"});
}

}  // namespace
}  // namespace sekisho::formats
