#include "rules/check_sheet.h"

#include <doctest/doctest.h>

#include <set>

#include "rules/catalogue.h"

using namespace sekisho::rules;

TEST_CASE("the ministry's form: 15 items, 23 lines, word for word as in the catalogue") {
  const auto& form = newest_sheet_form();
  CHECK(form.version == "2023-01-12");
  REQUIRE(form.lines.size() == 23);
  std::set<std::string> ids, items;
  std::string last;
  for (const auto& line : form.lines) {
    CAPTURE(line.id);
    CHECK(ids.insert(line.id).second);
    const auto* clause = find_clause(line.id);
    REQUIRE(clause != nullptr);
    CHECK(clause->text_ja == line.text);
    CHECK(clause->place == "チェックシート " + line.item);
    // the lines of an item stand together
    if (line.item != last) CHECK(items.insert(line.item).second);
    last = line.item;
  }
  CHECK(items.size() == 15);
  CHECK(sheet_form("2023-01-12") == &form);
  CHECK(sheet_form("1999-01-01") == nullptr);
}

TEST_CASE("every line of the form is a clause of section C, and the other way round") {
  std::set<std::string> lines;
  for (const auto& line : newest_sheet_form().lines) lines.insert(line.id);
  for (const auto& clause : catalogue())
    if (clause.group == "C") CHECK(lines.contains(clause.id));
}

namespace {

Seen receipts(std::int64_t kept, std::int64_t broken) {
  Seen out{"C-5", "受領証", "receipts", kept, broken, {}};
  for (std::int64_t i = 0; i < kept; ++i)
    out.records.push_back(
        {"psg_k" + std::to_string(i), "2026-11-0" + std::to_string(i), "あり", "given", true});
  for (std::int64_t i = 0; i < broken; ++i)
    out.records.push_back(
        {"psg_b" + std::to_string(i), "2026-11-0" + std::to_string(i), "なし", "none", false});
  return out;
}

}  // namespace

TEST_CASE("declared beside observed") {
  using enum SheetAnswer;
  const std::vector good{receipts(3, 0)};
  const std::vector bad{receipts(2, 2)};
  CHECK(observe("C-5", yes, good).state == ObservedState::agrees);
  CHECK(observe("C-5", yes, bad).state == ObservedState::differs);
  CHECK(observe("C-5", std::nullopt, bad).state == ObservedState::differs);
  // 「いいえ」 admits it; 「該当なし」 is wrong as soon as there is anything at all
  CHECK(observe("C-5", no, bad).state == ObservedState::agrees);
  CHECK(observe("C-5", not_applicable, good).state == ObservedState::differs);
  CHECK(observe("C-5", not_applicable, {}).state == ObservedState::nothing_seen);
  // another line's records say nothing
  CHECK(observe("C-10", yes, bad).state == ObservedState::nothing_seen);
  CHECK(observe("C-5", yes, {receipts(0, 0)}).state == ObservedState::nothing_seen);
}

TEST_CASE("what speaks against a line stands first, the newest first, and not without end") {
  const auto seen = observe("C-5", SheetAnswer::yes, {receipts(2, 2), receipts(1, 1)});
  CHECK(seen.kept == 3);
  CHECK(seen.broken == 3);
  REQUIRE(seen.records.size() == 6);
  CHECK(seen.records[0].subject == "psg_b1");
  CHECK_FALSE(seen.records[2].kept);
  CHECK(seen.records[3].kept);
  CHECK(seen.text_ja ==
        "受領証：4件のうち、決まりどおり2件、そうでないもの2件。受領証：2件のうち、決まりどおり1件、"
        "そうでないもの1件。");
  Seen many{"C-5", "受領証", "receipts", 100, 0, {}};
  for (int i = 0; i < 100; ++i) many.records.push_back({"psg", "", "", "", true});
  CHECK(observe("C-5", SheetAnswer::yes, {many}).records.size() == 20);
}
