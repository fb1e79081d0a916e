// Each purpose in use: who sees its files, who brings them, when they come and go.
#include <algorithm>

#include "app/attachments.h"
#include "attachment_uses.h"
#include "store/rows.h"
#include "test_town.h"

namespace sekisho::app {
namespace {

using rules::AttachmentPurpose;
using rules::SheetAnswer;
using testing::id_of;
using testing::stopped_by;
using testing::TestTown;

const std::string pdf = "%PDF-1.7 " + std::string(3000, 'e');

Result<Answer> add(TestTown& town, const Viewer& by, AttachmentPurpose purpose, const std::string& subject,
                   const std::string& name = "証拠.pdf", const std::string& type = "application/pdf",
                   const std::string& bytes = pdf) {
  return town.attachments->add(by, TestTown::key(), {purpose, subject, name, type}, as_bytes(bytes));
}
ErrorCode code(const Result<Answer>& answer) { return answer ? ErrorCode::io : answer.error().code; }

// Exactly these see it, in the list and by its id; for everybody else it is not there.
void seen_by(TestTown& town, const std::string& id, const std::vector<std::string>& names) {
  const auto file = town.database->reading(
      [&](store::Connection& c) { return store::find<store::Attachment>(c, id).value(); });
  for (const auto& [name, viewer] : town.everybody()) {
    CAPTURE(name);
    const bool sees = std::ranges::find(names, name) != names.end();
    CHECK(town.attachments->open(viewer, id).has_value() == sees);
    const auto list = town.attachments->list(viewer, file.purpose, file.subject).value();
    CHECK((std::ranges::find(list, id, &api::AttachmentView::id) != list.end()) == sees);
    if (sees) continue;
    CHECK(town.attachments->view(viewer, id).error().code == ErrorCode::not_found);
    CHECK(code(town.attachments->erase(viewer, TestTown::key(), id)) == ErrorCode::not_found);
    CHECK(code(add(town, viewer, file.purpose, file.subject)) == ErrorCode::not_found);
  }
}

const std::vector<std::string> whole_town{"department_officer", "supervising_officer", "ciso", "auditor"};
std::vector<std::string> with(std::vector<std::string> names, std::initializer_list<const char*> more) {
  for (const char* name : more) names.emplace_back(name);
  return names;
}

api::SheetAnswersInput answer(const std::string& line, std::vector<std::string> evidence) {
  return {{{line, SheetAnswer::yes, "規程のとおりです。", std::move(evidence)}}, {}};
}
const api::SheetLineView& line_of(const api::SheetView& view, std::string_view id) {
  return *std::ranges::find(view.lines, id, [](const auto& l) { return l.line.id; });
}

struct SheetTown : TestTown {
  std::string begun() { return id_of(sheets->begin(prime_manager, key(), engagement, {prime})); }
  api::SheetView view(const std::string& sheet) { return sheets->view(manager, sheet).value(); }
  void hand_in_and_confirm(const std::string& sheet) {
    (void)id_of(sheets->submit(prime_manager, key(), sheet));
    api::SheetDecisionInput yes{rules::Decision::approve, "", {}};
    for (const auto& line : view(sheet).lines) yes.marks.push_back({line.line.id, true, ""});
    (void)id_of(sheets->decide(manager, key(), sheet, yes));
  }
};

}  // namespace

TEST_CASE(
    "evidence of a check sheet: brought while the sheet is with the firm, seen by whoever sees the sheet") {
  SheetTown town;
  const auto sheet = town.begun();
  const auto file = id_of(add(town, town.prime_manager, AttachmentPurpose::evidence, sheet));
  seen_by(town, file,
          with(whole_town, {"clerk", "clerk2", "manager", "system_administrator", "prime_manager"}));
  CHECK(stopped_by(add(town, town.auditor, AttachmentPurpose::evidence, sheet)) ==
        std::vector<std::string>{"rights.act"});
  CHECK(code(add(town, town.prime_manager, AttachmentPurpose::evidence, sheet, "a.html", "text/html",
                 "<script>alert(1)</script>")) == ErrorCode::unsupported);
  CHECK(code(add(town, town.prime_manager, AttachmentPurpose::evidence, sheet, "a.pdf", "application/pdf",
                 pdf + std::string(21 << 20, 'x'))) == ErrorCode::too_large);

  (void)id_of(town.sheets->save(town.prime_manager, TestTown::key(), sheet, answer("C-9d", {file})));
  REQUIRE(line_of(town.view(sheet), "C-9d").evidence.size() == 1);
  CHECK(line_of(town.view(sheet), "C-9d").evidence[0].name == "証拠.pdf");
  CHECK(line_of(town.view(sheet), "C-9d").changed);

  // what an answer names does not go from under it
  CHECK_FALSE(town.attachments->view(town.prime_manager, file)->may_erase);
  CHECK(code(town.attachments->erase(town.prime_manager, TestTown::key(), file)) == ErrorCode::conflict);
  CHECK(stopped_by(town.attachments->erase(town.auditor, TestTown::key(), file)) ==
        std::vector<std::string>{"rights.act"});
  (void)id_of(town.sheets->save(town.prime_manager, TestTown::key(), sheet, answer("C-9d", {})));
  CHECK(town.attachments->view(town.prime_manager, file)->may_erase);
  (void)id_of(town.attachments->erase(town.prime_manager, TestTown::key(), file));
  const auto again = town.sheets->save(town.prime_manager, TestTown::key(), sheet, answer("C-9d", {file}));
  REQUIRE_FALSE(again);
  CHECK(again.error().field == "evidence");

  // once it is handed in, nothing comes and nothing goes; sent back, it does again
  const auto kept = id_of(add(town, town.prime_manager, AttachmentPurpose::evidence, sheet));
  (void)id_of(town.sheets->save(town.prime_manager, TestTown::key(), sheet, answer("C-9d", {kept})));
  (void)id_of(town.sheets->submit(town.prime_manager, TestTown::key(), sheet));
  CHECK(code(add(town, town.prime_manager, AttachmentPurpose::evidence, sheet)) == ErrorCode::conflict);
  CHECK(code(town.attachments->erase(town.prime_manager, TestTown::key(), kept)) == ErrorCode::conflict);
  (void)id_of(town.sheets->decide(town.manager, TestTown::key(), sheet,
                                  {rules::Decision::reject, "もっと示してください。", {}}));
  (void)id_of(add(town, town.clerk, AttachmentPurpose::evidence, sheet));  // taken over from paper
  town.check_whole();
}

TEST_CASE("the next round has the files of the last; what a line drops of them does not come back") {
  SheetTown town;
  const auto first = town.begun();
  const auto file = id_of(add(town, town.prime_manager, AttachmentPurpose::evidence, first));
  (void)id_of(town.sheets->save(town.prime_manager, TestTown::key(), first, answer("C-9d", {file})));
  town.hand_in_and_confirm(first);

  const auto next = town.begun();
  const auto carried = line_of(town.view(next), "C-9d");
  REQUIRE(carried.evidence.size() == 1);
  CHECK(carried.evidence[0].subject == first);
  CHECK_FALSE(carried.changed);
  const auto more = id_of(add(town, town.prime_manager, AttachmentPurpose::evidence, next, "今年.pdf"));
  (void)id_of(town.sheets->save(town.prime_manager, TestTown::key(), next, answer("C-9d", {file, more})));
  // a form from Excel has words alone: files stay with their lines
  const auto paper = town.sheets->paper(town.prime_manager, next, SheetPaper::xlsx).value();
  const auto read = town.sheets->read_file(town.prime_manager, next, paper.content).value();
  const auto line = std::ranges::find(read.answers, "C-9d", &api::SheetAnswerInput::line);
  REQUIRE(line != read.answers.end());
  CHECK(line->evidence == std::vector{file, more});
  CHECK(line->text == "規程のとおりです。");

  const auto elsewhere = town.sheets->save(town.prime_manager, TestTown::key(), next, answer("C-1", {file}));
  REQUIRE_FALSE(elsewhere);
  CHECK(elsewhere.error().field == "evidence");
  (void)id_of(town.sheets->save(town.prime_manager, TestTown::key(), next, answer("C-9d", {more})));
  CHECK_FALSE(town.sheets->save(town.prime_manager, TestTown::key(), next, answer("C-9d", {file, more})));
  CHECK_FALSE(town.sheets->save(town.prime_manager, TestTown::key(), next, answer("C-9d", {more, more})));
  CHECK(code(town.attachments->erase(town.prime_manager, TestTown::key(), file)) == ErrorCode::conflict);
  CHECK(town.attachments->open(town.prime_manager, file));  // the answers of then are still shown to be so
  CHECK(line_of(town.view(first), "C-9d").evidence.size() == 1);
  const auto others =
      id_of(town.sheets->begin(town.sub_manager, TestTown::key(), town.engagement, {town.sub}));
  CHECK_FALSE(town.sheets->save(town.sub_manager, TestTown::key(), others, answer("C-9d", {more})));
  town.check_whole();
}

TEST_CASE("evidence of an improvement: while it is demanded, by the firm alone") {
  TestTown town;
  const auto finding = id_of(town.findings->open(town.manager, TestTown::key(),
                                                 {town.engagement,
                                                  town.prime,
                                                  "",
                                                  "C-9d",
                                                  rules::FindingSource::inspection,
                                                  "鍵が開いていた。",
                                                  "鍵を掛けること。",
                                                  "2026-12-20",
                                                  {}}));
  const auto file = id_of(add(town, town.prime_manager, AttachmentPurpose::evidence, finding));
  seen_by(town, file,
          with(whole_town, {"clerk", "clerk2", "manager", "system_administrator", "prime_manager"}));
  CHECK(stopped_by(add(town, town.manager, AttachmentPurpose::evidence, finding)) ==
        std::vector<std::string>{"rights.act"});
  const auto wrong =
      town.findings->report(town.prime_manager, TestTown::key(), finding, {"直しました。", {"att_0"}});
  REQUIRE_FALSE(wrong);
  CHECK(wrong.error().field == "evidence");
  (void)id_of(town.findings->report(town.prime_manager, TestTown::key(), finding, {"直しました。", {file}}));
  const auto view = town.findings->view(town.manager, finding).value();
  REQUIRE(view.steps.back().evidence.size() == 1);
  CHECK(view.steps.back().evidence[0].name == "証拠.pdf");
  CHECK(code(add(town, town.prime_manager, AttachmentPurpose::evidence, finding)) == ErrorCode::conflict);
  (void)id_of(town.findings->demand(town.manager, TestTown::key(), finding, {"もう一度。", "2026-12-25"}));
  CHECK(code(town.attachments->erase(town.prime_manager, TestTown::key(), file)) == ErrorCode::conflict);
  const auto other = id_of(add(town, town.prime_manager, AttachmentPurpose::evidence, finding));
  (void)id_of(town.attachments->erase(town.prime_manager, TestTown::key(), other));
  town.check_whole();
}

TEST_CASE("files of a written report: until the section has answered, and back when it was sent back") {
  TestTown town;
  api::WorkReportInput in;
  in.engagement = town.engagement;
  in.contractor = town.prime;
  in.period_from = "2026-11-01";
  in.period_to = "2026-11-20";
  in.body = "予定どおりに作業をしました。";
  const auto report = id_of(town.reports->submit(town.prime_manager, TestTown::key(), in));
  const auto file = id_of(add(town, town.prime_manager, AttachmentPurpose::report, report));
  seen_by(town, file,
          with(whole_town, {"clerk", "clerk2", "manager", "system_administrator", "prime_manager"}));
  CHECK(stopped_by(add(town, town.clerk, AttachmentPurpose::report, report)) ==
        std::vector<std::string>{"rights.act"});
  CHECK(code(town.attachments->erase(town.prime_manager, TestTown::key(), file)) == ErrorCode::conflict);
  (void)id_of(town.reports->decide(town.clerk, TestTown::key(), report,
                                   {rules::Decision::reject, "期間が足りません。"}));
  CHECK(code(add(town, town.prime_manager, AttachmentPurpose::report, report)) == ErrorCode::conflict);
  (void)id_of(town.attachments->erase(town.prime_manager, TestTown::key(), file));
  town.check_whole();
}

TEST_CASE("material of a course: brought by who keeps it, seen by who sees the course") {
  TestTown town;
  api::CourseInput course;
  course.section = town.welfare;
  course.title = "情報の取扱い";
  course.material = "# 読むもの";
  const auto id = id_of(town.trainings->open_course(town.manager, TestTown::key(), course));
  const auto file = id_of(add(town, town.manager, AttachmentPurpose::material, id, "教材.pdf"));
  std::vector<std::string> all;
  for (const auto& [name, viewer] : town.everybody())
    if (name != "administrator") all.push_back(name);
  seen_by(town, file, all);
  for (const auto* by : {&town.clerk, &town.tax_manager, &town.prime_manager, &town.auditor})
    CHECK(stopped_by(add(town, *by, AttachmentPurpose::material, id, "教材.pdf")) ==
          std::vector<std::string>{"rights.act"});
  const std::string html = "<script>alert(1)</script>";
  const auto page =
      id_of(add(town, town.ciso, AttachmentPurpose::material, id, "教材.html", "text/html", html));
  CHECK_FALSE(town.attachments->open(town.prime_worker, page)->shown);
  const std::string film = std::string("\0\0\0\x20", 4) + "ftypisom" + std::string(50, '\0');
  const auto shown =
      id_of(add(town, town.manager, AttachmentPurpose::material, id, "教材.mp4", "video/mp4", film));
  CHECK(town.attachments->open(town.prime_worker, shown)->shown);
  // ended: nothing more comes, and what people learned from stays
  (void)id_of(town.trainings->close_course(town.manager, TestTown::key(), id));
  CHECK(code(add(town, town.manager, AttachmentPurpose::material, id, "教材.pdf")) == ErrorCode::conflict);
  CHECK(code(town.attachments->erase(town.manager, TestTown::key(), file)) == ErrorCode::conflict);
  CHECK(town.attachments->open(town.clerk, file));
  CHECK(town.attachments->open(town.prime_worker, file).error().code == ErrorCode::not_found);
  town.check_whole();
}

}  // namespace sekisho::app
