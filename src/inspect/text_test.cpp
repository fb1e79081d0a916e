#include "inspect/text.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "inspect/identifiers.h"
#include "inspect/values.h"

namespace sekisho::inspect {
namespace {

TEST_CASE("what the standard specification ignores is folded away") {
  const std::pair<const char*, const char*> same[] = {{"渡辺", "渡邊"},     {"渡邊", "渡邉"},
                                                      {"高橋", "髙橋"},     {"山崎", "山﨑"},
                                                      {"浜田", "濱田"},     {"沢", "澤"},
                                                      {"斎藤", "齋藤"},     {"斉藤", "齊藤"},
                                                      {"桜井", "櫻井"},     {"広", "廣"},
                                                      {"国", "國"},         {"恵", "惠"},
                                                      {"徳", "德"},         {"真", "眞"},
                                                      {"吉野", "𠮷野"},     {"見本太郎", "見本　太郎"},
                                                      {"ミホン", "みほん"}, {"ミホン", "ﾐﾎﾝ"},
                                                      {"カギ", "カキ"},     {"ガギ", "ｶﾞｷﾞ"},
                                                      {"キャ", "キヤ"},     {"はっとり", "ハツトリ"},
                                                      {"A-1", "Ａ－１"},    {"abc", "ＡＢＣ"},
                                                      {"1―2", "1-2"},       {"1‐2", "1ー2"},
                                                      {"1−2", "1ｰ2"},       {"葛\U000E0100飾", "葛飾"},
                                                      {"ヶ", "ケ"},         {"神", "神"},
                                                      {"塚", "塚"},         {"か\u3099", "が"}};
  for (const auto& [a, b] : same) {
    CAPTURE(a);
    CAPTURE(b);
    CHECK(fold(a) == fold(b));
  }
  CHECK(fold("\uFFFF") == u"");
  CHECK(fold("田中") != fold("中田"));
  CHECK(fold("サトウ") != fold("カトウ"));
  CHECK(fold("土田") != fold("士田"));
}

TEST_CASE("long vowels are one reading") {
  const auto reading = [](const char* text) {
    auto folded = fold(text);
    fold_long_vowels(folded);
    return folded;
  };
  CHECK(reading("オオノ") == reading("オーノ"));
  CHECK(reading("オウノ") == reading("オオノ"));
  CHECK(reading("サトー") == reading("サトウ"));
  CHECK(reading("シーナ") == reading("シイナ"));
  CHECK(reading("ユウ") == reading("ユー"));
  CHECK(reading("アオキ") != reading("アキ"));
}

std::optional<std::int32_t> date(const char* text) { return parse_date(fold(text)); }

TEST_CASE("one day in many ways") {
  for (const char* text :
       {"1985-01-02", "1985/1/2", "1985.01.02", "1985年1月2日", "19850102", "昭和60年1月2日", "昭和60-01-02",
        "S60.1.2", "s60/01/02", "S600102", "3600102", "昭60.1.2", "１９８５年１月２日", "昭和六十年一月二日",
        "昭和６０年１月２日生", "Ｓ６０．０１．０２"}) {
    CAPTURE(text);
    CHECK(date(text) == 5480);
  }
  CHECK(date("1970-01-01") == 0);
  CHECK(date("令和元年5月1日") == date("2019-05-01"));
  CHECK(date("R1.5.1") == date("2019-05-01"));
  CHECK(date("㍻3年2月1日") == date("1991-02-01"));
  CHECK(date("H31.4.30") == date("2019-04-30"));
  for (const char* text :
       {"", "1985", "1985-13-01", "1985-02-30", "H31.5.1", "S64.1.8", "昭和0年1月1日", "18000101", "1985-01",
        "6010203", "1985-01-02x", "令和元年", "20240230", "明治元年1月1日"}) {
    CAPTURE(text);
    CHECK(date(text) == std::nullopt);
  }
}

std::u16string address(const char* text) {
  AddressForm form;
  canonical_address(fold(text), form);
  return std::u16string(form.canonical);
}

TEST_CASE("one address in many ways") {
  for (const char* text :
       {"霞が関二丁目1番6号", "霞が関2-1-6", "霞ヶ関2丁目1-6", "霞ケ関２－１－６", "霞が関2の1の6",
        "霞が関2ノ1之6", "霞が関2丁目1番地6", "見本市霞が関2-1-6", "見本県見本市霞が関二丁目一番六号",
        "大字霞が関2-1-6", "霞が関2-1-6 見本ビル3階", "霞が関2-1-6-301", "霞が関2―1‐6"}) {
    CAPTURE(text);
    CHECK(address(text) == u"霞カ関2-1-6");
  }
  CHECK(address("見本郡見本町字中央12番地") == address("中央12"));
  CHECK(address("見本市東区中央1-2") == u"中央1-2");
  CHECK(address("三条町十二番地") == u"三条町12");
  CHECK(address("中央1-2-3") != address("中央1-2-4"));
  CHECK(address("中央1-2") != address("中央12"));
  CHECK(address("") == u"");
}

TEST_CASE("check digits") {
  CHECK(is_individual_number("614106526000"));
  CHECK(is_individual_number("454972364860"));
  CHECK(!is_individual_number("614106526001"));
  CHECK(!is_individual_number("61410652600"));
  CHECK(!is_individual_number("61410652600a"));
  CHECK(is_town_code("282022"));
  CHECK(!is_town_code("282023"));
  CHECK(!is_town_code("2820２2"));
  CHECK(town_code_check("99001") == '9');
  CHECK(corporate_number_check("000000000001") == '8');
  CHECK(corporate_number_check("000000000010") == '7');
  CHECK(is_corporate_number("8000000000001"));
  CHECK(is_ledger_number("19"));  // 1·2 = 2, 11 − 2
  CHECK(!is_ledger_number("18"));
  CHECK(ledger_number_check("0") == '0');
  CHECK(is_resident_record_code("00000000000"));
  CHECK(is_resident_record_code("00000000001"));  // where the remainder settles nothing
  CHECK(!is_resident_record_code("00000000002"));
  CHECK(is_resident_record_code("00000000019"));
}

TEST_CASE("one digit changed is seen in any 個人番号") {
  CHECK(rc::check([] {
    std::string digits;
    for (int i = 0; i < 11; ++i) digits += *rc::gen::inRange('0', static_cast<char>('9' + 1));
    const char check = *individual_number_check(digits);
    RC_ASSERT(is_individual_number(digits + check));
    const char other = *rc::gen::suchThat(rc::gen::inRange('0', static_cast<char>('9' + 1)),
                                          [&](char c) { return c != check; });
    RC_ASSERT(!is_individual_number(digits + other));
  }));
}

}  // namespace
}  // namespace sekisho::inspect
