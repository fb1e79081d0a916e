// Who sees what: every role against every list and detail, and how many statements that takes.
#include "visible.h"

#include <set>

#include "base/json.h"
#include "store/rows.h"
#include "test_town.h"

namespace sekisho::app::testing {
namespace {

struct Thing {  // made by one firm's work for one section
  std::string passage, custody, draft, content, engagement, contractor, worker;
};

struct Scene {
  TestTown town;
  Thing prime, sub, other;

  Thing make(const Viewer& clerk, const Viewer& recipient, const std::string& engagement) {
    Thing out{
        town.released(clerk, recipient), "", "", "", engagement, recipient.contractor, recipient.person};
    (void)town.download(recipient, out.passage);
    out.custody = town.received(recipient, out.passage);
    out.content = town.passage(out.passage).content;
    out.draft = town.draft(clerk, recipient);
    return out;
  }
  Scene() {
    prime = make(town.clerk, town.prime_worker, town.engagement);
    sub = make(town.clerk, town.sub_worker, town.engagement);
    other = make(town.tax_clerk, town.other_worker, town.tax_engagement);
    (void)town.decide(town.clerk, prime.passage);  // a refusal in each section
    (void)town.decide(town.tax_clerk, other.passage);
  }
};

template <class List>
std::set<std::string> ids(const List& list) {
  std::set<std::string> out;
  for (const auto& item : list) out.insert(item.id);
  return out;
}

// Which of the three firms' things somebody sees, as letters: p(rime), s(ub), o(ther).
struct Sees {
  std::string name;
  std::string passages, drafts, custodies, engagements, contractors, workers, entries;
};

std::string letters(const Scene& scene, const std::function<bool(const Thing&)>& seen) {
  std::string out;
  if (seen(scene.prime)) out += 'p';
  if (seen(scene.sub)) out += 's';
  if (seen(scene.other)) out += 'o';
  return out;
}

}  // namespace

TEST_CASE("every role against every list and every detail") {
  const Scene scene;
  const auto& town = scene.town;
  const std::vector<Sees> table{
      {"administrator", "", "", "", "", "", "pso", ""},
      {"clerk", "ps", "ps", "ps", "ps", "pso", "ps", "ps"},
      {"manager", "ps", "ps", "ps", "ps", "pso", "ps", "ps"},
      {"system_administrator", "ps", "ps", "ps", "ps", "pso", "ps", "ps"},
      {"department_officer", "pso", "pso", "pso", "pso", "pso", "pso", "pso"},
      {"supervising_officer", "pso", "pso", "pso", "pso", "pso", "pso", "pso"},
      {"ciso", "pso", "pso", "pso", "pso", "pso", "pso", "pso"},
      {"auditor", "pso", "pso", "pso", "pso", "pso", "pso", "pso"},
      {"reception", "", "", "", "", "", "", ""},
      {"tax_clerk", "o", "o", "o", "o", "pso", "o", "o"},
      {"tax_manager", "o", "o", "o", "o", "pso", "o", "o"},
      {"prime_manager", "p", "", "p", "ps", "ps", "p", "p"},
      {"prime_worker", "p", "", "p", "ps", "ps", "p", "p"},
      {"sub_manager", "s", "", "s", "ps", "s", "s", "s"},
      {"sub_worker", "s", "", "s", "ps", "s", "s", "s"},
      {"other_manager", "o", "", "o", "o", "o", "o", "o"},
      {"other_worker", "o", "", "o", "o", "o", "o", "o"},
  };
  const auto people = town.everybody();
  REQUIRE(table.size() == people.size());
  for (std::size_t i = 0; i < table.size(); ++i) {
    const auto& expected = table[i];
    const auto& [name, v] = people[i];
    REQUIRE(name == expected.name);
    CAPTURE(name);
    const auto passages = ids(town.passages->list(v, {})->items);
    CHECK(letters(scene, [&](const Thing& t) { return passages.contains(t.passage); }) == expected.passages);
    CHECK(letters(scene, [&](const Thing& t) { return town.passages->view(v, t.passage).has_value(); }) ==
          expected.passages);
    CHECK(letters(scene, [&](const Thing& t) {
            return town.handovers->receipt_paper(v, t.passage).has_value();
          }) == expected.passages);
    CHECK(letters(scene, [&](const Thing& t) { return passages.contains(t.draft); }) == expected.drafts);
    CHECK(letters(scene, [&](const Thing& t) { return town.passages->view(v, t.draft).has_value(); }) ==
          expected.drafts);
    const auto custodies = ids(town.handovers->list(v, {})->items);
    CHECK(letters(scene, [&](const Thing& t) { return custodies.contains(t.custody); }) ==
          expected.custodies);
    CHECK(letters(scene, [&](const Thing& t) { return town.handovers->view(v, t.custody).has_value(); }) ==
          expected.custodies);
    const auto engagements = ids(*town.parties->engagements(v));
    CHECK(letters(scene, [&](const Thing& t) { return engagements.contains(t.engagement); }) ==
          expected.engagements);
    CHECK(letters(scene, [&](const Thing& t) {
            return town.parties->engagement(v, t.engagement).has_value();
          }) == expected.engagements);
    const auto contractors = ids(*town.parties->contractors(v));
    CHECK(letters(scene, [&](const Thing& t) { return contractors.contains(t.contractor); }) ==
          expected.contractors);
    const auto workers = ids(*town.parties->workers(v, ""));
    CHECK(letters(scene, [&](const Thing& t) { return workers.contains(t.worker); }) == expected.workers);
    EntryFilter filter;
    CHECK(letters(scene, [&](const Thing& t) {
            filter.subject = t.passage;
            const auto of_passage = town.records->entries(v, filter)->items.size();
            filter.subject = t.content;
            const auto of_content = town.records->entries(v, filter)->items.size();
            filter.subject = t.custody;
            const auto of_custody = town.records->entries(v, filter)->items.size();
            CHECK((of_passage > 0) == (of_content > 0));
            CHECK((of_passage > 0) == (of_custody > 0));
            return of_passage > 0;
          }) == expected.entries);
    // the list and the details of entries agree, entry by entry
    std::set<std::int64_t> listed;
    filter = {};
    filter.limit = 200;
    for (;;) {
      const auto page = town.records->entries(v, filter);
      REQUIRE(page);
      for (const auto& item : page->items) listed.insert(item.seq);
      if (!page->next) break;
      filter.after = *page->next;
    }
    for (std::int64_t seq = 0; seq < town.entries(); ++seq) {
      CHECK(town.records->entry(v, seq).has_value() == listed.contains(seq));
      CHECK(town.records->proof(v, seq).has_value() == listed.contains(seq));
    }
    const auto home = town.records->home(v);
    for (const auto& row : home.mine) CHECK(passages.contains(row.id));
    for (const auto& row : home.approvals) CHECK(passages.contains(row.id));
    for (const auto& row : home.out) CHECK(custodies.contains(row.id));
    CHECK(town.accounts->list(v).has_value() == (name == "administrator" || name == "auditor"));
    CHECK(town.parties->officers(v).has_value() == (v.side == rules::Side::town));
    // an account that was closed sees nothing
    auto closed = v;
    closed.active = false;
    CHECK(town.passages->list(closed, {})->items.empty());
    CHECK(town.handovers->list(closed, {})->items.empty());
    CHECK(town.parties->engagements(closed)->empty());
    CHECK(town.parties->contractors(closed)->empty());
    CHECK(town.parties->workers(closed, "")->empty());
    CHECK(town.records->entries(closed, {})->items.empty());
    CHECK(town.parties->assets(closed)->empty());
  }
}

TEST_CASE("a firm sees its place in the chain, and its own people only") {
  Scene scene;
  auto& town = scene.town;
  const auto sibling = town.contractor("見本運用株式会社");
  const auto below = town.contractor("見本テスト株式会社");
  const auto beside = town.sub_contract("", sibling);
  const auto under = town.sub_contract(town.tier, below);
  const auto seen = [&](const Viewer& v) {
    std::set<std::string> out;
    for (const auto& tier : town.parties->engagement(v, town.engagement)->tiers) out.insert(tier.contractor);
    return out;
  };
  CHECK(seen(town.manager) == std::set{town.prime, town.sub, sibling, below});
  CHECK(seen(town.prime_manager) == std::set{town.prime, town.sub, sibling, below});
  CHECK(seen(town.sub_manager) == std::set{town.prime, town.sub, below});
  for (const auto& tier : town.parties->engagement(town.sub_manager, town.engagement)->tiers)
    CHECK(tier.roster.has_value() == (tier.contractor == town.sub));
  CHECK(town.parties->engagements(town.sub_manager)->at(0).tiers == 0);
  CHECK(town.parties->engagements(town.prime_manager)->at(0).tiers == 4);
  CHECK(town.parties->engagements(town.manager)->at(0).tiers_without_consent == 2);
  // it may apply for what is below itself, not beside or above
  const auto more = town.contractor("見本入力株式会社");
  const auto apply = [&](const Viewer& by, const std::string& parent, const std::string& firm) {
    return town.contracts->apply(by, town.key(), town.engagement, town.sub_contract_input(parent, firm));
  };
  CHECK(apply(town.sub_manager, town.tier, more)->passed);
  CHECK(holds(stopped_by(apply(town.sub_manager, "", more)), "rights.act"));
  CHECK(holds(
      stopped_by(town.contracts->decide(town.sub_manager, town.key(), under, {rules::Decision::approve, ""})),
      "rights.act"));
  CHECK_FALSE(apply(town.prime_manager, town.tier, town.prime));
  (void)beside;
}

TEST_CASE("pages follow one another without gap or repetition") {
  TestTown town;
  std::set<std::string> made;
  for (int i = 0; i < 7; ++i) made.insert(town.draft(town.clerk, town.prime_worker));
  PassageFilter filter;
  filter.limit = 3;
  std::vector<std::string> got;
  for (int pages = 0; pages < 10; ++pages) {
    const auto page = town.passages->list(town.clerk, filter);
    REQUIRE(page);
    for (const auto& row : page->items) got.push_back(row.id);
    if (!page->next) break;
    filter.after = *page->next;
  }
  CHECK(got.size() == 7);
  CHECK(std::set<std::string>(got.begin(), got.end()) == made);
  filter = {};
  filter.text = "移行試験";
  CHECK(town.passages->list(town.clerk, filter)->items.size() == 7);
  filter.text = "どこにもない";
  CHECK(town.passages->list(town.clerk, filter)->items.empty());
  filter = {};
  filter.state = rules::PassageState::submitted;
  CHECK(town.passages->list(town.clerk, filter)->items.empty());
}

// By all four readers, each of which is held while the others are looked at.
std::int64_t executed(const TestTown& town, int readers) {
  std::int64_t total = 0;
  if (readers > 0)
    town.database->read([&](store::Connection& c) { total = c.statements() + executed(town, readers - 1); });
  return total;
}

TEST_CASE("a list asks as many statements however long it is") {
  TestTown town;
  const auto id = town.released(town.clerk, town.prime_worker);
  (void)town.download(town.prime_worker, id);
  const auto custody = town.received(town.prime_worker, id);
  (void)town.submitted(town.clerk, town.sub_worker);  // waits for the manager
  (void)town.decide(town.clerk, id);                  // was stopped
  const auto counted = [&](const auto& ask) {
    const auto before = executed(town, 4);
    ask();
    return executed(town, 4) - before;
  };
  const auto base = counted([] {});
  const auto lists = [&] {
    std::map<std::string, std::int64_t> out;
    out["passages"] = counted([&] { (void)town.passages->list(town.clerk, {}); }) - base;
    out["custodies"] = counted([&] { (void)town.handovers->list(town.clerk, {}); }) - base;
    out["entries"] = counted([&] { (void)town.records->entries(town.auditor, {}); }) - base;
    out["home"] = counted([&] { (void)town.records->home(town.manager); }) - base;
    DutyFilter whole;
    whole.who = DutiesOf::town;
    out["duties"] = counted([&] { (void)town.duties->list(town.auditor, whole); }) - base;
    out["home, CISO"] = counted([&] { (void)town.records->home(town.ciso); }) - base;
    out["duties, own"] = counted([&] { (void)town.duties->list(town.prime_manager, {}); }) - base;
    const Day today = day_in_japan(town.clock.now());
    out["days"] = counted([&] {
                    (void)town.duties->days(town.ciso, DutiesOf::town, today, today + std::chrono::days(31));
                  }) -
                  base;
    out["delegations"] = counted([&] { (void)town.duties->delegations(town.manager); }) - base;
    out["takers"] = counted([&] { (void)town.duties->takers(town.manager, "", ""); }) - base;
    out["clauses"] = counted([&] { (void)town.records->clauses(town.auditor); }) - base;
    out["sections"] = counted([&] { (void)town.parties->sections(town.manager); }) - base;
    out["officers"] = counted([&] { (void)town.parties->officers(town.manager); }) - base;
    out["assets"] = counted([&] { (void)town.parties->assets(town.manager); }) - base;
    out["contractors"] = counted([&] { (void)town.parties->contractors(town.manager); }) - base;
    out["workers"] = counted([&] { (void)town.parties->workers(town.manager, ""); }) - base;
    out["engagements"] = counted([&] { (void)town.parties->engagements(town.manager); }) - base;
    out["accounts"] = counted([&] { (void)town.accounts->list(town.administrator); }) - base;
    return out;
  };
  (void)lists();  // what is kept in memory of all duties is read once
  const auto few = lists();
  for (int i = 0; i < 3; ++i) {
    (void)town.draft(town.clerk, town.sub_worker);
    (void)town.submitted(town.clerk2, town.prime_worker);
    const auto firm = town.contractor("見本" + std::to_string(i) + "株式会社");
    (void)town.sub_contract(town.tier, firm);
    (void)town.account(town.worker(firm, "従事 者"), {rules::Role::worker});
    (void)town.make_engagement(town.manager, firm, town.welfare);
    (void)town.decide(town.clerk2, id);
  }
  (void)lists();
  const auto many = lists();
  CHECK(many.at("passages") <= 3);
  for (const auto& [name, statements] : many) {
    CAPTURE(name);
    CHECK(statements > 0);
    CHECK(statements == few.at(name));
    CHECK(statements <= 18);
  }
  (void)custody;
}

}  // namespace sekisho::app::testing
