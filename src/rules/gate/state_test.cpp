#include <doctest/doctest.h>

#include <map>

#include "gate/testing.h"

using namespace sekisho;
using namespace sekisho::rules;
using namespace sekisho::rules::testing;
using enum PassageState;

TEST_CASE("act × state of the passage, all of them") {
  // Written out by hand, apart from the gate's own switch.
  const std::map<Act, std::set<PassageState>> allowed{
      {Act::draft_passage, {draft}},
      {Act::change_passage, {draft, submitted, approved}},
      {Act::upload_content, {draft, submitted, approved}},
      {Act::reinspect_content, {draft, submitted, approved}},
      {Act::submit_passage, {draft}},
      {Act::approve_passage, {submitted}},
      {Act::reject_passage, {submitted}},
      {Act::withdraw_passage, {draft, submitted, approved}},
      {Act::download_content, {approved, received}},
      {Act::export_medium, {approved}},
      {Act::give_receipt, {approved}},
      {Act::apply_copy, {approved, received}},
      {Act::approve_copy, {approved, received}},
      {Act::declare_copy, {approved, received}},
      {Act::declare_return, {approved, received}},
      {Act::confirm_return, {approved, received}},
      {Act::erase_custody, {approved, received}},
  };
  for (const auto& [act, states] : allowed)
    for (const auto state : every<PassageState>()) {
      Facts f = sample::of(act);
      f.passage->state = state;
      if (act == Act::download_content)
        f.custody = Custody{CustodyState::held, f.passage->custody_due, 0, "", false};
      CAPTURE(name(act));
      CAPTURE(name(state));
      CHECK(judge(f).passed == states.contains(state));
    }
}

TEST_CASE("an application is not withdrawn once the data is out") {
  Facts f = sample::of(Act::withdraw_passage);
  f.passage->state = approved;
  CHECK(judge(f).passed);
  f.passage->downloads_used = 1;
  CHECK(open(f) == "passage.state");
}

TEST_CASE("an application is not changed once the data is out") {
  for (const Act act : {Act::change_passage, Act::upload_content}) {
    Facts f = sample::of(act);
    f.passage->state = approved;
    f.passage->downloads_used = 0;
    CHECK(judge(f).passed);
    f.passage->downloads_used = 1;
    CHECK(open(f) == "passage.state");
  }
}

TEST_CASE("act × state of custody, all of them") {
  const std::map<Act, std::set<CustodyState>> allowed{
      {Act::apply_copy, {CustodyState::held}},
      {Act::approve_copy, {CustodyState::held}},
      {Act::declare_copy, {CustodyState::held}},
      {Act::declare_return, {CustodyState::held}},
      {Act::confirm_return, {CustodyState::return_declared}},
      {Act::erase_custody, {CustodyState::held, CustodyState::erasing}},
      {Act::download_content, {CustodyState::held}},
  };
  for (const auto& [act, states] : allowed)
    for (const auto state : every<CustodyState>()) {
      Facts f = sample::of(act);
      if (!f.custody) f.custody = Custody{state, f.passage->custody_due, 0, "", false};
      f.custody->state = state;
      CAPTURE(name(act));
      CAPTURE(name(state));
      CHECK(judge(f).passed == states.contains(state));
    }
}

TEST_CASE("how many must approve follows the class of the asset") {
  using enum Confidentiality;
  for (const auto confidentiality : every<Confidentiality>())
    for (const auto integrity : every<Integrity>())
      for (const bool personal : {false, true}) {
        const bool three = confidentiality == c3a || confidentiality == c3b || confidentiality == c3c ||
                           confidentiality == c3;
        const bool important = three || (integrity == Integrity::i2 && personal);
        const Asset asset{"ast_1", "給付金", confidentiality, integrity, personal};
        CHECK(is_important(asset) == important);
        CHECK(approvals_needed(asset) == (important ? 2 : 1));
        Facts f = sample::of(Act::download_content);
        f.asset = asset;
        f.approvals.pop_back();
        CHECK(judge(f).passed == !important);
      }
}

TEST_CASE("missing approvals are pending while people may still approve") {
  Facts f = sample::of(Act::download_content);
  f.approvals.pop_back();
  f.passage->state = submitted;
  CHECK(outcome(f, "approvals.enough") == Outcome::pending);
  f.approvals[0].bound_to = "changed since";
  CHECK(outcome(f, "approvals.enough") == Outcome::failed);
}

TEST_CASE("one who approved what has changed since may look again") {
  Facts f = sample::of(Act::approve_passage);
  f.approvals = {sample::approval("manager", Role::section_manager)};
  CHECK(open(f) == "approvals.approver");
  f.approvals[0].bound_to = "changed since";
  CHECK(judge(f).passed);
}

TEST_CASE("who approved before a change and again after it counts, once") {
  Facts f = sample::of(Act::download_content);
  auto before = f.approvals;
  for (auto& approval : before) approval.bound_to = "changed since";
  f.approvals.insert(f.approvals.begin(), before.begin(), before.end());
  CHECK(approvals_counted(f) == 2);
  CHECK(judge(f).passed);
  f.approvals.pop_back();
  CHECK(approvals_counted(f) == 1);
  f.approvals.push_back(f.approvals.back());
  CHECK(approvals_counted(f) == 1);
}

TEST_CASE("a clean file needs neither contract term nor application for production data") {
  for (const Act act : {Act::submit_passage, Act::download_content}) {
    Facts f = sample::of(act);
    f.content->inspection = InspectionState::clean;
    f.content->residents = 0;
    f.engagement->production_data_allowed = false;
    f.passage->production_application = false;
    CHECK(judge(f).passed);
  }
}

TEST_CASE("days are days in Japan") {
  Facts f = sample::of(Act::download_content);
  f.passage->collect_until = *parse_day("2026-11-24");
  f.now = *parse_instant("2026-11-24T14:59:59.999Z");
  CHECK(judge(f).passed);
  f.now = *parse_instant("2026-11-24T15:00:00.000Z");
  CHECK(open(f) == "release.deadline");
}

TEST_CASE("a medium for what is not important needs no dedicated transport") {
  Facts f = sample::of(Act::export_medium);
  f.passage->transport.clear();
  f.asset->confidentiality = Confidentiality::c2;
  f.asset->integrity = Integrity::i1;
  CHECK(judge(f).passed);
}
