// Controlled areas of the fictional town: what sample.h adds for their acts.
#pragma once

#include "rules/facts.h"

namespace sekisho::rules::sample {

// Who does it, where it is an act of this field and not the applicant's.
inline std::optional<Role> area_actor(Act act) {
  switch (act) {
    case Act::register_area:
    case Act::change_area:
    case Act::approve_entry:
    case Act::approve_bring_in:
    case Act::reject_entry:
    case Act::review_visit:
      return Role::section_manager;
    case Act::apply_entry:
    case Act::apply_bring_in:
      return Role::contractor_manager;
    case Act::enter_area:
    case Act::leave_area:
    case Act::replay_visit:
    case Act::keep_still:
      return Role::reception;
    default:
      return std::nullopt;
  }
}

inline Area area() {
  return {"are_000000000000server",
          "sec_welfare000000001",
          {Role::officer, Role::section_manager},
          {},
          {"CAM-01", "CAM-02"},
          true,
          true,
          false};
}

inline Thing laptop(Day today) {
  return {
      "thg_0000000000laptop", ThingKind::pc, "PC-2026-001", "見本アンチウイルス", today, false, true, false};
}

// Somebody of the sub-contractor at the door, with everything in order.
inline Visit visitor(Day today) {
  Visit v;
  v.person = "wkr_recipient";
  v.document = "運転免許証";
  v.escort = Insider{"off_escort", {Role::officer}, "sec_welfare000000001"};
  v.escort_present = true;
  v.camera = "CAM-01";
  v.badge = "12";
  v.badge_free = true;
  v.things = {laptop(today)};
  return v;
}

inline void add_areas(Facts& f, Act act) {
  using namespace std::chrono_literals;
  const Day today = day_in_japan(f.now);
  EntryApplication e;
  e.id = "ent_0000000000000001";
  e.area = area().id;
  e.state = EntryState::submitted;
  e.from = f.now - 1h;
  e.until = f.now + 3h;
  e.applicant_account = "acc_applicant";
  e.applicant_person = "off_applicant";
  e.purpose = "サーバーの定期点検のため";
  e.people = {{"wkr_recipient", true, true, false}};
  e.things = {laptop(today)};
  e.evidence = "11月24日に全体を検査し、検出はありませんでした";
  Visit v = visitor(today);
  switch (act) {
    case Act::enter_area:
      e.state = EntryState::approved;
      break;
    case Act::leave_area:
      v.own_badge = v.badge;
      v.leaving = {v.things.front().id};
      v.work = "定期点検";
      break;
    case Act::review_visit:
      v.review = ReviewState::open;
      break;
    default:
      break;
  }
  f.area = area();
  f.entry = std::move(e);
  f.visit = std::move(v);
}

}  // namespace sekisho::rules::sample
