// The town for tests, and tests of it alone: that its people can do what their roles say.
#include "test_town.h"

#include <unistd.h>

#include <fstream>
#include <thread>

#include "base/bytes.h"
#include "base/json.h"
#include "inspect/dataset_import.h"
#include "inspect/synthetic_register.h"
#include "ledger/proof.h"
#include "store/rows.h"

namespace sekisho::app::testing {
namespace {

std::string synthetic_csv() {
  std::string out;
  inspect::SyntheticOptions options;
  options.count = 300;
  inspect::write_synthetic_csv(options, [&](std::string_view piece) {
    out += piece;
    return true;
  });
  return out;
}

void import_register(const std::filesystem::path& index, const Key& key) {
  const std::string csv = synthetic_csv();
  MemoryRandomSource source(as_bytes(csv));
  const auto report = inspect::import_dataset(source, {}, key, index);
  REQUIRE(report);
  REQUIRE(report->imported);
}

}  // namespace

// In memory where the system offers it: a test makes thousands of durable writes, and no power cut is tried
// here.
Folder::Folder() {
  const std::filesystem::path memory = "/dev/shm";
  const auto where = ::access(memory.c_str(), W_OK) == 0 ? memory : std::filesystem::temp_directory_path();
  std::string name = (where / "sekisho-app-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
  path = name;
}
Folder::~Folder() { std::filesystem::remove_all(path); }

std::string id_of(const Result<Answer>& answer) {
  if (!answer) FAIL("an error: ", answer.error().en);
  if (!answer->passed) FAIL("stopped: ", boost::json::serialize(answer->body));
  return std::string(answer->body.at("id").as_string());
}

api::Receipt receipt_of(const Result<Answer>& answer) {
  (void)id_of(answer);
  return json::from_json<api::Receipt>(answer->body.at("receipt")).value();
}

std::vector<std::string> stopped_by(const Result<Answer>& answer) {
  if (!answer) FAIL("an error: ", answer.error().en);
  std::vector<std::string> out;
  if (answer->passed) return out;
  const auto refused = json::from_json<api::Refused>(answer->body);
  REQUIRE(refused);
  REQUIRE(refused->receipt);
  for (const auto& finding : refused->verdict.findings)
    if (finding.outcome != rules::Outcome::passed) out.push_back(finding.rule.str());
  return out;
}

bool holds(const std::vector<std::string>& list, std::string_view item) {
  return std::ranges::find(list, item) != list.end();
}

Result<inspect::Report> TestExamining::examine(
    RandomSource& source, std::string_view name,
    std::span<const std::shared_ptr<const inspect::Dataset>> datasets,
    const inspect::InspectionOptions& options, inspect::InspectionProgress& progress,
    std::stop_token stop) const {
  ++examined;
  while (held && !stop.stop_requested()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  SEKISHO_TRY(auto report, inspect::inspect(source, name, datasets, options, progress, stop));
  if (change) change(report, options);
  return report;
}

TestTown::TestTown(bool demonstration, const VirusScanning* viruses) {
  std::filesystem::create_directory(folder.path / "data");
  keys = load_or_make_keys(folder.path / "keys").value();
  auto signer = ledger::Signer::make("sekisho/990018", keys.ledger).value();
  database =
      store::Database::open({file().string(), "990018", std::make_shared<ledger::Signer>(std::move(signer)),
                             field_cipher(keys.town), 4})
          .value();
  shards = std::make_unique<seal::KeyShards>(seal::KeyShards::open(folder.path / "keys/shards").value());
  vault = vault::DirectoryVault::open(folder.path / "data/vault").value();
  object_keys = std::make_unique<ObjectKeys>(keys.town, "990018", *shards);
  door = std::make_unique<Door>(*database, clock);
  parts =
      std::make_unique<Parts>(Parts{*door, *database, *vault, *object_keys, keys, clock, "990018", "見本市",
                                    folder.path / "data/register.idx", folder.path / "data/datasets",
                                    examining, viruses, 64 << 20, std::chrono::hours(48)});
  import_register(parts->register_index, keys.index);
  inspections = std::make_unique<Inspections>(*parts, [](const std::string& line) { MESSAGE(line); });
  uploads = std::make_unique<Uploads>(*parts,
                                      [this](const std::string& content) { inspections->enqueue(content); });
  passages = std::make_unique<Passages>(*parts, *inspections);
  handovers = std::make_unique<Handovers>(*parts);
  parties = std::make_unique<Parties>(*parts);
  contracts = std::make_unique<Contracts>(*parts);
  accounts = std::make_unique<Accounts>(*parts);
  sign_in = std::make_unique<SignIn>(*parts, identity::SessionPolicy{});
  duties = std::make_unique<Duties>(*parts, 7);
  records = std::make_unique<Records>(*parts, *duties);
  attachments = std::make_unique<Attachments>(*parts);
  pledges = std::make_unique<Pledges>(*parts);
  rosters = std::make_unique<Rosters>(*parts);
  trainings = std::make_unique<Trainings>(*parts);
  notices = std::make_unique<Notices>(*parts);
  reports = std::make_unique<Reports>(*parts);
  sheets = std::make_unique<Sheets>(*parts);
  findings = std::make_unique<Findings>(*parts);
  breaches = std::make_unique<Breaches>(*parts);
  audits = std::make_unique<Audits>(*parts);
  datasets = std::make_unique<Datasets>(
      *parts, [this](const std::string& name) { inspections->dataset_changed(name); },
      [](const std::string& line) { MESSAGE(line); });
  areas = std::make_unique<Areas>(*parts);
  desk = std::make_unique<Reception>(*parts);
  REQUIRE(door->record("system", [&](store::Connection&) -> Result<std::vector<store::Event>> {
    return std::vector<store::Event>{
        {"town.opened",
         "town",
         {{"code", "990018"}, {"name", "見本市"}, {"demonstration", demonstration}},
         {}}};
  }));
  cast();
  inspections->start();
  datasets->start();
}

TestTown::~TestTown() {
  datasets->stop();
  inspections->stop();
}

std::vector<std::pair<std::string, Viewer>> TestTown::everybody() const {
  return {{"administrator", administrator},
          {"clerk", clerk},
          {"manager", manager},
          {"system_administrator", system_administrator},
          {"department_officer", department_officer},
          {"supervising_officer", supervising_officer},
          {"ciso", ciso},
          {"auditor", auditor},
          {"reception", reception},
          {"tax_clerk", tax_clerk},
          {"tax_manager", tax_manager},
          {"prime_manager", prime_manager},
          {"prime_worker", prime_worker},
          {"sub_manager", sub_manager},
          {"sub_worker", sub_worker},
          {"other_manager", other_manager},
          {"other_worker", other_worker}};
}

api::PassageInput TestTown::input(const Viewer& recipient) const {
  api::PassageInput in;
  const bool of_tax = recipient.contractor == other;
  in.engagement = of_tax ? tax_engagement : engagement;
  in.asset = of_tax ? tax_asset : asset;
  in.range = "全世帯";
  in.recipient = recipient.person;
  in.purpose = "給付金システムの移行試験のため";
  in.content_description = "給付対象世帯の一覧";
  in.protection = "端末のディスクを暗号化し、施錠した部屋で扱う";
  in.production_application = true;
  in.production_reason = "実際の件数で試験する必要があるため";
  in.collect_until = "2026-11-30";
  in.custody_due = "2026-12-31";
  in.downloads_allowed = 2;
  in.transfer = {true, true, true};
  return in;
}

std::string TestTown::draft(const Viewer& by, const Viewer& recipient) {
  return id_of(passages->draft(by, key(), input(recipient)));
}

std::string TestTown::upload(const Viewer& by, const std::string& passage, std::string_view bytes,
                             const std::string& name) {
  const auto id = uploads->create(by, passage, name, bytes.size());
  if (!id) FAIL(id.error().en, " ", id.error().ja);
  if (!bytes.empty()) {
    auto part = uploads->append(by, *id, 0, false);
    REQUIRE(part);
    REQUIRE((*part)->write(as_bytes(bytes)));
    REQUIRE((*part)->commit().value() == bytes.size());
  }
  wait_inspected(*id);
  return *id;
}

void TestTown::wait_inspected(const std::string& id) {
  for (int i = 0; i < 6000; ++i) {
    if (!content(id).inspected_at.empty()) return;
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  FAIL("not inspected");
}

std::string TestTown::submitted(const Viewer& by, const Viewer& recipient) {
  const auto id = draft(by, recipient);
  (void)upload(by, id, residents_csv());
  (void)id_of(passages->submit(by, key(), id));
  return id;
}

Result<Answer> TestTown::decide(const Viewer& by, const std::string& id, rules::Decision decision) {
  return passages->decide(by, key(), id, {decision, "内容を確かめました"});
}

std::string TestTown::released(const Viewer& by, const Viewer& recipient) {
  const auto id = submitted(by, recipient);
  (void)id_of(decide(recipient.contractor == other ? tax_manager : manager, id));
  (void)id_of(decide(department_officer, id));
  return id;
}

std::string TestTown::download(const Viewer& by, const std::string& id) {
  return id_of(handovers->grant(by, key(), id));
}
std::string TestTown::received(const Viewer& by, const std::string& id) {
  return id_of(handovers->give_receipt(by, key(), id, {"見本市データセンター"}));
}

std::string_view TestTown::residents_csv() {
  static const std::string csv = synthetic_csv();
  return csv;
}
std::string_view TestTown::harmless_csv() { return "項目,件数\r\n申請,12\r\n決定,9\r\n"; }

store::Passage TestTown::passage(const std::string& id) const {
  return database->reading([&](store::Connection& c) { return store::find<store::Passage>(c, id); }).value();
}
store::Content TestTown::content(const std::string& id) const {
  return database->reading([&](store::Connection& c) { return store::find<store::Content>(c, id); }).value();
}

std::string TestTown::digest() const {
  std::string all;
  database->read([&](store::Connection& c) {
    for (const auto table : store::state_tables()) {
      if (table == "refusals") continue;
      for (const auto& row : c.query("SELECT * FROM " + std::string(table) + " ORDER BY id").rows)
        for (const auto& value : row)
          all +=
              (std::holds_alternative<std::string>(value) ? std::get<std::string>(value)
                                                          : std::to_string(std::get<std::int64_t>(value))) +
              "\x1f";
      all += '\n';
    }
  });
  return to_hex(sha256(all));
}

std::int64_t TestTown::entries() const {
  return database->reading([](store::Connection& c) { return store::read_head(c).size; });
}

std::string TestTown::newest_kind() const {
  return database->reading([](store::Connection& c) {
    return store::from_value<std::string>(
        c.query("SELECT kind FROM ledger_entries ORDER BY seq DESC LIMIT 1").rows.at(0).at(0));
  });
}

void TestTown::check_whole() const {
  const auto report = database->reading(
      [&](store::Connection& c) { return store::rebuild_and_compare(c, database->cipher()); });
  REQUIRE(report);
  for (const auto& table : report->tables) {
    CAPTURE(table.table);
    CHECK(table.ids.empty());
  }
  CHECK(report->equal);
  const auto size = entries();
  for (std::int64_t seq = 0; seq < size; ++seq) {
    const auto entry = records->entry(auditor, seq);
    REQUIRE(entry);
    const auto proof = ledger::parse_proof(entry->proof);
    REQUIRE(proof);
    const auto checkpoint = ledger::verify_proof(*proof, entry->canonical, database->signer().verifier());
    REQUIRE(checkpoint);
    REQUIRE(static_cast<std::int64_t>(checkpoint->size) == size);
    REQUIRE(proof->index == static_cast<std::uint64_t>(seq));
  }
}

TEST_CASE("a town of people, firms and contracts rebuilds from its ledger") {
  TestTown town;
  town.check_whole();
  for (const auto& [name, viewer] : town.everybody()) {
    CAPTURE(name);
    CHECK(viewer.active);
    CHECK_FALSE(viewer.roles.empty());
  }
}

}  // namespace sekisho::app::testing
