#include "test_town.h"

#include "store/rows.h"

using namespace sekisho;
using namespace sekisho::app;
using namespace sekisho::app::testing;
using rules::DutyKind;
using rules::ReportKind;

namespace {

struct Reporting : TestTown {
  std::string plan_of(ReportKind kind = ReportKind::work, const std::string& firm = {}) {
    return id_of(reports->plan(
        manager, key(),
        {engagement, firm.empty() ? prime : firm, kind, 1, "2026-10-01", "決まりを守れているか"}));
  }
  api::WorkReportInput input(const std::string& plan = {}, ReportKind kind = ReportKind::work) const {
    api::WorkReportInput in;
    in.engagement = engagement;
    in.contractor = prime;
    in.kind = kind;
    in.plan = plan;
    in.period_from = "2026-10-01";
    in.period_to = "2026-10-31";
    in.body = "決まりどおりに作業しました。";
    return in;
  }
  bool owes(const Viewer& who, DutyKind kind) const {
    const auto page = duties->list(who, {DutiesOf::mine, {}, {}, kind, "", 50});
    REQUIRE(page);
    return !page->items.empty();
  }
};

}  // namespace

TEST_CASE("a work report: owed, submitted, sent back, corrected, confirmed; duties for both sides") {
  Reporting town;
  const auto plan = town.plan_of();
  CHECK(town.owes(town.prime_manager, DutyKind::submit_report));
  for (const auto* other : {&town.sub_manager, &town.other_manager, &town.prime_worker, &town.manager})
    CHECK_FALSE(town.owes(*other, DutyKind::submit_report));
  const auto submit = [&](const api::WorkReportInput& in) {
    return town.reports->submit(town.prime_manager, TestTown::key(), in);
  };
  CHECK(stopped_by(town.reports->submit(town.sub_manager, TestTown::key(), town.input(plan))) ==
        std::vector<std::string>{"rights.act"});
  CHECK(town.reports->submit(town.other_manager, TestTown::key(), town.input(plan)).error().code ==
        ErrorCode::not_found);
  auto wrong = town.input(plan);
  wrong.period_from = "2026-10-02";
  CHECK(submit(wrong).error().field == "period_from");
  wrong = town.input(plan);
  wrong.period_from = "2026-11-01", wrong.period_to = "2026-11-30";
  CHECK(submit(wrong).error().field == "period_from");  // not over
  const auto first = id_of(submit(town.input(plan)));
  CHECK(submit(town.input(plan)).error().code == ErrorCode::conflict);
  CHECK_FALSE(town.owes(town.prime_manager, DutyKind::submit_report));
  CHECK(town.owes(town.manager, DutyKind::decide_report));
  CHECK(town.owes(town.clerk, DutyKind::decide_report));
  CHECK_FALSE(town.owes(town.tax_manager, DutyKind::decide_report));
  const auto decide = [&](const Viewer& by, const std::string& id, rules::Decision decision,
                          const char* reason) {
    return town.reports->decide(by, TestTown::key(), id, {decision, reason});
  };
  CHECK(decide(town.manager, first, rules::Decision::reject, "").error().field == "reason");
  (void)id_of(decide(town.clerk, first, rules::Decision::reject, "作業した人の数を書いてください。"));
  CHECK(town.owes(town.prime_manager, DutyKind::submit_report));
  auto again = town.input(plan);
  again.replaces = first;
  again.body = "3 人で、決まりどおりに作業しました。";
  const auto second = id_of(submit(again));
  CHECK(town.reports->report(town.prime_manager, first)->row.replaced);
  (void)id_of(decide(town.manager, second, rules::Decision::approve, ""));
  CHECK(decide(town.manager, second, rules::Decision::approve, "").error().code == ErrorCode::conflict);
  CHECK_FALSE(town.owes(town.prime_manager, DutyKind::submit_report));
  CHECK_FALSE(town.owes(town.manager, DutyKind::decide_report));
  town.check_whole();
}

TEST_CASE("service levels and system changes have their own parts") {
  Reporting town;
  const auto levels = town.plan_of(ReportKind::service_level);
  auto in = town.input(levels, ReportKind::service_level);
  CHECK(town.reports->submit(town.prime_manager, TestTown::key(), in).error().field == "figures");
  in.figures = {{"稼働率", "99.9％", "99.5％", false}};
  const auto id = id_of(town.reports->submit(town.prime_manager, TestTown::key(), in));
  CHECK(town.reports->report(town.manager, id)->row.unmet == 1);
  // a change is reported when it was made, without being asked; a sub-contractor reports its own
  auto change = town.input("", ReportKind::system_change);
  change.contractor = town.sub;
  change.changes = {{"給付金システム", "修正プログラムを当てた", "脆弱性の対策", "2026-11-20"}};
  const auto reported = id_of(town.reports->submit(town.sub_manager, TestTown::key(), change));
  CHECK_FALSE(town.reports->report(town.prime_manager, reported));  // another tier's
  (void)id_of(
      town.reports->decide(town.manager, TestTown::key(), reported, {rules::Decision::reject, "日時も"}));
  CHECK(town.owes(town.sub_manager, DutyKind::submit_report));
  change.replaces = reported;
  (void)id_of(town.reports->submit(town.sub_manager, TestTown::key(), change));
  CHECK_FALSE(town.owes(town.sub_manager, DutyKind::submit_report));
  town.check_whole();
}

