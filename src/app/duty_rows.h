// What the duties come from, read from the state: one file a subject (duty_rows_….cpp), a fixed number of
// statements each, however many rows there are.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/viewer.h"
#include "rules/duty_state.h"
#include "store/sql.h"
#include "visible.h"

namespace sekisho::app {

// What is read: what belongs to the section, or to the firm, or to the person. All three empty: the whole
// town.
struct DutyScope {
  std::string section, contractor, person;
  Day today{};  // for what is asked of the day's contracts alone
};
// All that this viewer may owe something for (rules::owes then decides), and no more than is needed for it.
DutyScope duty_scope(const Viewer& viewer, Day today);

// Every subject, each by its reader, which fills its own field and nothing else.
using DutyReader = void (*)(store::Connection& connection, const DutyScope& scope, rules::DutyState& state);
const std::vector<DutyReader>& duty_readers();
rules::DutyState read_duty_state(store::Connection& connection, const DutyScope& scope);

// One subject each.
std::vector<rules::OpenPassage> open_passages(store::Connection& connection, const DutyScope& scope);
std::vector<rules::OpenCustody> open_custodies(store::Connection& connection, const DutyScope& scope);
std::vector<rules::OpenCopy> open_copies(store::Connection& connection, const DutyScope& scope);
std::vector<rules::OpenDisposal> open_disposals(store::Connection& connection, const DutyScope& scope);
std::vector<rules::RosterStanding> roster_standings(store::Connection& connection, const DutyScope& scope);
std::vector<rules::OpenPledge> open_pledges(store::Connection& connection, const DutyScope& scope);
std::vector<rules::OpenContract> open_contracts(store::Connection& connection, const DutyScope& scope);
std::vector<rules::UnmanagedFirm> unmanaged_firms(store::Connection& connection, const DutyScope& scope);
std::vector<rules::OpenTier> open_tiers(store::Connection& connection, const DutyScope& scope);
rules::TrainingState open_trainings(store::Connection& connection, const DutyScope& scope);
rules::ReportsState open_reports_state(store::Connection& connection, const DutyScope& scope);
std::vector<rules::SheetOwed> owed_check_sheets(store::Connection& connection, const DutyScope& scope);
std::vector<rules::FindingOwed> owed_improvements(store::Connection& connection, const DutyScope& scope);
std::vector<rules::OpenEntry> open_entries(store::Connection& connection, const DutyScope& scope);
std::vector<rules::OpenVisit> open_visits(store::Connection& connection, const DutyScope& scope);
std::vector<rules::OpenBreach> open_breaches(store::Connection& connection, const DutyScope& scope);
std::vector<rules::AuditOwed> owed_audits(store::Connection& connection, const DutyScope& scope);
std::vector<rules::OpenAudit> open_audits(store::Connection& connection, const DutyScope& scope);

// `condition`, and one of the columns is as in the scope. A column that a table does not have is "".
struct DutyColumns {
  std::string_view section, contractor, person;
};
Condition in_scope(std::string_view condition, const DutyScope& scope, const DutyColumns& columns);

}  // namespace sekisho::app
