#include <doctest/doctest.h>

#include "gate/testing.h"

using namespace sekisho;
using namespace sekisho::rules;
using namespace sekisho::rules::testing;

TEST_CASE(
    "no data to a firm of the chain whose check sheet is not confirmed, the prime contractor included") {
  for (const Act act : {Act::submit_passage, Act::approve_passage, Act::download_content, Act::export_medium})
    for (const std::size_t tier : {0u, 1u}) {
      Facts f = sample::of(act);
      f.chain[tier].check_sheet_confirmed = false;
      CAPTURE(name(act));
      CHECK(open(f) == "check_sheet.confirmed");
      CHECK(finding(judge(f), "check_sheet.confirmed")->reason_ja.find(f.chain[tier].name) !=
            std::string::npos);
    }
}

TEST_CASE("a sheet is handed in whole: every line answered, reasons given, a contact on file") {
  Facts f = sample::of(Act::submit_sheet);
  REQUIRE(open(f) == "");
  f.sheet->lines[0].answer.reset();
  CHECK(open(f) == "check_sheet.complete");
  f = sample::of(Act::submit_sheet);
  for (const auto answer : {SheetAnswer::no, SheetAnswer::not_applicable}) {
    f.sheet->lines[0].answer = answer;
    f.sheet->lines[0].explained = false;
    CHECK(open(f) == "check_sheet.complete");
    f.sheet->lines[0].explained = true;
    CHECK(open(f) == "");
  }
  f.sheet->contact = false;
  CHECK(open(f) == "check_sheet.complete");
  f.sheet.reset();
  CHECK(open(f) == "check_sheet.complete");
}

TEST_CASE("a sheet is confirmed line by line, by somebody else, and no difference goes without a finding") {
  Facts f = sample::of(Act::confirm_sheet);
  REQUIRE(open(f) == "");
  f.sheet->lines[1].accepted = false;
  CHECK(open(f) == "check_sheet.reviewed");
  f = sample::of(Act::confirm_sheet);
  f.sheet->lines[0].differs = true;
  CHECK(open(f) == "check_sheet.differences");
  f.sheet->lines[0].finding = true;
  CHECK(open(f) == "");
  f.sheet->lines[2].finding = false;  // 「いいえ」
  CHECK(open(f) == "check_sheet.differences");
  f = sample::of(Act::confirm_sheet);
  f.sheet->answerers.push_back(f.actor.person);
  CHECK(open(f) == "check_sheet.other_person");
  f.act = Act::review_sheet;
  CHECK(open(f) == "check_sheet.other_person");
}

TEST_CASE("a finding is closed only after its improvement was reported") {
  for (const auto state : every<FindingState>()) {
    Facts f = sample::of(Act::close_finding);
    f.finding = FindingFacts{state, state == FindingState::reported};
    CAPTURE(name(state));
    CHECK((open(f) == "") == (state == FindingState::reported));
  }
}
