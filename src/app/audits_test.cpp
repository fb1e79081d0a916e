// Audits of contractors through the counters: planned, answered, findings, reported; who is refused, who sees
// what; what is owed; what the check sheet shows of it.
#include <set>

#include "store/rows.h"
#include "test_town.h"

namespace sekisho::app::testing {
namespace {

using rules::Act;
using rules::AuditOpinion;
using rules::AuditState;
using rules::DutyKind;

constexpr const char* planned_on = "2026-12-10";

struct Scene {
  TestTown town;
  Viewer own_auditor;  // belongs to 福祉課, whose contract it is

  Scene() {
    own_auditor =
        town.account(town.officer("内部 監査", town.welfare, {rules::Role::auditor}), {rules::Role::auditor});
  }
  api::AuditInput input(const std::string& contractor) const {
    return {town.engagement,
            contractor,
            "令和8年度 委託先監査",
            "作業場所の施錠と、預かりの管理簿",
            rules::AuditMethod::on_site,
            planned_on};
  }
  std::string plan(const std::string& contractor) {
    return id_of(town.audits->plan(town.auditor, town.key(), input(contractor)));
  }
  Result<Answer> find(const Viewer& by, const std::string& audit, const std::string& contractor,
                      rules::FindingSource source = rules::FindingSource::audit) {
    api::FindingInput in;
    in.engagement = town.engagement;
    in.contractor = contractor;
    in.source = source;
    in.text = "管理簿に、返却した日のない行がある。";
    in.audit = audit;
    return town.findings->open(by, town.key(), in);
  }
  static api::AuditReportInput result(AuditOpinion opinion, const char* held_on = planned_on) {
    return {held_on, "元請 責任", "開発室と管理簿", opinion, "施錠は守られているが、管理簿に抜けがある。"};
  }
  bool owed(const Viewer& viewer, DutyKind kind, const std::string& subject) const {
    for (const auto& row : town.duties->list(viewer, {}).value().items)
      if (row.kind == kind && row.subject == subject) return true;
    return false;
  }
};

}  // namespace

TEST_CASE("an audit from its plan to its report, with a finding") {
  Scene s;
  auto& town = s.town;
  const auto id = s.plan(town.prime);
  CHECK(town.audits->view(town.prime_manager, id)->row.answer_by == "2026-12-07");  // 14 days
  CHECK(s.owed(town.prime_manager, DutyKind::accept_audit, id));
  CHECK_FALSE(s.owed(town.sub_manager, DutyKind::accept_audit, id));
  CHECK_FALSE(town.audits->accept(town.prime_manager, town.key(), id, {" "}));
  REQUIRE(town.audits->accept(town.prime_manager, town.key(), id, {"責任者が立ち会います"})->passed);
  CHECK_FALSE(s.owed(town.prime_manager, DutyKind::accept_audit, id));
  CHECK(stopped_by(town.audits->accept(town.prime_manager, town.key(), id, {"二度目です"})) ==
        std::vector<std::string>{"audit.state"});
  // the day has not come
  CHECK(stopped_by(town.audits->report(town.auditor, town.key(), id, s.result(AuditOpinion::good))) ==
        std::vector<std::string>{"audit.report"});

  town.clock.set("2026-12-11T01:00:00.000Z");
  CHECK(s.owed(town.auditor, DutyKind::report_audit, id));
  CHECK_FALSE(s.owed(s.own_auditor, DutyKind::report_audit, id));
  CHECK(stopped_by(town.audits->report(town.auditor, town.key(), id, s.result(AuditOpinion::findings))) ==
        std::vector<std::string>{"audit.findings"});
  const auto finding = id_of(s.find(town.auditor, id, town.prime));
  CHECK(stopped_by(town.audits->report(town.auditor, town.key(), id, s.result(AuditOpinion::good))) ==
        std::vector<std::string>{"audit.findings"});
  const auto before = town.audits->view(town.prime_manager, id).value();
  CHECK(before.summary.empty());
  CHECK_FALSE(before.row.opinion);
  CHECK(town.audits->paper(town.auditor, id).error().code == ErrorCode::not_found);

  REQUIRE(town.audits->report(town.auditor, town.key(), id, s.result(AuditOpinion::findings))->passed);
  CHECK(town.newest_kind() == "audit.reported");
  const auto seen = town.audits->view(town.prime_manager, id).value();
  CHECK(seen.row.opinion == AuditOpinion::findings);
  CHECK(seen.row.held_on == planned_on);
  REQUIRE(seen.findings.size() == 1);
  CHECK(seen.findings[0].id == finding);
  CHECK(seen.findings[0].audit == id);
  CHECK(seen.entry > 0);
  CHECK(seen.may.empty());
  for (const auto& item : seen.timeline) CHECK(item.kind != "act.refused");
  CHECK(town.audits->paper(town.prime_manager, id)->content.size() > 1000);
  CHECK_FALSE(s.owed(town.auditor, DutyKind::report_audit, id));
  CHECK(s.owed(town.manager, DutyKind::demand_improvement, finding));
  CHECK(stopped_by(s.find(town.auditor, id, town.prime)) == std::vector<std::string>{"audit.finding"});
  CHECK(stopped_by(town.audits->cancel(town.auditor, town.key(), id, {"やめます"})) ==
        std::vector<std::string>{"audit.state"});
  town.check_whole();
}

TEST_CASE("nobody of the section of the contract plans, reports or cancels its audit, or finds in it") {
  Scene s;
  auto& town = s.town;
  const std::vector<std::string> independent{"audit.independent"};
  CHECK(stopped_by(town.audits->plan(s.own_auditor, town.key(), s.input(town.prime))) == independent);
  const auto id = s.plan(town.prime);
  town.clock.set("2026-12-11T01:00:00.000Z");
  CHECK(stopped_by(s.find(s.own_auditor, id, town.prime)) == std::vector<std::string>{"audit.finding"});
  REQUIRE(s.find(town.auditor, id, town.prime)->passed);
  CHECK(stopped_by(town.audits->report(s.own_auditor, town.key(), id, s.result(AuditOpinion::findings))) ==
        independent);
  CHECK(stopped_by(town.audits->cancel(s.own_auditor, town.key(), id, {"やめます"})) == independent);
  CHECK(town.audits->view(s.own_auditor, id)->may.empty());
  for (const auto* who : {&town.manager, &town.clerk, &town.department_officer, &town.prime_manager})
    CHECK(holds(stopped_by(town.audits->report(*who, town.key(), id, s.result(AuditOpinion::findings))),
                "rights.act"));
  CHECK(holds(stopped_by(town.audits->accept(town.auditor, town.key(), id, {"代わりに答えます"})),
              "rights.act"));
  REQUIRE(town.audits->report(town.ciso, town.key(), id, s.result(AuditOpinion::findings))->passed);
}

TEST_CASE("an audit is seen by the section, those above, and the manager of the firm it is of") {
  Scene s;
  auto& town = s.town;
  const auto id = s.plan(town.sub);
  const std::set<std::string> sees{
      "clerk", "manager", "system_administrator", "department_officer", "supervising_officer",
      "ciso",  "auditor", "sub_manager"};
  for (const auto& [name, viewer] : town.everybody()) {
    CAPTURE(name);
    CHECK(town.audits->view(viewer, id).has_value() == sees.contains(name));
    CHECK(town.audits->list(viewer, {}).value().items.size() == (sees.contains(name) ? 1 : 0));
    CHECK(town.audits->list(viewer, {"", "", "reported", "", 100}).value().items.empty());
  }
  // a finding names the audit of its own firm, as found in it
  CHECK(s.find(town.auditor, id, town.prime).error().field == "audit");
  CHECK(s.find(town.auditor, id, town.sub, rules::FindingSource::record).error().field == "audit");
  CHECK(s.find(town.auditor, "aud_0000000000000000", town.sub).error().code == ErrorCode::not_found);
  // what people wrote is a commitment alone
  const auto clear = town.database->reading([&](store::Connection& c) {
    return store::number(c, "SELECT count(*) FROM ledger_entries WHERE leaf LIKE '%施錠%'");
  });
  CHECK(clear == 0);
}

TEST_CASE("a running contract of important data is owed an audit each year, until one is planned") {
  Scene s;
  auto& town = s.town;
  CHECK_FALSE(s.owed(town.auditor, DutyKind::plan_audit, town.engagement));
  town.clock.set("2027-02-15T01:00:00.000Z");  // a year ends on 2027-03-31
  CHECK(s.owed(town.auditor, DutyKind::plan_audit, town.engagement));
  CHECK(s.owed(town.auditor, DutyKind::plan_audit, town.tax_engagement));
  CHECK_FALSE(s.owed(s.own_auditor, DutyKind::plan_audit, town.engagement));
  CHECK(s.owed(s.own_auditor, DutyKind::plan_audit, town.tax_engagement));
  CHECK_FALSE(s.owed(town.manager, DutyKind::plan_audit, town.engagement));
  auto in = s.input(town.prime);
  in.planned_on = "2027-02-20";
  const auto id = id_of(town.audits->plan(town.auditor, town.key(), in));
  CHECK_FALSE(s.owed(town.auditor, DutyKind::plan_audit, town.engagement));
  REQUIRE(town.audits->cancel(town.auditor, town.key(), id, {"日を改めるため"})->passed);
  CHECK(s.owed(town.auditor, DutyKind::plan_audit, town.engagement));
  CHECK(town.audits->view(town.prime_manager, id)->cancel_reason == "日を改めるため");
  CHECK_FALSE(s.owed(town.prime_manager, DutyKind::accept_audit, id));
}

TEST_CASE("the check sheet shows an audit that was taken, and a notice that nobody answered") {
  Scene s;
  auto& town = s.town;
  const auto line = [&] {
    for (const auto& row : town.sheets->list(town.manager, {}).value().items)
      if (row.contractor == town.prime)
        for (const auto& one : town.sheets->view(town.manager, row.sheet)->lines)
          if (one.line.id == "C-12") return one;
    return api::SheetLineView{};
  };
  const auto nothing = [&] { return line().observed->state == rules::ObservedState::nothing_seen; };
  CHECK(nothing());
  const auto id = s.plan(town.prime);
  CHECK(nothing());
  town.clock.set("2026-12-08T01:00:00.000Z");  // the day after the last to answer
  CHECK(line().observed->broken == 1);
  town.clock.set("2026-12-11T01:00:00.000Z");
  REQUIRE(town.audits->report(town.auditor, town.key(), id, s.result(AuditOpinion::good))->passed);
  CHECK(line().observed->broken == 0);
  CHECK(line().observed->kept == 1);
}

}  // namespace sekisho::app::testing
