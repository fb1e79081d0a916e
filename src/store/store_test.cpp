#include <doctest/doctest.h>

#include <filesystem>

#include "ledger/checkpoint.h"
#include "ledger/merkle.h"
#include "store/database.h"
#include "store/rows.h"

using namespace sekisho;
using namespace sekisho::store;

namespace {

// Not secret enough for anything but a test: XOR shows whether the store asks for sealing at all.
class XorCipher final : public FieldCipher {
 public:
  Bytes seal(std::string_view context, ByteView plain) const override { return turn(context, plain); }
  Result<Bytes> open(std::string_view context, ByteView sealed) const override {
    return turn(context, sealed);
  }

 private:
  static Bytes turn(std::string_view context, ByteView in) {
    Bytes out = to_bytes(in);
    for (auto& byte : out) byte ^= static_cast<std::uint8_t>(context.size() | 0x80);
    return out;
  }
};

struct Directory {
  std::filesystem::path path;
  Directory() {
    path = std::filesystem::temp_directory_path() / ("store_" + to_hex(random_bytes(8)));
    std::filesystem::create_directory(path);
  }
  ~Directory() { std::filesystem::remove_all(path); }
};

Database::Options options(const Directory& directory, const Key& seed) {
  Database::Options out;
  out.file = (directory.path / "sekisho.db").string();
  out.town = "990018";
  out.signer = std::make_shared<ledger::Signer>(*ledger::Signer::make("sekisho.test/ledger", seed));
  out.cipher = std::make_shared<XorCipher>();
  return out;
}

Event officer(const std::string& id, const std::string& name) {
  return {"officer.registered",
          id,
          {{"section", "sec_1"}, {"roles", boost::json::array{"officer"}}},
          {{"name", name}}};
}

Result<void> append(Database& database, const Event& event) {
  return database.write([&](Writing& w) -> Result<void> {
    SEKISHO_CHECK(w.append(event, "system", "cmd_1", *parse_instant("2026-11-23T00:00:00.000Z")));
    return {};
  });
}

template <class T>
void columns_match(Connection& connection) {
  std::vector<std::string> declared;
  json::for_each_member<T>([&](auto d) { declared.emplace_back(d.name); });
  std::vector<std::string> actual;
  for (const auto& row :
       connection.query("SELECT name FROM pragma_table_info('" + std::string(table_of<T>) + "')").rows)
    actual.push_back(std::get<std::string>(row[0]));
  CAPTURE(table_of<T>);
  CHECK(declared == actual);
}

}  // namespace

TEST_CASE("records and tables have the same columns") {
  Connection connection(":memory:");
  REQUIRE(migrate(connection));
  boost::mp11::mp_for_each<boost::mp11::mp_list<
      Town, Section, Officer, Asset, Contractor, Engagement, SubContract, Worker, Roster, RosterMember,
      Training, Consent, Appointment, Passage, Content, Approval, Download, Custody, Copy, Account, Refusal,
      Register, Attachment, PledgeWording, Pledge, Course, TrainingSession, Invitation, TrainingRequirement,
      TestAttempt, Notice, NoticeRead, ReportPlan, WorkReport, PeriodicReport, SheetLines, CheckSheet,
      SheetAnswer, AuditFinding, FindingStep, Area, EntryApplication, EntryPerson, BroughtThing, Visit,
      ObjectKey, Credential, Session, CommandAnswer, Delegation, Contact, CalendarFeed, Digest, MailState,
      CopyApplication, CopyApproval, Disposal, Breach, Audit, DatasetRecord>>(
      [&]<class T>(T) { columns_match<T>(connection); });
}

