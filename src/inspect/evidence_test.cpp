// What proves a person, and what does not: two sentences, namesakes, readings beside other names.
#include <doctest/doctest.h>

#include "inspect/synthetic_register.h"
#include "inspect_testing.h"

namespace sekisho::inspect {
namespace {

using namespace test;

TEST_CASE(
    "what two sentences say is not said of one person; of three values it is, and of the cells of a row") {
  const Datasets one{
      dataset_of("氏名,カナ,生年月日,住所\n見本 太郎,ミホン タロウ,2020-04-01,見本市中央2-1-6\n")};
  for (const char* apart : {"この件は見本太郎が担当する。この要綱は、令和2年4月1日から施行する。\n",
                            "予算は3,400千円とする。担当は見本太郎さん。開始は2020年4月1日です。\n",
                            "令和2年4月1日から施行する。\n見本太郎が担当する。\n"}) {
    CAPTURE(std::string(apart));
    for (const std::string& text : {std::string(apart), utf8_to_cp932(apart)})
      CHECK(inspected(one, text).verdict == Verdict::clean);
  }
  for (const char* of_one :
       {"見本太郎は、令和2年4月1日に生まれた。\n",
        "氏名は見本太郎です。生まれは2020年4月1日です。見本市中央二丁目1番6号に住んでいます。\n",
        "見本 太郎,連絡は昼に。夜は不可。,2020-04-01\n", "見本 太郎\t昼に。\t2020-04-01\n",
        "[{\"名\": \"見本太郎\", \"備考\": \"昼に。\", \"日\": \"2020-04-01\"}]\n"}) {
    CAPTURE(std::string(of_one));
    for (const std::string& text : {std::string(of_one), utf8_to_cp932(of_one)})
      CHECK(inspected(one, text).verdict == Verdict::production_data);
  }
}

TEST_CASE("a sentence of a line of any length is one sentence, wherever the line is looked at in pieces") {
  const Datasets one{dataset_of("氏名,生年月日\n見本 太郎,1985-01-02\n架空 次郎,2001-02-03\n")};
  const std::string apart = "架空次郎が担当する。1985年1月2日から施行する。";
  for (int before = 0; before < 100; ++before) {
    std::string line;
    for (int i = 0; i < before; ++i) line += apart;
    CAPTURE(before);
    CHECK(units(inspected(one, line + "見本太郎は、昭和60年1月2日に生まれた。" + apart + "\n")) == 1);
    CHECK(units(inspected(one, line + "見本太郎が担当する。" + apart + "\n")) == 0);
  }
}

TEST_CASE("two kinds of coincidence in one file are still weak; what agrees in more is not") {
  constexpr std::uint32_t count = 20000;
  const Datasets one{dataset_of(synthetic({.seed = 1, .count = count}))};
  SyntheticResident who;
  synthesize(1, 1, [&](const SyntheticResident& r) {
    who = r;
    return true;
  });
  std::string text;
  synthesize(2, 300'000, [&](const SyntheticResident& r) {
    text += r.record_code + "\n";
    return true;
  });
  const auto weak = [&](const std::string& rows) {
    const Report report = inspected(one, text + rows);
    REQUIRE(report.datasets.size() == 1);
    return report.datasets[0].weak;
  };
  const std::string birth = format_day(who.birth);
  CHECK(weak(who.record_code + "\n"));
  CHECK(weak(who.name + "," + birth + "\n"));
  CHECK(weak(who.record_code + "\n" + who.name + "," + birth + "\n"));
  CHECK_FALSE(weak(who.record_code + "," + birth + "\n"));
  CHECK_FALSE(weak(who.record_code + "," + who.individual_number + "\n"));
  CHECK_FALSE(weak(who.ledger_number + "," + who.name + "," + birth + "\n"));
  CHECK(inspected(one, who.name + "\n").verdict == Verdict::clean);
  CHECK(inspected(one, text).verdict == Verdict::clean);
}

TEST_CASE(
    "a value belongs to who agrees by more: not to a neighbour or namesake born on the day this one moved "
    "in") {
  const Datasets one{
      dataset_of("宛名番号,氏名,生年月日,住所\n1000000010,見本 太郎,1985-01-02,見本市中央2-1-6\n"
                 "1000000029,見本 太郎,2001-02-03,見本市若葉1-1-1\n"
                 "1000000037,見本 花子,2001-02-03,見本市中央2-1-6\n")};
  const auto found = [&](const std::string& row) {
    return units(inspected(one, "a,b,c,d,e\n" + row + "\n"));
  };
  CHECK(found("1000000010,見本 太郎,見本市中央2-1-6,1985-01-02,1999-01-01") == 1);
  CHECK(found("1000000010,見本 太郎,1985-01-02,2001-02-03") == 1);
  CHECK(found("見本 太郎,2001-02-03,1999-01-01") == 1);
  CHECK(found("1000000045,御園 一,見本市中央2-1-6,1970-01-01,2001-02-03") ==
        1);  // the neighbour alone is known
  // two people in a row: each has a name, or more than the name
  CHECK(found("1000000010,見本 太郎,1985-01-02,見本 花子,2001-02-03") >= 2);
  CHECK(found("1000000010,見本 太郎,1985-01-02,1000000029,2001-02-03") == 2);
}

TEST_CASE("who sounds the same and was born on the same day is somebody else when the name beside it is") {
  const Datasets one{
      dataset_of("氏名,カナ,生年月日,住所\n見本 太郎,ミホン タロウ,2020-04-01,見本市中央2-1-6\n")};
  const auto found = [&](const std::string& row) {
    return inspected(one, "a,b,c,d\n" + row + "\n").verdict == Verdict::production_data;
  };
  CHECK_FALSE(found("見木 多朗,ミホン タロウ,2020-04-01"));
  CHECK_FALSE(found("2020-04-01,ミホン タロウ,見木 多朗"));
  CHECK(found("見木 多朗,ミホン タロウ,2020-04-01,見本市中央2-1-6"));
  CHECK(found("見本 太郎,ミホン タロウ,2020-04-01"));
  CHECK(found("ミホン タロウ,世帯主,2020-04-01"));
  CHECK(found("見木 多朗,,x,ミホン タロウ,2020-04-01"));
  // a foreign resident in Latin letters, in the file but not in the register
  CHECK(found("MIHON TARO,ミホン タロウ,2020-04-01"));
  // two people in a row
  CHECK(found("見本 花子,見本 太郎,ミホン タロウ,2020-04-01"));
}

}  // namespace
}  // namespace sekisho::inspect
