// All that a duty can come from, subject by subject; app reads it from the state (duty_rows.h).
#pragma once

#include <vector>

#include "rules/duty_areas.h"
#include "rules/duty_audits.h"
#include "rules/duty_breaches.h"
#include "rules/duty_contracts.h"
#include "rules/duty_custodies.h"
#include "rules/duty_passages.h"
#include "rules/duty_reports.h"
#include "rules/duty_rosters.h"
#include "rules/duty_sheets.h"
#include "rules/duty_training.h"

namespace sekisho::rules {

struct DutyState {
  std::vector<OpenPassage> passages;
  std::vector<OpenCustody> custodies;
  std::vector<OpenCopy> copies;
  std::vector<OpenDisposal> disposals;
  std::vector<RosterStanding> rosters;
  std::vector<OpenPledge> pledges;
  std::vector<OpenContract> contracts;
  std::vector<UnmanagedFirm> unmanaged_firms;
  std::vector<OpenTier> tiers;
  TrainingState training;
  ReportsState reports;
  std::vector<SheetOwed> sheets;
  std::vector<FindingOwed> findings;
  std::vector<OpenEntry> entries;
  std::vector<OpenVisit> visits;
  std::vector<OpenBreach> breaches;
  std::vector<AuditOwed> audits_owed;
  std::vector<OpenAudit> audits;
};

}  // namespace sekisho::rules
