// The door of a controlled area: each paper that is missing stops, and nothing else lets anybody in.
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>

#include "gate/testing.h"

using namespace sekisho;
using namespace sekisho::rules;
using namespace sekisho::rules::testing;

namespace {

using namespace std::chrono_literals;

using Change = void (*)(Facts&);

std::string after(Act act, Change change) {
  Facts f = sample::of(act);
  change(f);
  return open(f);
}
std::string entering(Change change) { return after(Act::enter_area, change); }
std::string leaving(Change change) { return after(Act::leave_area, change); }

Facts of_officer() {
  Facts f = sample::of(Act::enter_area);
  f.visit->person = "off_guest";
  f.visit->officer = Insider{"off_guest", {Role::officer}, sample::section};
  f.visit->things.clear();
  f.entry.reset();
  f.engagement.reset();
  f.recipient.reset();
  f.chain.clear();
  return f;
}

}  // namespace

TEST_CASE("a contractor's person enters with all papers, and with none of them missing") {
  CHECK(entering([](Facts&) {}) == "");
  CHECK(entering([](Facts& f) { f.area->closed = true; }) == "entry.area");
  CHECK(entering([](Facts& f) { f.entry->state = EntryState::submitted; }) == "entry.permission");
  CHECK(entering([](Facts& f) { f.entry->state = EntryState::withdrawn; }) == "entry.permission");
  CHECK(entering([](Facts& f) { f.entry->from = f.now + 1min; }) == "entry.permission");
  CHECK(entering([](Facts& f) { f.entry->until = f.now; }) == "entry.permission");
  CHECK(entering([](Facts& f) { f.entry->people.front().person = "wkr_colleague"; }) == "entry.permission");
  CHECK(entering([](Facts& f) { f.entry->area = "are_0000000000000other"; }) == "entry.permission");
  CHECK(entering([](Facts& f) { f.engagement->scope.front().ways = {AccessWay::remote_access}; }) ==
        "entry.place");
  CHECK(entering([](Facts& f) { f.engagement->cancelled = true; }) == "entry.engagement");
  CHECK(entering([](Facts& f) { f.chain[1].consent = ConsentState::withdrawn; }) == "entry.consent");
  CHECK(entering([](Facts& f) { f.chain[1].flow_down_confirmed = false; }) == "entry.flow_down");
  CHECK(entering([](Facts& f) { f.recipient->on_confirmed_roster = false; }) == "entry.roster");
  CHECK(entering([](Facts& f) { f.recipient->identity_confirmed = false; }) == "entry.identity");
  CHECK(entering([](Facts& f) { f.recipient->trained_until.reset(); }) == "entry.trained");
  CHECK(entering([](Facts& f) { f.recipient->left = true; }) == "entry.present entry.roster");
}

TEST_CASE("what the desk must see: document, escort, camera, badge, not twice") {
  CHECK(entering([](Facts& f) { f.visit->document.clear(); }) == "desk.document");
  CHECK(entering([](Facts& f) { f.visit->escort.reset(); }) == "desk.escort");
  CHECK(entering([](Facts& f) { f.visit->escort_present = false; }) == "desk.escort");
  CHECK(entering([](Facts& f) { f.visit->escort->person = f.visit->person; }) == "desk.escort");
  CHECK(entering([](Facts& f) { f.visit->escort->section = sample::other_section; }) == "desk.escort");
  CHECK(entering([](Facts& f) { f.visit->camera = "CAM-99"; }) == "desk.camera");
  CHECK(entering([](Facts& f) {
          f.area->cameras.clear();
          f.visit->camera.clear();
        }) == "");
  CHECK(entering([](Facts& f) { f.visit->badge.clear(); }) == "desk.badge");
  CHECK(entering([](Facts& f) { f.visit->badge_free = false; }) == "desk.badge");
  CHECK(entering([](Facts& f) { f.visit->inside_here = true; }) == "desk.inside");
  CHECK(entering([](Facts& f) { f.visit->inside_elsewhere = true; }) == "desk.inside");
  CHECK(entering([](Facts& f) {
          f.visit->inside_elsewhere = true;
          f.area->one_area_at_a_time = false;
        }) == "");
}

