#include <doctest/doctest.h>

#include "gate/testing.h"

using namespace sekisho;
using namespace sekisho::rules;
using namespace sekisho::rules::testing;

TEST_CASE("a roster: only of a firm with consent, only of people whom it employs, and says so") {
  CHECK(open(sample::of(Act::submit_roster)) == "");
  auto f = sample::of(Act::submit_roster);
  f.chain[1].consent = ConsentState::applied;
  CHECK(open(f) == "roster.firm");
  f = sample::of(Act::submit_roster);
  f.roster->other_employers = {"どこか株式会社"};
  CHECK(open(f) == "roster.employer");
  f = sample::of(Act::submit_roster);
  f.roster->employment_declared = false;
  CHECK(open(f) == "roster.employer");
  f.roster.reset();
  CHECK(open(f) == "roster.employer");
}

TEST_CASE("no pledge, no data; and none once the yearly confirmation is overdue") {
  for (const Act act :
       {Act::submit_passage, Act::approve_passage, Act::download_content, Act::export_medium}) {
    CAPTURE(name(act));
    auto f = sample::of(act);
    f.recipient->pledged = false;
    CHECK(open(f) == "recipient.pledge");
    f = sample::of(act);
    f.recipient->people_confirmed_until = day_in_japan(f.now);
    CHECK(open(f) == "");
    f.recipient->people_confirmed_until = day_in_japan(f.now) - std::chrono::days(1);
    CHECK(open(f) == "recipient.year");
    f.recipient->people_confirmed_until.reset();
    CHECK(open(f) == "recipient.year");
  }
}
