// Erasure: what is gone is gone from every copy, and an interruption does not leave it half done.
#include "app/object_keys.h"
#include "store/rows.h"
#include "test_town.h"

namespace sekisho::app::testing {
namespace {

namespace fs = std::filesystem;

std::string in_custody(TestTown& town, const std::string& passage) {
  (void)town.download(town.prime_worker, passage);
  return town.received(town.prime_worker, passage);
}
api::EraseInput by_overwriting() { return {"専用ソフトによる上書き", true, ""}; }

// Whoever has a copy of database and payloads, and the town's key, with the shards as they are now.
Result<std::string> open_copy(const TestTown& town, const fs::path& copy, const std::string& content) {
  store::Connection connection((copy / "sekisho.db").string());
  auto shards = seal::KeyShards::open(town.folder.path / "keys/shards");
  REQUIRE(shards);
  const ObjectKeys keys(town.keys.town, "990018", *shards);
  SEKISHO_TRY(const auto vault, vault::DirectoryVault::open(copy / "vault"));
  SEKISHO_TRY(const auto key, keys.load(connection, content));
  SEKISHO_TRY(const auto reader, vault->open(content, key, keys.context(content)));
  Bytes buffer(reader->size());
  SEKISHO_TRY(const auto got, reader->read(0, buffer));
  return std::string(as_text(ByteView(buffer).first(got)));
}

void copy_town(const TestTown& town, const fs::path& to) {
  fs::create_directory(to);
  store::Connection(town.file().string()).execute("VACUUM INTO :p0", {(to / "sekisho.db").string()});
  fs::copy(town.folder.path / "data/vault", to / "vault", fs::copy_options::recursive);
}

}  // namespace

TEST_CASE("a copy from before the erasure opens the content until then, and never again") {
  TestTown town;
  const auto id = town.released(town.clerk, town.prime_worker);
  const auto content = town.passage(id).content;
  const auto custody = in_custody(town, id);
  const fs::path copy = town.folder.path / "copy";
  copy_town(town, copy);
  const auto control = open_copy(town, copy, content);
  REQUIRE(control);
  CHECK(*control == TestTown::residents_csv());

  CHECK(town.handovers->erase(town.prime_worker, town.key(), custody, by_overwriting())->passed);
  CHECK_FALSE(*town.shards->exists(content));
  CHECK(town.vault->list()->empty());
  town.database->read([&](store::Connection& c) { CHECK_FALSE(store::find<store::ObjectKey>(c, content)); });
  CHECK(town.content(content).key_state == "destroyed");
  const auto after = open_copy(town, copy, content);
  REQUIRE_FALSE(after);
  CHECK(after.error().code == ErrorCode::gone);
  town.check_whole();
}

TEST_CASE("an erasure that is interrupted before its certificate is finished by tend, or by asking again") {
  for (const bool by_tend : {true, false}) {
    CAPTURE(by_tend);
    TestTown town;
    const auto id = town.released(town.clerk, town.prime_worker);
    const auto content = town.passage(id).content;
    const auto custody = in_custody(town, id);
    const auto key = town.key();
    store::Connection other(town.file().string());
    other.script(
        "CREATE TRIGGER broken BEFORE INSERT ON ledger_entries WHEN NEW.kind = 'custody.erased' BEGIN SELECT "
        "RAISE(ABORT, 'no space'); END");
    CHECK_THROWS((void)town.handovers->erase(town.prime_worker, key, custody, by_overwriting()));
    CHECK(town.newest_kind() == "custody.erasing");
    CHECK(town.duties->list(town.prime_worker, {}).value().items.at(0).subject == custody);
    CHECK_FALSE(town.handovers->certificate(town.prime_worker, custody));
    const auto grants =
        town.database->reading([&](store::Connection& c) { return store::select<store::Download>(c); });
    CHECK_FALSE(town.handovers->open(town.prime_worker, grants.at(0).id));
    other.script("DROP TRIGGER broken");
    if (by_tend) town.handovers->tend();
    const auto again = town.handovers->erase(town.prime_worker, key, custody, by_overwriting());
    CHECK(receipt_of(again).kind == "custody.erased");
    CHECK(town.newest_kind() == "custody.erased");
    CHECK(town.handovers->certificate(town.prime_worker, custody)->leaf == receipt_of(again).leaf);
    CHECK_FALSE(*town.shards->exists(content));
    const auto size = town.entries();
    town.handovers->tend();
    CHECK(town.entries() == size);
    town.check_whole();
  }
}

TEST_CASE(
    "payloads that no row refers to are cleared away; keys of objects unknown here, and what is held, stay") {
  TestTown town;
  const auto id = town.submitted(town.clerk, town.prime_worker);
  const auto held = town.passage(id).content;
  const std::string stray = "obj_0000000000000000";
  REQUIRE(town.shards->create(stray));
  REQUIRE(town.vault->create(stray, Key::random(), town.object_keys->context(stray)));
  town.handovers->tend();
  CHECK(*town.shards->exists(stray));  // perhaps of the data beside which a backup was restored
  CHECK(*town.shards->exists(held));
  REQUIRE(town.vault->list()->size() == 1);
  CHECK(town.vault->list()->at(0).object_id == held);
}

TEST_CASE("uploads: in pieces, resumed, discarded, expired; never longer than announced") {
  TestTown town;
  const auto id = town.draft(town.clerk, town.prime_worker);
  const auto bytes = TestTown::residents_csv();
  const auto upload = town.uploads->create(town.clerk, id, "list.csv", bytes.size());
  REQUIRE(upload);
  CHECK(town.uploads->info(town.clerk2, *upload).error().code == ErrorCode::not_found);
  CHECK(town.uploads->append(town.clerk2, *upload, 0, false).error().code == ErrorCode::not_found);
  std::uint64_t at = 0;
  for (const bool staged : {false, true, false}) {
    const auto piece = bytes.substr(at, 5000);
    auto part = town.uploads->append(town.clerk, *upload, at, staged);
    REQUIRE(part);
    REQUIRE((*part)->write(as_bytes(piece)));
    at = (*part)->commit().value();
    CHECK(town.uploads->info(town.clerk, *upload)->offset == at);
  }
  CHECK(at == 15000);
  CHECK(town.uploads->append(town.clerk, *upload, 3, false).error().code == ErrorCode::conflict);
  {  // a checksum that was wrong: nothing counts
    auto part = town.uploads->append(town.clerk, *upload, at, true);
    REQUIRE((*part)->write(as_bytes("wrong")));
    (*part)->discard();
  }
  CHECK(town.uploads->info(town.clerk, *upload)->offset == at);
  {
    auto part = town.uploads->append(town.clerk, *upload, at, false);
    REQUIRE((*part)->write(as_bytes(bytes.substr(at))));
    CHECK_FALSE((*part)->write(as_bytes("x")));
  }
  {
    const auto durable = town.uploads->info(town.clerk, *upload)->offset;
    auto part = town.uploads->append(town.clerk, *upload, durable, false);
    REQUIRE(part);
    REQUIRE((*part)->write(as_bytes(bytes.substr(durable))));
    CHECK((*part)->commit().value() == bytes.size());
  }
  town.wait_inspected(*upload);
  CHECK(town.content(*upload).sha256 == to_hex(sha256(bytes)));
  CHECK_FALSE(town.uploads->remove(town.clerk, *upload));

  const auto second = town.uploads->create(town.clerk, id, "again.csv", 10);
  REQUIRE(second);
  CHECK(town.uploads->info(town.clerk, *upload).error().code == ErrorCode::gone);
  town.clock.move(std::chrono::hours(49));
  CHECK(town.uploads->info(town.clerk, *second).error().code == ErrorCode::gone);
  town.uploads->tend();
  CHECK(town.content(*second).key_state == "destroyed");
  CHECK(town.passage(id).content.empty());
  CHECK(town.shards->list()->empty());
  CHECK(town.uploads->create(town.clerk, id, "big", (64 << 20) + 1).error().code == ErrorCode::too_large);
  (void)town.upload(town.clerk, id, "");  // an empty file is a file
  town.check_whole();
}

TEST_CASE("a file that cannot be read is not clean") {
  TestTown town;
  const auto id = town.draft(town.clerk, town.prime_worker);
  const auto content =
      town.upload(town.clerk, id, std::string("PK\x03\x04 not a zip file really"), "list.zip");
  CHECK(town.content(content).state == rules::InspectionState::unreadable);
  auto input = town.input(town.prime_worker);
  input.production_application = false;
  (void)id_of(town.passages->change(town.clerk, town.key(), id, input));
  CHECK(holds(stopped_by(town.passages->submit(town.clerk, town.key(), id)), "production.application"));
}

}  // namespace sekisho::app::testing