TEST_CASE("equipment comes in as approved, and current; it goes out again") {
  CHECK(entering([](Facts& f) { f.visit->things.front().approved = false; }) == "desk.equipment");
  CHECK(entering([](Facts& f) { f.visit->unknown_things = 1; }) == "desk.equipment");
  CHECK(entering([](Facts& f) { f.visit->things.front().inside = true; }) == "desk.equipment");
  CHECK(entering([](Facts& f) {
          f.visit->things.front().pattern_day = day_in_japan(f.now) - std::chrono::days(8);
        }) == "desk.antivirus");
  CHECK(entering([](Facts& f) { f.visit->things.front().antivirus.clear(); }) == "desk.antivirus");
  CHECK(entering([](Facts& f) {
          f.visit->things.front().kind = ThingKind::medium;
          f.visit->things.front().pattern_day.reset();
        }) == "");
  CHECK(leaving([](Facts&) {}) == "");
  CHECK(leaving([](Facts& f) { f.visit->leaving.clear(); }) == "exit.equipment");
  CHECK(leaving([](Facts& f) {
          f.visit->leaving.clear();
          f.visit->things.front().stays = true;
        }) == "");
  CHECK(leaving([](Facts& f) { f.visit->not_approved = {"USBメモリ"}; }) == "exit.carry_out");
  CHECK(leaving([](Facts& f) { f.visit->badge = "13"; }) == "exit.badge");
  CHECK(leaving([](Facts& f) { f.visit->work.clear(); }) == "exit.work");
  CHECK(leaving([](Facts& f) { f.visit->state = VisitState::left; }) == "exit.inside");
}

TEST_CASE("an officer enters by standing permission, with a colleague where the area asks for one") {
  CHECK(open(of_officer()) == "");
  Facts alone = of_officer();
  alone.visit->escort.reset();
  CHECK(open(alone) == "desk.escort");
  alone.area->escort_for_officers = false;
  CHECK(open(alone) == "");
  Facts foreign = of_officer();
  foreign.visit->officer->section = sample::other_section;
  CHECK(open(foreign) == "entry.permission");
  foreign.area->persons = {"off_guest"};
  CHECK(open(foreign) == "");
  Facts higher = foreign;
  higher.area->persons.clear();
  higher.visit->officer->roles = {Role::auditor};
  CHECK(open(higher) == "entry.permission");
  higher.area->roles.push_back(Role::auditor);
  CHECK(open(higher) == "");
}

TEST_CASE("applications: for whom, when, why, and never decided by who applied") {
  const auto applying = [](Change change) { return after(Act::apply_entry, change); };
  CHECK(applying([](Facts& f) { f.entry->until = f.entry->from; }) == "entry.window");
  CHECK(applying([](Facts& f) {
          f.entry->until = f.now - 1min;
          f.entry->from = f.now - 2h;
        }) == "entry.window");
  CHECK(applying([](Facts& f) { f.entry->until = f.entry->from + std::chrono::days(40); }) == "entry.window");
  CHECK(applying([](Facts& f) { f.entry->purpose = "ああああ"; }) == "entry.purpose");
  CHECK(applying([](Facts& f) { f.entry->people.clear(); }) == "entry.people");
  CHECK(applying([](Facts& f) { f.entry->people.front().on_confirmed_roster = false; }) == "entry.people");
  CHECK(after(Act::approve_entry, [](Facts& f) { f.entry->applicant_person = f.actor.person; }) ==
        "entry.decider");
  CHECK(after(Act::approve_bring_in, [](Facts& f) { f.entry->applicant_account = f.actor.account; }) ==
        "entry.decider");
  CHECK(after(Act::reject_entry, [](Facts& f) { f.decision_note.clear(); }) == "entry.rejection");
  CHECK(after(Act::approve_entry, [](Facts& f) { f.entry->state = EntryState::approved; }) == "entry.state");
  CHECK(after(Act::withdraw_entry, [](Facts& f) { f.entry->state = EntryState::approved; }) == "");
  CHECK(after(Act::apply_bring_in, [](Facts& f) { f.entry->things.front().serial = "1"; }) ==
        "bring_in.things");
  CHECK(after(Act::apply_bring_in, [](Facts& f) { f.entry->things.front().pattern_day.reset(); }) ==
        "bring_in.antivirus");
  CHECK(after(Act::apply_bring_in, [](Facts& f) { f.entry->evidence.clear(); }) == "bring_in.evidence");
}

