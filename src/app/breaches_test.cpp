// A suspected breach through the counters: who reports, who sees it, what the CISO does with it.
#include "store/rows.h"
#include "test_town.h"

namespace sekisho::app::testing {
namespace {

api::BreachInput input(const std::string& engagement = "") {
  return {engagement, "2026-11-01T00:30:00.000Z", "見本 太郎さんのUSBメモリーが見つからない",
          "給付金の対象世帯", true};
}

bool has_duty(TestTown& town, const Viewer& viewer) {
  for (const auto& row : town.duties->list(viewer, {}).value().items)
    if (row.kind == rules::DutyKind::acknowledge_breach) return true;
  return false;
}

}  // namespace

TEST_CASE("everybody who signs in reports a breach; the CISO and the supervising officer see all of them") {
  TestTown town;
  std::size_t made = 0;
  for (const auto& [name, viewer] : town.everybody()) {
    CAPTURE(name);
    const auto id = id_of(town.breaches->report(viewer, town.key(), input()));
    ++made;
    for (const auto& [other, reader] : town.everybody()) {
      CAPTURE(other);
      const bool sees = other == name || other == "ciso" || other == "supervising_officer";
      CHECK(town.breaches->view(reader, id).has_value() == sees);
    }
    CHECK(has_duty(town, town.ciso));
  }
  for (const auto& [name, viewer] : town.everybody()) {
    CAPTURE(name);
    const bool all = name == "ciso" || name == "supervising_officer";
    CHECK(town.breaches->list(viewer, {}).value().items.size() == (all ? made : 1));
    if (name != "ciso") CHECK_FALSE(has_duty(town, viewer));
  }
}

TEST_CASE("the CISO takes note of it once, says what was decided, and who reported it sees that") {
  TestTown town;
  const auto id = id_of(town.breaches->report(town.sub_manager, town.key(), input(town.engagement)));
  const auto waiting = town.breaches->view(town.sub_manager, id).value();
  CHECK(waiting.breach.acknowledged_at.empty());
  CHECK(waiting.may.empty());
  CHECK_FALSE(waiting.breach.engagement_title.empty());
  CHECK(town.breaches->view(town.ciso, id)->may == std::vector{rules::Act::acknowledge_breach});

  const api::AcknowledgeInput decision{"対策本部を開き、委託先に使用を止めさせる"};
  for (const auto* who : {&town.supervising_officer, &town.sub_manager})
    CHECK_FALSE(town.breaches->acknowledge(*who, town.key(), id, decision)->passed);
  CHECK_FALSE(town.breaches->acknowledge(town.ciso, town.key(), id, {" "}));
  REQUIRE(town.breaches->acknowledge(town.ciso, town.key(), id, decision)->passed);
  const auto seen = town.breaches->view(town.sub_manager, id).value();
  CHECK(seen.decision == decision.decision);
  CHECK(seen.acknowledged_by == "副市長 一");
  CHECK_FALSE(seen.breach.acknowledged_at.empty());
  CHECK_FALSE(has_duty(town, town.ciso));
  CHECK(town.breaches->list(town.ciso, {true, "", 50}).value().items.empty());
  const auto again = town.breaches->acknowledge(town.ciso, town.key(), id, decision);
  REQUIRE_FALSE(again);
  CHECK(again.error().code == ErrorCode::conflict);
}

TEST_CASE("a report says what happened and when; another's contract is not known to it") {
  TestTown town;
  const auto field = [&](api::BreachInput in, const Viewer& by) {
    const auto answer = town.breaches->report(by, town.key(), in);
    REQUIRE_FALSE(answer);
    return answer.error().field.empty() ? std::string(answer.error().en) : answer.error().field;
  };
  auto in = input();
  in.what = " \n";
  CHECK(field(in, town.clerk) == "what");
  in = input();
  in.found_at = "2026-11-24";
  CHECK(field(in, town.clerk) == "found_at");
  in.found_at = "2100-01-01T00:00:00.000Z";
  CHECK(field(in, town.clerk) == "found_at");
  CHECK(field(input(town.tax_engagement), town.clerk) == "no such engagement");
  CHECK(field(input(town.engagement), town.other_manager) == "no such engagement");
}

TEST_CASE("what people wrote of it stands in the ledger as a commitment alone") {
  TestTown town;
  const auto id = id_of(town.breaches->report(town.clerk, town.key(), input()));
  REQUIRE(town.breaches->acknowledge(town.ciso, town.key(), id, {"見本 太郎さんから話を聞く"})->passed);
  const auto entries = [&](const std::string& where) {
    return town.database->reading([&](store::Connection& c) {
      return store::number(c, "SELECT count(*) FROM ledger_entries WHERE " + where);
    });
  };
  CHECK(entries("subject = '" + id + "'") == 2);
  CHECK(entries("leaf LIKE '%見本 太郎%'") == 0);
}

}  // namespace sekisho::app::testing
