#include <doctest/doctest.h>

#include "gate/cases.h"

using namespace sekisho;
using namespace sekisho::rules;
using namespace sekisho::rules::testing;

using std::chrono::days;

std::vector<Case> rules::testing::copy_cases() {
  const std::vector<Act> asked{Act::apply_copy, Act::approve_copy};
  const std::vector<Act> decided{Act::approve_copy, Act::reject_copy};
  return {
      {"copy.statement", asked, "no purpose", [](Facts& f) { f.copy->purpose = "印刷"; }},
      {"copy.statement", asked, "no place", [](Facts& f) { f.copy->place = " "; }},
      {"copy.statement", asked, "no protection", [](Facts& f) { f.copy->protection = ""; }},
      {"copy.statement", asked, "nothing applied for", [](Facts& f) { f.copy.reset(); }},
      {"copy.limits", asked, "none", [](Facts& f) { f.copy->count = 0; }},
      {"copy.limits", asked, "too many", [](Facts& f) { f.copy->count = 1001; }},
      {"copy.limits", asked, "until yesterday", [](Facts& f) { f.copy->until = today(f) - days(1); }},
      {"copy.limits", asked, "past the return", [](Facts& f) { f.copy->until = f.custody->due + days(1); }},
      {"copy.limits", asked, "no custody", [](Facts& f) { f.custody.reset(); }},
      {"copy.state", decided, "approved", [](Facts& f) { f.copy->state = CopyState::approved; }},
      {"copy.state", decided, "rejected", [](Facts& f) { f.copy->state = CopyState::rejected; }},
      {"copy.state", decided, "of another custody", [](Facts& f) { f.copy->same_custody = false; }},
      {"copy.application", {Act::declare_copy}, "none", [](Facts& f) { f.copy.reset(); }},
      {"copy.application",
       {Act::declare_copy},
       "of another custody",
       [](Facts& f) { f.copy->same_custody = false; }},
      {"copy.application",
       {Act::declare_copy},
       "not decided",
       [](Facts& f) { f.copy->state = CopyState::applied; }},
      {"copy.application", {Act::declare_copy}, "used up", [](Facts& f) { f.copy->used = f.copy->count; }},
      {"copy.application",
       {Act::declare_copy},
       "past its day",
       [](Facts& f) { f.copy->until = today(f) - days(1); }},
  };
}

TEST_CASE(
    "a copy is declared only under an approved application of the same custody, within number and day") {
  const auto with = [](auto change) {
    Facts f = sample::of(Act::declare_copy);
    change(f);
    return open(f);
  };
  CHECK(with([](Facts&) {}) == "");
  CHECK(with([](Facts& f) { f.copy.reset(); }) == "copy.application approvals.enough");
  CHECK(with([](Facts& f) { f.copy->same_custody = false; }) == "copy.application");
  CHECK(with([](Facts& f) { f.copy->state = CopyState::rejected; }) == "copy.application");
  CHECK(with([](Facts& f) { f.copy->state = CopyState::applied; }) == "copy.application");
  CHECK(with([](Facts& f) { f.copy->until = today(f); }) == "");
  CHECK(with([](Facts& f) { f.copy->until = today(f) - days(1); }) == "copy.application");
  CHECK(with([](Facts& f) { f.copy->wanted = 3; }) == "copy.application");
  CHECK(with([](Facts& f) { f.copy->used = f.copy->count; }) == "copy.application");
  CHECK(with([](Facts& f) { f.copy->wanted = 0; }) == "copy.application");
  CHECK(with([](Facts& f) { f.custody->due = today(f) - days(1); }) == "custody.due");
}

TEST_CASE("every refusal of a copy says what to do") {
  for (const auto change :
       {+[](Facts& f) { f.copy.reset(); }, +[](Facts& f) { f.copy->state = CopyState::applied; },
        +[](Facts& f) { f.copy->state = CopyState::rejected; }, +[](Facts& f) { f.copy->used = 3; },
        +[](Facts& f) { f.copy->until = today(f) - days(1); }}) {
    Facts f = sample::of(Act::declare_copy);
    change(f);
    const auto verdict = judge(f);
    const auto* stopped = finding(verdict, "copy.application");
    REQUIRE(stopped != nullptr);
    CHECK(stopped->outcome == Outcome::failed);
    CHECK(std::string(stopped->todo_ja) != "");
    CHECK(std::string(stopped->todo_en) != "");
  }
}

TEST_CASE("approvals of a copy are counted as those of a passage: two people for an important asset") {
  Facts f = sample::of(Act::declare_copy);
  f.approvals.pop_back();
  CHECK(open(f) == "approvals.enough");
  f.asset->confidentiality = Confidentiality::c1;
  f.asset->integrity = Integrity::i1;
  CHECK(open(f) == "");
  f.approvals[0].bound_to = "of something else";
  CHECK(open(f) == "approvals.enough");

  f = sample::of(Act::declare_copy);
  f.approvals[1].person = f.approvals[0].person;
  CHECK(open(f) == "approvals.enough");
  // who applied for the hand-over may decide on the copy; who applied for the copy may not
  f = sample::of(Act::declare_copy);
  f.approvals[1].person = f.passage->applicant_person;
  f.approvals[1].account = f.passage->applicant_account;
  CHECK(open(f) == "");
  f.copy->applicant_person = f.approvals[0].person;
  CHECK(open(f) == "approvals.enough");

  f = sample::of(Act::approve_copy);
  f.approvals = {sample::approval("manager", Role::section_manager)};
  CHECK(open(f) == "approvals.approver");  // once already
  f = sample::of(Act::approve_copy);
  f.copy->applicant_person = f.actor.person;
  CHECK(open(f) == "approvals.approver");
}

TEST_CASE("what an application to copy must say") {
  const auto with = [](Act act, auto change) {
    Facts f = sample::of(act);
    change(f);
    return open(f);
  };
  for (const Act act : {Act::apply_copy, Act::approve_copy}) {
    CHECK(with(act, [](Facts& f) { f.copy->purpose = "印刷"; }) == "copy.statement");
    CHECK(with(act, [](Facts& f) { f.copy->place = " "; }) == "copy.statement");
    CHECK(with(act, [](Facts& f) { f.copy->protection = ""; }) == "copy.statement");
    CHECK(with(act, [](Facts& f) { f.copy->count = 0; }) == "copy.limits");
    CHECK(with(act, [](Facts& f) { f.copy->count = 1001; }) == "copy.limits");
    CHECK(with(act, [](Facts& f) { f.copy->until = today(f) - days(1); }) == "copy.limits");
    CHECK(with(act, [](Facts& f) { f.copy->until = f.custody->due + days(1); }) == "copy.limits");
  }
  CHECK(with(Act::reject_copy, [](Facts& f) { f.decision_note = ""; }) == "statement.rejection");
  for (const Act act : {Act::approve_copy, Act::reject_copy})
    CHECK(with(act, [](Facts& f) { f.copy->state = CopyState::approved; }) == "copy.state");
}
