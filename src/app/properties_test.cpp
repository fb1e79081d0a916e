// Whatever people do in whatever order: the ledger tells the whole state, and nothing is released by too few.
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <set>

#include "base/json.h"
#include "store/rows.h"
#include "test_town.h"

namespace sekisho::app::testing {
namespace {

using rules::PassageState;

struct Step {
  int act = 0;
  std::size_t person = 0, passage = 0;
};

// Read from the rows alone, apart from the gate.
void released_by_enough(const TestTown& town, const std::vector<std::string>& passages) {
  town.database->read([&](store::Connection& c) {
    for (const auto& id : passages) {
      const auto p = store::find<store::Passage>(c, id).value();
      std::set<std::string> yes;
      bool no = false;
      for (const auto& a : store::select<store::Approval>(c, "passage = :p0", {p.id})) {
        no = no || a.decision == rules::Decision::reject;
        if (a.decision == rules::Decision::approve && a.binding == p.binding && a.side == rules::Side::town &&
            a.person != p.applicant_person && a.person != p.recipient)
          yes.insert(a.person);
      }
      RC_ASSERT(p.downloads_used <= p.downloads_allowed);
      if (p.downloads_used == 0) RC_ASSERT(p.custody.empty());
      if (no) RC_ASSERT(p.state == PassageState::rejected);
      const bool out =
          p.state == PassageState::approved || p.state == PassageState::received || p.downloads_used > 0;
      const std::size_t needed = !out ? 0 : p.asset == town.plain_asset ? 1 : 2;
      RC_ASSERT(yes.size() >= needed);
      RC_ASSERT(!out || !p.binding.empty());
      if (p.custody.empty()) continue;
      const auto k = store::find<store::Custody>(c, p.custody).value();
      const auto content = store::find<store::Content>(c, k.content);
      const bool ended = k.state == rules::CustodyState::erased || k.state == rules::CustodyState::returned;
      RC_ASSERT(content.has_value());
      RC_ASSERT(ended == (content->key_state == "destroyed"));
    }
  });
}

void take(TestTown& town, const Step& step, const std::vector<std::string>& passages) {
  const auto people = town.everybody();
  const auto& v = people[step.person % people.size()].second;
  const auto& id = passages[step.passage % passages.size()];
  const auto& recipient = step.passage % 2 == 0 ? town.prime_worker : town.sub_worker;
  const auto custody = town.passage(id).custody;
  const auto key = town.key();
  switch (step.act) {
    case 0:
      (void)town.passages->change(v, key, id, town.input(recipient));
      break;
    case 1: {
      const auto upload = town.uploads->create(v, id, "a.csv", TestTown::harmless_csv().size());
      if (!upload) break;
      auto part = town.uploads->append(v, *upload, 0, false);
      RC_ASSERT(part.has_value());
      RC_ASSERT((*part)->write(as_bytes(TestTown::harmless_csv())).has_value());
      RC_ASSERT((*part)->commit().has_value());
      town.wait_inspected(*upload);
      break;
    }
    case 2:
    case 3:
      (void)town.passages->submit(town.clerk, key, id);
      break;
    case 4:
    case 5:
    case 6:
      (void)town.decide(v, id);
      break;
    case 7:
      (void)town.decide(step.passage % 3 == 0 ? town.manager : town.ciso, id);
      break;
    case 8:
      if (step.passage % 5 == 0) (void)town.decide(v, id, rules::Decision::reject);
      break;
    case 9:
      if (step.passage % 3 == 0) (void)town.passages->withdraw(v, key, id, {"やめます"});
      break;
    case 10:
    case 11:
      (void)town.handovers->grant(step.person % 2 == 0 ? v : recipient, key, id);
      break;
    case 12:
      (void)town.handovers->give_receipt(step.person % 2 == 0 ? v : recipient, key, id,
                                         {"見本市データセンター"});
      break;
    case 13:
      (void)town.handovers->declare_copy(recipient, key, custody, {"試験環境", "試験", 1, {}});
      break;
    case 14:
      (void)town.handovers->declare_return(recipient, key, custody, {"持参", true});
      break;
    case 15:
      (void)town.handovers->confirm_return(v, key, custody);
      break;
    case 16:
      (void)town.handovers->erase(recipient, key, custody, {"上書き消去", step.person % 2 == 0, ""});
      break;
    default:
      town.handovers->tend();
      town.uploads->tend();
  }
}

}  // namespace

TEST_CASE("random people, random acts") {
  TestTown town;
  int released = 0, rounds = 0;
  std::vector<std::string> all;
  const bool held = rc::check("the state is the ledger's, and nothing is out with too few approvals", [&] {
    const auto steps = *rc::gen::container<std::vector<Step>>(
        24, rc::gen::build<Step>(rc::gen::set(&Step::act, rc::gen::inRange(0, 18)),
                                 rc::gen::set(&Step::person, rc::gen::inRange<std::size_t>(0, 1000)),
                                 rc::gen::set(&Step::passage, rc::gen::inRange<std::size_t>(0, 1000))));
    std::vector<std::string> passages;
    for (int i = 0; i < 3; ++i) {
      auto input = town.input(i % 2 == 0 ? town.prime_worker : town.sub_worker);
      if (i == 1) input.asset = town.plain_asset;
      const auto drafted = town.passages->draft(town.clerk, town.key(), input);
      RC_ASSERT(drafted.has_value() && drafted->passed);
      passages.emplace_back(drafted->body.at("id").as_string());
      if (i < 2) {
        (void)town.upload(town.clerk, passages.back(), TestTown::harmless_csv());
        (void)town.passages->submit(town.clerk, town.key(), passages.back());
      }
    }
    for (const auto& step : steps) {
      take(town, step, passages);
      released_by_enough(town, passages);
    }
    for (const auto& id : passages) released += town.passage(id).downloads_used > 0 ? 1 : 0;
    // The whole town is made anew each time, and grows from round to round.
    all.insert(all.end(), passages.begin(), passages.end());
    if (++rounds % 10 != 0) return;
    released_by_enough(town, all);
    const auto report = town.database->reading(
        [&](store::Connection& c) { return store::rebuild_and_compare(c, town.database->cipher()); });
    RC_ASSERT(report.has_value());
    RC_ASSERT(report->equal);
  });
  CHECK(held);
  CHECK(released > 0);  // the sequences do reach the end
  town.check_whole();
}

}  // namespace sekisho::app::testing
