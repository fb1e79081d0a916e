// A new roster after a confirmed one: who stays keeps the check, who is new needs one.
#include "store/rows.h"
#include "test_town.h"

namespace sekisho::app {
namespace {

using testing::id_of;
using testing::TestTown;

std::string method(TestTown& town, const std::string& roster, const std::string& worker) {
  const auto member = town.database->reading(
      [&](store::Connection& c) { return store::find<store::RosterMember>(c, roster + "." + worker); });
  REQUIRE(member);
  return member->identity_method;
}

TEST_CASE("a new roster asks a check of the new people alone") {
  TestTown town;
  const auto first = town.prime_worker.person;
  const auto fresh = town.worker(town.prime, "新田 はじめ");
  const auto next = id_of(town.parties->submit_roster(town.manager, TestTown::key(), town.engagement,
                                                      {town.prime, {first, fresh}}));

  const auto unchecked = town.parties->confirm_roster(town.manager, TestTown::key(), next, {});
  REQUIRE_FALSE(unchecked);
  CHECK(unchecked.error().code == ErrorCode::invalid_input);

  (void)id_of(town.parties->confirm_roster(town.manager, TestTown::key(), next, {{{fresh, "interview"}}}));
  CHECK(method(town, next, fresh) == "interview");
  CHECK(method(town, next, first).starts_with("document:"));
}

TEST_CASE("an older roster can't be confirmed once a newer one stands") {
  TestTown town;
  const auto worker = town.prime_worker.person;
  const auto submit = [&] {
    return id_of(
        town.parties->submit_roster(town.manager, TestTown::key(), town.engagement, {town.prime, {worker}}));
  };
  const auto older = submit();
  const auto newer = submit();
  const auto late = town.parties->confirm_roster(town.manager, TestTown::key(), older, {});
  REQUIRE_FALSE(late);
  CHECK(late.error().code == ErrorCode::conflict);
  (void)id_of(town.parties->confirm_roster(town.manager, TestTown::key(), newer, {}));
}

}  // namespace
}  // namespace sekisho::app
