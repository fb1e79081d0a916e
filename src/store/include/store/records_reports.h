// The state tables of written reports as structs. See store/records.h.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <string>
#include <vector>

#include "rules/work_report.h"

namespace sekisho::store {

struct ReportPlan {
  std::string id, engagement, contractor, section;
  rules::ReportKind kind{};
  std::int64_t months = 0;
  std::string starts, note, planned_at, ended_at;
};
struct ServiceFigure {  // one agreed level, and what it was
  std::string item, target, actual;
  bool met = false;
};
struct SystemChange {
  std::string system, what, reason, changed_on;
};
struct WorkReport {
  std::string id, engagement, contractor, section;
  rules::ReportKind kind{};
  std::string plan, period_from, period_to, replaces, body;  // plan empty: without being asked
  std::vector<ServiceFigure> figures;
  std::vector<SystemChange> changes;
  rules::ReportState state{};
  std::string submitted_at, submitted_by, decided_at, decided_by, reason;
  bool replaced = false;  // a corrected one was submitted
};
struct PeriodicReport {
  std::string id, section, period_from, period_to, content, note, made_at, made_by, read_at, read_by;
  std::int64_t entry = 0;  // of the ledger, that made it
};

#define D BOOST_DESCRIBE_STRUCT
D(ReportPlan, (), (id, engagement, contractor, section, kind, months, starts, note, planned_at, ended_at))
D(ServiceFigure, (), (item, target, actual, met))
D(SystemChange, (), (system, what, reason, changed_on))
D(WorkReport, (),
  (id, engagement, contractor, section, kind, plan, period_from, period_to, replaces, body, figures, changes,
   state, submitted_at, submitted_by, decided_at, decided_by, reason, replaced))
D(PeriodicReport, (),
  (id, section, period_from, period_to, content, note, made_at, made_by, read_at, read_by, entry))
#undef D

}  // namespace sekisho::store