TEST_CASE("an event is in the ledger and in the state, and its personal value in neither leaf nor clear") {
  Directory directory;
  const Key seed = Key::random();
  auto database = *Database::open(options(directory, seed));
  REQUIRE(append(*database, officer("off_1", "見本 花子")));
  database->read([&](Connection& c) {
    CHECK(select<Officer>(c).at(0).name == "見本 花子");
    const auto entry = read_entry(c, database->cipher(), 0);
    REQUIRE(entry);
    CHECK(entry->leaf.find("花子") == std::string::npos);
    CHECK(entry->disclosed.at(0).value == "見本 花子");
    const auto head = read_head(c);
    const auto checkpoint = ledger::open_checkpoint(head.checkpoint, database->signer().verifier());
    REQUIRE(checkpoint);
    CHECK(checkpoint->size == 1);
    CHECK(checkpoint->root == ledger::leaf_hash(entry->leaf));
  });
}

TEST_CASE("an error leaves neither entry nor state behind, and the next write goes on") {
  Directory directory;
  auto database = *Database::open(options(directory, Key::random()));
  const auto refused = database->write([&](Writing& w) -> Result<void> {
    SEKISHO_CHECK(w.append(officer("off_1", "a"), "system", "cmd_1", {}));
    return fail(ErrorCode::conflict, "x", "x");
  });
  CHECK_FALSE(refused);
  const auto throws = [](Writing& w) -> Result<void> {
    SEKISHO_CHECK(w.append(officer("off_1", "a"), "system", "cmd_1", {}));
    throw std::runtime_error("x");
  };
  CHECK_THROWS((void)database->write(throws));
  REQUIRE(append(*database, officer("off_2", "b")));
  database->read([&](Connection& c) {
    CHECK(number(c, "SELECT count(*) FROM officers") == 1);
    CHECK(read_head(c).size == 1);
  });
}

TEST_CASE("the head survives a restart, and is refused under another key or after a change") {
  Directory directory;
  const Key seed = Key::random();
  {
    auto database = *Database::open(options(directory, seed));
    for (int i = 0; i < 20; ++i) REQUIRE(append(*database, officer("off_" + std::to_string(i), "n")));
  }
  {
    auto database = *Database::open(options(directory, seed));
    REQUIRE(append(*database, officer("off_20", "n")));
    database->read([&](Connection& c) {
      const auto proof = ledger::inclusion_proof(*node_reader(c), 3, 21);
      REQUIRE(proof);
      const auto checkpoint =
          *ledger::open_checkpoint(read_head(c).checkpoint, database->signer().verifier());
      CHECK(ledger::verify_inclusion(ledger::leaf_hash(read_entry(c, database->cipher(), 3)->leaf), 3, 21,
                                     *proof, checkpoint.root));
    });
  }
  CHECK_FALSE(Database::open(options(directory, Key::random())));
  {
    Connection connection((directory.path / "sekisho.db").string());
    connection.execute("DELETE FROM ledger_entries WHERE seq = 20");
  }
  CHECK_FALSE(Database::open(options(directory, seed)));
}

TEST_CASE("the state rebuilt from the ledger is the state, and a row written beside the door is found") {
  Directory directory;
  auto database = *Database::open(options(directory, Key::random()));
  for (int i = 0; i < 1500; ++i)
    REQUIRE(append(*database, officer("off_" + std::to_string(i), "n" + std::to_string(i))));
  database->read([&](Connection& c) {
    const auto report = rebuild_and_compare(c, database->cipher());
    REQUIRE(report);
    CHECK(report->equal);
    CHECK(report->entries == 1500);
  });
  {
    Connection other((directory.path / "sekisho.db").string());
    other.execute("UPDATE officers SET name = 'changed' WHERE id = 'off_77'");
    other.execute("DELETE FROM officers WHERE id = 'off_78'");
  }
  database->read([&](Connection& c) {
    const auto report = *rebuild_and_compare(c, database->cipher());
    CHECK_FALSE(report.equal);
    const auto& officers = *std::find_if(report.tables.begin(), report.tables.end(),
                                         [](const auto& t) { return t.table == "officers"; });
    CHECK(officers.ids == std::vector<std::string>{"off_77", "off_78"});
  });
}
