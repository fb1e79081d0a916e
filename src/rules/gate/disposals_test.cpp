#include <doctest/doctest.h>

#include "gate/cases.h"
#include "rules/duty.h"

using namespace sekisho;
using namespace sekisho::rules;
using namespace sekisho::rules::testing;
using std::chrono::days;

std::vector<Case> rules::testing::disposal_cases() {
  const std::vector<Act> told{Act::instruct_disposal};
  const std::vector<Act> done{Act::certify_disposal};
  const std::vector<Act> ended{Act::confirm_disposal, Act::send_back_disposal};
  const auto state = [](DisposalState to) { return [to](Facts& f) { f.disposal->state = to; }; };
  return {
      {"disposal.instruction", told, "which", [](Facts& f) { f.disposal->medium = ""; }},
      {"disposal.instruction", told, "which one", [](Facts& f) { f.disposal->number = "-"; }},
      {"disposal.instruction", told, "why", [](Facts& f) { f.disposal->reason = " "; }},
      {"disposal.instruction", told, "by yesterday", [](Facts& f) { f.disposal->due = today(f) - days(1); }},
      {"disposal.instruction", told, "nothing", [](Facts& f) { f.disposal.reset(); }},
      {"disposal.state", done, "certified already", state(DisposalState::certified)},
      {"disposal.state", done, "confirmed", state(DisposalState::confirmed)},
      {"disposal.state", {Act::withdraw_disposal}, "gone perhaps", state(DisposalState::certified)},
      {"disposal.state", {Act::withdraw_disposal}, "gone", state(DisposalState::confirmed)},
      {"disposal.state", {Act::withdraw_disposal}, "twice", state(DisposalState::withdrawn)},
      {"disposal.state", done, "not wanted any more", state(DisposalState::withdrawn)},
      {"disposal.state", ended, "withdrawn", state(DisposalState::withdrawn)},
      {"disposal.state", ended, "not certified", state(DisposalState::instructed)},
      {"disposal.state", ended, "sent back", state(DisposalState::sent_back)},
      {"disposal.state", ended, "confirmed", state(DisposalState::confirmed)},
      {"disposal.certificate", done, "with what", [](Facts& f) { f.disposal->tool = "?"; }},
      {"disposal.certificate", done, "when", [](Facts& f) { f.disposal->done_on.reset(); }},
      {"disposal.certificate", done, "tomorrow", [](Facts& f) { f.disposal->done_on = today(f) + days(1); }},
      {"disposal.certificate", done, "before it was told",
       [](Facts& f) { f.disposal->done_on = f.disposal->instructed_on - days(1); }},
      {"disposal.people", done, "a stranger", [](Facts& f) { f.disposal->worker_on_roster = false; }},
      {"disposal.people", done, "nobody", [](Facts& f) { f.disposal->worker.clear(); }},
      {"disposal.people", done, "unseen", [](Facts& f) { f.disposal->witness = ""; }},
      {"disposal.people", done, "seen by oneself", [](Facts& f) { f.disposal->witness = "見本花子"; }},
  };
}

TEST_CASE(
    "a medium that is not disposed of is owed by the firm, its certificate is looked at by the section") {
  const Day today = *parse_day("2026-11-24");
  const auto owed = [&](DisposalState state, int due, int since) {
    DutyState all;
    all.disposals = {{"dsp_1", "sec_1", "con_1", state, today + days(due), today + days(since)}};
    return duties(all, today);
  };
  const auto late = owed(DisposalState::instructed, -2, 0);
  REQUIRE(late.size() == 1);
  CHECK(late[0].kind == DutyKind::dispose_of_media);
  CHECK(late[0].overdue);
  CHECK(late[0].days_left == -2);
  CHECK(late[0].roles == std::vector{Role::contractor_manager});
  CHECK(late[0].contractor == "con_1");
  const auto back = owed(DisposalState::sent_back, -2, -1);
  REQUIRE(back.size() == 1);
  CHECK(back[0].kind == DutyKind::dispose_of_media);
  CHECK(back[0].days_left == 6);
  const auto waits = owed(DisposalState::certified, -2, -8);
  REQUIRE(waits.size() == 1);
  CHECK(waits[0].kind == DutyKind::confirm_disposal);
  CHECK(waits[0].overdue);
  CHECK(waits[0].roles == std::vector{Role::section_manager});
  CHECK(owed(DisposalState::confirmed, -2, -8).empty());
}
