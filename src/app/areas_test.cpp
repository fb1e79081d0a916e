// Controlled areas through the counters: one visit from application to exit, and how many statements a list
// takes.
#include "area_rows.h"
#include "kana.h"
#include "store/rows.h"
#include "test_town.h"

namespace sekisho::app {
namespace {

using testing::holds;
using testing::id_of;
using testing::stopped_by;
using testing::TestTown;

struct AreaTown : TestTown {
  std::string area, contract;
  int badges = 0;

  AreaTown() {
    api::AreaInput in;
    in.name = "サーバー室";
    in.section = welfare;
    in.roles = {rules::Role::officer};
    in.cameras = {"CAM-01"};
    in.one_area_at_a_time = true;
    area = id_of(areas->register_area(manager, key(), in));
    contract = id_of(parties->register_engagement(manager, key(),
                                                  {"サーバーの保守",
                                                   prime,
                                                   welfare,
                                                   "責任 太郎",
                                                   "庁内",
                                                   "2026-04-01",
                                                   "2027-03-31",
                                                   {{"給付金", "全世帯", {rules::AccessWay::on_site}}},
                                                   false,
                                                   false}));
    (void)check_sheet(prime_manager, manager, contract, prime);
    roster(manager, contract, prime, {prime_manager.person, prime_worker.person});
  }
  std::string at(std::chrono::hours by) const { return format_instant(clock.now() + by); }
  std::string approved() {
    using namespace std::chrono_literals;
    const auto id = id_of(areas->apply_entry(
        prime_manager, key(),
        {contract, prime, area, {prime_worker.person}, at(-1h), at(3h), "サーバーの定期点検のため"}));
    (void)id_of(areas->decide(manager, key(), id, {true, ""}));
    return id;
  }
  api::EnterInput input() {
    return {prime_worker.person,
            area,
            "",
            "運転免許証",
            clerk.person,
            true,
            "CAM-01",
            std::to_string(++badges),
            "",
            {},
            0};
  }
  std::int64_t statements(int readers = 4) const {
    std::int64_t total = 0;
    if (readers > 0)
      database->read([&](store::Connection& c) { total = c.statements() + statements(readers - 1); });
    return total;
  }
};

TEST_CASE("from the application to the exit, and the ledger tells it all") {
  using namespace std::chrono_literals;
  AreaTown town;
  CHECK(
      holds(stopped_by(town.desk->enter(town.reception, TestTown::key(), town.input())), "entry.permission"));
  (void)town.approved();
  const auto in = town.input();
  const auto visit = id_of(town.desk->enter(town.reception, TestTown::key(), in));
  CHECK(town.desk->board(town.reception)->inside.size() == 1);
  CHECK_FALSE(town.desk->board(town.reception)->inside.front().overstays);
  town.clock.move(4h);
  CHECK(town.desk->board(town.reception)->inside.front().overstays);
  CHECK(stopped_by(town.desk->leave(town.reception, TestTown::key(), visit, {})) ==
        std::vector<std::string>{"exit.badge", "exit.work"});
  (void)id_of(
      town.desk->leave(town.reception, TestTown::key(), visit, {in.badge, {}, {}, 0, "定期点検をした"}));
  CHECK(town.desk->board(town.reception)->inside.empty());
  CHECK(town.desk->board(town.reception)->left.size() == 1);
  town.check_whole();
}

TEST_CASE("a list asks as many statements however long it is") {
  AreaTown town;
  (void)town.approved();
  const auto counted = [&](const auto& ask) {
    const auto before = town.statements();
    ask();
    return town.statements() - before;
  };
  const auto base = counted([] {});
  const auto lists = [&] {
    return std::vector{
        counted([&] { (void)town.areas->list(town.manager); }) - base,
        counted([&] { (void)town.areas->entries(town.manager, {}); }) - base,
        counted([&] { (void)town.desk->board(town.reception); }) - base,
        counted([&] { (void)town.desk->visits(town.auditor, {}); }) - base,
        counted([&] { (void)town.desk->search(town.reception, "ミホ"); }) - base,
    };
  };
  (void)id_of(town.desk->enter(town.reception, TestTown::key(), town.input()));
  const auto few = lists();
  for (int i = 0; i < 3; ++i) {
    (void)town.approved();
    auto in = town.input();
    in.person = i == 0 ? town.clerk.person : town.clerk2.person;
    in.escort = "";
    (void)town.desk->enter(town.reception, TestTown::key(), in);
  }
  const auto many = lists();
  CHECK(many == few);
  for (const auto statements : many) CHECK((statements > 0 && statements <= 12));
}

TEST_CASE("names as they are typed") {
  CHECK(to_katakana("みほん ABC 見本") == "ミホン ABC 見本");
  CHECK(to_hiragana("ミホンー・ヴ") == "みほんー・ゔ");
  CHECK(without_blanks(" 見本　太郎 ") == "見本太郎");
  CHECK(to_katakana("\xe3\x81") == "\xe3\x81");  // cut off: as it is
}

}  // namespace
}  // namespace sekisho::app
