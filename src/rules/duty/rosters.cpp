// What is owed about the people of a firm: rosters, their confirmation, once a year the confirmation that
// nobody has changed, and pledges.
#include "duty/make.h"

namespace sekisho::rules {
namespace {

using std::chrono::days;

// How long people have. A changed person is the danger itself: a week.
constexpr days to_submit{7};
constexpr days to_confirm{7};
constexpr days to_pledge{7};
constexpr days to_pledge_on_leaving{14};
constexpr days yearly_shown_before{30};

// A year later; of 29 February the 28th.
Day a_year_after(Day day) {
  const std::chrono::year_month_day date(day);
  const auto next = date + std::chrono::years(1);
  return next.ok() ? Day(next) : Day(next.year() / next.month() / std::chrono::last);
}

Duty submit(const RosterStanding& r, Day since, std::string_view what_ja, std::string_view what_en,
            Day today) {
  auto duty = make(DutyKind::submit_roster, r.subject, since + to_submit, today);
  duty.roles = {Role::contractor_manager};
  duty.contractor = r.contractor;
  say(duty, what_ja, what_en, "いま働いている人を載せた、最新の従事者名簿を出してください。",
      "Submit the newest roster, with everybody who works on it now.");
  return duty;
}

void standing(const RosterStanding& r, Day today, std::vector<Duty>& out) {
  using State = RosterStanding::State;
  if (today < r.since || today > r.ends) return;
  if (r.state == State::none)
    out.push_back(submit(r, r.since, "従事者名簿がまだ出ていません", "No roster was submitted yet", today));
  else if (r.state == State::refused)
    out.push_back(submit(r, r.newest_on, "従事者名簿が差し戻されています", "The roster was refused", today));
  else if (r.left_on)
    out.push_back(submit(r, *r.left_on, "従事者が変わったので、新しい名簿が要ります",
                         "People have changed: a new roster is needed", today));
  if (r.state == State::waiting) {
    auto duty = make(DutyKind::confirm_roster, r.newest, r.newest_on + to_confirm, today);
    duty.roles = {Role::section_manager};
    duty.section = r.section;
    say(duty, "従事者名簿が、本人確認を待っています", "A roster waits for its people to be confirmed",
        "新しい人を、身分証明書か面談で 1 "
        "人ずつ確かめてください。合わなければ、理由を書いて差し戻してください。",
        "Confirm each new person by document or interview, or refuse the roster with a reason.");
    out.push_back(std::move(duty));
  }
  if (r.confirmed_on) {
    const Day due = a_year_after(*r.confirmed_on);
    if (today >= due - yearly_shown_before) {
      auto duty = make(DutyKind::confirm_workers, r.confirmed, due, today);
      duty.roles = {Role::section_manager};
      duty.section = r.section;
      say(duty, "従事者が変わっていないかを確かめる時期です",
          "Time to confirm that the people have not changed",
          "名簿が出ていなくても、いま働いている人が名簿のとおりかを会社に確かめ、記録してください。",
          "Even if no roster came: ask the firm whether the people are still those, and record it.");
      out.push_back(std::move(duty));
    }
  }
  if (r.without_pledge > 0) {
    auto duty = make(DutyKind::give_pledge, r.newest, r.newest_on + to_pledge, today);
    duty.roles = {Role::contractor_manager};
    duty.contractor = r.contractor;
    const auto many = std::to_string(r.without_pledge);
    say(duty, "誓約書が出ていない従事者が" + many + "人います", many + " people have not given the pledge",
        "本人にサインインして誓約してもらうか、署名した誓約書を登録してください。",
        "Have them sign in and give it, or record the signed papers.");
    out.push_back(std::move(duty));
  }
}

void pledge(const OpenPledge& p, Day today, std::vector<Duty>& out) {
  auto duty = make(p.leaving ? DutyKind::give_leaving_pledge : DutyKind::give_pledge, p.subject,
                   p.since + (p.leaving ? to_pledge_on_leaving : to_pledge), today);
  duty.person = p.person;
  duty.contractor = p.contractor;
  if (p.leaving) {
    duty.roles = {Role::contractor_manager};
    say(duty, "離れた従事者の誓約書（離れた後も秘密を守る約束）が出ていません",
        "The pledge of somebody who has left is owed",
        "離れた人に署名してもらい、その誓約書を登録してください。",
        "Have them sign it, and record the paper.");
  } else {
    say(duty, "あなたの誓約書（秘密を守る約束）が出ていません", "You have not given your pledge",
        "文面を読み、名前を入れて誓約してください。", "Read the wording, and sign it with your name.");
  }
  out.push_back(std::move(duty));
}

void add(const DutyState& state, Day today, std::vector<Duty>& out) {
  for (const auto& r : state.rosters) standing(r, today, out);
  for (const auto& p : state.pledges) pledge(p, today, out);
}

}  // namespace

DutySubject roster_duties() {
  return {
      {{DutyKind::submit_roster, {"R-2c", "G-8.1-2-2a", "G-8.1-2-2c"}, "従事者名簿の提出", "Submit a roster"},
       {DutyKind::confirm_roster, {"R-2d", "G-8.1-2-2c"}, "従事者の本人確認", "Confirm a roster"},
       {DutyKind::confirm_workers,
        {"R-2e", "G-8.1-2-2c"},
        "年 1 回の従事者の確認",
        "Confirm that people have not changed"},
       {DutyKind::give_pledge, {"C-3a"}, "誓約書の提出", "Give a pledge"},
       {DutyKind::give_leaving_pledge, {"C-3b"}, "離れる人の誓約書", "Pledge of a leaver"}},
      &add};
}

}  // namespace sekisho::rules
