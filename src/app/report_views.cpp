// What is shown of written reports.
#include <algorithm>
#include <unordered_map>

#include "app/reports.h"
#include "facts.h"
#include "party_facts.h"
#include "passage_rows.h"
#include "report_rows.h"
#include "store/rows.h"

namespace sekisho::app {
namespace {

using rules::Act;
using rules::ReportState;

using Names = std::unordered_map<std::string, std::string>;
Names names(store::Connection& c, std::string_view sql) {
  Names out;
  for (const auto& row : c.query(sql).rows)
    out[store::from_value<std::string>(row[0])] = store::from_value<std::string>(row[1]);
  return out;
}

api::ReportRow row_of(const store::WorkReport& r, Names& titles, Names& firms) {
  return {r.id,
          r.engagement,
          titles[r.engagement],
          firms[r.contractor],
          r.period_from,
          r.period_to,
          r.submitted_at,
          r.kind,
          r.state,
          r.replaced,
          std::ranges::count_if(r.figures, [](const auto& f) { return !f.met; })};
}

bool may_for(Act act, store::Connection& c, const std::string& engagement, const std::string& contractor,
             const Viewer& v, Instant now) {
  const auto e = store::find<store::Engagement>(c, engagement);
  return e && may(act, tier_facts(c, *e, contractor), v, now);
}

}  // namespace

Result<std::vector<api::ReportPlanView>> Reports::plans(const Viewer& v) const {
  return parts_.database.reading([&](store::Connection& c) -> Result<std::vector<api::ReportPlanView>> {
    const Instant now = parts_.clock.now();
    const Day today = day_in_japan(now);
    auto condition = visible_reports(v);
    condition.also("ended_at = ''");
    auto titles = names(c, "SELECT id, title FROM engagements");
    auto ends = names(c, "SELECT id, ends FROM engagements");
    auto firms = names(c, "SELECT id, name FROM contractors");
    std::vector<api::ReportPlanView> out;
    for (const auto& p : store::select<store::ReportPlan>(
             c, condition.sql + " ORDER BY starts, id LIMIT 1000", condition.params)) {
      api::ReportPlanView view{p.id,
                               {p.engagement, p.contractor, p.kind, p.months, p.starts, p.note},
                               titles[p.engagement],
                               firms[p.contractor],
                               "",
                               "",
                               "",
                               {}};
      if (const auto missing = rules::missing_period(parse_day(p.starts).value_or(Day{}), p.months,
                                                     parse_day(ends[p.engagement]).value_or(Day{}),
                                                     reported_periods(c, p.id), today)) {
        view.owed_from = format_day(missing->from);
        view.owed_to = format_day(missing->to);
        view.due = format_day(missing->to + std::chrono::days(10));
      }
      for (const Act act : {Act::submit_report, Act::plan_reports})
        if (may_for(act, c, p.engagement, p.contractor, v, now)) view.may.push_back(act);
      out.push_back(std::move(view));
    }
    return out;
  });
}

Result<std::vector<api::ReportRow>> Reports::list(const Viewer& v) const {
  return parts_.database.reading([&](store::Connection& c) -> Result<std::vector<api::ReportRow>> {
    const auto condition = visible_reports(v);
    auto titles = names(c, "SELECT id, title FROM engagements");
    auto firms = names(c, "SELECT id, name FROM contractors");
    std::vector<api::ReportRow> out;
    for (const auto& r : store::select<store::WorkReport>(
             c, condition.sql + " ORDER BY submitted_at DESC, id LIMIT 500", condition.params))
      out.push_back(row_of(r, titles, firms));
    return out;
  });
}

Result<api::ReportView> Reports::report(const Viewer& v, const std::string& id) const {
  return parts_.database.reading([&](store::Connection& c) -> Result<api::ReportView> {
    SEKISHO_TRY(const auto r, visible_report(c, v, id));
    const Instant now = parts_.clock.now();
    auto titles = names(c, "SELECT id, title FROM engagements");
    auto firms = names(c, "SELECT id, name FROM contractors");
    api::ReportView out;
    out.row = row_of(r, titles, firms);
    out.contractor = r.contractor;
    out.plan = r.plan;
    out.replaces = r.replaces;
    out.body = r.body;
    out.reason = r.reason;
    out.submitted_by = account_name(c, r.submitted_by);
    out.decided_at = r.decided_at;
    if (!r.decided_by.empty()) out.decided_by = account_name(c, r.decided_by);
    for (const auto& f : r.figures) out.figures.push_back({f.item, f.target, f.actual, f.met});
    for (const auto& x : r.changes) out.changes.push_back({x.system, x.what, x.reason, x.changed_on});
    if (r.state == ReportState::submitted &&
        may_for(Act::decide_report, c, r.engagement, r.contractor, v, now))
      out.may.push_back(Act::decide_report);
    if (r.state == ReportState::returned && !r.replaced &&
        may_for(Act::submit_report, c, r.engagement, r.contractor, v, now))
      out.may.push_back(Act::submit_report);
    return out;
  });
}

}  // namespace sekisho::app
