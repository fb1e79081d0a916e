// One register in the many forms that people and programs give it: of each, how many of those in it are found
// (recall), and how many are found in the same form of another town (false).
#include <doctest/doctest.h>
#include <fmt/format.h>
#include <rapidcheck.h>

#include <functional>
#include <iostream>

#include "base/decoder.h"
#include "inspect_testing.h"

namespace sekisho::inspect {
namespace {

using namespace test;
using namespace std::chrono;

std::string wide(std::string_view ascii) {  // digits and letters in full width
  std::string out;
  for (const char c : ascii) {
    if (c > 0x20 && c < 0x7F) {
      append_utf8(static_cast<char32_t>(0xFF00 + c - 0x20), out);
    } else {
      out += c;
    }
  }
  return out;
}

std::string japanese_date(Day day, bool letters) {
  const year_month_day d(day);
  const int y = static_cast<int>(d.year());
  struct Era {
    int first;
    sys_days begin;
    std::string_view name, letter;
  };
  static const Era eras[] = {{2019, sys_days(2019y / 5 / 1), "令和", "R"},
                             {1989, sys_days(1989y / 1 / 8), "平成", "H"},
                             {1926, sys_days(1926y / 12 / 25), "昭和", "S"},
                             {1912, sys_days(1912y / 7 / 30), "大正", "T"},
                             {1868, sys_days(1868y / 1 / 25), "明治", "M"}};
  for (const Era& era : eras)
    if (sys_days(day) >= era.begin) {
      const int year = y - era.first + 1;
      if (letters)
        return fmt::format("{}{:02}.{:02}.{:02}", era.letter, year, static_cast<unsigned>(d.month()),
                           static_cast<unsigned>(d.day()));
      return fmt::format("{}{}年{}月{}日", era.name, year == 1 ? "元" : std::to_string(year),
                         static_cast<unsigned>(d.month()), static_cast<unsigned>(d.day()));
    }
  return format_day(day);
}

std::string old_characters(std::string name) {
  for (const auto& [now, then] : {std::pair{"高", "髙"},
                                  {"崎", "﨑"},
                                  {"辺", "邊"},
                                  {"沢", "澤"},
                                  {"斎", "齋"},
                                  {"桜", "櫻"},
                                  {"広", "廣"},
                                  {"浜", "濵"},
                                  {"島", "嶋"},
                                  {"国", "國"},
                                  {"恵", "惠"},
                                  {"真", "眞"},
                                  {"葛", "葛\U000E0100"}})
    name = replaced(name, now, then);
  return name;
}

std::string base64_line(const std::string& text) { return to_base64(as_bytes(text)); }

using Render = std::function<std::string(const std::vector<SyntheticResident>&)>;

Render each(std::function<std::string(const SyntheticResident&)> one, std::string head = {},
            std::string end = "\n") {
  return [=](const std::vector<SyntheticResident>& all) {
    std::string out = head;
    for (const auto& r : all) out += one(r) + end;
    return out;
  };
}

struct Form {
  std::string_view name;
  Render render;
};

const std::vector<Form>& forms() {
  static const std::vector<Form> all{
      {"氏名と生年月日", each([](const auto& r) { return r.name + "," + format_day(r.birth); })},
      {"列の順を変えたもの", each([](const auto& r) {
         return r.address + "\t" + r.sex + "\t" + digits_of(r.birth) + "\t" + r.name;
       })},
      {"全角の数字", each([](const auto& r) { return wide(r.individual_number); })},
      {"半角カナと和暦の記号",
       each([](const auto& r) { return r.kana + "," + japanese_date(r.birth, true); })},
      {"和暦",
       each([](const auto& r) { return r.name + "　様（" + japanese_date(r.birth, false) + "生）"; })},
      {"8桁の日付",
       each([](const auto& r) { return digits_of(r.birth) + " " + replaced(r.name, "　", ""); })},
      {"6桁の日付", each([](const auto& r) { return digits_of(r.birth).substr(2) + "," + r.name; })},
      {"旧字・異体字",
       each([](const auto& r) { return old_characters(r.name) + "," + format_day(r.birth); })},
      {"名・姓の順", each([](const auto& r) {
         const auto gap = r.name.find("　");
         return r.name.substr(gap + 3) + " " + r.name.substr(0, gap) + "," + format_day(r.birth);
       })},
      {"住所を 2-1-6 の形で", each([](const auto& r) { return r.name + "," + short_address(r.address); })},
      {"ハイフンで区切った番号", each([](const auto& r) {
         return r.individual_number.substr(0, 4) + "-" + r.individual_number.substr(4, 4) + "-" +
                r.individual_number.substr(8);
       })},
      {"空白で区切った番号", each([](const auto& r) {
         return r.individual_number.substr(0, 4) + " " + r.individual_number.substr(4, 4) + " " +
                r.individual_number.substr(8);
       })},
      {"3桁ごとのコンマ", each([](const auto& r) {
         const auto& n = r.individual_number;
         return "\"" + n.substr(0, 3) + "," + n.substr(3, 3) + "," + n.substr(6, 3) + "," + n.substr(9) +
                "\"";
       })},
      {"1桁ずつの欄", each([](const auto& r) {
         std::string out;
         for (const char c : r.individual_number) out += (out.empty() ? "" : ",") + std::string(1, c);
         return out;
       })},
      {"姓と名を別の欄に",
       each([](const auto& r) { return replaced(r.name, "　", ",") + "," + format_day(r.birth); })},
      {"年・月・日を別の欄に", each([](const auto& r) {
         const year_month_day d(r.birth);
         return r.name + fmt::format(",{},{},{}", static_cast<int>(d.year()),
                                     static_cast<unsigned>(d.month()), static_cast<unsigned>(d.day()));
       })},
      {"固定長", each([](const auto& r) {
         std::string name = replaced(r.name, "　", "");
         for (std::size_t i = name.size() / 3; i < 20; ++i) name += "　";
         return r.ledger_number + name + digits_of(r.birth) + r.sex;
       })},
      {"JSON",
       [](const auto& all) {
         std::string out = "[";
         for (const auto& r : all)
           out += fmt::format("{}{{\n \"id\": \"{}\",\n \"name\": \"{}\",\n \"birth\": \"{}\"\n}}",
                              out.size() > 1 ? ",\n" : "", "x", r.name, format_day(r.birth));
         return out + "]";
       }},
      {"XML",
       [](const auto& all) {
         std::string out = "<?xml version=\"1.0\"?>\n<list>\n";
         for (const auto& r : all)
           out += "<person>\n<name>" + r.name + "</name>\n<birth>" + format_day(r.birth) +
                  "</birth>\n</person>\n";
         return out + "</list>";
       }},
      {"行と列を入れ替えた表",
       [](const auto& all) {
         std::string out;
         for (std::size_t from = 0; from < all.size(); from += 50) {
           std::string names = "氏名", births = "生年月日", sexes = "性別";
           for (std::size_t i = from; i < from + 50 && i < all.size(); ++i) {
             names += "," + all[i].name;
             births += "," + format_day(all[i].birth);
             sexes += "," + std::string(1, all[i].sex);
           }
           out += names + "\n" + sexes + "\n" + births + "\n";
         }
         return out;
       }},
      {"base64 にした行",
       each([](const auto& r) { return "data=" + base64_line(r.name + "," + format_day(r.birth)); })},
      {"base64 にした全体",
       [](const auto& all) {
         std::string plain;
         for (const auto& r : all) plain += r.name + "," + format_day(r.birth) + "\n";
         return "{\"file\": \"" + to_base64(as_bytes(plain)) + "\"}";
       }},
      {"文章の中", each([](const auto& r) {
         return "本日、" + replaced(r.name, "　", "") + "さん（" + japanese_date(r.birth, false) +
                "生まれ）が来庁されました。";
       })},
  };
  return all;
}

TEST_CASE("a table of forms: all of the town's people are found, and hardly anybody of another town") {
  const auto ours = people(1);
  const auto others = people(2);
  const Datasets datasets{dataset_of(synthetic({.seed = 1, .count = town_size}))};
  for (const Form& form : forms()) {
    CAPTURE(form.name);
    const Report found = inspected(datasets, form.render(ours));
    const Report strange = inspected(datasets, form.render(others));
    MESSAGE(fmt::format("再現 {:5.1f}%  誤り {:4.1f}%  {}",
                        100.0 * static_cast<double>(units(found)) / town_size,
                        100.0 * static_cast<double>(units(strange)) / town_size, form.name));
    if (units(found) < town_size && units(found) > town_size * 9 / 10)
      for (const auto& one : ours)
        if (const std::string alone = form.render({one});
            units(inspected(datasets, "x,y\n" + alone + std::string(600, 45) + "\n")) == 0)
          MESSAGE(alone);
    CHECK(units(found) == town_size);
    CHECK(units(strange) <= 1);
    for (const Remark& r : found.unseen) MESSAGE(r.code << " " << r.path << " " << r.detail);
    CHECK(found.complete);
  }
}

// Bytes take the fast ways, UTF-16 takes the slow one: both must see the same.
TEST_CASE("fast or slow, the same is found") {
  const auto ours = people(1);
  const Datasets datasets{dataset_of(synthetic({.seed = 1, .count = town_size}))};
  CHECK(rc::check([&] {
    std::string text;
    const int rows = *rc::gen::inRange(1, 40);
    const std::string separator(1, *rc::gen::element(',', '\t', ';', '|', ' '));
    for (int i = 0; i < rows; ++i) {
      const auto& r = ours[*rc::gen::inRange<std::size_t>(0, ours.size())];
      const int cells = *rc::gen::inRange(1, 7);
      for (int k = 0; k < cells; ++k) {
        const std::string cell = *rc::gen::element(
            r.name, r.kana, format_day(r.birth), digits_of(r.birth), r.address, r.individual_number,
            r.ledger_number, r.postal_code, std::string("1"), std::string("中央"),
            japanese_date(r.birth, false), std::string(), std::string("\"") + r.name + "\"",
            std::string("＝備考（" + r.name + "）"), std::string("a&b\\c"));
        text += (k > 0 ? separator : "") + cell;
      }
      text += *rc::gen::element(std::string("\n"), std::string("\r\n"));
    }
    // Long enough that the simplest lane dares.
    text += std::string(600, '.') + "\n";
    const Report a = inspected(datasets, text);
    const Report b = inspected(datasets, utf16_of(text));
    const Report c = inspected(datasets, utf8_to_cp932(text));
    for (const Report* other : {&b, &c}) {
      RC_ASSERT(units(a) == units(*other));
      RC_ASSERT(a.records == other->records);
      if (a.datasets.empty()) continue;
      RC_ASSERT(a.datasets[0].records == other->datasets[0].records);
      RC_ASSERT(a.datasets[0].places[0].rows == other->datasets[0].places[0].rows);
    }
  }));
}

}  // namespace
}  // namespace sekisho::inspect
