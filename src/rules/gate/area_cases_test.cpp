#include "gate/cases.h"

namespace sekisho::rules::testing {

std::vector<Case> area_cases() {
  using enum Act;
  const std::vector<Act> desk{enter_area};
  const std::vector<Act> written{apply_entry, approve_entry, apply_bring_in, approve_bring_in};
  const std::vector<Act> firm{apply_entry, approve_entry, apply_bring_in, approve_bring_in, enter_area};
  const std::vector<Act> things{apply_bring_in, approve_bring_in};
  const std::vector<Act> exit{leave_area};
  return {
      {"entry.area", firm, "closed", [](Facts& f) { f.area->closed = true; }},
      {"entry.window", written, "over", [](Facts& f) { f.entry->until = f.now; }},
      {"entry.purpose", written, "empty", [](Facts& f) { f.entry->purpose.clear(); }},
      {"entry.people", {apply_entry, approve_entry}, "nobody", [](Facts& f) { f.entry->people.clear(); }},
      {"entry.state",
       {approve_entry, reject_entry, approve_bring_in, withdraw_entry},
       "rejected",
       [](Facts& f) { f.entry->state = EntryState::rejected; }},
      {"entry.decider",
       {approve_entry, reject_entry, approve_bring_in},
       "the applicant",
       [](Facts& f) { f.entry->applicant_person = f.actor.person; }},
      {"entry.rejection", {reject_entry}, "no reason", [](Facts& f) { f.decision_note.clear(); }},
      {"entry.permission", desk, "none", [](Facts& f) { f.entry.reset(); }},
      {"entry.place", firm, "no work on site", [](Facts& f) { f.engagement->scope.clear(); }},
      {"entry.engagement", firm, "cancelled", [](Facts& f) { f.engagement->cancelled = true; }},
      {"entry.chain", firm, "broken", [](Facts& f) { f.chain.back().contractor = sample::other_firm; }},
      {"entry.consent", firm, "none", [](Facts& f) { f.chain.back().consent = ConsentState::none; }},
      {"entry.flow_down", firm, "not confirmed",
       [](Facts& f) { f.chain.back().flow_down_confirmed = false; }},
      {"entry.present", desk, "has left", [](Facts& f) { f.recipient->left = true; }},
      {"entry.roster", desk, "not on it", [](Facts& f) { f.recipient->on_confirmed_roster = false; }},
      {"entry.identity", desk, "not confirmed", [](Facts& f) { f.recipient->identity_confirmed = false; }},
      {"entry.trained", desk, "never", [](Facts& f) { f.recipient->trained_until.reset(); }},
      {"entry.period", firm, "over",
       [](Facts& f) { f.chain.back().ends = day_in_japan(f.now) - std::chrono::days(1); }},
      {"entry.check_sheet", firm, "none", [](Facts& f) { f.chain.back().check_sheet_confirmed = false; }},
      {"entry.pledge", desk, "none", [](Facts& f) { f.recipient->pledged = false; }},
      {"entry.year", desk, "never", [](Facts& f) { f.recipient->people_confirmed_until.reset(); }},
      {"desk.document", desk, "not shown", [](Facts& f) { f.visit->document.clear(); }},
      {"desk.escort", desk, "nobody", [](Facts& f) { f.visit->escort.reset(); }},
      {"desk.camera", desk, "another", [](Facts& f) { f.visit->camera = "CAM-99"; }},
      {"desk.badge", desk, "none", [](Facts& f) { f.visit->badge.clear(); }},
      {"desk.inside", desk, "already", [](Facts& f) { f.visit->inside_here = true; }},
      {"desk.equipment", desk, "not approved", [](Facts& f) { f.visit->things.front().approved = false; }},
      {"desk.antivirus", desk, "none", [](Facts& f) { f.visit->things.front().antivirus.clear(); }},
      {"bring_in.things", things, "none", [](Facts& f) { f.entry->things.clear(); }},
      {"bring_in.antivirus", things, "none", [](Facts& f) { f.entry->things.front().antivirus.clear(); }},
      {"bring_in.evidence", things, "none", [](Facts& f) { f.entry->evidence.clear(); }},
      {"exit.inside", exit, "gone", [](Facts& f) { f.visit->state = VisitState::left; }},
      {"exit.badge", exit, "another", [](Facts& f) { f.visit->badge = "13"; }},
      {"exit.equipment", exit, "left behind", [](Facts& f) { f.visit->leaving.clear(); }},
      {"exit.carry_out", exit, "something else", [](Facts& f) { f.visit->not_approved = {"USB"}; }},
      {"exit.work", exit, "not told", [](Facts& f) { f.visit->work.clear(); }},
      {"visit.review", {review_visit}, "nothing open", [](Facts& f) { f.visit->review = ReviewState::none; }},
  };
}

}  // namespace sekisho::rules::testing
