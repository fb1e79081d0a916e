// Contracts and chains through the counters: what must be agreed, who decides, and what stops below a
// withdrawal.
#include <algorithm>
#include <set>

#include "base/json.h"
#include "store/rows.h"
#include "test_town.h"

namespace sekisho::app::testing {
namespace {

using rules::ConsentState;
using rules::Decision;
using rules::Post;
using rules::Term;
using rules::TierStanding;

bool stopped(const Result<Answer>& answer, std::string_view rule) { return holds(stopped_by(answer), rule); }

store::SubContract tier_of(const TestTown& town, const std::string& id) {
  return *town.database->reading(
      [&](store::Connection& c) { return store::find<store::SubContract>(c, id); });
}
Result<Answer> submit(TestTown& town, const std::string& recipient) {
  auto input = town.input(town.prime_worker);
  input.recipient = recipient;
  const auto id = id_of(town.passages->draft(town.clerk, town.key(), input));
  (void)town.upload(town.clerk, id, TestTown::residents_csv());
  return town.passages->submit(town.clerk, town.key(), id);
}
Result<Answer> set_term(TestTown& town, Term term, bool agreed) {
  return town.contracts->change_terms(town.manager, town.key(), town.engagement,
                                      {{{term, agreed, agreed ? "第9条" : "", ""}}});
}

}  // namespace

TEST_CASE("without the terms against leaks nothing is handed over; other gaps are asked for, not stopped") {
  TestTown town;
  for (const auto term : rules::terms_in(rules::all_terms)) {
    CAPTURE(rules::term_ja(term));
    REQUIRE(set_term(town, term, false)->passed);
    const auto answer = submit(town, town.prime_worker.person);
    CHECK(answer->passed == !rules::stops_handover(term));
    if (!answer->passed) {
      const auto rules = stopped_by(answer);
      CHECK(rules.size() == 1);
      CHECK(rules.front().starts_with("contract."));
    }
    REQUIRE(set_term(town, term, true)->passed);
  }
  REQUIRE(town.contracts->change_workplaces(town.manager, town.key(), town.engagement, {})->passed);
  CHECK(stopped(submit(town, town.prime_worker.person), "contract.identified"));
  town.check_whole();
}

TEST_CASE("the record: only who keeps contracts changes it, and each change stays in the ledger") {
  TestTown town;
  const api::TermsInput terms{{{Term::audit, true, "第20条", "市は監査を行うことができる。"}}};
  CHECK(stopped(town.contracts->change_terms(town.clerk, town.key(), town.engagement, terms), "rights.act"));
  CHECK(stopped(town.contracts->change_terms(town.prime_manager, town.key(), town.engagement, terms),
                "rights.act"));
  CHECK_FALSE(town.contracts->change_terms(town.tax_manager, town.key(), town.engagement, terms));
  const auto before = town.entries();
  REQUIRE(town.contracts->change_terms(town.manager, town.key(), town.engagement, terms)->passed);
  CHECK(town.newest_kind() == "engagement.changed");
  CHECK(town.entries() == before + 1);
  const auto again = town.contracts->change_terms(town.manager, town.key(), town.engagement, terms);
  REQUIRE_FALSE(again);
  CHECK(again.error().code == ErrorCode::conflict);
  const auto no_article = town.contracts->change_terms(town.manager, town.key(), town.engagement,
                                                       {{{Term::audit, true, " ", ""}}});
  REQUIRE_FALSE(no_article);
  CHECK(no_article.error().field == "terms[0].article");

  const auto record = town.contracts->record(town.manager, town.engagement);
  REQUIRE(record);
  REQUIRE(record->terms.size() == rules::term_count);
  CHECK(record->terms[static_cast<std::size_t>(Term::audit)].article == "第20条");
  CHECK(record->changes.size() >= 3);
  CHECK(record->changes.front().what == "契約の定め");
  CHECK(record->changes.front().by == "課長 福祉");
  CHECK(record->missing_parts.size() == 3);
  using rules::Quality;
  REQUIRE(town.contracts
              ->change_service_levels(town.manager, town.key(), town.engagement,
                                      {{{Quality::confidentiality, "閲覧", "0 件", ""},
                                        {Quality::integrity, "誤り", "1 件以下", ""},
                                        {Quality::availability, "停止", "60 分以内", ""}},
                                       3})
              ->passed);
  REQUIRE(town.contracts
              ->change_specification(town.manager, town.key(), town.engagement,
                                     {"調達仕様書", {{"8.1(2)", "13 の事項を契約に定めること"}}})
              ->passed);
  api::SelectionInput selection;
  for (const auto criterion :
       {rules::Criterion::capital, rules::Criterion::place_of_work, rules::Criterion::workers,
        rules::Criterion::evidence, rules::Criterion::unintended_changes})
    selection.entries.push_back({criterion, true, "書類で確かめた"});
  REQUIRE(town.contracts->change_selection(town.manager, town.key(), town.engagement, selection)->passed);
  CHECK(town.contracts->record(town.manager, town.engagement)->missing_parts.empty());
  town.check_whole();
}

TEST_CASE("people who answer for a contract: the newest counts, whoever leaves counts no more") {
  TestTown town;
  const auto appoint = [&](const Viewer& by, const std::string& firm, Post post, const std::string& worker,
                           const std::string& name, const std::string& since) {
    return town.contracts->appoint(by, town.key(), town.engagement, {firm, post, worker, name, since});
  };
  CHECK(appoint(town.prime_manager, town.prime, Post::responsible, "", "新任 花子", "2026-11-01")->passed);
  CHECK(town.parties->engagement(town.manager, town.engagement)->input.responsible_person == "新任 花子");
  CHECK(stopped(appoint(town.sub_manager, town.prime, Post::data_manager, "", "x", "2026-11-01"),
                "rights.act"));
  CHECK_FALSE(appoint(town.clerk, town.other, Post::data_manager, "", "x", "2026-11-01"));
  CHECK_FALSE(appoint(town.clerk, town.sub, Post::data_manager, town.prime_worker.person, "", "2026-11-01"));
  CHECK_FALSE(
      appoint(town.clerk, town.sub, Post::data_manager, "", "x", "2026-01-01"));  // before the present one
  // a worker of the firm, until they leave
  const auto leaver = town.worker(town.sub, "管理 太郎");
  CHECK(appoint(town.sub_manager, town.sub, Post::data_manager, leaver, "", "2026-11-10")->passed);
  CHECK(submit(town, town.sub_worker.person)->passed);
  (void)id_of(town.rosters->leave(town.clerk, town.key(), leaver));
  CHECK(stopped_by(submit(town, town.sub_worker.person)) ==
        std::vector<std::string>{"contract.data_manager"});
  const auto people = town.contracts->record(town.manager, town.engagement)->appointments;
  CHECK(std::ranges::count_if(people, [&](const auto& a) { return a.contractor == town.sub; }) == 2);
  // a firm sees its own alone
  for (const auto& one : town.contracts->record(town.prime_manager, town.engagement)->appointments)
    CHECK(one.contractor == town.prime);
  town.check_whole();
}

TEST_CASE("important assets: two different people consent, never the applicant; any refusal closes it") {
  TestTown town;
  const auto firm = town.contractor("見本テスト株式会社");
  const auto decide = [&](const Viewer& by, const std::string& tier, Decision decision = Decision::approve,
                          const std::string& reason = "") {
    return town.contracts->decide(by, town.key(), tier, {decision, reason});
  };
  const auto own = id_of(
      town.contracts->apply(town.manager, town.key(), town.engagement, town.sub_contract_input("", firm)));
  CHECK(stopped(decide(town.manager, own), "consent.approver"));
  CHECK(decide(town.ciso, own)->passed);
  CHECK(tier_of(town, own).state == ConsentState::applied);
  CHECK(stopped(decide(town.ciso, own), "consent.approver"));
  const auto second = town.account(town.ciso.person, {rules::Role::department_officer});
  CHECK(stopped(decide(second, own), "consent.approver"));
  CHECK_FALSE(decide(town.ciso, own, Decision::reject));  // a refusal needs a reason
  CHECK(decide(town.department_officer, own)->passed);
  CHECK(tier_of(town, own).state == ConsentState::consented);
  CHECK_FALSE(decide(town.supervising_officer, own));  // answered

  const auto refused = town.sub_contract("", town.contractor("見本入力株式会社"));
  CHECK(decide(town.manager, refused)->passed);
  CHECK(decide(town.ciso, refused, Decision::reject, "業務に要らないため")->passed);
  CHECK(tier_of(town, refused).state == ConsentState::refused);
  CHECK_FALSE(decide(town.department_officer, refused));
  town.check_whole();
}

TEST_CASE("where no important asset is handled, one person consents; My Number always takes two") {
  TestTown town;
  const auto engagement_with = [&](const std::string& kind, bool my_number) {
    return id_of(town.parties->register_engagement(town.manager, town.key(),
                                                   {"広報",
                                                    town.prime,
                                                    town.welfare,
                                                    "責任 太郎",
                                                    "執務室",
                                                    "2026-04-01",
                                                    "2027-03-31",
                                                    {{kind, "すべて", {rules::AccessWay::service_transfer}}},
                                                    false,
                                                    my_number}));
  };
  (void)id_of(town.parties->register_asset(town.manager, town.key(),
                                           {"広報原稿", "広報", town.welfare, rules::Confidentiality::c2,
                                            rules::Integrity::i1, rules::Availability::a1, false}));
  const auto needed = [&](const std::string& engagement, const std::string& kind) {
    auto input = town.sub_contract_input("", town.contractor("見本広報株式会社"));
    input.information = {kind};
    const auto tier = id_of(town.contracts->apply(town.clerk, town.key(), engagement, input));
    (void)id_of(town.contracts->decide(town.manager, town.key(), tier, {Decision::approve, ""}));
    return tier_of(town, tier).state == ConsentState::consented ? 1 : 2;
  };
  CHECK(needed(engagement_with("広報", false), "広報") == 1);
  CHECK(needed(engagement_with("広報", true), "広報") == 2);
  CHECK(needed(engagement_with("知らない情報", false), "知らない情報") == 2);  // it cannot be told
}

TEST_CASE("an application keeps within the contract, and below firms that are in order") {
  TestTown town;
  const auto firm = town.contractor("見本テスト株式会社");
  const auto apply = [&](const auto& change) {
    auto input = town.sub_contract_input("", firm);
    change(input);
    return town.contracts->apply(town.clerk, town.key(), town.engagement, input);
  };
  const auto wrong = [&](const auto& change) {
    const auto answer = apply(change);
    return answer ? std::string("no error") : answer.error().field;
  };
  CHECK(wrong([](auto& i) { i.work = " "; }) == "work");
  CHECK(wrong([](auto& i) { i.reason = ""; }) == "reason");
  CHECK(wrong([](auto& i) { i.information = {}; }) == "information");
  CHECK(wrong([](auto& i) { i.information = {"課税"}; }) == "information");
  CHECK(wrong([](auto& i) { i.starts = "2026-03-31"; }) == "starts");
  CHECK(wrong([](auto& i) { i.ends = "2027-04-01"; }) == "ends");
  CHECK(wrong([](auto& i) { i.ends = "2026-03-01"; }) == "ends");
  CHECK(wrong([](auto& i) { i.parent = "sub_none"; }) == "parent");
  CHECK(wrong([](auto& i) { i.contractor = ""; }) == "corporate_number");
  const auto by_number = [&](const std::string& name) {
    return id_of(apply([&](auto& i) {
      i.contractor = "";
      i.firm_name = name;
      i.corporate_number = "3990000000014";
    }));
  };
  const auto unknown = tier_of(town, by_number("初出印刷株式会社")).contractor;
  CHECK(tier_of(town, by_number("名前違い株式会社")).contractor == unknown);  // the number decides
  const auto waiting = id_of(apply([](auto&) {}));
  const auto below = town.contractor("見本運用株式会社");
  CHECK(stopped(apply([&](auto& i) {
                  i.parent = waiting;
                  i.contractor = below;
                }),
                "consent.above"));
  // consented, and still not bound: nothing may hang below it, and no roster of it counts
  for (const auto* by : {&town.manager, &town.ciso})
    (void)id_of(town.contracts->decide(*by, town.key(), waiting, {Decision::approve, ""}));
  CHECK(stopped(apply([&](auto& i) {
                  i.parent = waiting;
                  i.contractor = below;
                }),
                "consent.above"));
  const auto member = town.worker(firm, "下請 新人");
  const auto roster =
      id_of(town.rosters->submit(town.clerk, town.key(), town.engagement, {firm, {member}, {}, true, {}}));
  const api::RosterConfirm checks{{{member, "interview", {}, {}}}};
  CHECK(stopped(town.rosters->confirm(town.manager, town.key(), roster, checks), "sub_contract.flow_down"));
  CHECK(
      stopped(town.contracts->confirm_flow_down(town.clerk, town.key(), waiting, {"契約書"}), "rights.act"));
  CHECK(town.contracts->confirm_flow_down(town.manager, town.key(), waiting, {"契約書の写し"})->passed);
  CHECK_FALSE(town.contracts->confirm_flow_down(town.manager, town.key(), waiting, {"契約書の写し"}));
  CHECK(town.rosters->confirm(town.manager, town.key(), roster, checks)->passed);
}

TEST_CASE("a withdrawal stops all below at once, and lists what those firms still hold") {
  TestTown town;
  const auto third = town.contractor("見本テスト株式会社");
  const auto under = town.sub_contract(town.tier, third);
  town.consent(under);
  const auto member = town.account(town.worker(third, "孫請 従事"), {rules::Role::worker});
  town.roster(town.manager, town.engagement, third, {member.person});
  (void)town.check_sheet(town.clerk, town.manager, town.engagement, third);
  const auto passage = town.released(town.clerk, member);
  (void)town.download(member, passage);
  const auto custody = town.received(member, passage);
  const auto running = town.submitted(town.clerk, town.sub_worker);
  (void)town.released(town.clerk, town.prime_worker);  // of a firm above: not concerned

  const auto answer =
      town.contracts->withdraw(town.manager, town.key(), town.tier, {"決まりが守られないため"});
  REQUIRE(answer);
  REQUIRE(answer->passed);
  const auto held = json::from_json<api::Withdrawn>(answer->body)->held;
  std::set<std::string> ids;
  for (const auto& row : held) ids.insert(row.id);
  CHECK(ids == std::set{custody, running});
  const auto chain = town.contracts->chain(town.manager, town.engagement);
  REQUIRE(chain);
  for (const auto& tier : chain->tiers) {
    if (tier.id == town.tier) CHECK(tier.standing == TierStanding::withdrawn);
    if (tier.id == under) {
      CHECK(tier.standing == TierStanding::above_stopped);
      CHECK(tier.stopped_by == "見本ソフト株式会社");
    }
  }
  CHECK(stopped(submit(town, member.person), "sub_contract.consent"));
  CHECK(stopped(town.decide(town.manager, running), "sub_contract.consent"));
  // asked of the section until nothing is held
  const auto asked = [&] {
    DutyFilter filter;
    filter.kind = rules::DutyKind::recover_held;
    return town.duties->list(town.manager, filter)->items.size();
  };
  CHECK(asked() == 1);
  CHECK(town.contracts->tier(town.manager, town.tier)->held.size() == 2);
  CHECK(town.contracts->tier(town.sub_manager, town.tier)->held.empty());
  (void)id_of(town.handovers->erase(member, town.key(), custody, {"上書き消去", true, ""}));
  (void)id_of(town.passages->withdraw(town.clerk, town.key(), running, {"再委託が終わるため"}));
  CHECK(asked() == 0);
  // a new application below, with the same firm, may be consented to again
  const auto renewed = town.sub_contract("", town.sub);
  town.consent(renewed);
  CHECK(submit(town, town.sub_worker.person)->passed);
  town.check_whole();
}

TEST_CASE("consent that was renewed in time goes on without a gap; one that ran out stops") {
  TestTown town;
  const auto firm = town.contractor("見本テスト株式会社");
  const auto consented = [&](const std::string& starts, const std::string& ends) {
    auto input = town.sub_contract_input("", firm);
    input.starts = starts;
    input.ends = ends;
    const auto id = id_of(town.contracts->apply(town.clerk, town.key(), town.engagement, input));
    town.consent(id);
  };
  consented("2026-04-01", "2026-11-30");
  const auto member = town.worker(firm, "下請 新人");
  town.roster(town.manager, town.engagement, firm, {member});
  (void)town.check_sheet(town.clerk, town.manager, town.engagement, firm);
  CHECK(submit(town, member)->passed);
  consented("2026-12-01", "2027-03-31");
  CHECK(submit(town, member)->passed);
  town.clock.set("2026-12-02T03:00:00.000Z");
  CHECK(town.contracts->chain(town.manager, town.engagement)->tiers.size() == 4);
  const auto standing = [&](std::size_t i) {
    return town.contracts->chain(town.manager, town.engagement)->tiers.at(i).standing;
  };
  CHECK(standing(1) == TierStanding::counts);  // the sub-contractor of the cast
  CHECK(std::set{standing(2), standing(3)} == std::set{TierStanding::over, TierStanding::counts});
}

}  // namespace sekisho::app::testing
