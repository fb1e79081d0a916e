// Lists of duties through the counter: what is kept in memory is what reading anew gives; handing on; the
// roles above.
#include "app/duties.h"

#include <set>

#include "base/json.h"
#include "duty_board.h"
#include "duty_rows.h"
#include "store/rows.h"
#include "test_town.h"

namespace sekisho::app::testing {
namespace {

std::vector<std::string> lines(std::vector<rules::Duty> duties) {
  std::vector<std::string> out;
  for (const auto& d : duties)
    out.push_back(std::string(json::enum_name(d.kind)) + " " + d.subject + " " + d.text_ja);
  std::ranges::sort(out);
  return out;
}

// The board's lists beside those read anew.
void check_board(const TestTown& town, const DutyBoard& board) {
  town.database->read([&](store::Connection& c) {
    const Day today = day_in_japan(town.clock.now());
    std::vector<rules::Duty> kept;
    for (const auto& list : board.town(c, today))
      kept.insert(kept.end(), list->duties.begin(), list->duties.end());
    CHECK(lines(kept) == lines(rules::duties(read_duty_state(c, {"", "", "", today}), today)));
    // and for one section, from what is known
    const auto before = c.statements();
    CHECK(board.scope(c, {"sec_nowhere", "", "", today}).size() == duty_readers().size());
    CHECK(c.statements() == before + 1);
  });
}

std::set<std::string> subjects(const TestTown& town, const Viewer& viewer) {
  const auto page = town.duties->list(viewer, {});
  REQUIRE(page);
  std::set<std::string> out;
  for (const auto& row : page->items) out.insert(row.subject);
  return out;
}

api::DutyRow row(const TestTown& town, const Viewer& viewer, const std::string& subject) {
  const auto page = town.duties->list(viewer, {});
  REQUIRE(page);
  for (const auto& item : page->items)
    if (item.subject == subject) return item;
  return {};
}

std::string day(const TestTown& town, int days) {
  return format_day(day_in_japan(town.clock.now()) + std::chrono::days(days));
}

}  // namespace

// Each look at it takes `step`.
class StepClock final : public Clock {
 public:
  Instant now() const override { return at += step; }
  mutable Instant at = *parse_instant("2026-11-24T00:00:00.000Z");
  std::chrono::milliseconds step{0};
};

TEST_CASE("a town that takes long to read is read again after a while; a section's list is always exact") {
  TestTown town;
  StepClock clock;
  const DutyBoard board(*town.database, clock);
  const Day today = day_in_japan(town.clock.now());
  const auto kinds = [&](const std::vector<DutyBoard::List>& lists) {
    std::size_t waiting = 0;
    for (const auto& list : lists)
      waiting += static_cast<std::size_t>(
          std::ranges::count(list->duties, rules::DutyKind::decide_application, &rules::Duty::kind));
    return waiting;
  };
  const auto whole = [&] {
    return kinds(town.database->reading([&](store::Connection& c) { return board.town(c, today); }));
  };
  const auto section = [&] {
    return kinds(town.database->reading(
        [&](store::Connection& c) { return board.scope(c, {town.welfare, "", "", today}); }));
  };
  // Passages are the first subject that is read: it is as late as when they were.
  const auto slowly = [&](std::chrono::milliseconds step, std::size_t expected) {
    const auto begun = clock.at;
    clock.step = step;
    CHECK(whole() == expected);
    clock.step = std::chrono::milliseconds(0);
    clock.at = begun + 2 * step;
  };
  slowly(DutyBoard::long_reading + std::chrono::milliseconds(10), 0);  // 60 ms: kept for 1.2 s
  (void)town.submitted(town.clerk, town.prime_worker);
  CHECK(section() == 1);
  CHECK(whole() == 0);
  clock.at -= std::chrono::hours(1);  // the clock was set back: how old it is, is not known
  CHECK(whole() == 1);
  // what is read quickly follows at once
  (void)town.submitted(town.clerk, town.prime_worker);
  CHECK(whole() == 2);
  // and what takes very long is never older than the limit
  (void)town.submitted(town.clerk, town.prime_worker);
  slowly(std::chrono::minutes(1), 3);
  (void)town.submitted(town.clerk, town.prime_worker);
  CHECK(whole() == 3);
  clock.at += DutyBoard::oldest;
  CHECK(whole() == 4);
}

TEST_CASE("what is kept in memory follows every act, the day, and an older snapshot") {
  TestTown town;
  const DutyBoard board(*town.database, town.clock);
  check_board(town, board);
  const auto id = town.submitted(town.clerk, town.prime_worker);
  check_board(town, board);
  CHECK_FALSE(subjects(town, town.ciso).empty());
  town.database->read([&](store::Connection& before) {  // a snapshot from before what follows
    const auto size = store::read_head(before).size;
    REQUIRE(town.decide(town.manager, id));
    REQUIRE(town.decide(town.department_officer, id));
    check_board(town, board);
    const Day today = day_in_japan(town.clock.now());
    std::vector<rules::Duty> old;
    for (const auto& list : board.town(before, today))
      old.insert(old.end(), list->duties.begin(), list->duties.end());
    CHECK(std::ranges::count(old, rules::DutyKind::decide_application, &rules::Duty::kind) ==
          1);  // there it waits
    CHECK(store::read_head(before).size == size);
  });
  (void)town.download(town.prime_worker, id);
  check_board(town, board);
  const auto custody = town.received(town.prime_worker, id);
  check_board(town, board);
  town.clock.move(std::chrono::hours(24));
  check_board(town, board);
  CHECK(subjects(town, town.prime_worker) == std::set<std::string>{custody});
}

TEST_CASE("somebody's absence: handed to a colleague, who sees it, and to nobody who could not do it") {
  TestTown town;
  const auto id = town.submitted(town.clerk, town.prime_worker);
  api::DelegationInput in{town.department_officer.person, "", "", day(town, 0), day(town, 7), "出張のため"};
  CHECK(row(town, town.manager, id).may_delegate);
  const auto made = id_of(town.duties->delegate(town.manager, TestTown::key(), in));
  CHECK(row(town, town.manager, id).reach == rules::Reach::own);
  CHECK(row(town, town.manager, id).delegation == made);
  CHECK_FALSE(row(town, town.manager, id).may_delegate);
  CHECK(row(town, town.department_officer, id).reach == rules::Reach::taken);
  CHECK(row(town, town.department_officer, id).given_by == "課長 福祉");
  CHECK(row(town, town.ciso, id).delegation.empty());
  CHECK(town.duties->delegations(town.manager).size() == 1);
  CHECK(town.duties->delegations(town.department_officer).at(0).given == false);
  CHECK(town.duties->delegations(town.ciso).empty());
  // Who takes over still counts once, and the gate knows nothing of it.
  REQUIRE(town.decide(town.department_officer, id));
  CHECK(row(town, town.department_officer, id).subject.empty());
  CHECK(row(town, town.manager, id).delegation.empty());
  CHECK(town.passage(id).state == rules::PassageState::submitted);

  for (const auto& other :
       {town.clerk, town.tax_manager, town.auditor, town.administrator, town.prime_manager}) {
    in.taker = other.person;
    CHECK(holds(stopped_by(town.duties->delegate(town.manager, TestTown::key(), in)), "delegation.taker"));
  }
  in.taker = "off_nobody";
  CHECK(holds(stopped_by(town.duties->delegate(town.manager, TestTown::key(), in)), "delegation.taker"));
  in.taker = town.department_officer.person;
  CHECK(holds(stopped_by(town.duties->delegate(town.administrator, TestTown::key(), in)), "rights.act"));

  // Taken back by who gave it or declined by who took it; nobody else even sees it.
  CHECK_FALSE(town.duties->end_delegation(town.ciso, TestTown::key(), made));
  REQUIRE(town.duties->end_delegation(town.department_officer, TestTown::key(), made));
  CHECK(town.duties->delegations(town.manager).empty());
  CHECK_FALSE(town.duties->end_delegation(town.manager, TestTown::key(), made));
  town.check_whole();
}

TEST_CASE("one duty is handed on by who owes it") {
  TestTown town;
  const auto id = town.submitted(town.clerk, town.prime_worker);
  api::DelegationInput in{town.ciso.person, "decide_application", id, day(town, 0), day(town, 3), ""};
  CHECK(holds(stopped_by(town.duties->delegate(town.tax_manager, TestTown::key(), in)), "delegation.owed"));
  CHECK(holds(stopped_by(town.duties->delegate(town.clerk, TestTown::key(), in)), "delegation.owed"));
  (void)id_of(town.duties->delegate(town.manager, TestTown::key(), in));
  CHECK(row(town, town.ciso, id).reach == rules::Reach::taken);
  in.kind = "no_such_kind";
  CHECK_FALSE(town.duties->delegate(town.manager, TestTown::key(), in));
  in = {town.ciso.person, "", "", "tomorrow", day(town, 3), ""};
  CHECK(town.duties->delegate(town.manager, TestTown::key(), in).error().field == "starts");

  const auto takers = town.duties->takers(town.manager, "decide_application", id);
  REQUIRE(takers);
  std::set<std::string> who;
  for (const auto& person : *takers) who.insert(person.id);
  CHECK(who == std::set<std::string>{town.department_officer.person, town.supervising_officer.person,
                                     town.ciso.person});
  for (const auto& person : *town.duties->takers(town.prime_worker, "", ""))
    CHECK(person.id == town.prime_manager.person);
}

TEST_CASE(
    "what is a week overdue also reaches the role above, and the section manager sees what a firm owes") {
  TestTown town;
  const auto id = town.released(town.clerk, town.prime_worker);
  (void)town.download(town.prime_worker, id);
  CHECK(subjects(town, town.prime_worker).contains(id));
  CHECK_FALSE(subjects(town, town.prime_manager).contains(id));
  town.clock.move(std::chrono::hours(24 * 8));
  CHECK(row(town, town.prime_manager, id).reach == rules::Reach::escalated);
  CHECK_FALSE(subjects(town, town.manager).contains(id));
  CHECK_FALSE(subjects(town, town.other_manager).contains(id));
  town.clock.move(std::chrono::hours(24 * 7));
  CHECK(row(town, town.manager, id).reach == rules::Reach::escalated);
  CHECK_FALSE(subjects(town, town.tax_manager).contains(id));
  CHECK_FALSE(subjects(town, town.department_officer).contains(id));
}

TEST_CASE("days: how much is due when, and only of what one may ask") {
  TestTown town;
  (void)town.submitted(town.clerk, town.prime_worker);
  (void)town.submitted(town.clerk, town.sub_worker);
  (void)town.submitted(town.tax_clerk, town.other_worker);
  const Day today = day_in_japan(town.clock.now());
  const auto count = [&](const Viewer& viewer, DutiesOf who) {
    const auto days = town.duties->days(viewer, who, today, today + std::chrono::days(31));
    if (!days) return std::int64_t{-1};
    std::int64_t out = 0;
    for (const auto& each : days->days) out += each.count;
    return out;
  };
  CHECK(count(town.manager, DutiesOf::mine) == 2);
  CHECK(count(town.manager, DutiesOf::section) == 2);
  CHECK(count(town.manager, DutiesOf::town) == -1);
  CHECK(count(town.auditor, DutiesOf::town) == 3);
  CHECK(count(town.auditor, DutiesOf::mine) == 0);
  CHECK(count(town.prime_manager, DutiesOf::section) == -1);
  CHECK_FALSE(town.duties->days(town.manager, DutiesOf::mine, today, today + std::chrono::days(63)));
  town.clock.move(std::chrono::hours(24 * 5));
  const auto all = town.duties->list(town.ciso, {DutiesOf::town, {}, {}, {}, "", 200});
  const auto overdue = std::ranges::count(all->items, true, &api::DutyRow::overdue);
  CHECK(overdue >= 3);
  CHECK(town.duties->days(town.ciso, DutiesOf::town, today, today)->overdue == overdue);
}

}  // namespace sekisho::app::testing
