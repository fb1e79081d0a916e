#include "patterns.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "base/decoder.h"
#include "inspect/identifiers.h"
#include "inspect/text.h"

namespace sekisho::inspect {
namespace {

// As the scanner does it: single spaces stay.
std::u16string folded(std::string_view utf8) {
  std::u16string out;
  for (std::size_t at = 0; at <= utf8.size();) {
    const std::size_t end = std::min(utf8.find(' ', at), utf8.size());
    if (at > 0) out += u' ';
    out += fold(utf8.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

std::string found(std::string_view text, std::string_view label = {}) {
  const std::u16string line = folded(text);
  std::string out;
  Patterns::scan(
      line,
      [&](const PatternHit& hit) {
        std::string value;
        utf16_to_utf8(std::u16string_view(line).substr(hit.begin, hit.end - hit.begin), value);
        if (!out.empty()) out += " | ";
        out += std::string(pattern_name(hit.pattern)) + " " + value;
      },
      fold(label));
  return out;
}

TEST_CASE("values that are to be found, in the forms that people write") {
  const std::pair<std::string_view, std::string_view> table[] = {
      {"123456789018", "individual_number 123456789018"},
      {"１２３４５６７８９０１８", "individual_number 123456789018"},
      {"個人番号:1234-5678-9018です", "individual_number 1234-5678-9018"},
      {"マイナンバー1234 5678 9018 電話", "individual_number 1234 5678 9018"},
      {"見本太郎,123456789018,男", "individual_number 123456789018"},
      {"1234ー5678ー9018", "individual_number 1234-5678-9018"},
      {"12345678903", "record_code 12345678903"},
      {"7000012050002", "corporate_number 7000012050002"},
      {"登録番号T7000012050002", "corporate_number 7000012050002"},
      {"4111 1111 1111 1111", "credit_card 4111 1111 1111 1111"},
      {"4111111111111111", "credit_card 4111111111111111"},
      {"3530-1113-3330-0000", "credit_card 3530-1113-3330-0000"},
      {"3782 822463 10005", "credit_card 3782 822463 10005"},
      {"30569309025904", "credit_card 30569309025904"},
      {"5555555555554444", "credit_card 5555555555554444"},
      {"電話 03-2234-5678", "phone 03-2234-5678"},
      {"(03)2234-5678", "phone (03)2234-5678"},
      {"０４５（２２３）４５６７", "phone 045(223)4567"},
      {"0422-23-4567", "phone 0422-23-4567"},
      {"04992-2-3456", "phone 04992-2-3456"},
      {"0322345678", "phone 0322345678"},
      {"090-1234-5678", "phone 090-1234-5678"},
      {"09012345678", "phone 09012345678"},
      {"070 1234 5678", "phone 070 1234 5678"},
      {"0120-123-456", "phone 0120-123-456"},
      {"0800-123-4567", "phone 0800-123-4567"},
      {"+81-90-1234-5678", "phone +81-90-1234-5678"},
      {"+819012345678", "phone +819012345678"},
      {"+81 (0)3-2234-5678", "phone +81 (0)3-2234-5678"},
      {"連絡先 taro.mihon@example.lg.jp まで", "mail TARO.MIHON@EXAMPLE.LG.JP"},
      {"＜ｔａｒｏ＠ｅｘａｍｐｌｅ．ｊｐ＞", "mail TARO@EXAMPLE.JP"},
      {"運転免許証番号 309012345620", "drivers_licence 309012345620"},
      {"免許 3090-1234-5620", "drivers_licence 3090-1234-5620"},
      {"保険者番号01130012", "insurer 01130012"},
      {"記号 1234 番号 567", "insurance 1234 番号 567"},
      {"被保険者番号 12345678 保険者番号 01130012", "insurance 12345678 | insurer 01130012"},
      {"パスポート TK1234567", "passport TK1234567"},
      {"見本銀行本町支店 普通 1234567", "bank_account 1234567"},
      {"ゆうちょ 記号12340", "bank_account 12340"},
      {"090-1234-5678 123456789018 4111111111111111",
       "phone 090-1234-5678 | individual_number 123456789018 | credit_card 4111111111111111"},
  };
  for (const auto& [text, expected] : table) {
    CAPTURE(text);
    CHECK(found(text) == expected);
  }
}

TEST_CASE("a heading says what bare numbers are") {
  CHECK(found("309012345620", "免許証番号") == "drivers_licence 309012345620");
  CHECK(found("1234567", "口座番号") == "bank_account 1234567");
  CHECK(found("TK1234567", "旅券番号") == "passport TK1234567");
  CHECK(found("01130012", "保険者番号") == "insurer 01130012");
  CHECK(found("12345678", "被保険者証番号") == "insurance 12345678");
}

TEST_CASE("what only looks like one is not taken") {
  for (const std::string_view text : {"123456789012",
                                      "A123456789018",
                                      "123456789018A",
                                      "0.123456789018",
                                      "202604151230",
                                      "20260415",
                                      "1980-01-02",
                                      "1234567",
                                      "TK1234567",
                                      "150-0001",
                                      "01130012",
                                      "309012345620X",
                                      "4111111111111112",
                                      "1111111111111117",
                                      "7000012050003",
                                      "00012345678",
                                      "0012345678",
                                      "090-123-45678",
                                      "03-0234-5678",
                                      "3-4-5",
                                      "taro@",
                                      "@example.jp",
                                      "a@b",
                                      "@@@",
                                      "a@b..jp",
                                      "12345678901234567890",
                                      "1,234,567円",
                                      "電話番号",
                                      "",
                                      "-",
                                      "+81",
                                      "(03)",
                                      "記号 12",
                                      "123456789018@"}) {
    CAPTURE(text);
    CHECK(found(text).empty());
  }
}

TEST_CASE("the words that topics are told by are folded") {
  for (const std::string_view word :
       {"口座", "普通", "当座", "貯蓄", "支店", "免許", "運転者", "旅券", "保険者番号", "被保険者", "保険証",
        "資格確認書", "記号", "郵便貯金", "個人番号"}) {
    CHECK(fold(word) == [&] {
      std::u16string out;
      Decoder(Encoding::utf8).feed(as_bytes(word), out);
      return out;
    }());
  }
  CHECK(found("ぱすぽーと ＴＫ１２３４５６７") == "passport TK1234567");
  CHECK(found("住民票コード09012345671") == "record_code 09012345671");
}

TEST_CASE("samples are masked") {
  CHECK(masked(u"123456789018") == "1234********");
  CHECK(masked(u"1234-5678-9018") == "1234-****-****");
  CHECK(masked(u"TARO@EXAMPLE.JP") == "TARO@*******.**");
  CHECK(masked(u"1234567") == "12*****");
  CHECK(masked(u"山田太郎") == "山***");
  CHECK(masked(u"").empty());
}

TEST_CASE("a number with its check digit is found in any form, and one with another is not") {
  CHECK(rc::check([] {
    std::string number;
    for (int i = 0; i < 11; ++i) number += static_cast<char>('0' + *rc::gen::inRange(0, 10));
    number += *individual_number_check(number);
    const std::string separator = *rc::gen::element<std::string>("", "-", " ", "ー", "‐");
    const std::string written =
        number.substr(0, 4) + separator + number.substr(4, 4) + separator + number.substr(8);
    RC_ASSERT(found("マイナンバー" + written).starts_with("individual_number"));
    number.back() = number.back() == '9' ? '0' : static_cast<char>(number.back() + 1);
    RC_ASSERT(found("番号は" + number).find("individual_number") == std::string::npos);
  }));
}

TEST_CASE("hits stand in the line, in order, and do not overlap") {
  CHECK(rc::check([] {
    const auto units = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 24));
    constexpr std::u16string_view letters = u"0123456789019-- ()+@.AT口座";
    std::u16string line;
    for (const int unit : units) line += letters[static_cast<std::size_t>(unit)];
    std::size_t last = 0;
    Patterns::scan(line, [&](const PatternHit& hit) {
      RC_ASSERT(hit.begin >= last);
      RC_ASSERT(hit.begin < hit.end);
      RC_ASSERT(hit.end <= line.size());
      last = hit.end;
    });
  }));
}

// By the square of its length such a line would take hours, and the test would not end.
TEST_CASE("time is linear") {
  for (const std::u16string_view unit :
       {u"1", u"1-", u"1 ", u"a@", u"@A.", u"口座1234567 ", u"+81-", u"(1)", u"記号12番号"}) {
    std::u16string line;
    while (line.size() < 1'000'000) line += unit;
    std::size_t end = 0;
    Patterns::scan(line, [&](const PatternHit& hit) { end = hit.end; });
    CHECK(end <= line.size());
  }
}

}  // namespace
}  // namespace sekisho::inspect
