#include "app/findings.h"

#include <algorithm>

#include "attachment_uses.h"
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
using rules::FindingState;

Result<void> check_due(const std::string& due, Instant now) {
  SEKISHO_CHECK(check_day(due, "due"));
  if (due < format_day(day_in_japan(now)))
    return fail(ErrorCode::invalid_input, "期限は、今日か今日より後にしてください。", "due is past", "due");
  return {};
}

rules::Facts finding_facts(store::Connection& c, const store::Engagement& engagement,
                           const store::AuditFinding& finding) {
  auto facts = tier_facts(c, engagement, finding.contractor);
  facts.finding = rules::FindingFacts{finding.state, finding.state == FindingState::reported};
  return facts;
}

// An act on a finding that is seen, in one of these states; `make` gives the event of its next step.
template <class Make>
Result<Prepared> on_finding(store::Connection& c, const Viewer& viewer, const std::string& id,
                            std::initializer_list<FindingState> states, Make make) {
  SEKISHO_TRY(const auto finding, visible_finding(c, viewer, id));
  SEKISHO_TRY(const auto engagement, visible_engagement(c, viewer, finding.engagement));
  if (std::ranges::find(states, finding.state) == states.end())
    return fail(ErrorCode::conflict, "この指摘は、もう先へ進んでいます。画面を読み直してください。",
                "the finding has moved on");
  Prepared prepared{finding_facts(c, engagement, finding), finding.section, {}};
  store::Event event = make();
  event.data["step"] = finding.steps + 1;
  prepared.act = [id, event = std::move(event)](Passing& passing) -> Result<boost::json::value> {
    SEKISHO_TRY(const auto receipt, passing.append(event));
    return done(id, receipt);
  };
  return prepared;
}

}  // namespace

Result<Answer> Findings::open(const Viewer& viewer, const std::string& key, const api::FindingInput& in) {
  return parts_.door.pass(
      {viewer, key, Act::open_finding, in.engagement.empty() ? "new" : in.engagement, json::write(in)},
      [&](store::Connection& c) -> Result<Prepared> {
        SEKISHO_TRY(const auto engagement, engagement_of_firm(c, viewer, in.engagement, in.contractor));
        SEKISHO_CHECK(check_long_text(in.text, "text", true));
        if (!in.sheet.empty() || !in.line.empty()) {
          const auto sheet = in.sheet.empty() ? newest_sheet(c, in.engagement, in.contractor)
                                              : store::find<store::CheckSheet>(c, in.sheet);
          const bool fits = sheet && sheet->engagement == in.engagement && sheet->contractor == in.contractor;
          const auto lines = fits ? lines_of(c, *sheet) : rules::newest_sheet_form().lines;
          if ((!in.sheet.empty() && !fits) ||
              (!in.line.empty() && std::ranges::find(lines, in.line, &rules::SheetLine::id) == lines.end()))
            return fail(ErrorCode::invalid_input, "チェックシートの項目を選んでください。",
                        "no such sheet or line", "line");
        }
        Prepared prepared{tier_facts(c, engagement, in.contractor), engagement.section, {}};
        const auto audit_id = in.audit.value_or("");
        if (!audit_id.empty()) {
          SEKISHO_TRY(const auto audit, visible_audit(c, viewer, audit_id));
          if (audit.engagement != in.engagement || audit.contractor != in.contractor ||
              in.source != rules::FindingSource::audit)
            return fail(ErrorCode::invalid_input, "この事業者の監査で見つけたこととして登録してください。",
                        "the audit is of another firm, or the source is another", "audit");
          prepared.facts.audit = audit_facts(c, audit);
        }
        const bool demands = in.demand || in.due;
        if (demands) {
          SEKISHO_CHECK(check_long_text(in.demand.value_or(""), "demand", true));
          SEKISHO_CHECK(check_due(in.due.value_or(""), parts_.clock.now()));
        }
        // The demand itself is the section's, also where an auditor finds.
        if (demands && viewer.has(rules::Role::auditor))
          return fail(ErrorCode::invalid_input,
                      "監査担当は指摘をし、改善を求めるのは担当課です。改善の求めを空けて登録してください。",
                      "an auditor does not demand", "demand");
        prepared.act = [in, demands, audit_id,
                        section = engagement.section](Passing& passing) -> Result<boost::json::value> {
          const auto id = make_id("fnd");
          store::Event opened{"finding.opened",
                              id,
                              {{"engagement", in.engagement},
                               {"contractor", in.contractor},
                               {"section", section},
                               {"sheet", in.sheet},
                               {"line", in.line},
                               {"source", json::to_json(in.source)}},
                              {{"text", in.text}}};
          if (!audit_id.empty()) opened.data["audit"] = audit_id;
          SEKISHO_TRY(auto receipt, passing.append(opened));
          if (demands) {
            SEKISHO_TRY(
                receipt,
                passing.append(
                    {"improvement.demanded", id, {{"due", *in.due}, {"step", 1}}, {{"text", *in.demand}}}));
          }
          return done(id, receipt);
        };
        return prepared;
      });
}

