// The one door: once for each key, all or nothing, and nothing that the ledger does not say.
#include "app/door.h"

#include <thread>

#include "base/json.h"
#include "store/rows.h"
#include "test_town.h"

namespace sekisho::app::testing {
namespace {

// A second connection to the database makes the next write fail, as a full disk would.
struct Breaking {
  Breaking(const TestTown& town, const std::string& when) : connection(town.file().string()) {
    connection.script("CREATE TRIGGER broken BEFORE INSERT ON " + when +
                      " BEGIN SELECT RAISE(ABORT, 'no space'); END");
  }
  ~Breaking() { connection.script("DROP TRIGGER broken"); }
  store::Connection connection;
};

}  // namespace

TEST_CASE("a key acts once and answers the same; for another request it is refused") {
  TestTown town;
  const auto key = town.key();
  const auto first = town.passages->draft(town.clerk, key, town.input(town.prime_worker));
  const auto size = town.entries();
  const auto again = town.passages->draft(town.clerk, key, town.input(town.prime_worker));
  REQUIRE(again);
  CHECK(again->repeated);
  CHECK(again->passed);
  CHECK(again->body == first->body);
  auto changed = town.input(town.prime_worker);
  changed.purpose = "別の目的のために使う";
  CHECK(town.passages->draft(town.clerk, key, changed).error().code == ErrorCode::conflict);
  CHECK(town.passages->submit(town.clerk, key, id_of(first)).error().code == ErrorCode::conflict);
  CHECK(town.entries() == size);
  // somebody else's key is another key
  CHECK_FALSE(town.passages->draft(town.clerk2, key, town.input(town.prime_worker))->repeated);

  // a refusal is an answer too
  const auto no = town.key();
  const auto refused = town.passages->submit(town.clerk, no, id_of(first));
  const auto after = town.entries();
  const auto same = town.passages->submit(town.clerk, no, id_of(first));
  CHECK(same->repeated);
  CHECK_FALSE(same->passed);
  CHECK(same->body == refused->body);
  CHECK(town.entries() == after);

  for (const auto* bad : {"", "short", "with space in it", "１２３４５６７８"})
    CHECK(town.passages->submit(town.clerk, bad, id_of(first)).error().code == ErrorCode::invalid_input);
  town.check_whole();
}

TEST_CASE("an answer that is shown once is not kept") {
  TestTown town;
  const auto key = town.key();
  const auto person = town.officer("職員 新", town.welfare, {rules::Role::officer});
  const auto created =
      town.accounts->create(town.administrator, key, {"newcomer", person, {rules::Role::officer}});
  const std::string code(created->body.at("first_code").as_string());
  CHECK(town.accounts->create(town.administrator, key, {"newcomer", person, {rules::Role::officer}})
            .error()
            .code == ErrorCode::conflict);
  town.database->read([&](store::Connection& c) {
    CHECK(store::number(c, "SELECT count(*) FROM commands WHERE answer LIKE :p0", {"%" + code + "%"}) == 0);
  });
}

TEST_CASE("the same key from several threads at once acts once") {
  TestTown town;
  const auto id = town.released(town.clerk, town.prime_worker);
  const auto key = town.key();
  std::vector<Result<Answer>> answers(4, Result<Answer>(Answer{}));
  {
    std::vector<std::jthread> threads;
    for (auto& answer : answers)
      threads.emplace_back([&] { answer = town.handovers->grant(town.prime_worker, key, id); });
  }
  int acted = 0;
  for (const auto& answer : answers) {
    REQUIRE(answer);
    CHECK(answer->passed);
    CHECK(answer->body == answers[0]->body);
    acted += answer->repeated ? 0 : 1;
  }
  CHECK(acted == 1);
  CHECK(town.passage(id).downloads_used == 1);
  town.check_whole();
}

TEST_CASE("several threads with keys of their own: no more downloads than were approved") {
  TestTown town;
  const auto id = town.released(town.clerk, town.prime_worker);  // two are allowed
  std::atomic<int> passed = 0;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 6; ++i)
      threads.emplace_back([&] {
        const auto answer = town.handovers->grant(town.prime_worker, TestTown::key(), id);
        if (answer && answer->passed) ++passed;
        (void)town.passages->view(town.clerk, id);
      });
  }
  CHECK(passed == 2);
  CHECK(town.passage(id).downloads_used == 2);
  town.check_whole();
}