TEST_CASE("a contract with service levels: their report is asked for at its interval") {
  Reporting town;
  const auto set = [&](std::int64_t months) {
    (void)id_of(town.contracts->change_service_levels(
        town.manager, TestTown::key(), town.engagement,
        {{{rules::Quality::confidentiality, "不正な閲覧", "0件", "操作の記録"},
          {rules::Quality::integrity, "誤った更新", "0件", "照合の結果"},
          {rules::Quality::availability, "稼働率", "99.9％", "監視の記録"}},
         months}));
  };
  set(0);
  CHECK_FALSE(town.owes(town.manager, DutyKind::plan_reports));  // no interval is agreed on
  set(3);
  CHECK(town.owes(town.manager, DutyKind::plan_reports));
  CHECK_FALSE(town.owes(town.tax_manager, DutyKind::plan_reports));
  CHECK_FALSE(town.owes(town.prime_manager, DutyKind::plan_reports));
  (void)town.plan_of(ReportKind::work);
  CHECK(town.owes(town.manager, DutyKind::plan_reports));  // another kind of report
  (void)town.plan_of(ReportKind::service_level);
  CHECK_FALSE(town.owes(town.manager, DutyKind::plan_reports));
  town.check_whole();
}

TEST_CASE("a quarter is reported to the supervising officer, as the records say; and read") {
  Reporting town;
  const auto plan = town.plan_of();
  (void)town.reports->submit(town.prime_manager, TestTown::key(), town.input(plan));
  CHECK_FALSE(town.owes(town.manager, DutyKind::make_periodic_report));
  town.clock.set("2027-04-02T00:00:00.000Z");  // the first whole quarter since the town was opened has ended
  CHECK(town.owes(town.manager, DutyKind::make_periodic_report));
  CHECK_FALSE(town.owes(town.clerk, DutyKind::make_periodic_report));
  const auto owed = town.reports->owed(town.manager);
  REQUIRE(owed->size() == 1);
  CHECK(owed->front().period_from == "2027-01-01");
  REQUIRE(owed->front().content.lines.size() == 1);
  CHECK(owed->front().content.lines[0].people == 4);
  CHECK(owed->front().content.lines[0].people_trained == 4);
  CHECK(owed->front().content.lines[0].reports_missing == 1);
  CHECK(owed->front().content.lines[0].sheets_confirmed.value_or(-1) >= 1);
  CHECK(owed->front().content.lines[0].findings_open == 0);
  const auto make = [&](const Viewer& by, const char* from) {
    return town.reports->make_periodic(by, TestTown::key(), {town.welfare, from, "特に問題はありません。"});
  };
  CHECK(stopped_by(make(town.tax_manager, "2027-01-01")) == std::vector<std::string>{"rights.act"});
  CHECK(make(town.manager, "2027-01-02").error().field == "period_from");
  CHECK(make(town.manager, "2027-04-01").error().code == ErrorCode::conflict);
  const auto id = id_of(make(town.manager, "2027-01-01"));
  CHECK(make(town.manager, "2027-01-01").error().code == ErrorCode::conflict);
  CHECK_FALSE(town.owes(town.manager, DutyKind::make_periodic_report));
  CHECK(town.owes(town.supervising_officer, DutyKind::read_periodic_report));
  CHECK_FALSE(town.reports->periodic(town.tax_manager, id));
  CHECK_FALSE(town.reports->periodic(town.prime_manager, id));
  const auto pdf = town.reports->periodic_pdf(town.supervising_officer, id);
  REQUIRE(pdf);
  CHECK(std::string(pdf->content.begin(), pdf->content.begin() + 5) == "%PDF-");
  const auto xlsx = town.reports->periodic_xlsx(town.manager, id);
  REQUIRE(xlsx);
  CHECK(xlsx->content[0] == 'P');
  CHECK(stopped_by(town.reports->read_periodic(town.ciso, TestTown::key(), id)) ==
        std::vector<std::string>{"rights.act"});
  (void)id_of(town.reports->read_periodic(town.supervising_officer, TestTown::key(), id));
  CHECK_FALSE(town.owes(town.supervising_officer, DutyKind::read_periodic_report));
  town.check_whole();
}
