// Tables whose rows are compared as a whole say the same as when they are read character by character.
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "inspect_testing.h"

namespace sekisho::inspect {
namespace {

using namespace test;

// One person in the form of each column; some cells are empty, or of somebody else.
std::string table_row(const SyntheticResident& r, const SyntheticResident& other,
                      std::span<const int> columns, char separator) {
  std::string line;
  for (std::size_t k = 0; k < columns.size(); ++k) {
    const int dice = *rc::gen::inRange(0, 100);
    const SyntheticResident& who = dice < 6 ? other : r;
    const auto gap = who.name.find("　");
    if (k > 0) line += separator;
    if (dice >= 96) continue;
    switch (columns[k]) {
      case 0:
        line += who.name;
        break;
      case 1:
        line += who.kana;
        break;
      case 2:
        line += format_day(who.birth);
        break;
      case 3:
        line += digits_of(who.resident_since);
        break;
      case 4:
        line += who.address;
        break;
      case 5:
        line += who.individual_number;
        break;
      case 6:
        line += who.ledger_number;
        break;
      case 7:
        line += who.household_number;
        break;
      case 8:
        line += who.record_code;
        break;
      case 9:
        line += who.postal_code;
        break;
      case 10:
        line += who.sex;
        break;
      case 11:
        line += who.relation;
        break;
      case 12:
        line += who.name.substr(gap + 3) + " " + who.name.substr(0, gap);
        break;
      case 13:
        line += short_address(who.address);
        break;
      case 14:
        line += who.name.substr(0, gap);
        break;
      case 15:
        line += digits_of(who.birth);
        break;
      case 16:
        line += who.name.substr(gap + 3);
        break;
      default:
        line += "090-1234-5678";
    }
  }
  return line + "\n";
}

void same_reports(const Report& a, const Report& b) {
  RC_ASSERT(a.records == b.records);
  RC_ASSERT(a.patterns.size() == b.patterns.size());
  for (std::size_t i = 0; i < a.patterns.size(); ++i) RC_ASSERT(a.patterns[i].count == b.patterns[i].count);
  RC_ASSERT(a.datasets.size() == b.datasets.size());
  for (std::size_t i = 0; i < a.datasets.size(); ++i) {
    const DatasetFound& x = a.datasets[i];
    const DatasetFound& y = b.datasets[i];
    RC_ASSERT(x.units == y.units);
    RC_ASSERT(x.households == y.households);
    RC_ASSERT(x.records == y.records);
    RC_ASSERT(x.places[0].rows == y.places[0].rows);
    RC_ASSERT(x.evidence.size() == y.evidence.size());
    for (std::size_t k = 0; k < x.evidence.size(); ++k) {
      RC_ASSERT(x.evidence[k].en == y.evidence[k].en);
      RC_ASSERT(x.evidence[k].records == y.evidence[k].records);
    }
  }
}

TEST_CASE("tables of any columns: rows that are compared as a whole, or character by character, the same") {
  const auto ours = people(1);
  const auto others = people(2);
  ImportOptions households;
  households.unit = Unit::household;
  const std::string csv = synthetic({.seed = 1, .count = town_size});
  const Datasets one{dataset_of(csv)};
  const Datasets two{one[0], dataset_of(csv, households, "households")};
  CHECK(rc::check([&] {
    const auto columns = *rc::gen::container<std::vector<int>>(
        static_cast<std::size_t>(*rc::gen::inRange(1, 10)), rc::gen::inRange(0, 18));
    const char separator = *rc::gen::element(',', '\t');
    std::string text = "表\n";
    const int rows = *rc::gen::inRange(1, 160);
    std::size_t at = *rc::gen::inRange<std::size_t>(0, ours.size());
    for (int i = 0; i < rows; ++i) {
      // Mostly one after the other, as households stand in a register.
      at = *rc::gen::inRange(0, 8) == 0 ? *rc::gen::inRange<std::size_t>(0, ours.size()) : at + 1;
      const auto& r = *rc::gen::inRange(0, 6) == 0 ? others[at % town_size] : ours[at % town_size];
      text += table_row(r, ours[(at + 1) % town_size], columns, separator);
    }
    text += std::string(1200, '.') + "\n";
    const Datasets& datasets = *rc::gen::inRange(0, 4) == 0 ? two : one;
    const Report slow = inspected(datasets, utf16_of(text));
    same_reports(inspected(datasets, text), slow);
    same_reports(inspected(datasets, utf8_to_cp932(text)), slow);
  }));
}

TEST_CASE("who is met by a part of what explains another is not meant") {
  // 見本 is the whole name of one, and a word of the other's.
  const Datasets one{
      dataset_of("宛名番号,氏名,生年月日\n1000000017,見本太郎,1985-01-02\n1000000025,見本,1985-01-02\n")};
  for (const std::string_view row : {"1000000017,見本　太郎,1985-01-02\n", "見本　太郎,1985-01-02\n"}) {
    CHECK(units(inspected(one, row)) == 1);
    CHECK(units(inspected(one, utf16_of(row))) == 1);
  }
}

}  // namespace
}  // namespace sekisho::inspect
