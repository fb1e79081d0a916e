// Inspections through the counters: what is recorded, who sees which part of it, what the gate makes of it;
// again with a password, ended, and again when a dataset has changed.
#include <algorithm>
#include <fstream>
#include <functional>
#include <thread>

#include "inspection_words.h"
#include "store/rows.h"
#include "test_town.h"

namespace sekisho::app::testing {
namespace {

using rules::InspectionState;

inspect::Remark macro() {
  inspect::Remark out;
  out.code = "vba";
  out.severity = "stop";
  out.path = "名簿.xlsm";
  out.detail = "AutoOpen";
  return out;
}
inspect::Remark locked() {
  inspect::Remark out;
  out.code = "encrypted";
  out.severity = "unseen";
  out.path = "提出.zip › 名簿.csv";
  return out;
}

class Scanner final : public VirusScanning {
 public:
  VirusScan scan(RandomSource&, std::stop_token) const override { return answer; }
  VirusScan answer{true, "ClamAV 1.0/27432", {}, "", ""};
};

api::ContentView seen(const TestTown& town, const Viewer& by, const std::string& passage) {
  return town.passages->view(by, passage).value().content;
}

void wait_for(const TestTown& town, const std::string& content,
              const std::function<bool(const store::Content&)>& is) {
  for (int i = 0; i < 6000; ++i) {
    if (is(town.content(content))) return;
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  FAIL("it did not come to that");
}

std::string file_text(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

TEST_CASE("people of the register are counted, and said to whom it may be said") {
  TestTown town;
  const auto id = town.draft(town.clerk, town.prime_worker);
  const auto content = town.upload(town.clerk, id, TestTown::residents_csv());
  const auto kept = town.content(content);
  CHECK(kept.state == InspectionState::production_data);
  CHECK(kept.complete);
  CHECK(kept.residents == 300);
  REQUIRE(kept.found.size() == 1);
  CHECK(kept.found[0].name == "住民基本台帳");
  CHECK(kept.found[0].units == 300);
  CHECK(kept.found[0].households > 0);

  const auto report = seen(town, town.manager, id).report;
  REQUIRE(report);
  REQUIRE(report->datasets.size() == 1);
  CHECK(report->datasets[0].units == 300);
  CHECK(report->datasets[0].counter == "人");
  CHECK(!report->datasets[0].evidence.empty());
  CHECK(!report->datasets[0].places.empty());
  CHECK(report->compared == std::vector<std::string>{"住民基本台帳"});
  CHECK(report->samples_shown);
  CHECK(!report->datasets[0].samples.empty());
  for (const auto* viewer : {&town.clerk, &town.system_administrator, &town.auditor}) {
    const auto theirs = seen(town, *viewer, id).report;
    REQUIRE(theirs);
    CHECK(theirs->datasets[0].units == 300);
    CHECK_FALSE(theirs->samples_shown);
    CHECK(theirs->datasets[0].samples.empty());
  }
  (void)id_of(town.passages->submit(town.clerk, town.key(), id));
  for (const auto* viewer : {&town.prime_worker, &town.prime_manager}) {
    const auto theirs = seen(town, *viewer, id).report;
    REQUIRE(theirs);
    CHECK(theirs->datasets[0].samples.empty());
  }
  for (const auto* viewer : {&town.department_officer, &town.supervising_officer, &town.ciso})
    CHECK(!seen(town, *viewer, id).report->datasets[0].samples.empty());
  town.check_whole();
}

TEST_CASE("what the application says is compared with what was found") {
  TestTown town;
  auto input = town.input(town.prime_worker);
  input.production_application = false;
  input.production_reason = "";
  const auto id = id_of(town.passages->draft(town.clerk, town.key(), input));
  (void)town.upload(town.clerk, id, TestTown::residents_csv());
  const auto lines = seen(town, town.clerk, id).comparison;
  REQUIRE(!lines.empty());
  CHECK(lines[0].topic == "production");
  CHECK_FALSE(lines[0].agrees);
  CHECK(lines[0].found.starts_with("住民基本台帳 300人"));
  CHECK(holds(stopped_by(town.passages->submit(town.clerk, town.key(), id)), "production.application"));

  (void)town.upload(town.clerk, id, TestTown::harmless_csv());
  const auto clean = seen(town, town.clerk, id).comparison;
  REQUIRE(!clean.empty());
  CHECK(clean[0].agrees);
  (void)id_of(town.passages->submit(town.clerk, town.key(), id));
}

TEST_CASE("a macro stops the file, also where production data is allowed") {
  TestTown town;
  town.examining.change = [](inspect::Report& report, const inspect::InspectionOptions&) {
    report.hostile.push_back(macro());
    report.hostile_count = 1;
  };
  const auto id = town.draft(town.clerk, town.prime_worker);
  (void)town.upload(town.clerk, id, TestTown::residents_csv());
  CHECK(stopped_by(town.passages->submit(town.clerk, town.key(), id)) ==
        std::vector<std::string>{"content.hostile"});
  const auto report = seen(town, town.clerk, id).report;
  REQUIRE(report);
  CHECK(report->stops == 1);
  REQUIRE(report->hostile.size() == 1);
  CHECK(report->hostile[0].kind == "VBA マクロ");
  CHECK(report->hostile[0].ja == remark_ja("vba"));
  CHECK(report->hostile[0].path == "名簿.xlsm");
}

TEST_CASE("a password opens what is locked, and is nowhere afterwards") {
  TestTown town;
  const std::string password = "himitsu-no-kotoba-4711";
  town.examining.change = [&](inspect::Report& report, const inspect::InspectionOptions& options) {
    if (options.walk.passwords == std::vector<std::string>{password}) return;
    report.complete = false;
    report.verdict = inspect::Verdict::unreadable;
    report.datasets.clear();
    report.unseen.push_back(locked());
    report.unseen_count = 1;
  };
  const auto id = town.draft(town.clerk, town.prime_worker);
  const auto content = town.upload(town.clerk, id, TestTown::residents_csv());
  CHECK(town.content(content).state == InspectionState::unreadable);
  // Contract and application allow production data; still nobody approves what a password would show.
  CHECK(stopped_by(town.passages->submit(town.clerk, town.key(), id)) ==
        std::vector<std::string>{"content.complete"});

  for (const auto& [name, viewer] : town.everybody())
    if (viewer.account != town.clerk.account) {
      CAPTURE(name);
      const auto refused = town.inspections->again(viewer, town.key(), id, {password});
      CHECK((!refused || !refused->passed));
    }
  const auto wrong = town.inspections->again(town.clerk, town.key(), id, {"wrong"});
  REQUIRE(wrong);
  wait_for(town, content, [](const store::Content& c) { return c.state == InspectionState::unreadable; });
  CHECK(town.content(content).reinspected_for == "password");

  const auto key = TestTown::key();
  (void)id_of(town.inspections->again(town.clerk, key, id, {password}));
  wait_for(town, content,
           [](const store::Content& c) { return c.state == InspectionState::production_data; });
  const auto kept = town.content(content);
  CHECK(kept.residents == 300);
  CHECK(kept.worse);
  REQUIRE(kept.before.size() == 1);
  CHECK(kept.before[0].state == InspectionState::unreadable);
  CHECK(seen(town, town.clerk, id).report->before->found == "見えない部分 1か所");
  (void)id_of(town.passages->submit(town.clerk, town.key(), id));

  // The same command again does nothing, and another one under its key is refused.
  CHECK(town.inspections->again(town.clerk, key, id, {password})->repeated);
  for (const char* end : {"", "-wal"})
    CHECK(file_text(town.file().string() + end).find(password) == std::string::npos);
  town.check_whole();
}

TEST_CASE("an inspection is ended by its applicant, and asked for again") {
  TestTown town;
  const auto id = town.draft(town.clerk, town.prime_worker);
  town.examining.held = true;
  const auto upload =
      town.uploads->create(town.clerk, id, "list.csv", TestTown::harmless_csv().size()).value();
  {
    auto part = town.uploads->append(town.clerk, upload, 0, false).value();
    REQUIRE(part->write(as_bytes(TestTown::harmless_csv())));
    REQUIRE(part->commit());
  }
  for (int i = 0; i < 6000 && town.examining.examined == 0; ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  CHECK(seen(town, town.clerk, id).state == InspectionState::running);
  CHECK(town.inspections->again(town.clerk, town.key(), id, {}).error().code == ErrorCode::conflict);
  CHECK_FALSE(town.inspections->end(town.prime_worker, town.key(), id));
  (void)id_of(town.inspections->end(town.clerk, town.key(), id));
  const auto ended = town.content(upload);
  CHECK(ended.state == InspectionState::unreadable);
  CHECK(ended.unseen_codes == std::vector<std::string>{std::string(stopped)});
  CHECK(stopped_by(town.passages->submit(town.clerk, town.key(), id)) ==
        std::vector<std::string>{"content.complete"});
  CHECK(town.inspections->end(town.clerk, town.key(), id).error().code == ErrorCode::conflict);

  town.examining.held = false;
  (void)id_of(town.inspections->again(town.clerk, town.key(), id, {}));
  wait_for(town, upload, [](const store::Content& c) { return c.state == InspectionState::clean; });
  CHECK(town.examining.examined == 2);
  (void)id_of(town.passages->submit(town.clerk, town.key(), id));
  town.check_whole();
}

TEST_CASE("a virus scanner's word is part of it, and its silence too") {
  Scanner scanner;
  TestTown town(false, &scanner);
  const auto id = town.draft(town.clerk, town.prime_worker);
  auto content = town.upload(town.clerk, id, TestTown::harmless_csv());
  CHECK(town.content(content).state == InspectionState::clean);
  CHECK(town.content(content).scanned_by == "ClamAV 1.0/27432");

  scanner.answer.names = {"Win.Test.EICAR_HDB-1"};
  content = town.upload(town.clerk, id, TestTown::harmless_csv());
  CHECK(town.content(content).stop_codes == std::vector<std::string>{"malware"});
  CHECK(stopped_by(town.passages->submit(town.clerk, town.key(), id)) ==
        std::vector<std::string>{"content.hostile"});

  scanner.answer = {false, "", {}, "つながりません。", "no connection"};
  content = town.upload(town.clerk, id, TestTown::harmless_csv());
  CHECK(town.content(content).state == InspectionState::unreadable);
  CHECK(stopped_by(town.passages->submit(town.clerk, town.key(), id)) ==
        std::vector<std::string>{"content.complete"});
}

TEST_CASE("a report of any size is kept within what the ledger commits to") {
  TestTown town;
  town.examining.change = [](inspect::Report& report, const inspect::InspectionOptions&) {
    for (int i = 0; i < 200; ++i) {
      auto remark = macro();
      remark.path = std::string(2000, 'a') + std::to_string(i);
      report.hostile.push_back(remark);
      report.hostile_count += 1;
      report.datasets[0].places.push_back({std::string(1000, 'b'), "1–2", 2});
    }
  };
  const auto id = town.draft(town.clerk, town.prime_worker);
  const auto content = town.upload(town.clerk, id, TestTown::residents_csv());
  const auto kept = town.content(content);
  CHECK(kept.report.size() <= 32'768);
  CHECK(kept.stops == 200);
  const auto report = seen(town, town.clerk, id).report;
  REQUIRE(report);
  CHECK(report->hostile_count == 200);
  CHECK(!report->hostile.empty());
  CHECK(report->datasets[0].units == 300);
  town.check_whole();
}

TEST_CASE("what is still held is inspected again when a dataset changes") {
  TestTown town;
  const auto id = town.released(town.clerk, town.prime_worker);
  const auto content = town.passage(id).content;
  REQUIRE(town.content(content).residents == 300);
  (void)id_of(
      town.datasets->remove(town.system_administrator, town.key(), "dts_register", {"抽出し直すため"}));
  wait_for(town, content, [](const store::Content& c) { return !c.reinspected_at.empty(); });
  auto kept = town.content(content);
  CHECK(kept.state == InspectionState::unreadable);  // compared with nothing, nothing is clean
  CHECK(kept.reinspected_for == "dataset:住民基本台帳");
  CHECK_FALSE(kept.worse);
  CHECK(town.passage(id).state == rules::PassageState::approved);

  auto extract = town.datasets->begin(town.system_administrator, "jumin.csv", "", std::nullopt).value();
  REQUIRE(extract->write(as_bytes(TestTown::residents_csv())));
  const auto file = extract->finish().value();
  for (int i = 0; i < 6000; ++i) {
    if (town.datasets->file(town.system_administrator, file.id)->state != api::DatasetFileState::checking)
      break;
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  (void)id_of(town.datasets->run(town.system_administrator, town.key(), file.id,
                                 {"", "住民基本台帳", rules::Confidentiality::c3a}));
  wait_for(town, content,
           [](const store::Content& c) { return c.state == InspectionState::production_data; });
  kept = town.content(content);
  CHECK(kept.residents == 300);
  CHECK(kept.worse);
  const auto view = town.passages->view(town.manager, id).value();
  CHECK(view.content.report->worse);
  CHECK(std::ranges::count(view.timeline, "content.reinspected", &api::TimelineItem::kind) == 2);
  town.check_whole();
}

}  // namespace sekisho::app::testing
