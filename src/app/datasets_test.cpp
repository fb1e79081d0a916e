// Datasets through the counter: who may, the dry run and its problems, replaced and removed; what is left on
// the disk.
#include <algorithm>
#include <fstream>
#include <thread>

#include "store/rows.h"
#include "test_town.h"

namespace sekisho::app::testing {
namespace {

using api::DatasetFileState;

api::DatasetFileView settled(const TestTown& town, const Viewer& by, const std::string& id) {
  for (int i = 0; i < 6000; ++i) {
    auto view = town.datasets->file(by, id).value();
    if (view.state != DatasetFileState::checking) return view;
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  FAIL("the dry run did not end");
  return {};
}

api::DatasetFileView sent(const TestTown& town, const Viewer& by, std::string_view bytes,
                          const std::string& replaces = "") {
  auto extract = town.datasets->begin(by, "抽出.csv", replaces, bytes.size()).value();
  REQUIRE(extract->write(as_bytes(bytes)));
  return settled(town, by, extract->finish().value().id);
}

std::vector<std::string> files(const TestTown& town) {
  std::vector<std::string> out;
  for (const auto& entry : std::filesystem::directory_iterator(town.parts->datasets))
    out.push_back(entry.path().filename().string());
  std::ranges::sort(out);
  return out;
}

constexpr std::string_view accounts_csv =
    "支店番号,口座番号,名義\r\n001,1234567,ミホン タロウ\r\n002,7654321,ヒナガタ "
    "ハナコ\r\n003,1111111,ミホン ジロウ\r\n";

}  // namespace

TEST_CASE("only who answers for the systems registers datasets; the town sees what there is") {
  TestTown town;
  for (const auto& [name, viewer] : town.everybody()) {
    CAPTURE(name);
    const bool keeps = viewer.account == town.system_administrator.account ||
                       viewer.account == town.supervising_officer.account;
    const auto begun = town.datasets->begin(viewer, "x.csv", "", std::nullopt);
    CHECK(begun.has_value() == keeps);
    if (!keeps) CHECK(begun.error().code == ErrorCode::forbidden);
    const auto removed = town.datasets->remove(viewer, town.key(), "dts_none", {"理由"});
    CHECK((!removed || !removed->passed));
    const auto list = town.datasets->list(viewer);
    const bool sees = viewer.side == rules::Side::town && !viewer.has(rules::Role::administrator) &&
                      !viewer.has(rules::Role::officer) && !viewer.has(rules::Role::reception);
    CHECK(list.has_value() == sees);
    if (list) CHECK(list->may.empty() == !keeps);
  }
}

TEST_CASE("the register that was put beside the database is taken over") {
  TestTown town;
  const auto list = town.datasets->list(town.auditor).value();
  REQUIRE(list.items.size() == 1);
  CHECK(list.items[0].id == "dts_register");
  CHECK(list.items[0].name == "住民基本台帳");
  CHECK(list.items[0].units == 300);
  CHECK(list.items[0].usable);
  CHECK(list.items[0].counter == "人");
  CHECK_FALSE(std::filesystem::exists(town.parts->register_index));
  CHECK(files(town).size() == 1);
  CHECK(list.meanings.size() > 10);
}

TEST_CASE("an extract is looked at, its columns told, and registered; another takes its place") {
  TestTown town;
  const auto& by = town.system_administrator;
  auto file = sent(town, by, accounts_csv);
  CHECK(file.input.unit == "person");  // what is counted is for the person to say
  REQUIRE(file.columns.size() == 3);
  CHECK(file.columns[2].heading == "名義");

  api::DatasetCheckInput input;
  input.unit = "account";
  input.columns = {{"支店番号", "branch_code"}, {"口座番号", "account_number"}, {"名義", "kana"}};
  REQUIRE(town.datasets->check(by, file.id, input));
  file = settled(town, by, file.id);
  CAPTURE(file.error);
  REQUIRE(file.ready);
  CHECK(file.units == 3);
  CHECK(file.rows == 3);

  const api::DatasetRunInput as{"", "児童手当の口座", rules::Confidentiality::c3b};
  CHECK_FALSE(town.datasets->run(town.supervising_officer, town.key(), file.id, as));  // another's file
  const auto key = TestTown::key();
  const auto dataset = id_of(town.datasets->run(by, key, file.id, as));
  CHECK(town.datasets->run(by, key, file.id, as)->repeated);
  auto row = town.datasets->view(by, dataset).value().row;
  CHECK(row.name == "児童手当の口座");
  CHECK(row.units == 3);
  CHECK(row.counter == "口座");
  CHECK(row.usable);
  CHECK(row.columns.size() == 3);
  CHECK(files(town).size() == 2);

  // The next extract is read as the last one.
  file = sent(town, by, std::string(accounts_csv) + "004,2222222,ヒナガタ ミツエ\r\n", dataset);
  REQUIRE(file.ready);
  CHECK(file.units == 4);
  (void)id_of(town.datasets->run(by, town.key(), file.id, {dataset, "", rules::Confidentiality::c3b}));
  row = town.datasets->view(by, dataset).value().row;
  CHECK(row.units == 4);
  CHECK(row.replaced == 1);
  CHECK(row.name == "児童手当の口座");
  CHECK(files(town).size() == 2);

  (void)id_of(town.datasets->remove(by, town.key(), dataset, {"事業が終わったため"}));
  row = town.datasets->view(by, dataset).value().row;
  CHECK_FALSE(row.held);
  CHECK(row.remove_reason == "事業が終わったため");
  CHECK(files(town).size() == 1);
  CHECK(town.datasets->remove(by, town.key(), dataset, {"もう一度"}).error().code == ErrorCode::not_found);
  town.check_whole();
}

TEST_CASE("an extract with a wrong number is not registered, and says where") {
  TestTown town;
  const auto& by = town.supervising_officer;
  std::string csv(TestTown::residents_csv());
  const auto second = csv.find('\n', csv.find('\n') + 1) + 1;
  csv.insert(second, "あ,い\n");
  const auto file = sent(town, by, csv);
  CHECK(file.state == DatasetFileState::checked);
  CHECK_FALSE(file.ready);
  REQUIRE(file.problem_count > 0);
  CHECK(file.problems[0].row == 3);
  CHECK(town.datasets->run(by, town.key(), file.id, {"", "住民", rules::Confidentiality::c3a}).error().code ==
        ErrorCode::conflict);
  api::DatasetCheckInput wrong;
  wrong.unit = "people";
  CHECK(town.datasets->check(by, file.id, wrong).error().field == "unit");
  REQUIRE(town.datasets->discard(by, file.id));
  CHECK(town.datasets->file(by, file.id).error().code == ErrorCode::not_found);
  CHECK(files(town).size() == 1);
}

TEST_CASE("an extract that nobody uses is forgotten") {
  TestTown town;
  const auto& by = town.system_administrator;
  const auto file = sent(town, by, TestTown::residents_csv());
  REQUIRE(file.ready);
  CHECK(files(town).size() == 2);  // its index waits beside the others
  town.datasets->tend();
  CHECK(town.datasets->file(by, file.id));
  town.clock.move(std::chrono::hours(2));
  town.datasets->tend();
  CHECK_FALSE(town.datasets->file(by, file.id));
  CHECK(files(town).size() == 1);
}

}  // namespace sekisho::app::testing
