#include "duty_rows.h"

namespace sekisho::app {

using rules::Role;

DutyScope duty_scope(const Viewer& viewer) {
  if (viewer.side == rules::Side::contractor)
    return {"", viewer.has(Role::contractor_manager) ? viewer.contractor : "", viewer.person};
  if (viewer.has(Role::department_officer) || viewer.has(Role::supervising_officer) || viewer.has(Role::ciso))
    return {};
  return {viewer.section, "", viewer.person};
}

rules::DutyState read_duty_state(store::Connection& c, const DutyScope& scope) {
  return {open_passages(c, scope), open_custodies(c, scope), owed_check_sheets(c, scope),
          owed_improvements(c, scope)};
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
