#include <doctest/doctest.h>

#include "gate/testing.h"

using namespace sekisho;
using namespace sekisho::rules;
using namespace sekisho::rules::testing;

TEST_CASE("a firm whose name is not known is a firm without consent all the same") {
  for (const Act act : {Act::submit_passage, Act::download_content, Act::confirm_roster}) {
    CAPTURE(name(act));
    Facts f = sample::of(act);
    f.chain[1].name.clear();
    CHECK(judge(f).passed);
    f.chain[1].consent = ConsentState::none;
    CHECK(outcome(f, "sub_contract.consent") == Outcome::failed);
    f = sample::of(act);
    f.chain[1].name.clear();
    f.chain[1].flow_down_confirmed = false;
    CHECK(outcome(f, "sub_contract.flow_down") == Outcome::failed);
  }
  Facts f = sample::of(Act::apply_sub_contract);
  f.chain[1].name.clear();
  f.chain[1].consent = ConsentState::withdrawn;
  CHECK(outcome(f, "consent.above") == Outcome::failed);
}
