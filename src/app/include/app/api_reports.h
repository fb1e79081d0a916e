// The shapes of the API for written reports: of contractors, and of a section to the supervising officer. See
// app/api.h.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/api_common.h"
#include "rules/vocabulary.h"
#include "rules/work_report.h"

namespace sekisho::app::api {

struct ServiceFigure {
  std::string item, target, actual;
  bool met = false;
};
struct SystemChange {
  std::string system, what, reason, changed_on;
};
struct ReportPlanInput {
  std::string engagement, contractor;  // a firm of the engagement
  rules::ReportKind kind = rules::ReportKind::work;
  std::int64_t months = 1;  // the interval
  std::string starts, note;
};
struct WorkReportInput {
  std::string engagement, contractor;
  rules::ReportKind kind = rules::ReportKind::work;
  std::string plan;  // empty: without being asked
  std::string period_from, period_to;
  std::string replaces;                // the one that was sent back
  std::string body;                    // what was done and observed
  std::vector<ServiceFigure> figures;  // of a report on service levels
  std::vector<SystemChange> changes;   // of a report on changes; none: nothing was changed
};
struct ReportDecision {
  rules::Decision decision = rules::Decision::approve;
  std::string reason;  // needed to send it back
};
struct PeriodicInput {
  std::string section, period_from, note;  // the first day of a quarter; what the manager adds
};

struct ReportPlanView {
  std::string id;
  ReportPlanInput plan;
  std::string engagement_title, contractor_name;
  std::string owed_from, owed_to;  // the first period that is missing; empty: none
  std::string due;
  std::vector<rules::Act> may;
};
struct ReportRow {
  std::string id, engagement, engagement_title, contractor_name, period_from, period_to, submitted_at;
  rules::ReportKind kind = rules::ReportKind::work;
  rules::ReportState state = rules::ReportState::submitted;
  bool replaced = false;
  std::int64_t unmet = 0;  // service levels that were not kept
};
struct ReportView {
  ReportRow row;
  std::string contractor, plan, replaces, body, reason, submitted_by, decided_at, decided_by;
  std::vector<ServiceFigure> figures;
  std::vector<SystemChange> changes;
  std::vector<rules::Act> may;
};
struct PeriodicLine {  // one engagement in the period
  std::string title, contractor_name;
  std::int64_t firms = 0, firms_without_consent = 0, people = 0, people_trained = 0;
  std::int64_t reports_confirmed = 0, reports_waiting = 0, reports_returned = 0, reports_missing = 0;
  std::int64_t levels_unmet = 0, changes = 0;
  // Firms whose check sheet was confirmed and held at the end of the period, and findings open then; absent
  // in reports made before these were gathered.
  std::optional<std::int64_t> sheets_confirmed, findings_open;
};
struct PeriodicContent {
  std::vector<PeriodicLine> lines;
  std::int64_t rosters_confirmed = 0, consents_decided = 0, approved = 0, rejected = 0, stopped = 0;
  std::int64_t custody_open = 0, custody_overdue = 0, trainings = 0;
};
struct PeriodicRow {
  std::string id, section, section_name, period_from, period_to, made_at, read_at;
};
struct PeriodicView {
  PeriodicRow row;
  std::string note, made_by, read_by;
  PeriodicContent content;
  std::int64_t entry = 0;
  std::vector<rules::Act> may;
};
struct PeriodicOwed {  // what a section could report now
  std::string section, section_name, period_from, period_to, due;
  PeriodicContent content;
};

#define D BOOST_DESCRIBE_STRUCT
D(ServiceFigure, (), (item, target, actual, met))
D(SystemChange, (), (system, what, reason, changed_on))
D(ReportPlanInput, (), (engagement, contractor, kind, months, starts, note))
D(WorkReportInput, (),
  (engagement, contractor, kind, plan, period_from, period_to, replaces, body, figures, changes))
D(ReportDecision, (), (decision, reason))
D(PeriodicInput, (), (section, period_from, note))
D(ReportPlanView, (), (id, plan, engagement_title, contractor_name, owed_from, owed_to, due, may))
D(ReportRow, (),
  (id, engagement, engagement_title, contractor_name, period_from, period_to, submitted_at, kind, state,
   replaced, unmet))
D(ReportView, (),
  (row, contractor, plan, replaces, body, reason, submitted_by, decided_at, decided_by, figures, changes,
   may))
D(PeriodicLine, (),
  (title, contractor_name, firms, firms_without_consent, people, people_trained, reports_confirmed,
   reports_waiting, reports_returned, reports_missing, levels_unmet, changes, sheets_confirmed,
   findings_open))
D(PeriodicContent, (),
  (lines, rosters_confirmed, consents_decided, approved, rejected, stopped, custody_open, custody_overdue,
   trainings))
D(PeriodicRow, (), (id, section, section_name, period_from, period_to, made_at, read_at))
D(PeriodicView, (), (row, note, made_by, read_by, content, entry, may))
D(PeriodicOwed, (), (section, section_name, period_from, period_to, due, content))
#undef D

}  // namespace sekisho::app::api
