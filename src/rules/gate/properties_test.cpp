// Whatever the facts: nobody alone lets data out, and taking a paper away never opens the gate.
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>

#include "gate/testing.h"
#include "rules/tier.h"

using namespace sekisho;
using namespace sekisho::rules;
using namespace sekisho::rules::testing;

namespace {

template <class T>
T one_of(std::vector<T> values) {
  return *rc::gen::elementOf(std::move(values));
}
bool chance(int percent) { return *rc::gen::inRange(0, 100) < percent; }

// Few names, so that they meet: applicant, recipient, approvers, second accounts.
std::string some_person() {
  return one_of<std::string>(
      {"off_manager", "off_director", "off_ciso", "off_applicant", "wkr_recipient", ""});
}
std::string some_account() {
  return one_of<std::string>({"acc_manager", "acc_director", "acc_ciso", "acc_applicant", "acc_second", ""});
}
std::string some_binding() { return chance(85) ? sample::binding : one_of<std::string>({"", "00"}); }

Approval some_approval() {
  Approval a{some_account(),
             some_person(),
             chance(90) ? Side::town : Side::contractor,
             {one_of(every<Role>())},
             chance(92) ? Decision::approve : Decision::reject,
             some_binding()};
  if (chance(60)) a.roles = {one_of<Role>({Role::section_manager, Role::department_officer, Role::ciso})};
  if (chance(10)) a.roles.push_back(one_of(every<Role>()));
  return a;
}

using Change = void (*)(Facts&);
// Each takes one paper away, or makes one worse.
const std::vector<Change> worse{
    [](Facts& f) { f.actor.mfa = false; },
    [](Facts& f) { f.actor.active = false; },
    [](Facts& f) { f.actor.roles.push_back(Role::administrator); },
    [](Facts& f) {
      for (auto& tier : f.chain)
        if (tier.depth > 0) tier.consent = ConsentState::withdrawn;
    },
    [](Facts& f) {
      for (auto& tier : f.chain) tier.consent = ConsentState::none;
    },
    [](Facts& f) {
      for (auto& tier : f.chain) tier.flow_down_confirmed = false;
    },
    [](Facts& f) {
      for (auto& tier : f.chain) tier.data_manager_named = false;
    },
    [](Facts& f) {
      for (auto& tier : f.chain) tier.ends = Day{};
    },
    [](Facts& f) { f.chain.clear(); },
    [](Facts& f) {
      if (f.engagement && !f.engagement->terms.empty()) f.engagement->terms.pop_back();
    },
    [](Facts& f) {
      if (f.engagement) f.engagement->workplace_fixed = false;
    },
    [](Facts& f) { f.consent.reset(); },
    [](Facts& f) {
      if (f.consent) f.consent->applicant_person = f.actor.person;
    },
    [](Facts& f) {
      if (!f.chain.empty()) f.chain.front().check_sheet_confirmed = false;
    },
    [](Facts& f) {
      if (f.sheet && !f.sheet->lines.empty()) f.sheet->lines.front().answer.reset();
    },
    [](Facts& f) {
      if (f.sheet) f.sheet->answerers.push_back(f.actor.person);
    },
    [](Facts& f) { f.sheet.reset(); },
    [](Facts& f) { f.finding.reset(); },
    [](Facts& f) {
      if (f.recipient) f.recipient->on_confirmed_roster = false;
    },
    [](Facts& f) {
      if (f.recipient) f.recipient->identity_confirmed = false;
    },
    [](Facts& f) {
      if (f.recipient) f.recipient->trained_until.reset();
    },
    [](Facts& f) {
      if (f.recipient) f.recipient->trainings.clear();
    },
    [](Facts& f) {
      if (f.recipient)
        for (auto& one : f.recipient->trainings) one.until = day_in_japan(f.now) - std::chrono::days(1);
    },
    [](Facts& f) {
      if (f.recipient) f.recipient->required.push_back({"訓練", {TrainingKind::drill}, "", false, {}});
    },
    [](Facts& f) {
      if (f.recipient) f.recipient->left = true;
    },
    [](Facts& f) {
      if (f.engagement) f.engagement->cancelled = true;
    },
    [](Facts& f) {
      if (f.engagement) f.engagement->production_data_allowed = false;
    },
    [](Facts& f) {
      if (f.engagement) f.engagement->scope.clear();
    },
    [](Facts& f) {
      if (f.passage) f.passage->production_application = false;
    },
    [](Facts& f) {
      if (f.passage) f.passage->transfer = {};
    },
    [](Facts& f) {
      if (f.passage) f.passage->downloads_allowed = 0;
    },
    [](Facts& f) {
      if (f.content) f.content->sealed = false;
    },
    [](Facts& f) {
      if (f.content && f.content->inspection == InspectionState::clean)
        f.content->inspection = InspectionState::unreadable;
    },
    [](Facts& f) {
      if (f.content) ++f.content->stops;
    },
    [](Facts& f) {
      if (f.content) ++f.content->unseen;
    },
    [](Facts& f) {
      if (f.content) f.content->locked = true;
    },
    [](Facts& f) {
      if (f.content) f.content->unfinished = true;
    },
    [](Facts& f) { f.tls = false; },
    [](Facts& f) { f.passage.reset(); },
    [](Facts& f) { f.engagement.reset(); },
    [](Facts& f) { f.recipient.reset(); },
    [](Facts& f) { f.asset.reset(); },
    [](Facts& f) { f.content.reset(); },
};

void make_worse(Facts& f) {
  worse[static_cast<std::size_t>(*rc::gen::inRange(0, static_cast<int>(worse.size())))](f);
}

Facts some_facts(std::vector<Act> acts) {
  Facts f = sample::of(one_of(std::move(acts)));
  if (chance(50)) {
    f.approvals.clear();
    const int count = *rc::gen::inRange(0, 5);
    for (int i = 0; i < count; ++i) f.approvals.push_back(some_approval());
  }
  if (chance(8)) f.actor.roles = {one_of(every<Role>())};
  if (chance(4)) f.actor.side = one_of(every<Side>());
  if (chance(4)) f.actor.person = some_person();
  if (chance(4)) f.passage->state = one_of(every<PassageState>());
  if (chance(4)) f.passage->binding = some_binding();
  if (chance(4)) f.passage->applicant_person = some_person();
  if (chance(4)) f.recipient->person = some_person();
  if (chance(20)) f.asset->confidentiality = one_of(every<Confidentiality>());
  if (chance(4)) f.content->inspection = one_of(every<InspectionState>());
  if (chance(4)) f.chain[1].consent = one_of(every<ConsentState>());
  if (chance(12)) make_worse(f);
  return f;
}

// Each of rapidcheck's cases is many: judging is cheap.
template <class Property>
bool many(Property property) {
  return rc::check([&] {
    for (int i = 0; i < 40; ++i) property();
  });
}

const std::vector<Act> out_of_the_house{Act::download_content, Act::export_medium};

}  // namespace

