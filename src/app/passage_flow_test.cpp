// A passage from the draft to the certificate, and what stops it on the way.
#include "base/json.h"
#include "store/rows.h"
#include "test_town.h"

namespace sekisho::app::testing {
namespace {

using rules::Decision;
using rules::PassageState;

std::string read_all(vault::ObjectReader& reader) {
  std::string out;
  Bytes buffer(10000);
  for (;;) {
    const auto got = reader.read(out.size(), buffer);
    REQUIRE(got);
    if (*got == 0) return out;
    out += as_text(ByteView(buffer).first(*got));
  }
}

// Stopped, by this rule among others; in the ledger with its findings; and nothing else changed.
template <class F>
void refused(const TestTown& town, std::string_view rule, F&& act) {
  CAPTURE(rule);
  const auto before = town.digest();
  const auto size = town.entries();
  const Result<Answer> answer = act();
  const auto rules = stopped_by(answer);
  CAPTURE(boost::json::serialize(answer->body));
  CHECK(holds(rules, rule));
  CHECK(town.digest() == before);
  CHECK(town.entries() == size + 1);
  const auto entry = town.records->entry(town.auditor, size);
  REQUIRE(entry);
  CHECK(entry->row.kind == "act.refused");
  for (const auto& one : rules) CHECK(entry->canonical.find("\"" + one + "\"") != std::string::npos);
  const auto refusal = town.database->reading(
      [&](store::Connection& c) { return store::select<store::Refusal>(c, "entry = :p0", {size}); });
  REQUIRE(refusal.size() == 1);
  CHECK(refusal[0].findings.size() == rules.size());
}

}  // namespace

TEST_CASE(
    "the whole way: draft, upload, inspection, approvals, download, receipt, copy, erasure, certificate") {
  TestTown town;
  const auto id = town.draft(town.clerk, town.sub_worker);
  const auto pending = town.passages->judge(town.clerk, {id, town.input(town.sub_worker)});
  REQUIRE(pending);
  CHECK_FALSE(pending->passed);

  const auto content = town.upload(town.clerk, id, TestTown::residents_csv());
  CHECK(town.content(content).state == rules::InspectionState::production_data);
  CHECK(town.content(content).residents == 300);
  CHECK(town.content(content).sha256 == to_hex(sha256(TestTown::residents_csv())));
  const auto judged = town.passages->judge(town.clerk, {id, town.input(town.sub_worker)});
  REQUIRE(judged);
  CHECK(judged->passed);

  (void)id_of(town.passages->submit(town.clerk, town.key(), id));
  (void)id_of(town.decide(town.manager, id));
  CHECK(town.passage(id).state == PassageState::submitted);
  const auto last = receipt_of(town.decide(town.department_officer, id));
  CHECK(last.kind == "passage.released");
  CHECK(town.passage(id).state == PassageState::approved);

  const auto granted = town.handovers->grant(town.sub_worker, town.key(), id);
  const auto grant = id_of(granted);
  CHECK(granted->body.at("left") == 1);
  for (int i = 0; i < 3; ++i) {  // ranges of one grant are one download
    auto download = town.handovers->open(town.sub_worker, grant);
    REQUIRE(download);
    CHECK(download->name == "list.csv");
    Bytes part(100);
    REQUIRE(download->reader->read(1000, part));
    CHECK(as_text(part) == TestTown::residents_csv().substr(1000, 100));
  }
  auto whole = town.handovers->open(town.sub_worker, grant);
  REQUIRE(whole);
  CHECK(read_all(*whole->reader) == TestTown::residents_csv());
  CHECK(town.passage(id).downloads_used == 1);

  const auto custody = town.received(town.sub_worker, id);
  CHECK(town.handovers->receipt_paper(town.sub_worker, id)->title == "受領証");
  const auto copying = id_of(
      town.handovers->apply_copy(town.sub_manager, town.key(), custody,
                                 {rules::CopyMedium::disk, "試験環境", "移行プログラムの試験のため",
                                  "ディスクを暗号化して施錠した部屋で扱う",
                                  format_day(day_in_japan(town.clock.now()) + std::chrono::days(2)), 3}));
  const auto copy = [&](std::int64_t count, std::optional<std::string> under) {
    return town.handovers->declare_copy(town.sub_worker, town.key(), custody,
                                        {"試験環境", "移行試験", count, std::move(under)});
  };
  refused(town, "copy.application", [&] { return copy(1, {}); });
  refused(town, "approvals.enough", [&] { return copy(1, copying); });
  const auto decide = [&](const Viewer& by) {
    return town.handovers->decide_copy(by, town.key(), custody, copying, {Decision::approve, ""});
  };
  CHECK(receipt_of(decide(town.manager)).kind == "copy.decided");
  refused(town, "approvals.approver", [&] { return decide(town.manager); });
  refused(town, "copy.application", [&] { return copy(1, copying); });  // one of two
  CHECK(receipt_of(decide(town.department_officer)).kind == "copy.approved");
  refused(town, "copy.application", [&] { return copy(4, copying); });
  (void)id_of(copy(2, copying));
  (void)id_of(copy(1, copying));
  refused(town, "copy.application", [&] { return copy(1, copying); });  // used up
  CHECK(town.handovers->view(town.manager, custody)->row.copies == 3);
  refused(town, "custody.copies", [&] {
    return town.handovers->erase(town.sub_worker, town.key(), custody, {"専用ソフトによる上書き", false, ""});
  });
  CHECK_FALSE(town.handovers->certificate(town.sub_worker, custody));

  const auto erase_key = town.key();
  const auto erased = town.handovers->erase(town.sub_worker, erase_key, custody,
                                            {"専用ソフトによる上書き", true, "立会いのもと"});
  CHECK(receipt_of(erased).kind == "custody.erased");
  const auto again = town.handovers->erase(town.sub_worker, erase_key, custody,
                                           {"専用ソフトによる上書き", true, "立会いのもと"});
  CHECK(again->repeated);
  CHECK(again->body == erased->body);
  CHECK(town.passage(id).state == PassageState::closed);
  const auto paper = town.handovers->certificate(town.manager, custody);
  REQUIRE(paper);
  CHECK(paper->title == "消去証明書");
  CHECK(paper->leaf == receipt_of(erased).leaf);
  CHECK(town.handovers->open(town.sub_worker, grant).error().code != ErrorCode::not_found);
  refused(town, "passage.state", [&] { return town.handovers->grant(town.sub_worker, town.key(), id); });
  town.check_whole();
}

TEST_CASE("return: declared by the holder, confirmed by the town, and the content is gone") {
  TestTown town;
  const auto id = town.released(town.clerk, town.prime_worker);
  (void)town.download(town.prime_worker, id);
  const auto custody = town.received(town.prime_worker, id);
  refused(town, "custody.state",
          [&] { return town.handovers->confirm_return(town.clerk, town.key(), custody); });
  (void)id_of(town.handovers->declare_return(town.prime_worker, town.key(), custody, {"持参して返却", true}));
  refused(town, "rights.act",
          [&] { return town.handovers->confirm_return(town.prime_worker, town.key(), custody); });
  refused(town, "custody.state", [&] {
    return town.handovers->erase(town.prime_worker, town.key(), custody, {"上書き消去", true, ""});
  });
  (void)id_of(town.handovers->confirm_return(town.clerk, town.key(), custody));
  CHECK(town.handovers->certificate(town.prime_worker, custody)->title == "返却証明書");
  const auto content = town.passage(id).content;
  CHECK(town.content(content).key_state == "destroyed");
  CHECK_FALSE(*town.shards->exists(content));
  CHECK(town.vault->list()->empty());
  town.check_whole();
}

TEST_CASE("nobody alone lets data out") {
  TestTown town;
  const auto id = town.submitted(town.manager, town.prime_worker);  // the manager applies
  refused(town, "approvals.approver", [&] { return town.decide(town.manager, id); });
  const auto second = town.account(town.manager.person, {rules::Role::section_manager});
  refused(town, "approvals.approver", [&] { return town.decide(second, id); });
  refused(town, "rights.act", [&] { return town.decide(town.clerk, id); });
  refused(town, "rights.act", [&] { return town.decide(town.prime_worker, id); });
  refused(town, "rights.act", [&] { return town.decide(town.prime_manager, id); });
  for (const auto* stranger :
       {&town.administrator, &town.reception, &town.tax_manager, &town.sub_manager, &town.other_manager}) {
    const auto answer = town.decide(*stranger, id);
    CHECK((!answer ? answer.error().code == ErrorCode::not_found : !answer->passed));
  }
  (void)id_of(town.decide(town.department_officer, id));
  const auto twin =
      town.account(town.department_officer.person, {rules::Role::ciso});  // the same person once more
  refused(town, "approvals.approver", [&] { return town.decide(town.department_officer, id); });
  refused(town, "approvals.approver", [&] { return town.decide(twin, id); });
  CHECK(town.passage(id).state == PassageState::submitted);
  refused(town, "approvals.enough", [&] { return town.handovers->grant(town.prime_worker, town.key(), id); });
  (void)id_of(town.decide(town.ciso, id));
  CHECK(town.passage(id).state == PassageState::approved);
  town.check_whole();
}

TEST_CASE("data that is not important needs one approval") {
  TestTown town;
  auto input = town.input(town.prime_worker);
  input.asset = town.plain_asset;
  input.production_application = false;
  const auto id = id_of(town.passages->draft(town.clerk, town.key(), input));
  (void)town.upload(town.clerk, id, TestTown::harmless_csv());
  (void)id_of(town.passages->submit(town.clerk, town.key(), id));
  (void)id_of(town.decide(town.manager, id));
  CHECK(town.passage(id).state == PassageState::approved);
  (void)town.download(town.prime_worker, id);
  town.check_whole();
}

TEST_CASE("one rejection closes the application") {
  TestTown town;
  const auto id = town.submitted(town.clerk, town.prime_worker);
  (void)id_of(town.decide(town.manager, id));
  refused(town, "statement.rejection",
          [&] { return town.passages->decide(town.ciso, town.key(), id, {Decision::reject, ""}); });
  (void)id_of(town.decide(town.ciso, id, Decision::reject));
  CHECK(town.passage(id).state == PassageState::rejected);
  refused(town, "passage.state", [&] { return town.decide(town.department_officer, id); });
  refused(town, "passage.state", [&] { return town.passages->submit(town.clerk, town.key(), id); });
  refused(town, "passage.state",
          [&] { return town.passages->change(town.clerk, town.key(), id, town.input(town.prime_worker)); });
  refused(town, "passage.state", [&] { return town.handovers->grant(town.prime_worker, town.key(), id); });
  CHECK(town.uploads->create(town.clerk, id, "again.csv", 3).error().code == ErrorCode::forbidden);
  town.handovers->tend();  // nobody needs the data any more
  CHECK(town.content(town.passage(id).content).key_state == "destroyed");
  CHECK(town.passage(id).state == PassageState::rejected);
  CHECK(town.vault->list()->empty());
  town.check_whole();
}

TEST_CASE("a change after submission or approval voids the approvals") {
  for (const bool approved : {false, true})
    for (const bool of_content : {false, true}) {
      CAPTURE(approved);
      CAPTURE(of_content);
      TestTown town;
      const auto id = town.submitted(town.clerk, town.prime_worker);
      const auto first = town.passage(id);
      (void)id_of(town.decide(town.manager, id));
      if (approved) (void)id_of(town.decide(town.department_officer, id));
      refused(town, "rights.act", [&] {
        return town.passages->change(town.clerk2, town.key(), id, town.input(town.prime_worker));
      });
      if (of_content) {
        (void)town.upload(town.clerk, id, TestTown::residents_csv());
        CHECK(town.content(first.content).key_state == "destroyed");
        CHECK(town.passage(id).content != first.content);
      } else {
        auto input = town.input(town.prime_worker);
        input.purpose = "別の目的のために使うことにした";
        (void)id_of(town.passages->change(town.clerk, town.key(), id, input));
        // and back again: what was approved once is not approved now
        (void)id_of(town.passages->change(town.clerk, town.key(), id, town.input(town.prime_worker)));
      }
      CHECK(town.passage(id).state == PassageState::draft);
      CHECK(town.passage(id).binding.empty());
      const auto late = town.handovers->grant(town.prime_worker, town.key(), id);
      CHECK((!late || !late->passed));
      (void)id_of(town.passages->submit(town.clerk, town.key(), id));
      CHECK(town.passage(id).binding != first.binding);
      for (const auto& approval : town.passages->view(town.clerk, id)->approvals)
        CHECK_FALSE(approval.counts);
      CHECK(town.passages->list(town.clerk, {})->items.at(0).approvals == 0);
      refused(town, "approvals.enough",
              [&] { return town.handovers->grant(town.prime_worker, town.key(), id); });
      (void)id_of(town.decide(town.manager, id));  // looks again at what it is now
      CHECK(town.passage(id).state == PassageState::submitted);
      (void)id_of(town.decide(town.department_officer, id));
      CHECK(town.passage(id).state == PassageState::approved);
      (void)town.download(town.prime_worker, id);
      refused(town, "passage.state", [&] {
        return town.passages->change(town.clerk, town.key(), id, town.input(town.prime_worker));
      });
      town.check_whole();
    }
}

TEST_CASE("withdrawing: by the applicant, while the data is not out; nothing brings it back") {
  TestTown town;
  const auto id = town.draft(town.clerk, town.prime_worker);
  const auto open = town.uploads->create(town.clerk, id, "list.csv", 100);
  REQUIRE(open);
  refused(town, "rights.act",
          [&] { return town.passages->withdraw(town.clerk2, town.key(), id, {"やめます"}); });
  (void)id_of(town.passages->withdraw(town.clerk, town.key(), id, {"やめます"}));
  REQUIRE(town.uploads->remove(town.clerk, *open));
  CHECK(town.passage(id).state == PassageState::withdrawn);

  const auto second = town.draft(town.clerk, town.prime_worker);
  REQUIRE(town.uploads->create(town.clerk, second, "list.csv", 100));
  (void)id_of(town.passages->withdraw(town.clerk, town.key(), second, {"やめます"}));
  town.clock.move(std::chrono::hours(72));
  town.uploads->tend();
  CHECK(town.passage(second).state == PassageState::withdrawn);

  const auto third = town.released(town.clerk, town.prime_worker);
  (void)id_of(town.passages->withdraw(town.clerk, town.key(), third, {"やめます"}));
  town.handovers->tend();
  CHECK(town.passage(third).state == PassageState::withdrawn);
  CHECK(town.vault->list()->empty());
  CHECK(town.shards->list()->empty());

  town.clock.set("2026-11-23T05:00:00.000Z");
  const auto fourth = town.released(town.clerk, town.prime_worker);
  (void)town.download(town.prime_worker, fourth);
  refused(town, "passage.state",
          [&] { return town.passages->withdraw(town.clerk, town.key(), fourth, {"やめます"}); });
  town.check_whole();
}

}  // namespace sekisho::app::testing
