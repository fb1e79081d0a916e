// A contractor's written reports: what is agreed on, what comes in, what the section says to it.
#include "app/reports.h"

#include <algorithm>

#include "base/ids.h"
#include "base/json.h"
#include "events.h"
#include "party_facts.h"
#include "report_rows.h"
#include "store/rows.h"
#include "training_rows.h"

namespace sekisho::app {
namespace {

using rules::Act;
using rules::ReportKind;
using rules::ReportState;

Result<void> is_party(store::Connection& c, const store::Engagement& e, const std::string& firm) {
  if (firm == e.contractor ||
      store::number(c, "SELECT count(*) FROM sub_contracts WHERE engagement = :p0 AND contractor = :p1",
                    {e.id, firm}) > 0)
    return {};
  return fail(ErrorCode::invalid_input, "この契約の事業者を選んでください。",
              "the firm is not in this engagement", "contractor");
}

// Of a plan, the period must be one of its own, over, and not reported yet.
Result<void> check_period(store::Connection& c, const store::ReportPlan& plan, const api::WorkReportInput& in,
                          Day today) {
  const auto wrong = [](const char* ja, const char* en) {
    return fail(ErrorCode::invalid_input, ja, en, "period_from");
  };
  const auto from = parse_day(in.period_from).value_or(Day{}), to = parse_day(in.period_to).value_or(Day{});
  const auto starts = parse_day(plan.starts).value_or(Day{});
  bool fits = false;
  for (int number = 0; number < 1200 && !fits; ++number) {
    const auto one = rules::period(starts, plan.months, number);
    if (one.from > from) break;
    fits = one == rules::Period{from, to};
  }
  if (!fits) return wrong("決められた期間と違います。画面を読み直してください。", "not a period of the plan");
  if (to >= today) return wrong("まだ終わっていない期間です。", "the period has not ended");
  const auto reported = reported_periods(c, plan.id);
  if (std::ranges::find(reported, from) != reported.end())
    return fail(ErrorCode::conflict, "この期間の報告は、すでに出ています。", "reported already");
  return {};
}

Result<void> check_contents(const api::WorkReportInput& in) {
  SEKISHO_CHECK(check_text(in.body, 30'000, "body"));
  if (in.body.find_first_not_of(" \t\r\n") == std::string::npos)
    return fail(ErrorCode::invalid_input, "報告の本文を入れてください。", "body is empty", "body");
  if (in.figures.size() > 60 || in.changes.size() > 60)
    return fail(ErrorCode::invalid_input, "行が多すぎます（60 行まで）。", "more than 60 rows",
                in.figures.size() > 60 ? "figures" : "changes");
  if (in.kind == ReportKind::service_level && in.figures.empty())
    return fail(ErrorCode::invalid_input, "サービスレベルの項目を、一つ以上入れてください。", "no figures",
                "figures");
  for (const auto& f : in.figures)
    for (const auto* text : {&f.item, &f.target, &f.actual}) SEKISHO_CHECK(check_name(*text, "figures"));
  for (const auto& change : in.changes) {
    for (const auto* text : {&change.system, &change.what, &change.reason})
      SEKISHO_CHECK(check_name(*text, "changes"));
    SEKISHO_CHECK(check_day(change.changed_on, "changes"));
  }
  if (in.kind != ReportKind::system_change && !in.changes.empty())
    return fail(ErrorCode::invalid_input, "変更は、変更の報告に入れてください。", "changes in another kind",
                "changes");
  return {};
}

}  // namespace

Result<Answer> Reports::plan(const Viewer& viewer, const std::string& key, const api::ReportPlanInput& in) {
  return parts_.door.pass(
      {viewer, key, Act::plan_reports, in.engagement.empty() ? "new" : in.engagement, json::write(in)},
      [&](store::Connection& c) -> Result<Prepared> {
        SEKISHO_TRY(const auto engagement, visible_engagement(c, viewer, in.engagement));
        SEKISHO_CHECK(is_party(c, engagement, in.contractor));
        if (in.months < 1 || in.months > 12)
          return fail(ErrorCode::invalid_input, "間隔は、1 か月から 12 か月までにしてください。",
                      "months: 1 to 12", "months");
        SEKISHO_CHECK(check_day(in.starts, "starts"));
        if (in.starts < engagement.starts || in.starts > engagement.ends)
          return fail(ErrorCode::invalid_input, "始まる日を、契約の期間の中にしてください。",
                      "starts outside the contract", "starts");
        SEKISHO_CHECK(check_text(in.note, 600, "note"));
        if (store::number(
                c,
                "SELECT count(*) FROM report_plans WHERE engagement = :p0 AND contractor = :p1 AND kind = "
                ":p2 AND ended_at = ''",
                {in.engagement, in.contractor, std::string(json::enum_name(in.kind))}) > 0)
          return fail(ErrorCode::conflict,
                      "この事業者のこの報告は、すでに決まっています。先に終わりにしてください。",
                      "planned already");
        Prepared prepared;
        prepared.facts.target.section = prepared.section = engagement.section;
        prepared.act = [in, section = engagement.section](Passing& passing) -> Result<boost::json::value> {
          const store::ReportPlan record{make_id("rpl"), in.engagement, in.contractor, section, in.kind,
                                         in.months,      in.starts,     in.note,       "",      ""};
          SEKISHO_TRY(const auto receipt,
                      passing.append(event_of("report.planned", record, {}, {"planned_at", "ended_at"})));
          return done(record.id, receipt);
        };
        return prepared;
      });
}

Result<Answer> Reports::end_plan(const Viewer& viewer, const std::string& key, const std::string& id) {
  return parts_.door.pass(
      {viewer, key, Act::plan_reports, id, "end"}, [&](store::Connection& c) -> Result<Prepared> {
        auto condition = visible_reports(viewer);
        condition.also("id = ?", {id});
        const auto found = store::select<store::ReportPlan>(c, condition.sql, condition.params);
        if (found.empty()) return fail(ErrorCode::not_found, "その決まりは見つかりません。", "no such plan");
        if (!found[0].ended_at.empty())
          return fail(ErrorCode::conflict, "すでに終わった決まりです。", "ended");
        Prepared prepared;
        prepared.facts.target.section = prepared.section = found[0].section;
        prepared.act = [id](Passing& passing) -> Result<boost::json::value> {
          SEKISHO_TRY(const auto receipt, passing.append({"report_plan.ended", id, {}, {}}));
          return done(id, receipt);
        };
        return prepared;
      });
}

Result<Answer> Reports::submit(const Viewer& viewer, const std::string& key, const api::WorkReportInput& in) {
  return parts_.door.pass(
      {viewer, key, Act::submit_report, in.engagement.empty() ? "new" : in.engagement, json::write(in)},
      [&](store::Connection& c) -> Result<Prepared> {
        SEKISHO_TRY(const auto engagement, visible_engagement(c, viewer, in.engagement));
        SEKISHO_CHECK(is_party(c, engagement, in.contractor));
        SEKISHO_CHECK(check_day(in.period_from, "period_from"));
        SEKISHO_CHECK(check_day(in.period_to, "period_to"));
        const Day today = day_in_japan(parts_.clock.now());
        if (in.period_to < in.period_from || in.period_from > format_day(today))
          return fail(ErrorCode::invalid_input, "期間の日付を確かめてください。", "the period is not one",
                      "period_to");
        SEKISHO_CHECK(check_contents(in));
        if (!in.plan.empty()) {
          const auto plan = store::find<store::ReportPlan>(c, in.plan);
          if (!plan || plan->engagement != in.engagement || plan->contractor != in.contractor ||
              plan->kind != in.kind || !plan->ended_at.empty())
            return fail(ErrorCode::invalid_input, "その報告の決まりは見つかりません。", "no such plan",
                        "plan");
          SEKISHO_CHECK(check_period(c, *plan, in, today));
        }
        if (!in.replaces.empty()) {
          const auto before = store::find<store::WorkReport>(c, in.replaces);
          if (!before || before->contractor != in.contractor || before->engagement != in.engagement ||
              before->kind != in.kind || before->plan != in.plan)
            return fail(ErrorCode::invalid_input, "差し戻された報告が見つかりません。", "no such report",
                        "replaces");
          if (before->state != ReportState::returned || before->replaced)
            return fail(ErrorCode::conflict, "差し戻されていないか、すでに出し直した報告です。",
                        "not sent back, or replaced already");
        }
        Prepared prepared{tier_facts(c, engagement, in.contractor), engagement.section, {}};
        prepared.act = [in, section = engagement.section](Passing& passing) -> Result<boost::json::value> {
          const auto id = make_id("rpt");
          SEKISHO_TRY(const auto receipt, passing.append({"report.submitted",
                                                          id,
                                                          {{"engagement", in.engagement},
                                                           {"contractor", in.contractor},
                                                           {"section", section},
                                                           {"kind", json::enum_name(in.kind)},
                                                           {"plan", in.plan},
                                                           {"period_from", in.period_from},
                                                           {"period_to", in.period_to},
                                                           {"replaces", in.replaces},
                                                           {"figures", json::to_json(in.figures)},
                                                           {"changes", json::to_json(in.changes)}},
                                                          {{"body", in.body}}}));
          return done(id, receipt);
        };
        return prepared;
      });
}

Result<Answer> Reports::decide(const Viewer& viewer, const std::string& key, const std::string& id,
                               const api::ReportDecision& in) {
  return parts_.door.pass(
      {viewer, key, Act::decide_report, id, json::write(in)}, [&](store::Connection& c) -> Result<Prepared> {
        SEKISHO_TRY(const auto report, visible_report(c, viewer, id));
        if (report.state != ReportState::submitted)
          return fail(ErrorCode::conflict, "この報告には、すでに答えています。画面を読み直してください。",
                      "decided already");
        const bool confirms = in.decision == rules::Decision::approve;
        if (!confirms) SEKISHO_CHECK(check_name(in.reason, "reason"));
        SEKISHO_CHECK(check_text(in.reason, 3000, "reason"));
        Prepared prepared;
        prepared.facts.target.section = prepared.section = report.section;
        prepared.act = [id, in, confirms](Passing& passing) -> Result<boost::json::value> {
          SEKISHO_TRY(const auto receipt, passing.append({"report.decided",
                                                          id,
                                                          {{"state", confirms ? "confirmed" : "returned"}},
                                                          {{"reason", in.reason}}}));
          return done(id, receipt);
        };
        return prepared;
      });
}

}  // namespace sekisho::app
