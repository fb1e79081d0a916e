#include "rules/duty.h"

#include <algorithm>
#include <tuple>

#include "duty/make.h"

namespace sekisho::rules {
namespace {

// Every subject there is: a file of this folder each.
const std::vector<DutySubject>& subjects() {
  static const std::vector<DutySubject> all{passage_duties(), custody_duties(), sheet_duties()};
  return all;
}

bool reaches(Role role, const Duty& duty, const Viewer& viewer) {
  const bool of_contractor = role == Role::contractor_manager || role == Role::worker;
  if (of_contractor != (viewer.side == Side::contractor)) return false;
  if (of_contractor) return !duty.contractor.empty() && viewer.contractor == duty.contractor;
  const bool all_sections =
      role == Role::department_officer || role == Role::supervising_officer || role == Role::ciso;
  return all_sections || (!duty.section.empty() && viewer.section == duty.section);
}

}  // namespace

std::vector<Duty> duties(const DutyState& state, Day today) {
  std::vector<Duty> out;
  for (const auto& subject : subjects()) subject.add(state, today, out);
  std::ranges::sort(out, {}, [](const Duty& d) { return std::tie(d.due, d.kind, d.subject); });
  return out;
}

bool owes(const Duty& duty, const Viewer& viewer) {
  if (viewer.person.empty() || std::ranges::find(duty.not_persons, viewer.person) != duty.not_persons.end())
    return false;
  if (std::ranges::find(viewer.roles, Role::administrator) != viewer.roles.end()) return false;
  if (!duty.person.empty() && viewer.person == duty.person) return true;
  return std::ranges::any_of(viewer.roles, [&](Role role) {
    return std::ranges::find(duty.roles, role) != duty.roles.end() && reaches(role, duty, viewer);
  });
}

const std::vector<DutyInfo>& all_duties() {
  static const std::vector<DutyInfo> infos = [] {
    std::vector<DutyInfo> out;
    for (const auto& subject : subjects()) out.insert(out.end(), subject.kinds.begin(), subject.kinds.end());
    return out;
  }();
  return infos;
}

}  // namespace sekisho::rules
