// Rosters: compared, confirmed, refused, confirmed again each year; who is taken off is off at once.
#include <algorithm>

#include "app/rosters.h"
#include "base/encoding.h"
#include "report/xlsx.h"
#include "roster_rows.h"
#include "store/rows.h"
#include "test_town.h"

namespace sekisho::app {
namespace {

using testing::holds;
using testing::id_of;
using testing::stopped_by;
using testing::TestTown;

store::RosterMember member(TestTown& town, const std::string& roster, const std::string& worker) {
  const auto found = town.database->reading(
      [&](store::Connection& c) { return store::find<store::RosterMember>(c, roster + "." + worker); });
  REQUIRE(found);
  return *found;
}

api::RosterInput of(const std::string& firm, std::vector<std::string> workers) {
  return {firm, std::move(workers), {}, true, {}};
}
api::RosterInput of_people(const std::string& firm, std::vector<api::RosterPerson> people) {
  return {firm, {}, std::move(people), true, {}};
}
Result<Answer> submit(TestTown& town, const api::RosterInput& input) {
  return town.rosters->submit(town.prime_manager, TestTown::key(), town.engagement, input);
}
Result<Answer> confirm(TestTown& town, const std::string& roster, std::vector<api::IdentityCheck> checks) {
  return town.rosters->confirm(town.manager, TestTown::key(), roster, {std::move(checks)});
}
ErrorCode code(const Result<Answer>& answer) {
  return answer ? ErrorCode::io : answer.error().code;  // io: it was taken
}
api::IdentityCheck interview(const std::string& worker) { return {worker, "interview", {}, {}}; }

const api::RosterPersonView& person(const std::vector<api::RosterPersonView>& people, std::string_view name) {
  const auto found = std::ranges::find_if(people, [&](const auto& p) { return p.person.name == name; });
  REQUIRE(found != people.end());
  return *found;
}

}  // namespace

TEST_CASE("a new roster asks a check of the new people alone") {
  TestTown town;
  const auto first = town.prime_worker.person;
  const auto fresh = town.worker(town.prime, "新田 はじめ");
  const auto next = id_of(submit(town, of(town.prime, {first, fresh})));

  CHECK(code(confirm(town, next, {})) == ErrorCode::invalid_input);
  (void)id_of(confirm(town, next, {interview(fresh)}));
  CHECK(member(town, next, fresh).identity_method == "interview");
  CHECK(member(town, next, fresh).checked_by == town.manager.account);
  CHECK(member(town, next, first).identity_method == "document:運転免許証");
  CHECK(member(town, next, first).seen == "氏名と顔写真");
  town.check_whole();
}

TEST_CASE("an older roster can't be confirmed once a newer one stands") {
  TestTown town;
  const auto worker = town.prime_worker.person;
  const auto older = id_of(submit(town, of(town.prime, {worker})));
  const auto newer = id_of(submit(town, of(town.prime, {worker})));
  CHECK(code(confirm(town, older, {})) == ErrorCode::conflict);
  (void)id_of(confirm(town, newer, {}));
}

TEST_CASE("the difference from the last confirmed roster: came, changed, unchanged, left") {
  TestTown town;
  const auto worker = town.prime_worker.person;
  const auto manager = town.prime_manager.person;
  const auto id = id_of(submit(town, of_people(town.prime, {{worker, "", "", "移行", "開発室", ""},
                                                            {"", "新田 はじめ", "ニッタ ハジメ", "試験", "",
                                                             "見本システム株式会社"}})));
  const auto view = town.rosters->view(town.manager, id);
  REQUIRE(view);
  CHECK(view->came == 1);
  CHECK(view->changed == 1);
  CHECK(view->left == 1);
  CHECK(view->unchanged == 0);
  CHECK(view->row.state == api::RosterState::waiting);
  const auto& fresh = person(view->people, "新田 はじめ");
  CHECK(fresh.needs_check);
  CHECK(fresh.person.work == "試験");
  CHECK_FALSE(fresh.pledged);
  const auto& changed = person(view->people, "元請 従事");
  CHECK_FALSE(changed.needs_check);
  CHECK(changed.checked_by == "課長 福祉");
  CHECK(changed.person.workplace == "開発室");
  CHECK(person(view->people, "元請 責任").change == api::RosterChange::left);

  // The same person again, by name: not a second one.
  (void)id_of(confirm(town, id, {interview(fresh.person.worker)}));
  const auto again =
      id_of(submit(town, of_people(town.prime, {{"", "新田　はじめ", "にったはじめ", "試験", "", ""},
                                                {manager, "", "", "", "", ""}})));
  const auto next = town.rosters->view(town.prime_manager, again);
  REQUIRE(next);
  CHECK(person(next->people, "新田 はじめ").change == api::RosterChange::unchanged);
  CHECK(person(next->people, "新田 はじめ").person.worker == fresh.person.worker);
  CHECK(person(next->people, "元請 責任").needs_check);  // was off the last confirmed one
  town.check_whole();
}

TEST_CASE("a roster is taken whole or not at all, and what is wrong is named") {
  TestTown town;
  const auto worker = town.prime_worker.person;
  const auto size = town.entries();
  const auto field = [&](const api::RosterInput& input) {
    const auto answer = submit(town, input);
    REQUIRE_FALSE(answer);
    CHECK(answer.error().code == ErrorCode::invalid_input);
    return answer.error().field;
  };
  const api::RosterPerson good{"", "新田 はじめ", "ニッタ ハジメ", "", "", ""};
  CHECK(field(of(town.prime, {})) == "workers");
  CHECK(field(of(town.prime, {worker, worker})) == "workers");
  CHECK(field(of(town.prime, {town.sub_worker.person})) == "workers");
  CHECK(field(of_people(town.prime, {good, good})) == "people[1].name");
  CHECK(field(of_people(town.prime, {good, {"", "", "カナ", "", "", ""}})) == "people[1].name");
  CHECK(field(of_people(town.prime, {good, {worker, "別人 太郎", "", "", "", ""}})) == "people[1].name");
  CHECK(field(of_people(town.prime, {{"", "新田 はじめ", "ニッタ", "番号 1234-5678-9012", "", ""}})) ==
        "people[0].work");
  CHECK(field(of_people(town.prime, {{"", "新田 １２３４５６７８９０１２", "ニッタ", "", "", ""}})) ==
        "people[0].name");
  auto left = of(town.prime, {worker});
  left.left = {town.sub_worker.person};
  CHECK(field(left) == "left");
  CHECK(field(of(town.other, {worker})) == "contractor");
  CHECK(town.entries() == size);
}

TEST_CASE(
    "ten of nineteen: people employed by another firm are refused, and so is a roster that does not say") {
  TestTown town;
  const auto unknown =
      submit(town, of_people(town.prime, {{town.prime_worker.person, "", "", "", "", ""},
                                          {"", "他社 ひと", "タシャ ヒト", "", "", "どこか株式会社"}}));
  CHECK(stopped_by(unknown) == std::vector<std::string>{"roster.employer"});
  CHECK(boost::json::serialize(unknown->body).find("どこか株式会社") != std::string::npos);
  const auto tier =
      submit(town, of_people(town.prime, {{"", "下請 ひと", "シタウケ ヒト", "", "", "見本ソフト株式会社"}}));
  CHECK(stopped_by(tier) == std::vector<std::string>{"roster.employer"});
  auto silent = of(town.prime, {town.prime_worker.person});
  silent.employment_declared.reset();
  CHECK(stopped_by(submit(town, silent)) == std::vector<std::string>{"roster.employer"});

  const auto further = town.contractor("承諾のない株式会社");
  (void)town.sub_contract(town.tier, further);
  const auto worker = town.worker(further, "孫請 従事");
  CHECK(stopped_by(town.rosters->submit(town.clerk, TestTown::key(), town.engagement,
                                        of(further, {worker}))) == std::vector<std::string>{"roster.firm"});
  CHECK(town.newest_kind() == "act.refused");
}

TEST_CASE("a check says what was compared, and never a number of twelve digits") {
  TestTown town;
  const auto fresh = town.worker(town.prime, "新田 はじめ");
  const auto id = id_of(submit(town, of(town.prime, {fresh})));
  const auto size = town.entries();
  const auto refused = [&](const api::IdentityCheck& check) {
    const auto answer = confirm(town, id, {check});
    REQUIRE_FALSE(answer);
    CHECK(answer.error().code == ErrorCode::invalid_input);
    CHECK(answer.error().ja.find("614106526000") == std::string::npos);
    return answer.error().field;
  };
  CHECK(refused({fresh, "document:運転免許証", {}, {}}) == "checks");
  CHECK(refused({fresh, "document:運転免許証 614106526000", "写真", {}}) == "checks");
  CHECK(refused({fresh, "document:マイナンバーカード", "番号 6141 0652 6000", {}}) == "checks");
  CHECK(refused({fresh, "document:マイナンバーカード", "６１４１０６５２６０００", {}}) == "checks");
  CHECK(refused({fresh, "phone", {}, {}}) == "checks");
  CHECK(refused({fresh, "interview", {}, "2027-01-01"}) == "checks");
  CHECK(town.entries() == size);
  (void)id_of(
      confirm(town, id, {{fresh, "document:マイナンバーカード（表面）", "氏名と顔写真", "2026-11-20"}}));
  CHECK(member(town, id, fresh).checked_on == "2026-11-20");
  town.check_whole();
}

TEST_CASE("a refused roster says why, counts for nothing, and the one before it goes on") {
  TestTown town;
  const auto fresh = town.worker(town.prime, "新田 はじめ");
  const auto id = id_of(submit(town, of(town.prime, {fresh})));
  const auto refuse = [&](const std::string& reason) {
    return town.rosters->refuse(town.manager, TestTown::key(), id, {reason});
  };
  CHECK(code(refuse(" ")) == ErrorCode::invalid_input);
  (void)id_of(refuse("写真が本人と違います"));
  CHECK(code(confirm(town, id, {interview(fresh)})) == ErrorCode::conflict);
  const auto view = town.rosters->view(town.prime_manager, id);
  REQUIRE(view);
  CHECK(view->reason == "写真が本人と違います");
  CHECK(view->row.state == api::RosterState::refused);
  // Who was taken off by the refused roster is on again.
  const auto draft = town.submitted(town.clerk, town.prime_worker);
  CHECK(town.passage(draft).state == rules::PassageState::submitted);
  town.check_whole();
}

TEST_CASE("who is taken off a roster is off at once, before anybody confirms it") {
  TestTown town;
  const auto open = town.released(town.clerk, town.prime_worker);
  const auto id = id_of(submit(town, of(town.prime, {town.prime_manager.person})));
  CHECK(town.passage(open).state == rules::PassageState::withdrawn);
  const auto next = id_of(town.passages->draft(town.clerk, TestTown::key(), town.input(town.prime_worker)));
  (void)town.upload(town.clerk, next, TestTown::residents_csv());
  CHECK(holds(stopped_by(town.passages->submit(town.clerk, TestTown::key(), next)), "recipient.roster"));
  (void)id_of(confirm(town, id, {}));
  town.check_whole();
}

TEST_CASE("who leaves loses everything at once: account, sessions, what was open") {
  TestTown town;
  const auto open = town.released(town.clerk, town.prime_worker);
  auto input = of(town.prime, {town.prime_manager.person});
  input.left = {town.prime_worker.person};
  (void)id_of(submit(town, input));
  CHECK(town.passage(open).state == rules::PassageState::withdrawn);
  CHECK_FALSE(town.viewer(town.prime_worker.account).active);
  town.database->read([&](store::Connection& c) {
    CHECK(store::find<store::Worker>(c, town.prime_worker.person)->left_on == "2026-11-23");
    CHECK_FALSE(store::find<store::Credential>(c, town.prime_worker.account));
    CHECK(store::number(c, "SELECT count(*) FROM sessions WHERE account = :p0",
                        {town.prime_worker.account}) == 0);
  });
  const auto self = town.rosters->leave(town.prime_manager, TestTown::key(), town.prime_manager.person);
  CHECK(code(self) == ErrorCode::conflict);
  town.check_whole();
}

TEST_CASE("checks carry over for a year after the last confirmation, and no longer") {
  TestTown town;
  const auto worker = town.prime_worker.person;
  const auto roster = town.database->reading([&](store::Connection& c) {
    return store::select<store::Roster>(c, "contractor = :p0 AND confirmed_at <> ''", {town.prime})
        .front()
        .id;
  });
  const auto year = [&](const Viewer& by) {
    return town.rosters->confirm_people(by, TestTown::key(), roster, {"責任者に電話で確かめた"});
  };
  town.clock.set("2027-09-01T00:00:00.000Z");
  (void)id_of(year(town.manager));
  CHECK(stopped_by(year(town.clerk)) == std::vector<std::string>{"rights.act"});
  town.clock.set("2028-08-31T00:00:00.000Z");
  auto id = id_of(submit(town, of(town.prime, {worker})));
  (void)id_of(confirm(town, id, {}));
  town.clock.set("2029-09-01T00:00:00.000Z");  // a year and a day later: everybody anew
  id = id_of(submit(town, of(town.prime, {worker})));
  CHECK(code(confirm(town, id, {})) == ErrorCode::invalid_input);
  (void)id_of(confirm(town, id, {interview(worker)}));
  town.check_whole();
}

TEST_CASE("who has left keeps the yearly confirmation from passing") {
  TestTown town;
  const auto roster = town.database->reading([&](store::Connection& c) {
    return store::select<store::Roster>(c, "contractor = :p0 AND confirmed_at <> ''", {town.prime})
        .front()
        .id;
  });
  (void)id_of(town.rosters->leave(town.clerk, TestTown::key(), town.prime_worker.person));
  CHECK(code(town.rosters->confirm_people(town.manager, TestTown::key(), roster, {"電話で"})) ==
        ErrorCode::conflict);
}

TEST_CASE("a file is read into a draft, with every problem by row and column") {
  TestTown town;
  Bytes book;
  report::XlsxWriter writer({"名簿", {{"氏名"}, {"フリガナ"}, {"担当"}, {"雇い主"}, {"従事者番号"}}},
                            report::into(book));
  const std::vector<std::vector<std::string>> rows{
      {"元請 従事", "ミホン", "移行", "", town.prime_worker.person},
      {"新田 はじめ", "ニッタ ハジメ", "試験", "見本システム株式会社", ""},
      {"他社 ひと", "タシャ ヒト", "", "どこか株式会社", ""},
      {"", "ナナシ", "", "", ""},
      {"番号 614106526000", "バンゴウ", "", "", ""},
      {"元請 従事", "ミホン", "", "", ""}};
  for (const auto& row : rows) REQUIRE(writer.row(row));
  REQUIRE(writer.finish());
  const auto draft = town.rosters->read_file(town.prime_manager, town.engagement, town.prime, book);
  REQUIRE(draft);
  CHECK(draft->rows == 6);
  REQUIRE(draft->problem_count == 4);
  CHECK(draft->problems[0].row == 4);
  CHECK(draft->problems[0].column == "D 列「雇い主」");
  CHECK(draft->problems[1].row == 5);
  CHECK(draft->problems[1].column == "A 列「氏名」");
  CHECK(draft->problems[2].row == 6);
  CHECK(draft->problems[2].text.empty());  // the number is not even shown again
  CHECK(draft->problems[3].row == 7);
  CHECK(person(draft->people, "元請 従事").change == api::RosterChange::changed);
  CHECK(person(draft->people, "新田 はじめ").change == api::RosterChange::came);
  CHECK(person(draft->people, "元請 責任").change == api::RosterChange::left);

  const std::string cp932 = utf8_to_cp932("名前,ふりがな\r\n髙田 一,タカダ ハジメ\r\n");
  const auto csv = town.rosters->read_file(town.prime_manager, town.engagement, town.prime, as_bytes(cp932));
  REQUIRE(csv);
  CHECK(csv->problem_count == 0);
  CHECK(csv->people[0].person.name == "髙田 一");

  const auto wrong =
      town.rosters->read_file(town.prime_manager, town.engagement, town.prime, as_bytes("a,b\n1,2\n"));
  REQUIRE_FALSE(wrong);
  CHECK(wrong.error().code == ErrorCode::invalid_input);
  for (const auto* viewer : {&town.other_manager, &town.sub_manager, &town.prime_worker, &town.reception}) {
    const auto unseen = town.rosters->read_file(*viewer, town.engagement, town.prime, book);
    REQUIRE_FALSE(unseen);
    CHECK(unseen.error().code == ErrorCode::not_found);
  }
  // The form is the roster as it is: handed in unchanged, nobody has changed.
  const auto form = town.rosters->form(town.prime_manager, town.engagement, town.prime, report::Format::csv);
  REQUIRE(form);
  const auto same = town.rosters->read_file(town.prime_manager, town.engagement, town.prime, *form);
  REQUIRE(same);
  CHECK(same->problem_count == 0);
  for (const auto& p : same->people) CHECK(p.change == api::RosterChange::unchanged);
}

TEST_CASE("a difference asks a fixed number of statements, however many people are on the rosters") {
  TestTown town;
  const auto statements = [&](const std::string& id) {
    return town.database->reading([&](store::Connection& c) {
      const auto roster = store::find<store::Roster>(c, id);
      const auto before = store::select<store::Roster>(c, "contractor = :p0 AND version = 1", {town.prime});
      const auto begin = c.statements();
      const auto people = people_of(c, *roster, before.front(), *parse_day("2026-11-23"));
      CHECK(people.size() > 1);
      return c.statements() - begin;
    });
  };
  const auto small = statements(id_of(submit(town, of(town.prime, {town.prime_worker.person}))));
  std::vector<api::RosterPerson> many;
  for (int i = 0; i < 300; ++i) many.push_back({"", "見本 " + std::to_string(i), "ミホン", "入力", "", ""});
  const auto large = statements(id_of(submit(town, of_people(town.prime, many))));
  CHECK(small == large);
  CHECK(large <= 8);
}

TEST_CASE("twelve digits are seen however they are written") {
  for (const char* text :
       {"123456789012", "1234 5678 9012", "1234-5678-9012", "１２３４５６７８９０１２", "№123456789012号"})
    CHECK(looks_like_individual_number(text));
  for (const char* text : {"", "12345678901", "1234567890123", "090-1234-5678", "令和8年11月24日"})
    CHECK_FALSE(looks_like_individual_number(text));
}

}  // namespace sekisho::app
