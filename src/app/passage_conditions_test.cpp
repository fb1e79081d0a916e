// What must be true of people, firms and dates when data goes out, and stays true until it has.
#include "base/json.h"
#include "store/rows.h"
#include "test_town.h"

namespace sekisho::app::testing {
namespace {

using rules::PassageState;

bool stopped(const Result<Answer>& answer, std::string_view rule) { return holds(stopped_by(answer), rule); }
std::vector<std::string> open_rules(const rules::Verdict& verdict) {
  std::vector<std::string> out;
  for (const auto& finding : verdict.findings)
    if (finding.outcome != rules::Outcome::passed) out.push_back(finding.rule.str());
  return out;
}

}  // namespace

TEST_CASE("a recipient without roster or training, or of a tier without consent, is stopped at submission") {
  TestTown town;
  const auto submit = [&](const std::string& recipient) {
    auto input = town.input(town.prime_worker);
    input.recipient = recipient;
    const auto id = id_of(town.passages->draft(town.clerk, town.key(), input));
    (void)town.upload(town.clerk, id, TestTown::residents_csv());
    return town.passages->submit(town.clerk, town.key(), id);
  };
  CHECK(stopped(submit(town.worker(town.prime, "名簿 外")), "recipient.roster"));
  const auto untrained = town.worker(town.prime, "研修 未", false);
  town.roster(town.manager, town.engagement, town.prime, {town.prime_worker.person, untrained});
  CHECK(stopped_by(submit(untrained)) == std::vector<std::string>{"recipient.trained"});
  CHECK(submit(town.prime_worker.person)->passed);
  CHECK(stopped(submit(town.prime_manager.person), "recipient.roster"));  // the newest roster counts

  const auto third = town.contractor("見本テスト株式会社");
  const auto applied = town.sub_contract(town.tier, third);
  const auto member = town.worker(third, "孫請 従事");
  CHECK(stopped(submit(member), "sub_contract.consent"));
  town.consent(applied);
  town.roster(town.manager, town.engagement, third, {member});
  CHECK(stopped_by(submit(member)) == std::vector<std::string>{"check_sheet.confirmed"});
  (void)town.check_sheet(town.clerk, town.manager, town.engagement, third);
  CHECK(submit(member)->passed);
  (void)id_of(town.rosters->leave(town.clerk, town.key(), member));
  CHECK(stopped(submit(member), "recipient.present"));
  // a firm in the middle loses its consent: nobody below it may receive
  (void)id_of(town.contracts->withdraw(town.manager, town.key(), town.tier, {"再委託先の変更のため"}));
  CHECK(stopped(submit(town.sub_worker.person), "sub_contract.consent"));
  town.check_whole();
}

TEST_CASE("a consent withdrawn after the grant stops the download, and the ledger says so") {
  TestTown town;
  const auto id = town.released(town.clerk, town.sub_worker);
  const auto grant = town.download(town.sub_worker, id);
  REQUIRE(town.handovers->open(town.sub_worker, grant));
  (void)id_of(town.contracts->withdraw(town.manager, town.key(), town.tier, {"再委託先の変更のため"}));
  const auto before = town.digest();
  const auto size = town.entries();
  const auto opened = town.handovers->open(town.sub_worker, grant);
  REQUIRE_FALSE(opened);
  CHECK(opened.error().code == ErrorCode::forbidden);
  CHECK(opened.error().en.starts_with("sub_contract.consent"));
  CHECK(town.digest() == before);
  CHECK(town.entries() == size + 1);
  CHECK(town.newest_kind() == "act.refused");
  (void)town.handovers->open(town.sub_worker, grant);  // asked again: said once
  CHECK(town.entries() == size + 1);
  CHECK(stopped(town.handovers->grant(town.sub_worker, town.key(), id), "sub_contract.consent"));
  town.check_whole();
}

TEST_CASE("downloads: the named person alone, as often as approved, in time, over an encrypted link") {
  TestTown town;
  const auto id = town.released(town.clerk, town.sub_worker);
  CHECK(stopped(town.handovers->grant(town.sub_manager, town.key(), id), "release.recipient"));
  CHECK(stopped(town.handovers->grant(town.clerk, town.key(), id), "rights.act"));
  CHECK(stopped(town.handovers->grant(town.ciso, town.key(), id), "rights.act"));
  for (const auto* stranger :
       {&town.prime_manager, &town.prime_worker, &town.other_worker, &town.administrator, &town.tax_clerk})
    CHECK(town.handovers->grant(*stranger, town.key(), id).error().code == ErrorCode::not_found);
  auto plain = town.sub_worker;
  plain.tls = false;
  CHECK(stopped(town.handovers->grant(plain, town.key(), id), "release.link"));
  auto half = town.sub_worker;
  half.mfa = false;
  CHECK(stopped(town.handovers->grant(half, town.key(), id), "rights.mfa"));

  const auto first = town.download(town.sub_worker, id);
  for (const auto& [name, viewer] : town.everybody())
    if (viewer.account != town.sub_worker.account)
      CHECK(town.handovers->open(viewer, first).error().code == ErrorCode::not_found);
  CHECK(town.handovers->open(plain, first).error().code == ErrorCode::forbidden);
  const auto second_account = town.account(town.sub_worker.person, {rules::Role::worker});
  CHECK(town.handovers->open(second_account, first).error().code == ErrorCode::not_found);

  const auto key = town.key();
  const auto second = town.handovers->grant(town.sub_worker, key, id);
  CHECK(second->passed);
  CHECK(town.handovers->grant(town.sub_worker, key, id)->body == second->body);  // counted once
  CHECK(stopped(town.handovers->grant(town.sub_worker, town.key(), id), "release.count"));
  CHECK(town.passage(id).downloads_used == 2);
  REQUIRE(town.handovers->open(town.sub_worker, first));
  REQUIRE(town.handovers->open(town.sub_worker, id_of(second)));
  town.clock.move(std::chrono::hours(25));
  CHECK(town.handovers->open(town.sub_worker, first).error().code == ErrorCode::gone);
  town.check_whole();
}

TEST_CASE(
    "the last day to collect ends at midnight in Japan; then the application expires, its content too") {
  TestTown town;
  const auto id = town.released(town.clerk, town.prime_worker);
  const auto other = town.released(town.clerk, town.prime_worker);
  town.clock.set("2026-11-30T14:00:00.000Z");  // 23:00
  const auto grant = town.handovers->grant(town.prime_worker, town.key(), id);
  CHECK(grant->body.at("until") == "2026-11-30T15:00:00.000Z");
  town.clock.set("2026-11-30T15:00:00.000Z");
  CHECK(town.handovers->open(town.prime_worker, id_of(grant)).error().code == ErrorCode::gone);
  CHECK(stopped(town.handovers->grant(town.prime_worker, town.key(), other), "release.deadline"));
  town.handovers->tend();
  CHECK(town.passage(other).state == PassageState::expired);
  CHECK(town.passage(id).state == PassageState::approved);  // collected: a receipt is owed
  town.handovers->tend();
  CHECK(town.content(town.passage(other).content).key_state == "destroyed");
  CHECK(town.content(town.passage(id).content).key_state == "held");

  // in custody, what was approved may be fetched once more until it must be back, with time to finish
  (void)town.received(town.prime_worker, id);
  const auto again = town.handovers->grant(town.prime_worker, town.key(), id);
  REQUIRE(town.handovers->open(town.prime_worker, id_of(again)));
  town.clock.move(std::chrono::hours(1));
  REQUIRE(town.handovers->open(town.prime_worker, id_of(again)));
  town.check_whole();
}

TEST_CASE("the receipt names a recorded workplace of the recipient's firm, and of no other") {
  TestTown town;
  const auto record = [&](std::vector<store::Workplace> places) {
    REQUIRE(town.contracts->change_workplaces(town.manager, town.key(), town.engagement, {std::move(places)})
                ->passed);
  };
  const auto id = town.released(town.clerk, town.sub_worker);
  (void)town.download(town.sub_worker, id);
  const auto give = [&](const std::string& place) {
    return town.handovers->give_receipt(town.sub_worker, town.key(), id, {place});
  };
  record({{town.prime, "本社 開発室", "", ""}});
  CHECK(stopped(give("本社 開発室"), "receipt.workplace"));
  record({{town.prime, "本社 開発室", "", ""}, {town.sub, "作業室", "", ""}, {town.sub, "別館", "", ""}});
  CHECK(town.passages->view(town.sub_worker, id)->workplaces == std::vector<std::string>{"作業室", "別館"});
  CHECK(town.passages->view(town.clerk, id)->workplaces.empty());
  CHECK(stopped(give("本社 開発室"), "receipt.workplace"));
  const auto home = give("自宅");
  CHECK(stopped_by(home) == std::vector<std::string>{"receipt.workplace"});
  const auto text = json::write(home->body);
  CHECK(text.find("「作業室」、「別館」") != std::string::npos);
  CHECK(text.find("自宅") == std::string::npos);  // what was written is not repeated
  CHECK(give("別館")->passed);
}

TEST_CASE("an administrator neither reads nor applies nor approves") {
  TestTown town;
  const auto id = town.released(town.clerk, town.prime_worker);
  (void)town.download(town.prime_worker, id);
  const auto custody = town.received(town.prime_worker, id);
  const auto& root = town.administrator;
  CHECK(town.passages->view(root, id).error().code == ErrorCode::not_found);
  CHECK(town.handovers->view(root, custody).error().code == ErrorCode::not_found);
  CHECK(town.decide(root, id).error().code == ErrorCode::not_found);
  CHECK(town.handovers->grant(root, town.key(), id).error().code == ErrorCode::not_found);
  CHECK(town.uploads->create(root, id, "x", 1).error().code == ErrorCode::not_found);
  CHECK_FALSE(town.passages->draft(root, town.key(), town.input(town.prime_worker)));
  CHECK(town.passages->list(root, {})->items.empty());
  CHECK(town.handovers->list(root, {})->items.empty());
  // whoever has an approver's role beside it is an administrator all the same
  auto both = town.manager;
  both.roles.push_back(rules::Role::administrator);
  CHECK(town.passages->list(both, {})->items.empty());
  CHECK_FALSE(town.accounts->create(root, town.key(), {"both", town.manager.person, both.roles}));
}

TEST_CASE("only what one may see can be named in an application") {
  TestTown town;
  const auto field = [&](const Viewer& by, auto&& change) {
    auto input = town.input(town.prime_worker);
    change(input);
    const auto answer = town.passages->draft(by, town.key(), input);
    return answer ? std::string("none") : answer.error().field;
  };
  CHECK(field(town.clerk, [&](auto& in) { in.engagement = town.tax_engagement; }) == "engagement");
  CHECK(field(town.clerk, [&](auto& in) { in.recipient = town.other_worker.person; }) == "recipient");
  CHECK(field(town.prime_manager, [&](auto& in) { in.recipient = town.other_worker.person; }) == "recipient");
  CHECK(field(town.prime_manager, [&](auto& in) { in.recipient = town.sub_worker.person; }) == "recipient");
  CHECK(field(town.clerk, [&](auto& in) { in.asset = town.tax_asset; }) == "asset");
  CHECK(field(town.ciso, [&](auto& in) { in.asset = town.tax_asset; }) ==
        "asset");  // belongs to another section
  CHECK(field(town.clerk, [&](auto& in) { in.collect_until = "2026-02-30"; }) == "collect_until");
  CHECK(field(town.clerk, [&](auto& in) { in.downloads_allowed = 0; }) == "downloads_allowed");
  CHECK(field(town.clerk, [&](auto& in) { in.purpose = std::string(5000, 'x'); }) == "purpose");
  CHECK(field(town.prime_manager, [](auto&) {}) == "none");
  CHECK(open_rules(*town.passages->judge(town.prime_manager, {std::nullopt, town.input(town.prime_worker)}))
            .size() > 0);
}

TEST_CASE("unknown ids and ids of others are answered alike") {
  TestTown town;
  const auto id = town.released(town.clerk, town.prime_worker);
  (void)town.download(town.prime_worker, id);
  const auto custody = town.received(town.prime_worker, id);
  const auto same = [](const auto& a, const auto& b) {
    REQUIRE_FALSE(a);
    REQUIRE_FALSE(b);
    CHECK(a.error().code == b.error().code);
    CHECK(a.error().ja == b.error().ja);
    CHECK(a.error().field == b.error().field);
  };
  const auto& v = town.other_manager;
  const std::string none = "psg_0000000000000000";
  same(town.passages->view(v, id), town.passages->view(v, none));
  same(town.passages->submit(v, town.key(), id), town.passages->submit(v, town.key(), none));
  same(town.decide(v, id), town.decide(v, none));
  same(town.uploads->create(v, id, "a", 1), town.uploads->create(v, none, "a", 1));
  same(town.handovers->grant(v, town.key(), id), town.handovers->grant(v, town.key(), none));
  same(town.handovers->view(v, custody), town.handovers->view(v, none));
  same(town.handovers->certificate(v, custody), town.handovers->certificate(v, none));
  same(town.handovers->receipt_paper(v, id), town.handovers->receipt_paper(v, none));
  same(town.handovers->erase(v, town.key(), custody, {"上書き", true, ""}),
       town.handovers->erase(v, town.key(), none, {"上書き", true, ""}));
  same(town.parties->engagement(v, town.engagement), town.parties->engagement(v, none));
  same(town.contracts->decide(v, town.key(), town.tier, {}), town.contracts->decide(v, town.key(), none, {}));
  same(town.contracts->tier(v, town.tier), town.contracts->tier(v, none));
  same(town.contracts->record(v, town.engagement), town.contracts->record(v, none));
  same(town.contracts->chain(v, town.engagement), town.contracts->chain(v, none));
  same(town.rosters->leave(v, town.key(), town.prime_worker.person),
       town.rosters->leave(v, town.key(), none));
  PassageFilter after;
  after.after = id;
  PassageFilter unknown;
  unknown.after = none;
  same(town.passages->list(v, after), town.passages->list(v, unknown));
  CustodyFilter held;
  held.after = custody;
  CustodyFilter nothing;
  nothing.after = none;
  same(town.handovers->list(v, held), town.handovers->list(v, nothing));
  same(town.records->entry(v, 0), town.records->entry(v, 100000));
  same(town.records->proof(v, 0), town.records->proof(v, -1));
  same(town.records->export_evidence(v, town.key(), id, town.folder.path / "a"),
       town.records->export_evidence(v, town.key(), none, town.folder.path / "b"));
}

}  // namespace sekisho::app::testing
