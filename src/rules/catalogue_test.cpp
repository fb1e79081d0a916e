#include "rules/catalogue.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <set>

#include "rules/duty.h"
#include "rules/gate.h"

using namespace sekisho;
using namespace sekisho::rules;

namespace {

const std::vector<std::string> ids{
    "A-1",      "A-2",      "A-3",        "A-4",        "A-5",        "A-6",        "S-1",       "S-2",
    "S-3",      "S-4",      "R-1a",       "R-1b",       "R-1c",       "R-1d",       "R-1e",      "R-1f",
    "R-2a",     "R-2b",     "R-2c",       "R-2d",       "R-2e",       "R-3",        "R-4",       "R-5a",
    "R-5b",     "R-5c",     "G-8.1-2-4a", "G-8.1-2-4b", "G-8.1-2-4c", "G-8.1-2-4d", "G-2-8-7a",  "G-2-8-7b",
    "G-2-8-7c", "G-2-8-7d", "G-2-8-7e",   "G-8.1-2-2a", "G-8.1-2-2b", "G-8.1-2-2c", "G-8.1-2-5", "G-8.1-3a",
    "G-8.1-3b", "G-8.1-3c", "G-8.1-3d",   "G-8.1-3e",   "G-8.1-3f",   "C-1",        "C-2",       "C-3a",
    "C-3b",     "C-4",      "C-5",        "C-6a",       "C-6b",       "C-7",        "C-8",       "C-9a",
    "C-9b",     "C-9c",     "C-9d",       "C-9e",       "C-10",       "C-11",       "C-12",      "C-13a",
    "C-13b",    "C-14",     "C-15a",      "C-15b",      "T-8a",       "T-8b",       "T-8c",      "T-9a",
    "T-9b",     "T-9c",     "T-9d",       "T-10a",      "T-10b",      "E-1",
};

// The kinds of ledger entries.
const std::set<std::string> records{
    "section.registered",
    "officer.registered",
    "asset.registered",
    "contractor.registered",
    "engagement.registered",
    "sub_contract.applied",
    "sub_contract.decided",
    "sub_contract.withdrawn",
    "worker.registered",
    "worker.left",
    "roster.submitted",
    "roster.confirmed",
    "training.recorded",
    "passage.drafted",
    "passage.changed",
    "content.received",
    "content.inspected",
    "passage.submitted",
    "passage.decided",
    "passage.withdrawn",
    "passage.released",
    "content.downloaded",
    "receipt.given",
    "copy.applied",
    "copy.decided",
    "copy.approved",
    "copy.declared",
    "return.declared",
    "return.confirmed",
    "custody.erasing",
    "custody.erased",
    "medium.exported",
    "act.refused",
    "account.created",
    "account.closed",
    "account.signed_in",
    "account.locked",
    "content.reinspected",
    "dataset.registered",
    "dataset.imported",
    "dataset.removed",
    "evidence.exported",
    "records.imported",
    "records.exported",
    "roster.refused",
    "workers.confirmed",
    "pledge.given",
    "pledge_wording.set",
    "engagement.changed",
    "appointment.made",
    "sub_contract.judged",
    "sub_contract.flow_down_confirmed",
    "attachment.added",
    "attachment.erased",
    "course.opened",
    "course.changed",
    "course.closed",
    "session.planned",
    "session.cancelled",
    "training.invited",
    "invitation.answered",
    "attendance.recorded",
    "test.taken",
    "training.required",
    "requirement.ended",
    "notice.published",
    "notice.withdrawn",
    "notice.read",
    "report.planned",
    "report_plan.ended",
    "report.submitted",
    "report.decided",
    "periodic_report.made",
    "periodic_report.read",
    "sheet.begun",
    "sheet.answered",
    "sheet.submitted",
    "sheet.reviewed",
    "sheet.sent_back",
    "sheet.confirmed",
    "sheet.contact_given",
    "sheet_lines.changed",
    "finding.opened",
    "improvement.demanded",
    "improvement.reported",
    "finding.closed",
    "audit.planned",
    "audit.accepted",
    "audit.reported",
    "audit.cancelled",
    "disposal.instructed",
    "disposal.certified",
    "disposal.sent_back",
    "disposal.withdrawn",
    "disposal.confirmed",
    "area.registered",
    "area.changed",
    "entry.applied",
    "entry.decided",
    "entry.withdrawn",
    "bring_in.applied",
    "bring_in.decided",
    "visit.entered",
    "visit.left",
    "visit.reviewed",
    "breach.reported",
    "breach.acknowledged",
};

std::string duty_id(DutyKind kind) { return boost::describe::enum_to_string(kind, "?"); }

bool practised(const Clause& clause, std::string_view kind, std::string_view id) {
  return std::ranges::any_of(clause.practices,
                             [&](const Practice& p) { return p.kind == kind && p.id == id; });
}

}  // namespace

