// Check sheets and findings through the counters: rounds, marks, differences, and a state that the ledger
// tells.
#include <doctest/doctest.h>

#include "report/xlsx.h"
#include "sheet_paper.h"
#include "store/rows.h"
#include "test_town.h"

namespace sekisho::app::testing {
namespace {

using rules::ObservedState;
using rules::SheetAnswer;
using rules::SheetState;

api::SheetAnswersInput all(const TestTown& town, const std::string& sheet,
                           std::vector<api::SheetAnswerInput> others = {}) {
  api::SheetAnswersInput out;
  for (const auto& line : town.sheets->view(town.manager, sheet).value().lines) {
    const auto other = std::ranges::find(others, line.line.id, &api::SheetAnswerInput::line);
    out.answers.push_back(
        other == others.end() ? api::SheetAnswerInput{line.line.id, SheetAnswer::yes, "", {}} : *other);
  }
  out.contact = api::SheetContact{"連絡 係", "", "kinkyu@example.invalid"};
  return out;
}
std::vector<api::SheetMark> marks(const TestTown& town, const std::string& sheet) {
  std::vector<api::SheetMark> out;
  for (const auto& line : town.sheets->view(town.manager, sheet).value().lines)
    out.push_back({line.line.id, true, ""});
  return out;
}
const api::SheetLineView& line_of(const api::SheetView& view, std::string_view id) {
  const auto found = std::ranges::find(view.lines, id, [](const auto& l) { return l.line.id; });
  REQUIRE(found != view.lines.end());
  return *found;
}

}  // namespace

TEST_CASE("a new firm: stopped until its own sheet is answered, looked at and confirmed") {
  TestTown town;
  const auto firm = town.contractor("見本検証株式会社");
  (void)town.sub_contract("", firm);
  const auto person = town.worker(firm, "検証 責任");
  const auto by = town.account(person, {rules::Role::contractor_manager});
  const auto id = id_of(town.sheets->begin(by, TestTown::key(), town.engagement, {firm}));
  CHECK(town.sheets->begin(by, TestTown::key(), town.engagement, {firm}).error().code == ErrorCode::conflict);
  CHECK(stopped_by(town.sheets->submit(by, TestTown::key(), id)) ==
        std::vector<std::string>{"check_sheet.complete"});
  (void)id_of(town.sheets->save(by, TestTown::key(), id,
                                all(town, id, {{"C-8", SheetAnswer::not_applicable, " ", {}}})));
  CHECK(stopped_by(town.sheets->submit(by, TestTown::key(), id)) ==
        std::vector<std::string>{"check_sheet.complete"});
  (void)id_of(town.sheets->save(by, TestTown::key(), id,
                                {{{"C-8", SheetAnswer::not_applicable, "庁内では作業しません。", {}}}, {}}));
  (void)id_of(town.sheets->submit(by, TestTown::key(), id));
  CHECK(town.sheets->save(by, TestTown::key(), id, all(town, id)).error().code == ErrorCode::conflict);

  // line by line; a note is the firm's to read only once the section has decided
  CHECK(stopped_by(
            town.sheets->decide(town.manager, TestTown::key(), id, {rules::Decision::approve, "", {}})) ==
        std::vector<std::string>{"check_sheet.reviewed"});
  (void)id_of(town.sheets->review(town.manager, TestTown::key(), id,
                                  {{{"C-1", true, ""}, {"C-3a", false, "誓約書は？"}}}));
  CHECK(line_of(town.sheets->view(town.manager, id).value(), "C-3a").note == "誓約書は？");
  CHECK(line_of(town.sheets->view(by, id).value(), "C-3a").note.empty());
  CHECK(town.sheets->decide(town.manager, TestTown::key(), id, {rules::Decision::reject, " ", {}})
            .error()
            .field == "note");
  (void)id_of(town.sheets->decide(town.manager, TestTown::key(), id,
                                  {rules::Decision::reject, "誓約書の有無を書いてください。", {}}));
  CHECK(line_of(town.sheets->view(by, id).value(), "C-3a").note == "誓約書は？");

  // what is answered anew is looked at anew; what stays as it is keeps its mark
  (void)id_of(town.sheets->save(
      by, TestTown::key(), id,
      {{{"C-3a", SheetAnswer::yes, "全員から誓約書を取りました。", {}}, {"C-1", SheetAnswer::yes, "", {}}},
       {}}));
  const auto mended = town.sheets->view(by, id).value();
  CHECK(line_of(mended, "C-1").accepted);
  CHECK_FALSE(line_of(mended, "C-3a").accepted);
  (void)id_of(town.sheets->submit(by, TestTown::key(), id));
  (void)id_of(town.sheets->decide(town.manager, TestTown::key(), id,
                                  {rules::Decision::approve, "", marks(town, id)}));
  const auto view = town.sheets->view(by, id).value();
  CHECK(view.state == SheetState::confirmed);
  CHECK(view.valid_until == "2027-11-23");
  CHECK_FALSE(line_of(view, "C-1").observed);
  town.check_whole();
}

TEST_CASE("who took the answers over from paper does not confirm them") {
  TestTown town;
  const auto firm = town.contractor("見本検証株式会社");
  (void)town.sub_contract("", firm);
  const auto id = id_of(town.sheets->begin(town.manager, TestTown::key(), town.engagement, {firm}));
  (void)id_of(town.sheets->save(town.manager, TestTown::key(), id, all(town, id)));
  (void)id_of(town.sheets->submit(town.manager, TestTown::key(), id));
  const api::SheetDecisionInput yes{rules::Decision::approve, "", marks(town, id)};
  CHECK(stopped_by(town.sheets->decide(town.manager, TestTown::key(), id, yes)) ==
        std::vector<std::string>{"check_sheet.other_person"});
  CHECK(town.sheets->decide(town.department_officer, TestTown::key(), id, yes)->passed);
}

TEST_CASE("what the system saw stands beside what was declared, and a difference needs a finding") {
  TestTown town;
  const auto passage = town.released(town.clerk, town.prime_worker);
  (void)town.download(town.prime_worker, passage);
  town.clock.move(std::chrono::hours(30));  // no receipt for more than a day
  const auto id =
      id_of(town.sheets->begin(town.prime_manager, TestTown::key(), town.engagement, {town.prime}));
  auto view = town.sheets->view(town.manager, id).value();
  CHECK(view.round == 2);
  CHECK(view.answered == 23);
  CHECK_FALSE(line_of(view, "C-5").changed);
  CHECK(line_of(view, "C-5").observed->state == ObservedState::differs);
  REQUIRE(line_of(view, "C-5").observed->records.size() == 1);
  CHECK(line_of(view, "C-5").observed->records[0].subject == passage);
  CHECK(line_of(view, "C-4").observed->state == ObservedState::agrees);
  CHECK(line_of(view, "C-6b").observed->state == ObservedState::agrees);
  CHECK(line_of(view, "C-13a").observed->kept == 2);
  CHECK(line_of(view, "C-15a").observed->state == ObservedState::agrees);
  CHECK(line_of(view, "C-15b").observed->state == ObservedState::agrees);
  CHECK(line_of(view, "C-14").observed->state == ObservedState::agrees);
  CHECK(line_of(view, "C-11").observed->state == ObservedState::nothing_seen);

  (void)id_of(town.sheets->save(town.prime_manager, TestTown::key(), id,
                                {{{"C-15a", SheetAnswer::not_applicable, "再委託はしません。", {}}}, {}}));
  (void)id_of(town.sheets->submit(town.prime_manager, TestTown::key(), id));
  view = town.sheets->view(town.manager, id).value();
  CHECK(line_of(view, "C-15a").changed);
  CHECK(line_of(view, "C-15a").last_answer == SheetAnswer::yes);
  CHECK(line_of(view, "C-15a").observed->state == ObservedState::differs);  // there is one, consented
  const api::SheetDecisionInput yes{rules::Decision::approve, "", marks(town, id)};
  CHECK(stopped_by(town.sheets->decide(town.manager, TestTown::key(), id, yes)) ==
        std::vector<std::string>{"check_sheet.differences"});
  // while the new round waits, the one before still counts
  const auto verdict = town.passages->view(town.clerk, passage)->verdict;
  const auto counts = std::ranges::find(verdict.findings, "check_sheet.confirmed",
                                        [](const rules::Finding& f) { return f.rule.view(); });
  REQUIRE(counts != verdict.findings.end());
  CHECK(counts->outcome == rules::Outcome::passed);

  api::FindingInput found{
      town.engagement,        town.prime,           id,           "C-5", rules::FindingSource::record,
      "受領証が出ていない。", "受領証を出すこと。", "2026-12-20", {}};
  const auto finding = id_of(town.findings->open(town.manager, TestTown::key(), found));
  found.line = "C-15a";
  (void)id_of(town.findings->open(town.manager, TestTown::key(), found));
  (void)id_of(town.sheets->decide(town.manager, TestTown::key(), id, yes));

  // the finding ends by confirmation alone
  CHECK(stopped_by(town.findings->close(town.manager, TestTown::key(), finding, {""})) ==
        std::vector<std::string>{"finding.reported"});
  (void)id_of(
      town.findings->report(town.prime_manager, TestTown::key(), finding, {"受領証を出しました。", {}}));
  (void)id_of(town.findings->demand(town.manager, TestTown::key(), finding,
                                    {"次からの手順も示すこと。", "2026-12-25"}));
  CHECK(stopped_by(town.findings->close(town.manager, TestTown::key(), finding, {""})) ==
        std::vector<std::string>{"finding.reported"});
  (void)id_of(
      town.findings->report(town.prime_manager, TestTown::key(), finding, {"手順書を作りました。", {}}));
  (void)id_of(town.findings->close(town.manager, TestTown::key(), finding, {"手順書を見ました。"}));
  const auto closed = town.findings->view(town.prime_manager, finding).value();
  CHECK(closed.finding.state == rules::FindingState::closed);
  CHECK(closed.steps.size() == 5);
  CHECK(closed.may.empty());
  town.check_whole();
}

TEST_CASE("the town's own lines are asked from the next round on, and their numbers are never given twice") {
  TestTown town;
  CHECK(stopped_by(town.sheets->change_lines(town.manager, TestTown::key(), {{{"", "独自", "一つ目"}}})) ==
        std::vector<std::string>{"rights.act"});
  (void)id_of(town.sheets->change_lines(town.ciso, TestTown::key(),
                                        {{{"", "独自", "一つ目"}, {"", "独自", "二つ目"}}}));
  (void)id_of(town.sheets->change_lines(town.ciso, TestTown::key(),
                                        {{{"X-2", "独自", "二つ目"}, {"", "独自", "三つ目"}}}));
  const auto form = town.sheets->form(town.clerk);
  REQUIRE(form.own_lines.size() == 2);
  CHECK(form.own_lines[0].id == "X-2");
  CHECK(form.own_lines[1].id == "X-3");
  CHECK_FALSE(town.sheets->change_lines(town.ciso, TestTown::key(), {{{"X-9", "独自", "九つ目"}}}));
  const auto id =
      id_of(town.sheets->begin(town.prime_manager, TestTown::key(), town.engagement, {town.prime}));
  const auto view = town.sheets->view(town.prime_manager, id).value();
  CHECK(view.lines.size() == 25);
  CHECK(view.answered == 23);
  town.check_whole();
}

TEST_CASE("a form that goes out comes back as it was filled in; what is wrong is named by row") {
  TestTown town;
  const auto blank = town.sheets->blank(town.manager, town.engagement, town.prime, SheetPaper::xlsx).value();
  const auto lines = town.sheets->form(town.manager).lines;
  const auto empty = read_filled_form(lines, blank.content).value();
  CHECK(empty.answers.empty());
  REQUIRE(empty.problems.size() == 23);
  CHECK(empty.problems[0].row == 2);
  CHECK(empty.problems[0].column == "D");

  const auto id =
      id_of(town.sheets->begin(town.prime_manager, TestTown::key(), town.engagement, {town.prime}));
  (void)id_of(
      town.sheets->save(town.prime_manager, TestTown::key(), id,
                        all(town, id, {{"C-10", SheetAnswer::no, "台帳を作っています。\n来月から。", {}}})));
  const auto filled = town.sheets->paper(town.prime_manager, id, SheetPaper::xlsx).value();
  const auto read = town.sheets->read_file(town.prime_manager, id, filled.content).value();
  CHECK(read.problems.empty());
  CHECK(read.answers.size() == 23);
  REQUIRE(read.contact);
  CHECK(read.contact->mail == "kinkyu@example.invalid");
  const auto ten = std::ranges::find(read.answers, "C-10", &api::SheetAnswerInput::line);
  REQUIRE(ten != read.answers.end());
  CHECK(ten->answer == SheetAnswer::no);
  CHECK(ten->text == "台帳を作っています。\n来月から。");
  CHECK(town.sheets->paper(town.other_manager, id, SheetPaper::pdf).error().code == ErrorCode::not_found);
  const auto pdf = town.sheets->paper(town.manager, id, SheetPaper::pdf).value();
  CHECK(as_text(pdf.content).starts_with("%PDF-"));
}

TEST_CASE(
    "the ministry's own form, without numbers and with a title above, is read too; strange files are "
    "refused") {
  const auto& lines = rules::newest_sheet_form().lines;
  std::string csv = "外部委託先に関するセキュリティ要件のチェックシート,,\r\n項目,確認事項,チェック欄\r\n";
  for (const auto& line : lines)
    csv += line.item + ",\"" + line.text + "　\"," +
           (line.id == "C-2"   ? "たぶん"
            : line.id == "C-7" ? "該当なし"
                               : "☑") +
           "\r\n";
  csv += ",よくわからない項目,☑\r\n,\"" + lines[0].text + "\",☑\r\n";
  const auto read = read_filled_form(lines, as_bytes(csv)).value();
  CHECK(read.answers.size() == 21);
  REQUIRE(read.problems.size() == 4);
  CHECK(read.problems[0].row == 4);  // 「たぶん」
  CHECK(read.problems[0].value == "たぶん");
  CHECK(read.problems[1].text.find("該当なし") != std::string::npos);
  CHECK(read.problems[2].row == 26);
  CHECK(read.problems[3].text.find("2回") != std::string::npos);

  CHECK(read_filled_form(lines, as_bytes("a,b\r\n1,2\r\n")).value().problems.size() == 1);
  CHECK_FALSE(read_filled_form(lines, as_bytes("PK\x03\x04 not a workbook")));
  std::string endless = "番号,チェック欄\r\n";
  for (int i = 0; i < 2000; ++i) endless += "C-1,はい\r\n";
  CHECK(read_filled_form(lines, as_bytes(endless)).error().code == ErrorCode::too_large);
}

}  // namespace sekisho::app::testing
