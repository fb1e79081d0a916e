#include "duty_rows.h"

namespace sekisho::app {

using rules::Role;

DutyScope duty_scope(const Viewer& viewer, Day today) {
  if (viewer.side == rules::Side::contractor)
    return {"", viewer.has(Role::contractor_manager) ? viewer.contractor : "", viewer.person, today};
  if (viewer.has(Role::department_officer) || viewer.has(Role::supervising_officer) ||
      viewer.has(Role::ciso) || viewer.has(Role::auditor) ||  // who audits others' sections
      viewer.has(Role::reception))                            // the desk serves every area
    return {"", "", "", today};
  return {viewer.section, "", viewer.person, today};
}

namespace {

template <auto Field, auto Read>
void fill(store::Connection& c, const DutyScope& scope, rules::DutyState& state) {
  state.*Field = Read(c, scope);
}

}  // namespace

const std::vector<DutyReader>& duty_readers() {
  using State = rules::DutyState;
  static const std::vector<DutyReader> readers{
      fill<&State::passages, open_passages>,     fill<&State::custodies, open_custodies>,
      fill<&State::copies, open_copies>,         fill<&State::disposals, open_disposals>,
      fill<&State::rosters, roster_standings>,   fill<&State::pledges, open_pledges>,
      fill<&State::contracts, open_contracts>,   fill<&State::unmanaged_firms, unmanaged_firms>,
      fill<&State::tiers, open_tiers>,           fill<&State::training, open_trainings>,
      fill<&State::reports, open_reports_state>, fill<&State::sheets, owed_check_sheets>,
      fill<&State::findings, owed_improvements>, fill<&State::entries, open_entries>,
      fill<&State::visits, open_visits>,         fill<&State::breaches, open_breaches>,
      fill<&State::audits_owed, owed_audits>,    fill<&State::audits, open_audits>,
  };
  return readers;
}

rules::DutyState read_duty_state(store::Connection& c, const DutyScope& scope) {
  rules::DutyState state;
  for (const auto reader : duty_readers()) reader(c, scope, state);
  return state;
}

Condition in_scope(std::string_view condition, const DutyScope& scope, const DutyColumns& columns) {
  Condition out{std::string(condition), {}};
  if (scope.section.empty() && scope.contractor.empty() && scope.person.empty()) return out;
  std::string any;
  store::Params values;
  const auto belongs = [&](std::string_view column, const std::string& value) {
    if (column.empty() || value.empty()) return;
    any += (any.empty() ? "" : " OR ") + std::string(column) + " = ?";
    values.emplace_back(value);
  };
  belongs(columns.section, scope.section);
  belongs(columns.contractor, scope.contractor);
  belongs(columns.person, scope.person);
  return out.also(any.empty() ? "1 = 0" : any, values);
}

}  // namespace sekisho::app