TEST_CASE("every clause is there once, in the order of the source") {
  const auto& rows = catalogue();
  REQUIRE(rows.size() == ids.size());
  for (std::size_t i = 0; i < ids.size(); ++i) {
    CHECK(rows[i].id == ids[i]);
    CHECK(find_clause(ids[i]) == &rows[i]);
  }
  CHECK(find_clause("C-16") == nullptr);
}

TEST_CASE("every clause says what it demands, and is in practice or says why not yet") {
  const std::set<std::string> groups{"A", "S", "R", "G", "C", "T"};
  for (const auto& row : catalogue()) {
    CAPTURE(row.id);
    CHECK(groups.contains(row.group));
    CHECK_FALSE(row.place.empty());
    CHECK_FALSE(row.text_ja.empty());
    CHECK_FALSE(row.text_en.empty());
    CHECK_FALSE(row.kinds.empty());
    CHECK((!row.practices.empty() || !row.planned.empty()));
    if (!row.planned.empty()) CHECK(row.planned.ends_with("。"));
    std::set<std::pair<std::string, std::string>> seen;
    for (const auto& p : row.practices) CHECK(seen.insert({p.kind, p.id}).second);
  }
}

TEST_CASE("every practice exists") {
  std::map<std::string, std::set<std::string>> known{
      {"record", records},
      {"report",
       {"clauses", "erasure_certificate", "disposal_certificate", "check_sheet", "periodic_report",
        "audit_report"}},
      {"guide", {"operations", "guideline_overview", "staff_basics"}},
      {"scenario", {"incident_replay"}}};
  for (const auto& rule : all_rules()) known["rule"].emplace(rule.id);
  for (const auto& duty : all_duties()) known["duty"].insert(duty_id(duty.kind));
  for (const auto& row : catalogue())
    for (const auto& p : row.practices) {
      CAPTURE(row.id);
      CAPTURE(p.kind);
      CAPTURE(p.id);
      REQUIRE(known.contains(p.kind));
      CHECK(known[p.kind].contains(p.id));
      // A rule or duty named here must cite this clause itself.
      if (p.kind == "rule") {
        const auto rule = std::ranges::find(all_rules(), p.id, &RuleInfo::id);
        REQUIRE(rule != all_rules().end());
        CHECK(std::ranges::find(rule->clauses, row.id) != rule->clauses.end());
      }
    }
}

TEST_CASE("every rule and every duty stands under the clauses it cites") {
  std::set<std::string_view> names;
  for (const auto& rule : all_rules()) {
    CAPTURE(rule.id);
    CHECK(names.insert(rule.id).second);
    CHECK_FALSE(rule.clauses.empty());
    CHECK_FALSE(rule.name_ja.empty());
    CHECK_FALSE(rule.name_en.empty());
    for (const auto clause : rule.clauses) {
      CAPTURE(clause);
      const auto* row = find_clause(clause);
      REQUIRE(row != nullptr);
      CHECK(practised(*row, "rule", rule.id));
    }
  }
  for (const auto& duty : all_duties()) {
    CHECK_FALSE(duty.clauses.empty());
    for (const auto clause : duty.clauses) {
      CAPTURE(clause);
      const auto* row = find_clause(clause);
      REQUIRE(row != nullptr);
      CHECK(practised(*row, "duty", duty_id(duty.kind)));
    }
  }
}

TEST_CASE("the figures of the source stand as they are") {
  CHECK(find_clause("A-2")->text_ja.find("46万517人") != std::string::npos);
  CHECK(find_clause("A-3")->text_ja.find("36万573件") != std::string::npos);
  CHECK(find_clause("A-4")->text_ja.find("7万4,767世帯分") != std::string::npos);
  CHECK(find_clause("A-5")->text_ja.find("6万9,261件") != std::string::npos);
  CHECK(find_clause("S-3")->text_ja.find("1033・59.3%") != std::string::npos);
}
