#include "app/audits.h"

#include <algorithm>

#include "audit_rows.h"
#include "base/ids.h"
#include "events.h"
#include "facts.h"
#include "page_window.h"
#include "party_facts.h"
#include "passage_rows.h"
#include "sheet_rows.h"
#include "store/rows.h"

namespace sekisho::app {
namespace {

using rules::Act;

constexpr std::chrono::days to_answer{14};  // after the firm was told; never later than the planned day

struct Found {  // an audit that this viewer sees, and what the gate is told
  store::Audit audit;
  Prepared prepared;
};
Result<Found> on_audit(store::Connection& c, const Viewer& viewer, const std::string& id) {
  SEKISHO_TRY(auto audit, visible_audit(c, viewer, id));
  SEKISHO_TRY(const auto engagement, visible_engagement(c, viewer, audit.engagement));
  Prepared prepared{tier_facts(c, engagement, audit.contractor), audit.section, {}};
  prepared.facts.audit = audit_facts(c, audit);
  return Found{std::move(audit), std::move(prepared)};
}

// What follows when the gate opens.
auto append_one(const std::string& id, store::Event event) {
  return [id, event = std::move(event)](Passing& passing) -> Result<boost::json::value> {
    SEKISHO_TRY(const auto receipt, passing.append(event));
    return done(id, receipt);
  };
}

}  // namespace

Result<Answer> Audits::plan(const Viewer& viewer, const std::string& key, const api::AuditInput& in) {
  SEKISHO_CHECK(check_name(in.title, "title"));
  SEKISHO_CHECK(check_long_text(in.scope, "scope", true));
  SEKISHO_CHECK(check_day(in.planned_on, "planned_on"));
  return parts_.door.pass(
      {viewer, key, Act::plan_audit, in.engagement.empty() ? "new" : in.engagement, json::write(in)},
      [&](store::Connection& c) -> Result<Prepared> {
        SEKISHO_TRY(const auto engagement, engagement_of_firm(c, viewer, in.engagement, in.contractor));
        Prepared prepared{tier_facts(c, engagement, in.contractor), engagement.section, {}};
        const Day today = day_in_japan(parts_.clock.now());
        const Day planned_on = parse_day(in.planned_on).value_or(Day{});
        rules::Audit plan;
        plan.title = in.title;
        plan.scope = in.scope;
        plan.method = in.method;
        plan.announced = today;
        plan.planned_on = planned_on;
        prepared.facts.audit = std::move(plan);
        const auto id = make_id("aud");
        prepared.act = append_one(id, {"audit.planned",
                                       id,
                                       {{"engagement", in.engagement},
                                        {"contractor", in.contractor},
                                        {"section", engagement.section},
                                        {"method", json::enum_name(in.method)},
                                        {"planned_on", in.planned_on},
                                        {"answer_by", format_day(std::min(planned_on, today + to_answer))}},
                                       {{"title", in.title}, {"scope", in.scope}}});
        return prepared;
      });
}

Result<Answer> Audits::accept(const Viewer& viewer, const std::string& key, const std::string& id,
                              const api::AuditAnswerInput& in) {
  SEKISHO_CHECK(check_long_text(in.answer, "answer", true));
  return parts_.door.pass(
      {viewer, key, Act::accept_audit, id, json::write(in)}, [&](store::Connection& c) -> Result<Prepared> {
        SEKISHO_TRY(auto found, on_audit(c, viewer, id));
        found.prepared.facts.audit->answer = in.answer;
        found.prepared.act = append_one(id, {"audit.accepted", id, {}, {{"answer", in.answer}}});
        return std::move(found.prepared);
      });
}

Result<Answer> Audits::report(const Viewer& viewer, const std::string& key, const std::string& id,
                              const api::AuditReportInput& in) {
  SEKISHO_CHECK(check_day(in.held_on, "held_on"));
  SEKISHO_CHECK(check_long_text(in.attended, "attended", false));
  SEKISHO_CHECK(check_long_text(in.looked_at, "looked_at", true));
  SEKISHO_CHECK(check_long_text(in.summary, "summary", true));
  return parts_.door.pass(
      {viewer, key, Act::report_audit, id, json::write(in)}, [&](store::Connection& c) -> Result<Prepared> {
        SEKISHO_TRY(auto found, on_audit(c, viewer, id));
        auto& said = *found.prepared.facts.audit;
        said.held_on = parse_day(in.held_on);
        said.attended = in.attended;
        said.looked_at = in.looked_at;
        said.summary = in.summary;
        said.opinion = in.opinion;
        found.prepared.act = append_one(
            id, {"audit.reported",
                 id,
                 {{"held_on", in.held_on}, {"opinion", json::enum_name(in.opinion)}},
                 {{"attended", in.attended}, {"looked_at", in.looked_at}, {"summary", in.summary}}});
        return std::move(found.prepared);
      });
}

Result<Answer> Audits::cancel(const Viewer& viewer, const std::string& key, const std::string& id,
                              const api::ReasonInput& in) {
  SEKISHO_CHECK(check_long_text(in.reason, "reason", true));
  return parts_.door.pass(
      {viewer, key, Act::cancel_audit, id, json::write(in)}, [&](store::Connection& c) -> Result<Prepared> {
        SEKISHO_TRY(auto found, on_audit(c, viewer, id));
        found.prepared.act = append_one(id, {"audit.cancelled", id, {}, {{"reason", in.reason}}});
        return std::move(found.prepared);
      });
}

Result<api::Page<api::AuditRow>> Audits::list(const Viewer& viewer, const AuditFilter& filter) const {
  SEKISHO_TRY(const auto window, page_window(filter.limit, filter.after));
  return parts_.database.reading([&](store::Connection& c) -> Result<api::Page<api::AuditRow>> {
    auto condition = visible_sheets(viewer);
    if (!filter.engagement.empty()) condition.also("engagement = ?", {filter.engagement});
    if (!filter.contractor.empty()) condition.also("contractor = ?", {filter.contractor});
    if (filter.state == "open") condition.also("state IN ('planned', 'accepted')");
    if (!filter.state.empty() && filter.state != "open") condition.also("state = ?", {filter.state});
    const std::string order =
        "ORDER BY u.state IN ('reported', 'cancelled'), CASE WHEN u.state IN ('planned', 'accepted') THEN "
        "u.planned_on ELSE '' END, u.changed_at DESC, u.id" +
        window.sql();
    api::Page<api::AuditRow> page;
    page.items = audit_rows(c, condition, order, day_in_japan(parts_.clock.now()));
    window.end(page);
    return page;
  });
}

Result<api::AuditView> Audits::view(const Viewer& viewer, const std::string& id) const {
  const auto now = parts_.clock.now();
  const Day today = day_in_japan(now);
  return parts_.database.reading([&](store::Connection& c) -> Result<api::AuditView> {
    SEKISHO_TRY(auto found, on_audit(c, viewer, id));
    const auto& a = found.audit;
    const auto names = account_names(c, {a.planned_by, a.accepted_by, a.reported_by, a.cancelled_by});
    const auto name = [&](const std::string& account) {
      return account.empty() ? std::string() : names.at(account);
    };
    api::AuditView out;
    out.row = audit_rows(c, {"id = :p0", {id}}, "", today).at(0);
    out.scope = a.scope;
    out.planned_at = a.planned_at;
    out.planned_by = name(a.planned_by);
    out.answer = a.answer;
    out.accepted_at = a.accepted_at;
    out.accepted_by = name(a.accepted_by);
    out.attended = a.attended;
    out.looked_at = a.looked_at;
    out.summary = a.summary;
    out.reported_at = a.reported_at;
    out.reported_by = name(a.reported_by);
    out.cancel_reason = a.cancel_reason;
    out.cancelled_at = a.cancelled_at;
    out.cancelled_by = name(a.cancelled_by);
    out.entry = a.end_entry;
    out.findings = finding_rows(c, {"audit = :p0", {id}}, "ORDER BY f.opened_at, f.id LIMIT 200", today);
    out.timeline = timeline(c, {id});
    // What the gate stopped on the town's side is not the firm's to read.
    if (viewer.side == rules::Side::contractor)
      std::erase_if(out.timeline, [](const auto& item) { return item.kind == "act.refused"; });
    for (const Act act : {Act::accept_audit, Act::report_audit, Act::cancel_audit, Act::open_finding})
      if (may(act, found.prepared.facts, viewer, now)) out.may.push_back(act);
    return out;
  });
}

}  // namespace sekisho::app