Result<Answer> Findings::demand(const Viewer& viewer, const std::string& key, const std::string& id,
                                const api::DemandInput& in) {
  return parts_.door.pass(
      {viewer, key, Act::demand_improvement, id, json::write(in)},
      [&](store::Connection& c) -> Result<Prepared> {
        SEKISHO_CHECK(check_long_text(in.text, "text", true));
        SEKISHO_CHECK(check_due(in.due, parts_.clock.now()));
        return on_finding(
            c, viewer, id, {FindingState::opened, FindingState::demanded, FindingState::reported},
            [&] { return store::Event{"improvement.demanded", id, {{"due", in.due}}, {{"text", in.text}}}; });
      });
}

Result<Answer> Findings::report(const Viewer& viewer, const std::string& key, const std::string& id,
                                const api::ImprovementInput& in) {
  return parts_.door.pass(
      {viewer, key, Act::report_improvement, id, json::write(in)},
      [&](store::Connection& c) -> Result<Prepared> {
        SEKISHO_CHECK(check_long_text(in.text, "text", true));
        SEKISHO_CHECK(visible_finding(c, viewer, id));
        SEKISHO_CHECK(check_evidence(c, in.evidence, id));
        return on_finding(c, viewer, id, {FindingState::demanded}, [&] {
          return store::Event{
              "improvement.reported", id, {{"evidence", json::to_json(in.evidence)}}, {{"text", in.text}}};
        });
      });
}

Result<Answer> Findings::close(const Viewer& viewer, const std::string& key, const std::string& id,
                               const api::NoteInput& in) {
  return parts_.door.pass(
      {viewer, key, Act::close_finding, id, json::write(in)}, [&](store::Connection& c) -> Result<Prepared> {
        SEKISHO_CHECK(check_long_text(in.note, "note", false));
        return on_finding(c, viewer, id,
                          {FindingState::opened, FindingState::demanded, FindingState::reported},
                          [&] { return store::Event{"finding.closed", id, {}, {{"text", in.note}}}; });
      });
}

Result<api::Page<api::FindingRow>> Findings::list(const Viewer& viewer, const FindingFilter& filter) const {
  SEKISHO_TRY(const auto window, page_window(filter.limit, filter.after));
  return parts_.database.reading([&](store::Connection& c) -> Result<api::Page<api::FindingRow>> {
    auto condition = visible_sheets(viewer);
    if (!filter.engagement.empty()) condition.also("engagement = ?", {filter.engagement});
    if (!filter.contractor.empty()) condition.also("contractor = ?", {filter.contractor});
    if (filter.state == "open") condition.also("state <> 'closed'");
    if (!filter.state.empty() && filter.state != "open") condition.also("state = ?", {filter.state});
    // what is open first, by its day; then what was closed last
    const std::string order =
        "ORDER BY f.state = 'closed', CASE WHEN f.state = 'closed' THEN '' ELSE f.due END, f.changed_at "
        "DESC, f.id" +
        window.sql();
    api::Page<api::FindingRow> page;
    page.items = finding_rows(c, condition, order, day_in_japan(parts_.clock.now()));
    window.end(page);
    return page;
  });
}

Result<api::FindingView> Findings::view(const Viewer& viewer, const std::string& id) const {
  const auto now = parts_.clock.now();
  return parts_.database.reading([&](store::Connection& c) -> Result<api::FindingView> {
    SEKISHO_TRY(const auto finding, visible_finding(c, viewer, id));
    SEKISHO_TRY(const auto engagement, visible_engagement(c, viewer, finding.engagement));
    api::FindingView out;
    out.finding = finding_rows(c, {"id = :p0", {id}}, "", day_in_japan(now)).at(0);
    const auto steps = store::select<store::FindingStep>(c, "finding = :p0 ORDER BY step", {id});
    std::vector<std::string> accounts{finding.opened_by};
    for (const auto& step : steps) accounts.push_back(step.done_by);
    const auto names = account_names(c, accounts);
    out.opened_by = names.at(finding.opened_by);
    for (const auto& step : steps)
      out.steps.push_back({step.state, step.at, names.at(step.done_by), step.text, step.due,
                           attached_files(c, step.evidence)});
    const auto facts = finding_facts(c, engagement, finding);
    for (const Act act : {Act::demand_improvement, Act::report_improvement, Act::close_finding})
      if (finding.state != FindingState::closed && may(act, facts, viewer, now)) out.may.push_back(act);
    return out;
  });
}

}  // namespace sekisho::app