TEST_CASE("nobody alone lets data out") {
  int passed = 0;
  CHECK(many([&] {
    const Facts f = some_facts(out_of_the_house);
    if (!judge(f).passed) return;
    ++passed;
    std::set<std::string> people;
    for (const auto& a : f.approvals) {
      RC_ASSERT(a.decision == Decision::approve);
      const bool approver = std::ranges::any_of(a.roles, [](Role r) {
        return r == Role::section_manager || r == Role::department_officer ||
               r == Role::supervising_officer || r == Role::ciso;
      });
      const bool administrator = std::ranges::find(a.roles, Role::administrator) != a.roles.end();
      if (approver && !administrator && a.side == Side::town && a.bound_to == f.passage->binding &&
          !a.bound_to.empty() && a.person != f.passage->applicant_person && a.person != f.recipient->person &&
          a.account != f.passage->applicant_account && !a.person.empty())
        people.insert(a.person);
    }
    RC_ASSERT(static_cast<int>(people.size()) >= approvals_needed(*f.asset));
    RC_ASSERT(std::ranges::find(f.actor.roles, Role::administrator) == f.actor.roles.end());
    RC_ASSERT(f.content->sealed);
    RC_ASSERT(f.content->stops == 0 && !f.content->locked && !f.content->unfinished);
    // What was not seen to its end goes out only as production data.
    if (f.content->unseen > 0 || f.content->inspection != InspectionState::clean || f.content->residents > 0)
      RC_ASSERT(f.engagement->production_data_allowed && f.passage->production_application);
    for (const auto& tier : f.chain)
      RC_ASSERT(tier.check_sheet_confirmed && (tier.depth == 0 || tier.consent == ConsentState::consented));
  }));
  CHECK(passed > 200);  // else nothing was shown
}

