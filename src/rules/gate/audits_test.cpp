#include <doctest/doctest.h>

#include "gate/cases.h"

using namespace sekisho;
using namespace sekisho::rules;
using namespace sekisho::rules::testing;
using std::chrono::days;

std::vector<Case> rules::testing::audit_cases() {
  const std::vector<Act> planned{Act::plan_audit};
  const std::vector<Act> accepted{Act::accept_audit};
  const std::vector<Act> reported{Act::report_audit};
  const std::vector<Act> audited{Act::report_audit, Act::cancel_audit};
  const std::vector<Act> steps{Act::accept_audit, Act::report_audit, Act::cancel_audit};
  const std::vector<Act> independent{Act::plan_audit, Act::report_audit, Act::cancel_audit};
  const std::vector<Act> found{Act::open_finding};
  const auto state = [](AuditState to) { return [to](Facts& f) { f.audit->state = to; }; };
  // a finding in an audit, by somebody who may
  const auto in_audit = [](Facts& f) {
    f.audit = sample::audit(Act::open_finding, today(f));
    f.actor = sample::actor_of(Act::report_audit);
  };
  return {
      {"audit.plan", planned, "a name", [](Facts& f) { f.audit->title = " "; }},
      {"audit.plan", planned, "of what", [](Facts& f) { f.audit->scope = "-"; }},
      {"audit.plan", planned, "yesterday", [](Facts& f) { f.audit->planned_on = today(f) - days(1); }},
      {"audit.plan", planned, "not consented to",
       [](Facts& f) { f.chain.back().consent = ConsentState::applied; }},
      {"audit.plan", planned, "no firm", [](Facts& f) { f.chain.clear(); }},
      {"audit.plan", planned, "nothing", [](Facts& f) { f.audit.reset(); }},
      {"audit.state", steps, "reported", state(AuditState::reported)},
      {"audit.state", steps, "cancelled", state(AuditState::cancelled)},
      {"audit.state", accepted, "accepted already", state(AuditState::accepted)},
      {"audit.independent", independent, "of the section",
       [](Facts& f) { f.actor.section = sample::section; }},
      {"audit.independent", independent, "of the section, and above it",
       [](Facts& f) {
         f.actor.section = sample::section;
         f.actor.roles = {Role::supervising_officer};
       }},
      {"audit.independent", audited, "of which section?", [](Facts& f) { f.target.section.clear(); }},
      {"audit.answer", accepted, "nobody", [](Facts& f) { f.audit->answer = "？"; }},
      {"audit.report", reported, "when", [](Facts& f) { f.audit->held_on.reset(); }},
      {"audit.report", reported, "tomorrow", [](Facts& f) { f.audit->held_on = today(f) + days(1); }},
      {"audit.report", reported, "before the firm was told",
       [](Facts& f) { f.audit->held_on = f.audit->announced - days(1); }},
      {"audit.report", reported, "on site, with nobody", [](Facts& f) { f.audit->attended = ""; }},
      {"audit.report", reported, "of what", [](Facts& f) { f.audit->looked_at = "。"; }},
      {"audit.report", reported, "with what result", [](Facts& f) { f.audit->summary = " "; }},
      {"audit.findings", reported, "to be mended, and nothing is on record",
       [](Facts& f) { f.audit->findings = f.audit->open_findings = 0; }},
      {"audit.findings", reported, "serious, and nothing is on record",
       [](Facts& f) {
         f.audit->opinion = AuditOpinion::serious;
         f.audit->findings = 0;
       }},
      {"audit.findings", reported, "good, and a finding is open",
       [](Facts& f) { f.audit->opinion = AuditOpinion::good; }},
      {"audit.finding", found, "reported already",
       [=](Facts& f) {
         in_audit(f);
         f.audit->state = AuditState::reported;
       }},
      {"audit.finding", found, "by the section",
       [=](Facts& f) {
         in_audit(f);
         f.actor.section = sample::section;
       }},
      {"audit.finding", found, "by who does not audit",
       [=](Facts& f) {
         in_audit(f);
         f.actor.roles = {Role::department_officer};
       }},
  };
}

TEST_CASE("an audit of documents alone needs nobody who attends; one without an answer is reported as well") {
  Facts f = sample::of(Act::report_audit);
  f.audit->method = AuditMethod::documents;
  f.audit->attended.clear();
  CHECK(judge(f).passed);
  for (const auto state : {AuditState::planned, AuditState::accepted}) {
    f.audit->state = state;
    CHECK(judge(f).passed);
  }
  f.audit->opinion = AuditOpinion::good;
  f.audit->open_findings = 0;  // mended by then
  CHECK(judge(f).passed);
}

TEST_CASE("the contract's own party is audited without a consent; an auditor opens findings in it") {
  Facts f = sample::of(Act::plan_audit);
  f.chain.resize(1);
  f.target.contractors.resize(1);
  CHECK(judge(f).passed);
  f = sample::of(Act::open_finding);
  f.audit = sample::audit(Act::open_finding, today(f));
  f.actor = sample::actor_of(Act::report_audit);
  CHECK(judge(f).passed);
}
