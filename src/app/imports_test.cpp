#include "app/imports.h"

#include <chrono>
#include <set>

#include "app/exports.h"
#include "base/encoding.h"
#include "inspect/identifiers.h"
#include "report/table.h"
#include "store/rows.h"
#include "test_town.h"

namespace sekisho::app {
namespace {

using api::ImportState;
using api::RecordKind;
using testing::TestTown;

std::string number(std::int64_t n) {
  std::string twelve = std::to_string(100'000'000'000 + n);
  return *inspect::corporate_number_check(twelve) + twelve;
}

struct Desk {
  explicit Desk(TestTown& t) : town(t), imports(*t.parts, [](const std::string& line) { MESSAGE(line); }) {
    imports.start();
  }

  api::ImportView settled(const Viewer& by, const std::string& id) {
    for (int i = 0; i < 20'000; ++i) {
      auto view = imports.view(by, id).value();
      if (view.state != ImportState::checking && view.state != ImportState::importing) return view;
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    FAIL("the import does not end");
    return {};
  }
  api::ImportView checked(const Viewer& by, RecordKind kind, std::string_view file, bool skip_known = false) {
    const auto view = imports.upload(by, kind, "一覧.csv", as_bytes(file));
    if (!view) FAIL(view.error().en);
    auto mapping = view->mapping;
    mapping.skip_known = skip_known;
    REQUIRE(imports.check(by, view->id, mapping));
    return settled(by, view->id);
  }
  api::ImportView imported(const Viewer& by, RecordKind kind, std::string_view file) {
    const auto view = checked(by, kind, file);
    for (const auto& problem : view.problems) MESSAGE(problem.row, " ", problem.column, " ", problem.en);
    REQUIRE(view.problem_count == 0);
    const auto begun = imports.run(by, TestTown::key(), view.id);
    if (!begun) FAIL(begun.error().en);
    return settled(by, view.id);
  }
  std::vector<std::string> problems(const Viewer& by, RecordKind kind, std::string_view file) {
    std::vector<std::string> out;
    for (const auto& p : checked(by, kind, file).problems)
      out.push_back(std::to_string(p.row) + " " + p.column + " " + p.en);
    return out;
  }

  TestTown& town;
  Imports imports;
};

std::string exported(TestTown& town, const Viewer& by, RecordKind kind, report::Format format) {
  Exports exports(*town.parts);
  auto opened = exports.open(by, TestTown::key(), kind, format);
  REQUIRE(opened);
  REQUIRE(opened->answer.passed);
  std::string out;
  std::array<std::uint8_t, 1000> buffer;
  for (;;) {
    const auto got = opened->content->read(buffer).value();
    out.append(as_text(ByteView(buffer).first(got)));
    if (got < buffer.size()) return out;
  }
}

std::vector<std::vector<std::string>> rows_of(std::string_view file) {
  std::vector<std::vector<std::string>> out;
  const auto reader = report::read_table(as_bytes(file)).value();
  while (auto row = reader->next().value()) out.push_back(row->cells);
  return out;
}

constexpr std::string_view engagement_header =
    "契約名,委託事業者の法人番号,担当課,責任者,作業場所,開始日,終了日,情報の種類,範囲,アクセス方法,"
    "本番データ,個人番号\n";

TEST_CASE("contractors, engagements and workers come in whole, with an entry each") {
  TestTown town;
  Desk desk(town);
  const auto before = town.entries();
  const auto firms = desk.imported(
      town.manager, RecordKind::contractors,
      utf8_to_cp932("名簿\n会社名,法人番号\nみほん商事," + number(1) + "\n架空工業," + number(2) + "\n"));
  CHECK(firms.state == ImportState::imported);
  CHECK(firms.ready == 2);
  CHECK(town.entries() == before + 3);
  CHECK(town.newest_kind() == "records.imported");
  REQUIRE(firms.receipt);
  CHECK(firms.receipt->entry == before + 2);

  const auto contracts =
      desk.imported(town.manager, RecordKind::engagements,
                    std::string(engagement_header) + "窓口業務," + number(1) +
                        ",福祉課,見本 責子,本庁舎,令和8年4月1日,R9.3.31,申請書,全件,庁内,不可,いいえ\n" +
                        "窓口業務,みほん商事,福祉課,見本 "
                        "責子,本庁舎,2026/4/1,2027-03-31,相談記録,直近1年,外部サービス、遠隔,×,\n");
  CHECK(contracts.state == ImportState::imported);
  CHECK(contracts.ready == 1);
  town.database->read([&](store::Connection& c) {
    const auto found = store::select<store::Engagement>(c, "title = '窓口業務'");
    REQUIRE(found.size() == 1);
    CHECK(found[0].section == town.welfare);
    CHECK(found[0].starts == "2026-04-01");
    CHECK(found[0].ends == "2027-03-31");
    REQUIRE(found[0].scope.size() == 2);
    CHECK(found[0].scope[1].information == "相談記録");
    CHECK(found[0].scope[1].ways ==
          std::vector{rules::AccessWay::service_transfer, rules::AccessWay::remote_access});
    CHECK(!found[0].production_data_allowed);
  });

  const auto workers = desk.imported(town.clerk, RecordKind::workers,
                                     "会社,氏名,ふりがな\n" + number(1) + ",　見本 太郎 ,みほん たろう\n" +
                                         number(1) + ",見本 花子,ミホン ハナコ\n");
  CHECK(workers.state == ImportState::imported);
  const auto own =
      desk.imported(town.prime_manager, RecordKind::workers, "氏名,フリガナ\n甲野 三郎,コウノ サブロウ\n");
  CHECK(own.state == ImportState::imported);
  town.database->read([&](store::Connection& c) {
    CHECK(store::select<store::Worker>(c, "name = '見本 太郎' AND kana = 'みほん たろう'").size() == 1);
    CHECK(store::select<store::Worker>(c, "name = '甲野 三郎'")[0].contractor == town.prime);
  });
  town.check_whole();
}

TEST_CASE("every problem is named by row and column, and nothing is written") {
  TestTown town;
  Desk desk(town);
  const auto before = town.digest();
  CHECK(desk.problems(town.manager, RecordKind::contractors,
                      "会社名,法人番号\n," + number(1) + "\nあ社,123\nい社," + number(2) + "\nう社," +
                          number(2) + "\n" + std::string(601, 'x') + "," + number(3) + "\n4549-7236-4860番," +
                          number(4) + "\n") ==
        std::vector<std::string>{
            "2 A 列「事業者名」 empty", "3 B 列「法人番号」 not a corporate number",
            "5  the same as in row 4", "6 A 列「事業者名」 too long",
            "7 A 列「事業者名」 looks like an individual number, which must not be entered"});
  const std::string row =
      "窓口業務," + number(9) + ",福祉課,見本,本庁舎,2026-04-01,2027-03-31,申請書,全件,庁内,,\n";
  CHECK(desk.problems(
            town.manager, RecordKind::engagements,
            std::string(engagement_header) + row +
                "窓口業務,だれも,無課,見本,本庁舎,昨日,2027-02-30,申請書,全件,徒歩、庁内,たぶん,\n") ==
        std::vector<std::string>{"2 B 列「委託事業者の法人番号」 no contractor with this corporate number",
                                 "3 B 列「委託事業者の法人番号」 no contractor of this name",
                                 "3 C 列「受け持ちの課」 no section of this name",
                                 "3 F 列「始まり」 not a day", "3 G 列「終わり」 not a day",
                                 "3 J 列「アクセス方法」 an unknown way of access",
                                 "3 K 列「本番データの持ち出し」 neither yes nor no"});
  CHECK(
      desk.problems(town.clerk, RecordKind::workers, "氏名,フリガナ\n見本 太郎,見本 太郎\n") ==
      std::vector<std::string>{"2 「委託事業者の法人番号」 empty", "2 B 列「フリガナ」 kanji in a reading"});
  CHECK(town.digest() == before);

  const auto view = desk.checked(town.manager, RecordKind::contractors, "会社名,法人番号\nあ社,123\n");
  CHECK(desk.imports.run(town.manager, TestTown::key(), view.id).error().code == ErrorCode::conflict);
}

TEST_CASE("others' sections and firms are named as problems; the gate stops who has no right") {
  TestTown town;
  Desk desk(town);
  const auto firm = town.database->reading(
      [&](store::Connection& c) { return store::find<store::Contractor>(c, town.other)->corporate_number; });
  const std::string contract = std::string(engagement_header) + "窓口業務," + firm +
                               ",税務課,見本,本庁舎,2026-04-01,2027-03-31,申請書,全件,庁内,,\n";
  CHECK(desk.problems(town.manager, RecordKind::engagements, contract) ==
        std::vector<std::string>{"2  the gate would refuse it"});
  CHECK(desk.checked(town.supervising_officer, RecordKind::engagements, contract).problem_count == 0);
  const std::string person = "法人番号,氏名,フリガナ\n" + firm + ",丙野 四郎,ヘイノ シロウ\n";
  CHECK(desk.problems(town.clerk, RecordKind::workers, person) ==
        std::vector<std::string>{"2  the gate would refuse it"});
  CHECK(desk.problems(town.prime_manager, RecordKind::workers, person) ==
        std::vector<std::string>{"2 A 列「委託事業者の法人番号」 no contractor with this corporate number"});

  const std::set<std::string> keepers{"manager", "department_officer", "supervising_officer", "ciso",
                                      "tax_manager"};
  const std::set<std::string> rosterers{"clerk",       "manager",      "system_administrator",
                                        "tax_clerk",   "tax_manager",  "prime_manager",
                                        "sub_manager", "other_manager"};
  for (const auto& [name, viewer] : town.everybody())
    for (const auto& kind : desk.imports.kinds(viewer)) {
      CAPTURE(name);
      const auto& may = kind.kind == RecordKind::workers ? rosterers : keepers;
      CHECK(kind.may_import == may.contains(name));
      const auto answer = desk.imports.upload(viewer, kind.kind, "", as_bytes("a,b\n1,2\n"));
      CHECK(answer.has_value() == may.contains(name));
      if (!answer) CHECK(answer.error().code == ErrorCode::forbidden);
    }
}

TEST_CASE("what changed between the dry run and the import stops the whole of it") {
  TestTown town;
  Desk desk(town);
  const auto view = desk.checked(town.manager, RecordKind::contractors,
                                 "会社名,法人番号\nあ社," + number(1) + "\nい社," + number(2) + "\n");
  REQUIRE(view.problem_count == 0);
  (void)testing::id_of(town.parties->register_contractor(town.manager, TestTown::key(), {"い社", number(2)}));
  const auto before = town.digest();
  REQUIRE(desk.imports.run(town.manager, TestTown::key(), view.id));
  const auto after = desk.settled(town.manager, view.id);
  CHECK(after.state == ImportState::failed);
  CHECK(!after.error.empty());
  CHECK(town.digest() == before);
  // Looking again names it; leaving out what is known lets the rest in.
  REQUIRE(desk.imports.check(town.manager, view.id, view.mapping));
  CHECK(desk.settled(town.manager, view.id).problems.at(0).row == 3);
  auto mapping = view.mapping;
  mapping.skip_known = true;
  REQUIRE(desk.imports.check(town.manager, view.id, mapping));
  CHECK(desk.settled(town.manager, view.id).skipped == 1);
  REQUIRE(desk.imports.run(town.manager, TestTown::key(), view.id));
  CHECK(desk.settled(town.manager, view.id).state == ImportState::imported);
  CHECK(desk.imports.run(town.manager, TestTown::key(), view.id)->state == ImportState::imported);
  CHECK(desk.imports.check(town.manager, view.id, mapping).error().code == ErrorCode::conflict);
  town.check_whole();
}

TEST_CASE("one account's file is its own, and columns are chosen once") {
  TestTown town;
  Desk desk(town);
  const auto view =
      desk.imports.upload(town.manager, RecordKind::contractors, "a.csv", as_bytes("名,番号\nあ社,1\n"))
          .value();
  CHECK(view.mapping.sources.at(0).column == -1);
  CHECK(view.columns.at(1).letter == "B");
  CHECK(view.columns.at(1).samples == std::vector<std::string>{"1"});
  CHECK(desk.imports.view(town.tax_manager, view.id).error().code == ErrorCode::not_found);
  CHECK(desk.imports.check(town.tax_manager, view.id, view.mapping).error().code == ErrorCode::not_found);
  CHECK(desk.imports.discard(town.tax_manager, view.id).error().code == ErrorCode::not_found);
  const auto code = [&](std::vector<api::ImportSource> sources) {
    return desk.imports.check(town.manager, view.id, {std::move(sources), false}).error().field;
  };
  CHECK(code({{"name", 0, ""}, {"corporate_number", 0, ""}}) == "corporate_number");
  CHECK(code({{"name", 5, ""}}) == "name");
  CHECK(code({{"name", 0, ""}, {"name", 1, ""}}) == "sources");
  CHECK(code({{"id", 0, ""}}) == "sources");
  // One value for every row.
  REQUIRE(desk.imports.check(town.manager, view.id,
                             {{{"name", 0, ""}, {"corporate_number", -1, number(7)}}, false}));
  CHECK(desk.settled(town.manager, view.id).ready == 1);
  CHECK(desk.imports.upload(town.manager, RecordKind::contractors, "b.csv", as_bytes("名,番号\nあ社,1\n")));
  CHECK(desk.imports.view(town.manager, view.id).error().code == ErrorCode::not_found);
  for (const std::string_view bad : {"", "会社名,法人番号\n", "PK\x03\x04", "%PDF-1.7"})
    CHECK(!desk.imports.upload(town.manager, RecordKind::contractors, "", as_bytes(bad)));
  const auto kept =
      desk.imports.upload(town.manager, RecordKind::contractors, "", as_bytes("名,番号\nあ社,1\n")).value();
  desk.imports.tend();
  CHECK(desk.imports.view(town.manager, kept.id));
  town.clock.move(std::chrono::hours(2));
  desk.imports.tend();
  CHECK(!desk.imports.view(town.manager, kept.id));
}

TEST_CASE("a list goes out as its viewer sees it, and comes back in") {
  TestTown town;
  Desk desk(town);
  const auto header = rows_of(exported(town, town.clerk, RecordKind::workers, report::Format::csv)).front();
  CHECK(header ==
        std::vector<std::string>{"委託事業者の法人番号", "委託事業者の名前", "氏名", "フリガナ", "離れた日"});
  for (const auto format : {report::Format::xlsx, report::Format::csv})
    for (const auto& [name, viewer] : town.everybody()) {
      Exports exports(*town.parts);
      for (const auto kind : {RecordKind::contractors, RecordKind::engagements, RecordKind::workers}) {
        CAPTURE(name);
        const auto opened = exports.open(viewer, TestTown::key(), kind, format);
        REQUIRE(opened);
        const bool may = name != "administrator" && name != "reception" && !name.ends_with("worker");
        CHECK(opened->answer.passed == may);
        if (!may) continue;
        const auto rows = rows_of(exported(town, viewer, kind, format));
        const auto seen = kind == RecordKind::workers       ? town.parties->workers(viewer, "")->size()
                          : kind == RecordKind::contractors ? town.parties->contractors(viewer)->size()
                                                            : town.parties->engagements(viewer)->size();
        CHECK(rows.size() == seen + 1);
      }
    }
  for (const auto kind : {RecordKind::contractors, RecordKind::engagements, RecordKind::workers}) {
    const auto again = desk.checked(town.ciso, kind == RecordKind::workers ? RecordKind::contractors : kind,
                                    exported(town, town.ciso, kind, report::Format::xlsx), true);
    if (kind == RecordKind::workers) continue;
    CHECK(again.problem_count == 0);
    CHECK(again.ready == 0);
    CHECK(again.skipped == again.rows);
  }
  const auto people =
      desk.checked(town.clerk, RecordKind::workers,
                   exported(town, town.clerk, RecordKind::workers, report::Format::csv), true);
  CHECK(people.problem_count == 0);
  CHECK(people.skipped == people.rows);
  for (const auto kind : {RecordKind::contractors, RecordKind::engagements, RecordKind::workers}) {
    const auto form = Exports::form(kind, report::Format::xlsx).value();
    const auto rows = rows_of(as_text(form));
    REQUIRE(rows.size() == 2);
    const auto view =
        desk.imports.upload(kind == RecordKind::workers ? town.clerk : town.manager, kind, "", form).value();
    for (const auto& source : view.mapping.sources) CHECK(source.column >= 0);
  }
  town.check_whole();
}

TEST_CASE("thousands of people come in at once and go out again") {
  TestTown town;
  Desk desk(town);
  std::string file = "法人番号,氏名,フリガナ\n";
  const auto firm = town.database->reading(
      [&](store::Connection& c) { return store::find<store::Contractor>(c, town.prime)->corporate_number; });
  for (int i = 0; i < 3000; ++i)
    file += firm + ",見本 " + std::to_string(i) + ",ミホン " + std::to_string(i) + "\n";
  const auto before = town.entries();
  CHECK(desk.imported(town.clerk, RecordKind::workers, file).state == ImportState::imported);
  CHECK(town.entries() == before + 3001);
  CHECK(rows_of(exported(town, town.clerk, RecordKind::workers, report::Format::xlsx)).size() > 3000);
  town.check_whole();
}

TEST_CASE("stopping in the middle leaves all of it or nothing") {
  TestTown town;
  std::string file = "氏名,フリガナ\n";
  for (int i = 0; i < 5000; ++i) file += "見本 " + std::to_string(i) + ",ミホン\n";
  const auto workers = [&] {
    return town.database->reading(
        [](store::Connection& c) { return store::number(c, "SELECT count(*) FROM workers"); });
  };
  const auto before = workers();
  {
    Desk desk(town);
    const auto view = desk.checked(town.prime_manager, RecordKind::workers, file);
    REQUIRE(desk.imports.run(town.prime_manager, TestTown::key(), view.id));
    while (desk.imports.view(town.prime_manager, view.id)->done < 500) std::this_thread::yield();
    desk.imports.stop();
    CHECK(desk.imports.view(town.prime_manager, view.id).error().code == ErrorCode::not_found);
  }
  CHECK((workers() == before || workers() == before + 5000));
  town.check_whole();
}

}  // namespace
}  // namespace sekisho::app