TEST_CASE("nobody passes a gate whose tier, or a tier above, has no consent") {
  const std::vector<Act> acts{Act::submit_passage, Act::approve_passage, Act::download_content,
                              Act::export_medium, Act::confirm_roster};
  int passed = 0;
  CHECK(many([&] {
    Facts f = sample::of(one_of(acts));
    // A chain of any depth, the recipient's firm last.
    const Tier last = f.chain.back();
    f.chain.pop_back();
    const int between = *rc::gen::inRange(0, 6);
    for (int i = 1; i <= between; ++i) {
      Tier tier = last;
      tier.contractor = "con_between" + std::to_string(i);
      tier.depth = i;
      f.chain.push_back(tier);
    }
    f.chain.push_back(last);
    f.chain.back().depth = between + 1;
    bool whole = true;
    for (std::size_t i = 1; i < f.chain.size(); ++i) {
      if (chance(15)) f.chain[i].consent = one_of(every<ConsentState>());
      if (chance(8)) f.chain[i].flow_down_confirmed = false;
      whole = whole && f.chain[i].consent == ConsentState::consented && f.chain[i].flow_down_confirmed;
    }
    const bool is = judge(f).passed;
    RC_ASSERT(is == whole);  // nothing else is missing in the sample
    RC_ASSERT((standing_of(f.chain, day_in_japan(f.now)) == TierStanding::counts) == whole);
    passed += is ? 1 : 0;
  }));
  CHECK(passed > 200);
}

TEST_CASE("a sub-contract with important assets takes two different people, never the applicant") {
  int consented = 0;
  CHECK(many([&] {
    ConsentCase a{"acc_applicant", "off_applicant", chance(70), Decision::approve, {}};
    const int count = *rc::gen::inRange(0, 5);
    for (int i = 0; i < count; ++i) {
      const auto given = some_approval();
      a.given.push_back({given.account, given.person, given.roles, given.decision});
    }
    if (consents_counted(a) < consents_needed(a)) return;
    ++consented;
    std::set<std::string> people;
    for (const auto& given : a.given) {
      RC_ASSERT(given.decision == Decision::approve);
      if (given.person != "off_applicant" && given.account != "acc_applicant" && !given.person.empty())
        people.insert(given.person);
    }
    RC_ASSERT(static_cast<int>(people.size()) >= (a.important ? 2 : 1));
  }));
  CHECK(consented > 100);
}

TEST_CASE("taking a paper away never opens the gate") {
  CHECK(many([] {
    const Facts before = some_facts(every<Act>());
    Facts after = before;
    const int count = *rc::gen::inRange(1, 4);
    for (int i = 0; i < count; ++i) make_worse(after);
    const auto was = judge(before);
    const auto is = judge(after);
    // An administrator's own acts are the one thing that an administrator's role opens.
    if (std::ranges::find(after.actor.roles, Role::administrator) != after.actor.roles.end() &&
        outcome(after, "rights.act") == Outcome::passed)
      return;
    if (!was.passed && is.passed) RC_FAIL(name(before.act) + " was stopped by " + open(before));
  }));
}

TEST_CASE("rejections and fewer approvals never open the gate") {
  CHECK(many([] {
    const Facts before = some_facts(out_of_the_house);
    Facts after = before;
    if (chance(50) && !after.approvals.empty()) {
      after.approvals.pop_back();
      // Without the last one: still no rejection may have been hidden by it.
      if (before.approvals.back().decision != Decision::approve) return;
    } else {
      after.approvals.push_back(some_approval());
      after.approvals.back().decision = Decision::reject;
    }
    RC_ASSERT(judge(before).passed || !judge(after).passed);
  }));
}

TEST_CASE("a verdict passes only when every finding does, and says so in both languages") {
  CHECK(many([] {
    const Facts f = some_facts(every<Act>());
    const auto verdict = judge(f);
    RC_ASSERT(!verdict.findings.empty());
    RC_ASSERT(verdict.findings[0].rule == "rights.act");
    RC_ASSERT(verdict.passed == std::ranges::all_of(verdict.findings, [](const Finding& x) {
                return x.outcome == Outcome::passed;
              }));
    for (const auto& x : verdict.findings) {
      RC_ASSERT(!x.clauses.empty() && !x.reason_ja.empty() && !x.reason_en.empty());
      RC_ASSERT(x.todo_ja.empty() == (x.outcome == Outcome::passed));
      RC_ASSERT(x.todo_en.empty() == (x.outcome == Outcome::passed));
    }
    const auto again = judge(f);
    RC_ASSERT(again.findings.size() == verdict.findings.size());
  }));
}
