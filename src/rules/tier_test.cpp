#include "rules/tier.h"

#include <doctest/doctest.h>

using namespace sekisho;
using namespace sekisho::rules;

namespace {

const Day today = *parse_day("2026-11-24");

std::vector<Tier> chain() {
  std::vector<Tier> out{{"con_prime", "元請", 0, ConsentState::consented, true},
                        {"con_sub", "下請", 1, ConsentState::consented, true},
                        {"con_third", "孫請", 2, ConsentState::consented, true}};
  for (auto& tier : out) tier.check_sheet_confirmed = true;
  return out;
}

}  // namespace

TEST_CASE("a tier counts when it and all above it are consented to, bound, and in their time") {
  using enum TierStanding;
  CHECK(standing_of(chain(), today) == counts);
  CHECK(standing_of({}, today) == no_consent);
  const std::pair<ConsentState, TierStanding> states[] = {{ConsentState::none, no_consent},
                                                          {ConsentState::applied, waits_consent},
                                                          {ConsentState::refused, refused},
                                                          {ConsentState::withdrawn, withdrawn}};
  for (const auto& [state, standing] : states) {
    auto own = chain();
    own[2].consent = state;
    CHECK(standing_of(own, today) == standing);
    auto above = chain();
    above[1].consent = state;
    CHECK(standing_of(above, today) == above_stopped);
  }
  auto c = chain();
  c[2].flow_down_confirmed = false;
  CHECK(standing_of(c, today) == flow_down_open);
  c = chain();
  c[1].flow_down_confirmed = false;
  CHECK(standing_of(c, today) == above_stopped);
  c = chain();
  c[2].starts = today + std::chrono::days(1);
  CHECK(standing_of(c, today) == not_begun);
  c[2].starts = today;
  c[2].ends = today;
  CHECK(standing_of(c, today) == counts);
  c[2].ends = today - std::chrono::days(1);
  CHECK(standing_of(c, today) == over);
}

TEST_CASE("a check sheet that is not confirmed stops the tier and all below it") {
  auto c = chain();
  c[2].check_sheet_confirmed = false;
  CHECK(standing_of(c, today) == TierStanding::check_sheet_open);
  c = chain();
  c[0].check_sheet_confirmed = false;
  CHECK(standing_of(c, today) == TierStanding::above_stopped);
}
