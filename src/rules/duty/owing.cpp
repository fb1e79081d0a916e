#include <algorithm>
#include <array>

#include "rules/duty_owing.h"

namespace sekisho::rules {
namespace {

bool contains(const std::vector<Role>& roles, Role role) {
  return std::ranges::find(roles, role) != roles.end();
}

bool of_contractor(Role role) { return role == Role::contractor_manager || role == Role::worker; }

bool of_all_sections(Role role) {
  return role == Role::department_officer || role == Role::supervising_officer || role == Role::ciso;
}

// Whether a role of this viewer is one for the duty's section or firm.
bool reaches(Role role, const Duty& duty, const Viewer& viewer) {
  if (of_contractor(role) != (viewer.side == Side::contractor)) return false;
  if (of_contractor(role)) return !duty.contractor.empty() && viewer.contractor == duty.contractor;
  // who audits is independent of what is audited
  if (role == Role::auditor) return viewer.section.empty() || viewer.section != duty.section;
  return of_all_sections(role) || role == Role::reception ||  // one desk for every area
         (!duty.section.empty() && viewer.section == duty.section);
}

// Nobody's: not of who must keep out of it, not of who runs the machine.
bool kept_out(const Duty& duty, const Viewer& viewer) {
  return viewer.person.empty() || contains(viewer.roles, Role::administrator) ||
         std::ranges::find(duty.not_persons, viewer.person) != duty.not_persons.end();
}

// Who stands above whom. Those who are nobody's superior, and have none, are not in it.
constexpr std::array ladder{Role::worker,
                            Role::contractor_manager,
                            Role::section_manager,
                            Role::department_officer,
                            Role::supervising_officer,
                            Role::ciso};
int rank(Role role) {
  switch (role) {
    case Role::officer:
    case Role::system_administrator:
    case Role::reception:
      return 1;  // as a contractor's manager: below the section manager
    case Role::auditor:
      return 4;  // reports to the CISO
    case Role::administrator:
      return static_cast<int>(ladder.size());
    default:
      return static_cast<int>(std::ranges::find(ladder, role) - ladder.begin());
  }
}

bool stands_in(Role has, Role asked) {
  if (has == asked) return true;
  if (of_contractor(has) != of_contractor(asked)) return false;
  const bool leads = has == Role::contractor_manager || has == Role::section_manager || of_all_sections(has);
  return leads && rank(has) > rank(asked) && asked != Role::auditor && asked != Role::administrator;
}

}  // namespace

bool owes(const Duty& duty, const Viewer& viewer) {
  if (kept_out(duty, viewer)) return false;
  if (!duty.person.empty() && viewer.person == duty.person) return true;
  return std::ranges::any_of(
      viewer.roles, [&](Role role) { return contains(duty.roles, role) && reaches(role, duty, viewer); });
}

bool may_take(const Duty& duty, const Viewer& viewer) {
  if (kept_out(duty, viewer)) return false;
  return std::ranges::any_of(viewer.roles, [&](Role has) {
    return reaches(has, duty, viewer) &&
           std::ranges::any_of(duty.roles, [&](Role asked) { return stands_in(has, asked); });
  });
}

bool stands_in_for(const Viewer& taker, const Viewer& giver) {
  if (taker.side != giver.side || contains(taker.roles, Role::administrator)) return false;
  return std::ranges::any_of(taker.roles, [&](Role has) {
    const bool same_place =
        taker.side == Side::contractor
            ? !taker.contractor.empty() && taker.contractor == giver.contractor
            : of_all_sections(has) || has == Role::auditor || taker.section == giver.section;
    return same_place && std::ranges::any_of(giver.roles, [&](Role asked) { return stands_in(has, asked); });
  });
}

bool moves(const Delegation& d, const Duty& duty, Day today) {
  if (today < d.starts || today > d.ends || d.giver == d.taker) return false;
  if (d.kind && (*d.kind != duty.kind || d.subject != duty.subject)) return false;
  return std::ranges::any_of(d.giver_as, [&](const Viewer& v) { return owes(duty, v); }) &&
         std::ranges::any_of(d.taker_as, [&](const Viewer& v) { return may_take(duty, v); });
}

std::vector<Role> escalated_to(const Duty& duty, int every) {
  std::vector<Role> out;
  if (duty.overdue) out = duty.next;
  if (every <= 0 || -duty.days_left < every) return out;
  int top = duty.contractor.empty() ? rank(Role::officer) : rank(Role::worker);
  for (const Role role : duty.roles) top = std::max(top, rank(role));
  int steps = -duty.days_left / every;
  for (std::size_t i = static_cast<std::size_t>(top) + 1; i < ladder.size() && steps > 0; ++i) {
    // where there is none of that kind, the one above is next
    if (ladder[i] == Role::contractor_manager && duty.contractor.empty()) continue;
    if (ladder[i] == Role::section_manager && duty.section.empty()) continue;
    out.push_back(ladder[i]);
    --steps;
  }
  return out;
}

Reached reached(const Duty& duty, const Viewer& viewer, const std::vector<Delegation>& delegations, Day today,
                int every) {
  const auto by = [&](std::string Delegation::* side) -> const Delegation* {
    for (const auto& d : delegations)
      if (d.*side == viewer.person && moves(d, duty, today)) return &d;
    return nullptr;
  };
  if (owes(duty, viewer)) {
    if (const auto* given = by(&Delegation::giver)) return {Reach::own, given};
    const auto* taken = by(&Delegation::taker);
    return {taken != nullptr ? Reach::taken : Reach::own, taken};
  }
  if (const auto* taken = by(&Delegation::taker); taken != nullptr && may_take(duty, viewer))
    return {Reach::taken, taken};
  if (kept_out(duty, viewer)) return {};
  const auto above = escalated_to(duty, every);
  const bool told = std::ranges::any_of(
      viewer.roles, [&](Role role) { return contains(above, role) && reaches(role, duty, viewer); });
  return {told ? Reach::escalated : Reach::none, nullptr};
}

}  // namespace sekisho::rules
