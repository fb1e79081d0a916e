// Controlled areas through the counters: one visit from application to exit, and how many statements a list
// takes.
#include <algorithm>

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

TEST_CASE("a photo for the desk; a still of the camera for the town alone, while it is fresh") {
  using namespace std::chrono_literals;
  using rules::AttachmentPurpose;
  AreaTown town;
  const std::string png = "\x89PNG\r\n\x1a\n" + std::string(500, 'p');
  const auto add = [&](const Viewer& by, AttachmentPurpose purpose, const std::string& subject) {
    return town.attachments->add(by, TestTown::key(), {purpose, subject, "静止画.png", "image/png"},
                                 as_bytes(png));
  };
  const auto person = town.prime_worker.person;
  CHECK(town.desk->visitor(town.reception, person)->photo.empty());
  const auto photo = id_of(add(town.prime_manager, AttachmentPurpose::photo, person));
  CHECK(town.desk->visitor(town.reception, person)->photo == photo);
  CHECK(town.attachments->open(town.reception, photo));
  (void)id_of(town.attachments->erase(town.prime_manager, TestTown::key(), photo));
  CHECK(town.desk->visitor(town.reception, person)->photo.empty());

  (void)town.approved();
  const auto in = town.input();
  const auto visit = id_of(town.desk->enter(town.reception, TestTown::key(), in));
  const auto may_keep = [&](const Viewer& viewer) {
    return std::ranges::count(town.desk->visit(viewer, visit)->may, rules::Act::keep_still) == 1;
  };
  CHECK(may_keep(town.reception));
  CHECK_FALSE(may_keep(town.manager));
  const auto still = id_of(add(town.reception, AttachmentPurpose::still, visit));
  const std::vector<std::string> town_side{
      "reception",           "clerk", "clerk2", "manager", "system_administrator", "department_officer",
      "supervising_officer", "ciso",  "auditor"};
  for (const auto& [name, viewer] : town.everybody()) {
    CAPTURE(name);
    const bool sees = std::ranges::find(town_side, name) != town_side.end();
    CHECK(town.attachments->open(viewer, still).has_value() == sees);
    CHECK(town.attachments->list(viewer, AttachmentPurpose::still, visit)->size() == (sees ? 1U : 0U));
    if (!sees) CHECK(add(viewer, AttachmentPurpose::still, visit).error().code == ErrorCode::not_found);
  }
  CHECK(stopped_by(add(town.manager, AttachmentPurpose::still, visit)) ==
        std::vector<std::string>{"rights.act"});
  (void)id_of(
      town.desk->leave(town.reception, TestTown::key(), visit, {in.badge, {}, {}, 0, "定期点検をした"}));
  (void)id_of(add(town.reception, AttachmentPurpose::still, visit));  // of the way out
  town.clock.move(24h);
  const auto late = add(town.reception, AttachmentPurpose::still, visit);
  REQUIRE_FALSE(late);
  CHECK(late.error().code == ErrorCode::conflict);
  CHECK_FALSE(town.attachments->erase(town.reception, TestTown::key(), still));
  CHECK_FALSE(may_keep(town.reception));
  CHECK(town.attachments->open(town.auditor, still));
  town.check_whole();
}

TEST_CASE(
    "evidence of what is brought in: by the applicant until it is decided, taken back when it is over") {
  using namespace std::chrono_literals;
  AreaTown town;
  const auto applied = [&] {
    const std::string today = format_day(day_in_japan(town.clock.now()));
    return id_of(town.areas->apply_bring_in(
        town.prime_manager, TestTown::key(),
        {town.contract,
         town.prime,
         town.area,
         town.at(-1h),
         town.at(3h),
         "点検に使うため",
         "本日、全体を検査し、検出はありませんでした。",
         {{rules::ThingKind::pc, "見本電機", "PC-0001", "見本アンチウイルス", today, false}}}));
  };
  const auto add = [&](const Viewer& by, const std::string& subject) {
    return town.attachments->add(by, TestTown::key(),
                                 {rules::AttachmentPurpose::evidence, subject, "結果.pdf", "application/pdf"},
                                 as_bytes("%PDF-1.7 no malware found"));
  };
  const auto erased = [&](const std::string& file) {
    return town.attachments->erase(town.prime_manager, TestTown::key(), file);
  };
  const auto waits = applied();
  CHECK(std::ranges::count(town.areas->entry(town.prime_manager, waits)->entry.may,
                           rules::Act::keep_scan_result) == 1);
  CHECK(std::ranges::count(town.areas->entry(town.manager, waits)->entry.may, rules::Act::keep_scan_result) ==
        0);
  const auto file = id_of(add(town.prime_manager, waits));
  CHECK(stopped_by(add(town.manager, waits)) == std::vector<std::string>{"rights.act"});
  CHECK(town.attachments->open(town.manager, file));
  for (const auto* stranger : {&town.other_manager, &town.tax_manager, &town.administrator, &town.sub_manager,
                               &town.prime_worker, &town.reception}) {
    CHECK(town.attachments->open(*stranger, file).error().code == ErrorCode::not_found);
    CHECK(add(*stranger, waits).error().code == ErrorCode::not_found);
  }
  CHECK(erased(file).error().code == ErrorCode::conflict);
  (void)id_of(town.areas->decide(town.manager, TestTown::key(), waits, {true, ""}));
  CHECK(add(town.prime_manager, waits).error().code == ErrorCode::conflict);
  CHECK(erased(file).error().code == ErrorCode::conflict);

  const auto mistaken = applied();
  const auto wrong = id_of(add(town.prime_manager, mistaken));
  (void)id_of(town.areas->withdraw(town.prime_manager, TestTown::key(), mistaken, {"別のファイルを添えた"}));
  (void)id_of(erased(wrong));
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
