#include "visible_areas.h"

namespace sekisho::app {
namespace {

using rules::Role;
using rules::Side;

Condition when(std::string_view sql, const store::Params& values) {
  Condition out{"1 = 1", {}};
  return out.also(sql, values);
}

bool works_in_a_section(const Viewer& v) {
  return v.side == Side::town && !v.section.empty() && !v.has(Role::administrator) &&
         (v.has(Role::officer) || v.has(Role::section_manager) || v.has(Role::system_administrator));
}
bool of_a_firm(const Viewer& v) {
  return v.side == Side::contractor && !v.contractor.empty() && !v.person.empty();
}

}  // namespace

bool at_the_desk(const Viewer& v) {
  return v.active && v.side == Side::town && v.has(Role::reception) && !v.has(Role::administrator);
}

Condition visible_areas(const Viewer& v) {
  if (!v.active || v.has(Role::administrator)) return {"1 = 0", {}};
  if (v.side == Side::town) return {"1 = 1", {}};
  // a firm names the area it applies for
  return of_a_firm(v) ? Condition{"closed = 0", {}} : Condition{"1 = 0", {}};
}

Condition visible_entry_applications(const Viewer& v) {
  if (!v.active) return {"1 = 0", {}};
  if (sees_whole_town(v)) return {"1 = 1", {}};
  if (works_in_a_section(v)) return when("section = ? OR engagement_section = ?", {v.section, v.section});
  if (at_the_desk(v)) return when("state = 'approved'", {});
  if (!of_a_firm(v)) return {"1 = 0", {}};
  if (v.has(Role::contractor_manager)) return when("contractor = ?", {v.contractor});
  return when(
      "contractor = ? AND (applicant_person = ? OR id IN (SELECT application FROM entry_people WHERE worker "
      "= ?))",
      {v.contractor, v.person, v.person});
}

Condition visible_visits(const Viewer& v) {
  if (!v.active) return {"1 = 0", {}};
  if (sees_whole_town(v) || at_the_desk(v)) return {"1 = 1", {}};
  if (works_in_a_section(v)) return when("section = ? OR person = ?", {v.section, v.person});
  if (!of_a_firm(v)) return {"1 = 0", {}};
  if (v.has(Role::contractor_manager)) return when("contractor = ?", {v.contractor});
  return when("person = ?", {v.person});
}

}  // namespace sekisho::app
