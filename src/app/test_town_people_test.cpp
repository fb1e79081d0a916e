// The town for tests: its people, firms and contracts, made through the counters.
#include "base/ids.h"
#include "inspect/identifiers.h"
#include "store/rows.h"
#include "test_town.h"

namespace sekisho::app::testing {
namespace {

std::string corporate_number(int n) {
  std::string rest = std::to_string(700000000000 + n);
  for (char check = '1'; check <= '9'; ++check)
    if (inspect::is_corporate_number(check + rest)) return check + rest;
  FAIL("no corporate number");
  return {};
}

}  // namespace

using rules::Role;

std::string TestTown::key() { return "key-" + make_id("key").substr(4); }

Viewer TestTown::viewer(const std::string& id) const {
  const auto account =
      database->reading([&](store::Connection& c) { return store::find<store::Account>(c, id); });
  REQUIRE(account);
  return {account->id,
          account->person,
          "",
          "",
          account->roles,
          account->side,
          account->section,
          account->contractor,
          !account->closed,
          true,
          true,
          ""};
}

Viewer TestTown::account(const std::string& person, std::vector<Role> roles) {
  static std::atomic<int> number = 0;
  return viewer(id_of(
      accounts->create(administrator, key(), {"user" + std::to_string(++number), person, std::move(roles)})));
}

std::string TestTown::officer(const std::string& name, const std::string& section, std::vector<Role> roles) {
  return id_of(parties->register_officer(administrator, key(), {name, section, std::move(roles)}));
}

std::string TestTown::contractor(const std::string& name) {
  static std::atomic<int> number = 0;
  return id_of(parties->register_contractor(ciso, key(), {name, corporate_number(++number)}));
}

std::string TestTown::worker(const std::string& firm, const std::string& name, bool trained) {
  // Whoever has a contract with the firm registers its people.
  const auto of_tax_office = parties->engagements(tax_clerk);
  REQUIRE(of_tax_office);
  const bool of_tax =
      std::ranges::any_of(*of_tax_office, [&](const auto& e) { return e.contractor == firm; });
  const auto id = id_of(parties->register_worker(of_tax ? tax_clerk : clerk, key(), {firm, name, "ミホン"}));
  if (trained) train(of_tax ? tax_manager : manager, id);
  return id;
}

void TestTown::train(const Viewer& by, const std::string& worker) {
  (void)id_of(parties->record_training(
      by, key(), {worker, "情報の取扱い", "2026-10-01", "2027-09-30", rules::TrainingKind::own}));
}

std::string TestTown::make_engagement(const Viewer& by, const std::string& firm, const std::string& section) {
  const auto id = id_of(parties->register_engagement(
      by, key(),
      {"給付金システムの運用",
       firm,
       section,
       "責任 太郎",
       "見本市データセンター",
       "2026-04-01",
       "2027-03-31",
       {{"給付金", "全世帯", {rules::AccessWay::service_transfer, rules::AccessWay::physical_medium}}},
       true,
       false}));
  agree(by, id);
  name_data_manager(by, id, firm);
  return id;
}

void TestTown::agree(const Viewer& by, const std::string& id) {
  api::TermsInput terms;
  for (const auto term : rules::terms_in(rules::all_terms)) terms.terms.push_back({term, true, "第1条", ""});
  (void)id_of(contracts->change_terms(by, key(), id, terms));
  const auto firm = database->reading(
      [&](store::Connection& c) { return store::find<store::Engagement>(c, id)->contractor; });
  (void)id_of(contracts->change_workplaces(
      by, key(), id, {{{firm, "見本市データセンター", "見本市中央 1-1", "入退室を記録する"}}}));
}

void TestTown::name_data_manager(const Viewer& by, const std::string& id, const std::string& firm) {
  (void)id_of(
      contracts->appoint(by, key(), id, {firm, rules::Post::data_manager, "", "管理 花子", "2026-04-01"}));
}

api::SubContractInput TestTown::sub_contract_input(const std::string& parent, const std::string& firm) const {
  return {parent, firm, "試験の一部を任せるため", "試験データの確認", {"給付金"}, "2026-04-01", "2027-03-31"};
}

std::string TestTown::sub_contract(const std::string& parent, const std::string& firm) {
  return id_of(contracts->apply(clerk, key(), engagement, sub_contract_input(parent, firm)));
}

void TestTown::consent(const std::string& id) {
  for (const auto* by : {&manager, &department_officer})
    (void)id_of(contracts->decide(*by, key(), id, {rules::Decision::approve, ""}));
  (void)id_of(contracts->confirm_flow_down(manager, key(), id, {"再委託契約書の写し 第3条から第9条"}));
  const auto firm = database->reading(
      [&](store::Connection& c) { return store::find<store::SubContract>(c, id)->contractor; });
  name_data_manager(clerk, engagement, firm);
  auto places = database->reading(
      [&](store::Connection& c) { return store::find<store::Engagement>(c, engagement)->workplaces; });
  places.push_back({firm, "見本市データセンター", "見本市中央 1-1", "入退室を記録する"});
  (void)id_of(contracts->change_workplaces(manager, key(), engagement, {places}));
}

void TestTown::roster(const Viewer& by, const std::string& contract, const std::string& firm,
                      std::vector<std::string> workers) {
  const auto id = id_of(rosters->submit(by, key(), contract, {firm, workers, {}, true, {}}));
  api::RosterConfirm confirm;
  for (const auto& person : workers)
    confirm.checks.push_back({person, "document:運転免許証", "氏名と顔写真", {}});
  (void)id_of(rosters->confirm(by, key(), id, confirm));
  for (const auto& person : workers) pledge(contract, firm, person);
}

// On paper, of which no scan is kept here: what the gate reads is the same.
void TestTown::pledge(const std::string& contract, const std::string& firm, const std::string& worker) {
  REQUIRE(door->record("system", [&](store::Connection& c) -> Result<std::vector<store::Event>> {
    if (store::number(c, "SELECT count(*) FROM pledges WHERE worker = :p0 AND engagement = :p1",
                      {worker, contract}) > 0)
      return std::vector<store::Event>{};
    return std::vector<store::Event>{{"pledge.given",
                                      make_id("plg"),
                                      {{"worker", worker},
                                       {"engagement", contract},
                                       {"contractor", firm},
                                       {"kind", "joining"},
                                       {"way", "paper"},
                                       {"wording", ""},
                                       {"text_sha256", ""},
                                       {"attachment", ""},
                                       {"given_on", "2026-11-01"}},
                                      {}}};
  }));
}

std::string TestTown::check_sheet(const Viewer& by, const Viewer& decider, const std::string& contract,
                                  const std::string& firm) {
  const auto id = id_of(sheets->begin(by, key(), contract, {firm}));
  api::SheetAnswersInput answers;
  api::SheetDecisionInput decision;
  for (const auto& line : sheets->view(by, id).value().lines) {
    answers.answers.push_back({line.line.id, rules::SheetAnswer::yes, "", {}});
    decision.marks.push_back({line.line.id, true, ""});
  }
  answers.contact = api::SheetContact{"連絡 係", "000-0000-0000", ""};
  (void)id_of(sheets->save(by, key(), id, answers));
  (void)id_of(sheets->submit(by, key(), id));
  (void)id_of(sheets->decide(decider, key(), id, decision));
  return id;
}

void TestTown::cast() {
  administrator = viewer(accounts->add_administrator("root", "運用 一郎").value().id);
  welfare = id_of(parties->register_section(administrator, key(), {"福祉課"}));
  tax = id_of(parties->register_section(administrator, key(), {"税務課"}));
  const auto person = [&](const std::string& name, const std::string& section, Role role) {
    return account(officer(name, section, {role}), {role});
  };
  clerk = person("職員 一", welfare, Role::officer);
  clerk2 = person("職員 二", welfare, Role::officer);
  manager = person("課長 福祉", welfare, Role::section_manager);
  system_administrator = person("管理 福祉", welfare, Role::system_administrator);
  department_officer = person("部長 一", "", Role::department_officer);
  supervising_officer = person("統括 一", "", Role::supervising_officer);
  ciso = person("副市長 一", "", Role::ciso);
  auditor = person("監査 一", "", Role::auditor);
  reception = person("受付 一", welfare, Role::reception);
  tax_clerk = person("職員 三", tax, Role::officer);
  tax_manager = person("課長 税務", tax, Role::section_manager);

  using enum rules::Confidentiality;
  asset = id_of(parties->register_asset(
      manager, key(),
      {"給付台帳", "給付金", welfare, c3a, rules::Integrity::i2, rules::Availability::a2, true}));
  plain_asset = id_of(parties->register_asset(
      manager, key(),
      {"様式集", "給付金", welfare, c1, rules::Integrity::i1, rules::Availability::a1, false}));
  tax_asset = id_of(parties->register_asset(
      tax_manager, key(),
      {"課税台帳", "給付金", tax, c3a, rules::Integrity::i2, rules::Availability::a2, true}));

  prime = contractor("見本システム株式会社");
  sub = contractor("見本ソフト株式会社");
  other = contractor("見本データ株式会社");
  engagement = make_engagement(manager, prime, welfare);
  tax_engagement = make_engagement(tax_manager, other, tax);
  tier = sub_contract("", sub);
  consent(tier);
  const auto firm_person = [&](const std::string& firm, const std::string& name, Role role) {
    return account(worker(firm, name), {role});
  };
  prime_manager = firm_person(prime, "元請 責任", Role::contractor_manager);
  prime_worker = firm_person(prime, "元請 従事", Role::worker);
  sub_manager = firm_person(sub, "下請 責任", Role::contractor_manager);
  sub_worker = firm_person(sub, "下請 従事", Role::worker);
  other_manager = firm_person(other, "他社 責任", Role::contractor_manager);
  other_worker = firm_person(other, "他社 従事", Role::worker);
  roster(manager, engagement, prime, {prime_manager.person, prime_worker.person});
  roster(manager, engagement, sub, {sub_manager.person, sub_worker.person});
  roster(tax_manager, tax_engagement, other, {other_manager.person, other_worker.person});
  (void)check_sheet(prime_manager, manager, engagement, prime);
  (void)check_sheet(sub_manager, manager, engagement, sub);
  (void)check_sheet(other_manager, tax_manager, tax_engagement, other);
}

}  // namespace sekisho::app::testing
