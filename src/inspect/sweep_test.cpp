#include "sweep.h"

#include <doctest/doctest.h>

#include <rapidcheck.h>
#include <cctype>

#include <algorithm>

#include "base/decoder.h"
#include "inspect/identifiers.h"
#include "inspect/text.h"
#include "inspect_testing.h"
#include "sweep_marks.h"
#include "sweep_stretch.h"

namespace sekisho::inspect {
namespace {

using namespace test;

constexpr std::uint32_t count = 300;

struct Town {
  std::vector<SyntheticResident> people;
  Datasets all;
  Datasets numbers;  // of the same people, nothing but their numbers
};

const Town& town() {
  static const Town made = [] {
    Town out;
    std::string numbers = "宛名番号,個人番号\n";
    synthesize(1, count, [&](const SyntheticResident& r) {
      out.people.push_back(r);
      numbers += "," + r.individual_number + "\n";
      return true;
    });
    out.all = {dataset_of(synthetic({.seed = 1, .count = count}))};
    out.numbers = {dataset_of(numbers)};
    return out;
  }();
  return made;
}

Report swept(std::string_view text, std::string_view name = "list.csv") {
  InspectionOptions options;
  options.only = Only::individual_numbers;
  return inspected(town().all, text, name, options);
}

std::string wide(std::string_view digits) {
  std::string out;
  for (const char c : digits)
    c >= '0' && c <= '9' ? append_utf8(static_cast<char32_t>(0xFF10 + c - '0'), out)
                         : append_utf8(static_cast<unsigned char>(c), out);
  return out;
}

std::string grouped(const std::string& digits, const std::vector<std::size_t>& sizes,
                    const std::string& between) {
  std::string out;
  std::size_t at = 0;
  for (const std::size_t size : sizes) {
    out += (at > 0 ? between : "") + digits.substr(at, size);
    at += size;
  }
  return out;
}

// A number in one of the forms that people give it.
std::string written(const std::string& number) {
  using Sizes = std::vector<std::size_t>;
  const auto sizes = *rc::gen::elementOf(std::vector<Sizes>{{4, 4, 4},
                                                            {3, 3, 3, 3},
                                                            {6, 6},
                                                            {2, 2, 2, 2, 2, 2},
                                                            {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1},
                                                            {5, 4, 3},
                                                            {8, 4},
                                                            {1, 11}});
  const auto between = *rc::gen::element<std::string>("-", " ", ",", "　", "－", "‐", " - ", "\t", "、",
                                                      "\",\"", ", ", "  ", "・", "/", "~", "\\\\", "ー");
  switch (*rc::gen::inRange(0, 10)) {
    case 0:
    case 1:
      return number;
    case 2:
      return wide(number);
    case 3:
    case 4:
      return grouped(number, sizes, between);
    case 5:
      return wide(grouped(number, sizes, between));
    case 6:
      return "T" + number + "号";
    case 7:
      return to_base64(as_bytes(number + ",見本太郎さん\n"));
    case 8:
      return "&#" + std::to_string(static_cast<int>(number[0])) + ";" + number.substr(1);
    default:
      return number.substr(0, 6) + wide(number.substr(6));
  }
}

std::string anything() {
  const auto& person = town().people[*rc::gen::inRange<std::size_t>(0, town().people.size())];
  switch (*rc::gen::inRange(0, 14)) {
    case 0:
    case 1:
    case 2:
      return written(person.individual_number);
    case 3:
      return person.name;
    case 4:
      return person.kana;
    case 5:
      return person.address;
    case 6:
      return format_day(person.birth);
    case 7:
      return person.ledger_number + *rc::gen::element<std::string>("", "1", "00", "-1");
    case 8:
      return "090-" + person.ledger_number.substr(0, 4) + "-" + person.ledger_number.substr(4, 4);
    case 9: {  // digits of no meaning
      std::string out;
      for (int left = *rc::gen::inRange(1, 26); left > 0; --left)
        out += static_cast<char>('0' + *rc::gen::inRange(0, 10));
      return out;
    }
    case 10:
      return *rc::gen::element<std::string>("", "=1+1", "-5", "@x", "+81", "a&b", "C:\\見本", "１２番３号",
                                            "①", "ﾐﾎﾝ ﾀﾛｳ", "ｶﾞ", "表示能力", "5\" 管", "----",
                                            "http://example.jp/a_b?c=d", "¥", "㈱見本", "―");
    case 11:
      return "\"" + written(person.individual_number) + "\"";
    case 12:
      return "\"一行目\n" + person.individual_number + "\"";
    default:
      return std::to_string(*rc::gen::inRange(0, 2000));
  }
}

std::string any_text() {
  std::string out = *rc::gen::element<std::string>("", "氏名,個人番号,備考\r\n", "\n", "﻿");
  const auto end = *rc::gen::element<std::string>("\n", "\r\n", "\n\n");
  for (int rows = *rc::gen::inRange(1, 60); rows > 0; --rows) {
    const auto separator = *rc::gen::element<std::string>(",", ",", "\t", ";", "|", " ", "は", "　", "-");
    for (int cells = *rc::gen::inRange(1, 9); cells > 0; --cells)
      out += anything() + (cells > 1 ? separator : "");
    out += end;
  }
  return out;
}

// What a run says counts as records of its own, once or (in a record that is looked at in pieces) twice.
bool has_base64(const std::string& text) {
  std::size_t run = 0;
  for (const char c : text) {
    if (c == 0) continue;  // UTF-16
    run = std::isalnum(static_cast<unsigned char>(c)) || c == '+' || c == '/' ? run + 1 : 0;
    if (run >= 24) return true;
  }
  return false;
}

// What the sweep finds is what the inspection of everything finds of a register that holds nothing else.
void same_people(const std::string& text) {
  const Report fast = swept(text);
  const Report whole = inspected(town().numbers, text);
  RC_ASSERT(units(fast) == units(whole));
  RC_ASSERT(fast.unseen_count == whole.unseen_count);
  RC_ASSERT(fast.hostile_count == whole.hostile_count);
  RC_ASSERT(fast.encodings == whole.encodings);
  const auto pattern = [](const Report& report) {
    for (const PatternFound& p : report.patterns)
      if (p.pattern == "individual_number") return p;
    return PatternFound();
  };
  RC_ASSERT(pattern(fast).count == pattern(whole).count);
  if (fast.datasets.empty()) return;
  // A quote that is never closed joins lines, and what a piece of them counts as depends on where it is cut.
  if (has_base64(text) || text.find('"') != text.npos) return;
  RC_ASSERT(fast.datasets[0].records == whole.datasets[0].records);
  RC_ASSERT(fast.datasets[0].places.size() == whole.datasets[0].places.size());
  RC_ASSERT(fast.datasets[0].places[0].rows == whole.datasets[0].places[0].rows);
}

TEST_CASE("the sweep finds what the inspection of everything finds of the numbers") {
  CHECK(rc::check("UTF-8", [] { same_people(any_text()); }));
  CHECK(rc::check("CP932", [] { same_people(utf8_to_cp932(any_text())); }));
  CHECK(rc::check("UTF-16", [] { same_people(utf16_of(any_text())); }));
  CHECK(rc::check("pieces of lists and objects", [] {
    std::string text = "[";
    for (int left = *rc::gen::inRange(1, 10); left > 0; --left) text += "{\"a\": \"" + anything() + "\"},\n";
    same_people(text + "{}]");
  }));
}

// The longest way from what a line may be to what it is: bytes that are no text, in any encoding.
TEST_CASE("of bytes that are no text the sweep says what the inspection of everything says") {
  CHECK(rc::check([] {
    std::string text = utf8_to_cp932(any_text());
    if (*rc::gen::arbitrary<bool>()) text = any_text();
    for (int left = *rc::gen::inRange(1, 4); left > 0; --left)
      text.insert(*rc::gen::inRange<std::size_t>(0, text.size() + 1), 1,
                  static_cast<char>(*rc::gen::inRange(0x80, 0x100)));
    same_people(text);
  }));
}

TEST_CASE("a table of thousands of rows, in pieces, quoted and not") {
  std::string plain = "氏名,個人番号,コード\r\n";
  std::string quoted = plain;
  std::string euc = "name,number\n";
  std::string none = plain;
  for (int i = 0; i < 20; ++i)
    for (const auto& r : town().people) {
      plain += r.name + "," + r.individual_number + "," + r.ledger_number + "\r\n";
      quoted += "\"" + r.name + "\",\"" + r.individual_number + "\",\"" + r.ledger_number + "\"\r\n";
      none += r.name + "," + r.individual_number.substr(0, 11) + "," + r.ledger_number + "\r\n";
      euc += "\xB8\xAB\xCB\xDC\xA1\xA1\xC2\xC0\xCF\xBA," + r.individual_number + "\n";
    }
  for (const std::string& text : {plain, quoted, utf8_to_cp932(plain), utf8_to_cp932(quoted), euc}) {
    const Report report = swept(text);
    CHECK(units(report) == count);
    CHECK(report.records == 20 * count + 1);
    REQUIRE(report.datasets.size() == 1);
    CHECK(report.datasets[0].records == 20 * count);
    CHECK(report.datasets[0].places.at(0).rows == "2–6001");
    CHECK(report.datasets[0].samples.size() == 5);
    CHECK(report.patterns.at(0).count == 20 * count);
    CHECK(report.complete);
  }
  const Report nobody = swept(none);
  CHECK(nobody.verdict == Verdict::clean);
  CHECK(nobody.records == 20 * count + 1);
}

TEST_CASE("only numbers count, and only a register that has them is compared") {
  const auto& r = town().people[0];
  CHECK(swept(r.name + "," + format_day(r.birth) + "\n").verdict == Verdict::clean);
  CHECK(swept("x\n", r.individual_number + ".csv").verdict == Verdict::production_data);
  InspectionOptions options;
  options.only = Only::individual_numbers;
  const Datasets names{dataset_of("氏名,生年月日\n見本太郎,1985-01-02\n")};
  const Report report = inspected(names, "x\n", "x.csv", options);
  CHECK(report.verdict == Verdict::unreadable);
  CHECK(report.compared.empty());
  const Report formula = swept("a,=cmd|' /C calc'!A0\n");
  CHECK(formula.hostile_count == inspected(town().all, "a,=cmd|' /C calc'!A0\n").hostile_count);
  CHECK(formula.hostile_count > 0);
}

TEST_CASE("the check digit from the bytes is the one from the value") {
  CHECK(rc::check([] {
    const auto value = *rc::gen::inRange<std::uint64_t>(0, 1'000'000'000'000);
    std::string digits = std::to_string(value);
    digits = std::string(12 - digits.size(), '0') + digits + "9xyz";
    RC_ASSERT(right_check_digit(reinterpret_cast<const std::uint8_t*>(digits.data())) ==
              is_individual_number(value));
  }));
}

// What the marks take for the end of a stretch must be a character that no number goes across.
TEST_CASE("whatever breaks a stretch in the marks is neither a digit nor between digits") {
  for (const Encoding encoding : {Encoding::utf8, Encoding::cp932, Encoding::euc_jp}) {
    const LaneTable& table = *LaneTable::of(encoding);
    std::vector<std::pair<std::string, ScanTable::Entry>> characters;
    for (unsigned c = 0; c < 0x80; ++c)
      characters.emplace_back(std::string(1, static_cast<char>(c)),
                              table.single(static_cast<std::uint8_t>(c)));
    for (unsigned c = 0x80; c < 0x10000; ++c) {
      std::string bytes;
      if (encoding == Encoding::utf8) {
        if (c >= 0xD800 && c <= 0xDFFF) continue;
        append_utf8(c, bytes);
        characters.emplace_back(bytes, ScanTable::get()[static_cast<char16_t>(c)]);
      } else if (const auto lead = static_cast<std::uint8_t>(c >> 8); table.leads(lead)) {
        bytes = {static_cast<char>(lead), static_cast<char>(c & 0xFF)};
        characters.emplace_back(bytes, table.pair(lead, static_cast<std::uint8_t>(c & 0xFF)));
      } else if (c < 0x100) {
        characters.emplace_back(std::string(1, static_cast<char>(c)),
                                table.single(static_cast<std::uint8_t>(c)));
      }
    }
    for (const MakeMarks make : {make_marks_sse(encoding), make_marks(encoding)})
      for (const auto& [bytes, entry] : characters) {
        std::u16string several;
        if (entry.does == ScanTable::Does::slow) several = fold(bytes);
        const bool ends =
            !several.empty()
                ? std::ranges::none_of(several, [](char16_t c) { return is_digit(c) || c == u'-'; })
                : entry.does == ScanTable::Does::plain && !(entry.flags & flag::digit) && entry.to != u'-';
        const bool wrong = entry.does == ScanTable::Does::wrong || entry.does == ScanTable::Does::binary;
        for (const std::size_t before : {0u, 57u, 58u, 59u}) {
          std::string text(64 + before, '\n');
          text += "123456" + bytes + "123456" + bytes + "123456";
          text += std::string(256 - text.size(), '\n');
          MarksCarry carry;
          Marks marks[2];
          make(reinterpret_cast<const std::uint8_t*>(text.data()) + 64, 2, carry, marks);
          const auto any = [&](std::uint64_t Marks::* mark) {
            return ((marks[0].*mark) | (marks[1].*mark)) != 0;
          };
          const bool seen = any(&Marks::cells) || any(&Marks::groups) || any(&Marks::odd);
          INFO(static_cast<int>(encoding), " ", bytes);
          if (wrong) CHECK((any(&Marks::odd) || any(&Marks::pairs)));
          if (!wrong && !ends && bytes != "\n") CHECK((seen || any(&Marks::twelve)));
        }
      }
  }
}

TEST_CASE("the marks are the same with every kind of vector") {
  CHECK(rc::check([] {
    std::string text = any_text();
    for (const Encoding encoding : {Encoding::utf8, Encoding::cp932, Encoding::euc_jp}) {
      std::string bytes(64, '\n');
      bytes += encoding == Encoding::cp932 ? utf8_to_cp932(text) : text;
      const std::size_t blocks = (bytes.size() - 64) / 64;
      bytes += std::string(128, '\n');
      std::vector<Marks> a(blocks + 1), b(blocks + 1);
      for (const MakeMarks make : {make_marks_avx2(encoding), make_marks(encoding)}) {
        if (!make) continue;
        MarksCarry one, other;
        make_marks_sse(encoding)(reinterpret_cast<const std::uint8_t*>(bytes.data()) + 64, blocks, one,
                                 a.data());
        make(reinterpret_cast<const std::uint8_t*>(bytes.data()) + 64, blocks, other, b.data());
        for (std::size_t i = 0; i < blocks; ++i)
          for (const auto mark : {&Marks::lines, &Marks::twelve, &Marks::cells, &Marks::groups, &Marks::odd,
                                  &Marks::quotes, &Marks::opens, &Marks::pairs})
            RC_ASSERT((a[i].*mark == b[i].*mark));
      }
    }
  }));
}

}  // namespace
}  // namespace sekisho::inspect
