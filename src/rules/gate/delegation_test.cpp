#include <doctest/doctest.h>

#include "gate/testing.h"

using namespace sekisho;
using namespace sekisho::rules;
using namespace sekisho::rules::testing;

namespace {

Facts one_duty() {
  Facts f = sample::of(Act::delegate_duties);
  Duty duty;
  duty.kind = DutyKind::confirm_return;
  duty.subject = "cus_1";
  duty.roles = {Role::officer};
  duty.section = sample::section;
  f.handed = duty;
  f.delegation->kind = duty.kind;
  f.delegation->subject = duty.subject;
  return f;
}

}  // namespace

TEST_CASE("duties are handed for at most 92 days, not into the past") {
  const auto with = [](int starts, int ends) {
    Facts f = sample::of(Act::delegate_duties);
    const Day day = day_in_japan(f.now);
    f.delegation->starts = day + std::chrono::days(starts);
    f.delegation->ends = day + std::chrono::days(ends);
    return open(f);
  };
  CHECK(with(0, 0).empty());
  CHECK(with(-3, 0).empty());
  CHECK(with(10, 102).empty());
  CHECK(with(10, 103) == "delegation.period");
  CHECK(with(5, 4) == "delegation.period");
  CHECK(with(-5, -1) == "delegation.period");
}

TEST_CASE("only to who could do it by an own role") {
  for (const auto& base : {sample::of(Act::delegate_duties), one_duty()}) {
    CHECK(open(base).empty());
    Facts f = base;
    f.delegation->taker_as[0].section = sample::other_section;
    CHECK(open(f) == "delegation.taker");
    f = base;
    f.delegation->taker_as[0].roles = {Role::auditor};
    CHECK(open(f) == "delegation.taker");
    f.delegation->taker_as[0].roles = {Role::officer, Role::administrator};
    CHECK(open(f) == "delegation.taker");
    f = base;
    f.delegation->taker_as.clear();
    CHECK(open(f) == "delegation.taker");
    f = base;
    f.delegation->taker = f.delegation->giver;
    CHECK(open(f) == "delegation.taker");
  }
  Facts kept_out = one_duty();
  kept_out.handed->not_persons = {"off_colleague"};  // the applicant, or who has decided already
  CHECK(open(kept_out) == "delegation.taker");
}

TEST_CASE("only what one owes") {
  Facts f = one_duty();
  f.handed.reset();
  CHECK(open(f) == "delegation.owed");
  f = one_duty();
  f.handed->roles = {Role::section_manager};
  CHECK(open(f) == "delegation.taker delegation.owed");
  f = sample::of(Act::delegate_duties);
  f.delegation.reset();
  CHECK(open(f) == "delegation.period delegation.taker delegation.owed");
}