TEST_CASE("if the ledger cannot be written the act does not happen, and afterwards it works again") {
  TestTown town;
  const auto id = town.submitted(town.clerk, town.prime_worker);
  const auto before = town.digest();
  const auto size = town.entries();
  const auto key = town.key();
  for (const std::string table :
       {"ledger_entries", "ledger_private", "ledger_nodes", "ledger_head", "approvals", "commands"}) {
    CAPTURE(table);
    const Breaking breaking(town, table);
    CHECK_THROWS(
        (void)town.passages->decide(town.manager, key, id, {rules::Decision::approve, "確かめました"}));
    CHECK(town.digest() == before);
    CHECK(town.entries() == size);
  }
  CHECK(town.passages->decide(town.manager, key, id, {rules::Decision::approve, "確かめました"})->passed);
  CHECK(town.entries() == size + 1);
  town.check_whole();
}

TEST_CASE("a full disk: nothing of the act is left, and it goes on when there is room") {
  TestTown town;
  const auto before = town.digest();
  const auto size = town.entries();
  const auto pages = [&](std::int64_t most) {
    REQUIRE(town.database->write([&](store::Writing& w) -> Result<void> {
      (void)w.connection().query("PRAGMA max_page_count = " + std::to_string(most));
      return {};
    }));
  };
  pages(1);  // SQLite takes what there is already
  auto input = town.input(town.prime_worker);
  bool thrown = false;
  int made = 0;
  for (int i = 0; i < 200 && !thrown; ++i) {
    input.purpose = "給付金システムの移行試験のため" + std::string(3000, 'x');
    try {
      (void)id_of(town.passages->draft(town.clerk, town.key(), input));
      ++made;
    } catch (const store::DatabaseError&) {
      thrown = true;
    }
  }
  CHECK(thrown);
  CHECK(town.entries() == size + made);
  if (made == 0) CHECK(town.digest() == before);
  pages(1 << 20);
  (void)town.draft(town.clerk, town.prime_worker);
  CHECK(town.entries() == size + made + 1);
  town.check_whole();
}

TEST_CASE("a commit that fails leaves nothing, and the next write reads the ledger's end anew") {
  TestTown town;
  const auto size = town.entries();
  const auto before = town.digest();
  store::Connection other(town.file().string());
  // a reference that is only looked at when the transaction ends
  other.script(
      "CREATE TABLE ends (id TEXT PRIMARY KEY); CREATE TABLE starts (id TEXT, missing TEXT REFERENCES ends "
      "(id) DEFERRABLE INITIALLY DEFERRED);"
      "CREATE TRIGGER dangling AFTER INSERT ON ledger_entries BEGIN INSERT INTO starts VALUES ('a', "
      "'nowhere'); END");
  const auto key = town.key();
  CHECK_THROWS((void)town.passages->draft(town.clerk, key, town.input(town.prime_worker)));
  CHECK(town.entries() == size);
  CHECK(town.digest() == before);
  CHECK_THROWS((void)town.passages->draft(town.clerk, key, town.input(town.prime_worker)));
  other.script("DROP TRIGGER dangling; DROP TABLE starts; DROP TABLE ends");
  const auto answer = town.passages->draft(town.clerk, key, town.input(town.prime_worker));
  CHECK(answer->passed);
  CHECK_FALSE(answer->repeated);
  CHECK(town.entries() == size + 1);
  town.check_whole();
}

}  // namespace sekisho::app::testing