TEST_CASE(
    "whatever the facts: nobody of a contractor enters without roster, consent, training, approval, escort") {
  int passed = 0;
  const auto chance = [](int percent) { return *rc::gen::inRange(0, 100) < percent; };
  CHECK(rc::check([&] {
    for (int i = 0; i < 40; ++i) {
      Facts f = sample::of(Act::enter_area);
      auto& v = *f.visit;
      if (chance(8)) f.entry->state = *rc::gen::elementOf(every<EntryState>());
      if (chance(8)) f.entry->from = f.now + std::chrono::hours(*rc::gen::inRange(-5, 5));
      if (chance(8)) f.entry->until = f.now + std::chrono::hours(*rc::gen::inRange(-5, 5));
      if (chance(5)) f.entry->people.clear();
      if (chance(4)) f.entry.reset();
      if (chance(6)) f.chain[1].consent = *rc::gen::elementOf(every<ConsentState>());
      if (chance(4)) f.chain.clear();
      if (chance(4)) f.recipient->on_confirmed_roster = false;
      if (chance(4)) f.recipient->identity_confirmed = false;
      if (chance(8))
        f.recipient->trained_until = day_in_japan(f.now) + std::chrono::days(*rc::gen::inRange(-3, 3));
      if (chance(3)) f.recipient->left = true;
      if (chance(3)) f.recipient.reset();
      if (chance(4)) v.escort.reset();
      if (chance(4)) v.escort_present = false;
      if (chance(4) && v.escort) v.escort->person = v.person;
      if (chance(4) && v.escort) v.escort->section = sample::other_section;
      if (chance(4)) v.document.clear();
      if (chance(4)) v.unknown_things = 1;
      if (chance(4)) v.things.front().approved = false;
      if (chance(5)) f.actor.roles = {*rc::gen::elementOf(every<Role>())};
      if (chance(3)) f.area->persons = {v.person};  // standing permission is for officers alone
      if (!judge(f).passed) continue;
      ++passed;
      RC_ASSERT(f.actor.roles.front() == Role::reception);
      RC_ASSERT(f.entry && f.entry->state == EntryState::approved);
      RC_ASSERT(f.entry->from <= f.now && f.now < f.entry->until);
      RC_ASSERT(std::ranges::any_of(f.entry->people, [&](const auto& p) { return p.person == v.person; }));
      RC_ASSERT(!f.chain.empty());
      for (const auto& tier : f.chain) RC_ASSERT(tier.depth == 0 || tier.consent == ConsentState::consented);
      RC_ASSERT(f.recipient && f.recipient->on_confirmed_roster && f.recipient->identity_confirmed);
      RC_ASSERT(!f.recipient->left && f.recipient->trained_until &&
                *f.recipient->trained_until >= day_in_japan(f.now));
      RC_ASSERT(v.escort && v.escort_present && v.escort->person != v.person);
      RC_ASSERT(standing_permission(*f.area, *v.escort));
      RC_ASSERT(!v.document.empty() && v.unknown_things == 0);
      for (const auto& thing : v.things) RC_ASSERT(thing.approved);
    }
  }));
  CHECK(passed > 200);  // else nothing was shown
}
