#include "inspect/inspection.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "inspect_testing.h"

namespace sekisho::inspect {
namespace {

using namespace test;

const Datasets& small() {
  static const Datasets datasets{dataset_of(
      "宛名番号,氏名,フリガナ,生年月日,住所,個人番号,電話番号\n"
      "1000000017,見本　太郎,ミホン　タロウ,1985-01-02,見本県見本市中央一丁目2番3号　中央ハイツ101号室,"
      "614106526000,090-0000-1111\n"
      "1000000025,見本　花子,ミホン　ハナコ,1987-03-04,見本県見本市中央一丁目2番3号　中央ハイツ101号室,"
      "454972364860,\n"
      "1000000033,架空　次郎,カクウ　ジロウ,1985-01-02,見本県見本市港町4番5号,,0000-12-3456\n")};
  return datasets;
}

ImportOptions counted_in(Unit unit) {
  ImportOptions options;
  options.unit = unit;
  return options;
}

std::int64_t found(std::string_view text) { return units(inspected(small(), text)); }

TEST_CASE("a number of the register, or two values of the same resident") {
  CHECK(found("614106526000\n") == 1);
  CHECK(found("番号は6141-0652-6000です。\n") == 1);
  CHECK(found("６１４１　０６５２　６０００\n") == 1);
  CHECK(found("見本太郎,1985-01-02\n") == 1);
  CHECK(found("ﾐﾎﾝ ﾀﾛｳ,S60.1.2\n") == 1);
  CHECK(found("見本 太郎\t中央1-2-3\n") == 1);
  CHECK(found("1000000017,x,19850102\n") == 1);
  CHECK(found("1985/1/2;見本市港町4-5\n") == 1);
  CHECK(found("見本太郎 090-0000-1111\n") == 1);
  CHECK(found("09000001111,850102\n") == 1);
}

TEST_CASE("one value is nothing, nor are a name and its reading, nor values of different people or records") {
  for (const std::string_view text :
       {"見本太郎\n", "1985-01-02\n", "中央1-2-3\n", "1000000017\n", "見本太郎,ミホンタロウ\n",
        "見本太郎,1987-03-04\n", "見本太郎\n1985-01-02\n", "614106526001\n", "000000000000\n",
        "19850102,19850102\n", "090-0000-1111\n", "他県他市中央1-2-3,1985-01-02\n"}) {
    CAPTURE(text);
    const Report report = inspected(small(), text);
    CHECK(report.verdict == Verdict::clean);
    CHECK(units(report) == 0);
    CHECK(report.complete);
  }
}

TEST_CASE("a date does not count twice as a date and a number") {
  const Datasets one{dataset_of("宛名番号,氏名,生年月日\n19850102,見本太郎,1985-01-02\n")};
  CHECK(units(inspected(one, "19850102,x\n")) == 0);
  CHECK(units(inspected(one, "19850102,1985-01-02\n")) == 1);
}

TEST_CASE("who is met by more values is meant, a twin at the same address is not") {
  const Datasets one{dataset_of(
      "氏名,生年月日,住所\n見本太郎,1985-01-02,見本市中央1-2-3\n見本次郎,1985-01-02,見本市中央1-2-3\n")};
  CHECK(units(inspected(one, "見本太郎,1985-01-02,中央1-2-3\n")) == 1);
  CHECK(units(inspected(one, "1985-01-02,中央1-2-3\n")) == 2);
  CHECK(units(inspected(one, "見本太郎,見本次郎,1985-01-02\n")) == 2);
}

TEST_CASE("any text: prose, fixed width, JSON, XML, escapes, quoted line breaks") {
  CHECK(found("氏名：見本太郎　様（昭和60年1月2日生）\n") == 1);
  CHECK(found("見本太郎さんは昭和60年1月2日に生まれた。\n") == 1);
  CHECK(found("0000000123見本　太郎　　　　ミホン　タロウ　　1985010211\n") == 1);
  CHECK(found("x123456141065260001985010299999\n") == 1);
  CHECK(found("[{\"name\":\"見本太郎\",\n\"birth\":\"1985-01-02\"},{\"name\":\"見本花子\",\n\"birth\":"
              "\"1987-03-04\"}]") == 2);
  CHECK(found("{\"list\":[{\"name\":\"見本太郎\"},\n{\"birth\":\"1985-01-02\"}]}") == 0);
  CHECK(found(R"({"name":"\u898b\u672c\u592a\u90ce","birth":"1985\/01\/02"})") == 1);
  CHECK(
      found("<r>\n<p><n>見本太郎</n>\n<b>1985-01-02</b></p>\n<p><n>見本花子</n><b>1987-03-04</b></p></r>") ==
      2);
  CHECK(found("<r><p><n>x</n></p><p><n>見本太郎</n></p><p><b>1985-01-02</b></p></r>") == 0);
  CHECK(found("<p>&#x898b;&#26412;太郎 1985-01-02</p>") == 1);
  CHECK(found("\"見本太郎\",\"一行目\n二行目\",\"1985-01-02\"\n") == 1);
  CHECK(found("C:\\users\\見本太郎,1985-01-02\n") == 1);
}

TEST_CASE("the file's name is looked at") {
  const Report report = inspected(small(), "nothing\n", "見本太郎_19850102.csv");
  CHECK(report.verdict == Verdict::production_data);
  CHECK(units(report) == 1);
}

std::string utf16(std::string_view ascii, bool big, bool mark) {
  std::string out;
  const auto put = [&](char16_t c) {
    const char high = static_cast<char>(c >> 8);
    const char low = static_cast<char>(c & 0xFF);
    out += big ? high : low;
    out += big ? low : high;
  };
  if (mark) put(0xFEFF);
  for (const char c : ascii) put(static_cast<unsigned char>(c));
  return out;
}

TEST_CASE("encodings") {
  const std::string text = "氏名,生年月日\r\n見本　太郎,19850102\r\n架空　次郎,昭和60年1月2日\r\n";
  const Report utf8 = inspected(small(), text);
  CHECK(utf8.encodings == std::vector<std::string>{"UTF-8"});
  CHECK(units(utf8) == 2);
  CHECK(units(inspected(small(), "\xEF\xBB\xBF" + text)) == 2);
  const Report cp932 = inspected(small(), utf8_to_cp932(text));
  CHECK(cp932.encodings == std::vector<std::string>{"CP932"});
  CHECK(units(cp932) == 2);
  for (const bool big : {false, true})
    for (const bool mark : {false, true})
      CHECK(units(inspected(small(), utf16("614106526000\n", big, mark))) == 1);
  // 見本太郎 in EUC-JP and in ISO-2022-JP
  CHECK(units(inspected(small(), "\xB8\xAB\xCB\xDC\xC2\xC0\xCF\xBA,19850102\n")) == 1);
  CHECK(units(inspected(small(), "\x1B$B8+K\\B@O:\x1B(B,19850102\n")) == 1);
  // Half-width kana in CP932 can be valid UTF-8 as well: it is read as both.
  const Report both = inspected(small(), utf8_to_cp932("ﾃｱ,") + "614106526000\n");
  CHECK(both.encodings.front().find("または") != std::string::npos);
  CHECK(units(both) == 1);
}

TEST_CASE("it fails closed") {
  const auto refused = [](std::string_view content, std::string_view code) {
    const Report report = inspected(small(), content);
    CAPTURE(code);
    CHECK(report.verdict == Verdict::unreadable);
    CHECK(!report.complete);
    CHECK(std::any_of(report.unseen.begin(), report.unseen.end(), [&](const Remark& r) {
      return r.code == code && !r.ja.empty() && !r.en.empty() && r.path == "list.csv";
    }));
  };
  refused("x\n-----BEGIN PGP MESSAGE-----\nabc\n", "encrypted");
  refused(std::string_view("abc\0def\0\0xyz", 12), "unknown_format");
  refused("\x80\xFF abc", "encoding");
  refused("見本太郎\xE5\x90", "encoding");
  CHECK(inspected({}, "abc\n").verdict == Verdict::unreadable);
  CHECK(inspected(small(), "").verdict == Verdict::clean);
  const Report partly = inspected(small(), std::string("614106526000\n") + std::string("\xFF\xFF\x00", 3));
  CHECK(partly.verdict == Verdict::production_data);
  CHECK(!partly.complete);
}

TEST_CASE("every resident of an extract is counted once, in either encoding, where it stood and by what") {
  constexpr std::uint32_t count = 20000;
  const Datasets one{dataset_of(synthetic({.seed = 1, .count = count}))};
  CHECK(one.front()->units() == count);
  for (const Encoding encoding : {Encoding::cp932, Encoding::utf8}) {
    const std::string extract = synthetic({.seed = 1, .count = count, .extract = true, .encoding = encoding});
    const Report once = inspected(one, extract);
    REQUIRE(once.datasets.size() == 1);
    CHECK(once.datasets[0].units == count);
    CHECK(once.datasets[0].households == one.front()->households());
    CHECK(once.datasets[0].records == count);
    CHECK(once.records == count + 1);
    REQUIRE(once.datasets[0].places.size() == 1);
    CHECK(once.datasets[0].places[0].path == "list.csv");
    CHECK(once.datasets[0].places[0].rows == "2–20001");
    CHECK(!once.datasets[0].weak);
    CHECK(once.datasets[0].samples.size() == 5);
    CHECK(units(inspected(one, extract + extract)) == count);
  }
  const std::string part = synthetic({.seed = 1, .count = 777, .extract = true, .encoding = Encoding::cp932});
  CHECK(units(inspected(one, part)) == 777);
}

TEST_CASE("an unrelated register gives almost nothing") {
  constexpr std::uint32_t count = 20000;
  const Datasets one{dataset_of(synthetic({.seed = 1, .count = count}))};
  CHECK(units(inspected(one, synthetic({.seed = 2, .count = count, .extract = true}))) <= 2);
  const Report full = inspected(one, synthetic({.seed = 2, .count = count}));
  CHECK(units(full) <= 4);
  for (const auto& d : full.datasets) CHECK(d.weak);
  std::string stamps;
  for (int day = 10; day < 29; ++day)
    for (int hour = 10; hour < 24; ++hour)
      for (int minute = 10; minute < 60; ++minute)
        stamps += "202401" + std::to_string(day) + std::to_string(hour) + std::to_string(minute) + " start\n";
  CHECK(inspected(one, stamps).verdict == Verdict::clean);
}

TEST_CASE("an index tells nothing under another key, and no change of it goes unnoticed") {
  const Folder folder;
  const auto path = folder.path / "index";
  REQUIRE(import_text("氏名,生年月日\n見本太郎,1985-01-02\n", path)->imported);
  CHECK(Dataset::load(path, test_key(8), {}).error().code == ErrorCode::corrupt);
  CHECK(Dataset::load(folder.path / "none", test_key(), {}).error().code == ErrorCode::not_found);
  const auto file = open_file(path);
  Bytes bytes = *read_all(**file, 1 << 24);
  for (const std::size_t at :
       {std::size_t{0}, std::size_t{20}, std::size_t{50}, bytes.size() / 2, bytes.size() - 1}) {
    Bytes changed = bytes;
    changed[at] ^= 1;
    std::filesystem::remove(path);
    FILE* out = std::fopen(path.c_str(), "wb");
    std::fwrite(changed.data(), 1, changed.size(), out);
    std::fclose(out);
    CHECK(!Dataset::load(path, test_key(), {}));
  }
}

TEST_CASE(
    "numbers, telephones and mail addresses by their form, counted once, with masked samples and places") {
  std::string text = "宛名番号,電話番号,メール,口座番号\r\n";
  for (int i = 0; i < 40; ++i)
    text += "1000000017,090-1234-5678,taro" + std::to_string(i) + "@example.jp,1234567\r\n";
  text += "カード 4111-1111-1111-1111 と 614106526000\r\n";
  for (const std::string& file : {text, utf8_to_cp932(text), "\"x\\\n" + text}) {
    const Report report = inspected({}, file);
    const auto count = [&](std::string_view pattern) {
      const auto it = std::find_if(report.patterns.begin(), report.patterns.end(),
                                   [&](const PatternFound& p) { return p.pattern == pattern; });
      return it == report.patterns.end() ? 0 : it->count;
    };
    CHECK(count("phone") == 40);
    CHECK(count("mail") == 40);
    CHECK(count("credit_card") == 1);
    CHECK(count("individual_number") == 1);
    for (const PatternFound& p : report.patterns) {
      CHECK(!p.samples.empty());
      CHECK(!p.places.empty());
      for (const std::string& s : p.samples) CHECK(s.find('*') != s.npos);
    }
  }
}

TEST_CASE("cells that a spreadsheet would calculate") {
  const Report report =
      inspected({}, "名前,値\n見本,=1+2\n花子,-5\n\"=cmd|'/c calc'!A0\",x\n次郎,+81-3-1234-5678\n");
  REQUIRE(report.hostile.size() == 2);
  CHECK(report.hostile[0].code == "dde");
  CHECK(report.hostile[0].severity == "stop");
  CHECK(report.hostile[1].code == "formula");
  CHECK(stops(report));
}

TEST_CASE("an account is known with its branch beside it, not by a number alone") {
  const Datasets accounts{
      dataset_of("支店番号,口座番号,口座名義カナ\n001,1234567,ミホン　タロウ\n101,7654321,ミホン　ハナコ\n",
                 counted_in(Unit::account))};
  CHECK(accounts.front()->units() == 2);
  CHECK(units(inspected(accounts, "1234567\n")) == 0);
  CHECK(units(inspected(accounts, "001,1234567\n")) == 1);
  CHECK(units(inspected(accounts, "支店 101 普通 7654321\n")) == 1);
  CHECK(units(inspected(accounts, "101,1234567\n")) == 0);
  CHECK(units(inspected(accounts, "ﾐﾎﾝﾀﾛｳ 1234567\n")) == 1);
}

TEST_CASE("several datasets are counted each by itself, with households") {
  const auto people = dataset_of(
      "宛名番号,世帯番号,氏名,生年月日\n1000000017,9000000019,見本太郎,1985-01-02\n"
      "1000000025,9000000019,見本花子,1987-03-04\n",
      {}, "a");
  const auto households = dataset_of("世帯番号,氏名,電話番号\n9000000019,見本太郎,090-0000-1111\n",
                                     counted_in(Unit::household), "b");
  const Report report =
      inspected({people, households}, "見本太郎,1985-01-02,9000000019\n見本花子,1987-03-04\n");
  REQUIRE(report.datasets.size() == 2);
  CHECK(report.datasets[0].units == 2);
  CHECK(report.datasets[0].households == 1);
  CHECK(report.datasets[1].unit == "household");
  CHECK(report.datasets[1].units == 1);
  CHECK(report.compared == std::vector<std::string>{"a", "b"});
}

TEST_CASE("a line of any length: its values are looked at in pieces that overlap, wherever they stand") {
  const std::string filler = "架空次郎、2001年2月3日、見本市港町5-6-7、1000000033、";
  for (const int before : {0, 1, 7, 31, 64, 100, 1000}) {
    std::string line;
    for (int i = 0; i < before; ++i) line += filler;
    line += "見本太郎、昭和60年1月2日、";
    for (int i = 0; i < 300; ++i) line += filler;
    CAPTURE(before);
    // 架空次郎 is there with his number; 太郎 is wherever his two values are near each other.
    CHECK(found(line) == 2);
    CHECK(found(line + "\n見本花子,1987-03-04\n") == 3);
  }
}

TEST_CASE("a town's own rules: YARA over the bytes, expressions over decoded lines") {
  const Folder folder;
  const auto write = [&](const char* name, std::string_view text) {
    FILE* out = std::fopen((folder.path / name).c_str(), "wb");
    std::fwrite(text.data(), 1, text.size(), out);
    std::fclose(out);
  };
  write("a.yar", "rule secret_project { strings: $a = \"PROJECT-X\" condition: $a }\n");
  write("patterns.tsv", "# 起案番号\n起案番号\t見本第[0-9]{4}号\n");
  const auto rules = load_town_rules(folder.path);
  REQUIRE(rules.has_value());
  InspectionOptions options;
  options.rules = *rules;
  const std::string text = "起案\n見本第1234号\nPROJECT-X\n見本第5678号\n";
  for (const std::string& file : {text, utf8_to_cp932(text)}) {
    const Report report = inspected(small(), file, "x.txt", options);
    REQUIRE(report.hostile.size() == 1);
    CHECK(report.hostile[0].code == "yara");
    CHECK(report.hostile[0].detail == "secret_project");
    REQUIRE(report.patterns.size() == 1);
    CHECK(report.patterns[0].ja == "起案番号");
    CHECK(report.patterns[0].count == 2);
    CHECK(report.patterns[0].places[0].rows == "2, 4");
  }
  write("patterns.tsv", "no tab\n");
  CHECK(load_town_rules(folder.path).error().code == ErrorCode::invalid_input);
  CHECK(load_town_rules(folder.path / "none").error().code == ErrorCode::not_found);
}

}  // namespace
}  // namespace sekisho::inspect
