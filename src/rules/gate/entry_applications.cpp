// Applications to enter a controlled area or to bring something in: written, decided by the area's section.
#include <algorithm>

#include "gate/rule.h"

namespace sekisho::rules {
namespace {

constexpr std::chrono::days longest{31};

Finding window(const Facts& f) {
  if (!f.entry) return missing("申請", "application");
  const auto& e = *f.entry;
  const auto seen = [&](Answer&& answer) {
    return std::move(answer)
        .saw("entry_from", format_instant(e.from))
        .saw("entry_until", format_instant(e.until));
  };
  if (e.until <= e.from)
    return seen(stop("終わりの時刻が、始まりより前です。", "It ends before it begins.",
                     "申請する人が、始まりと終わりの時刻を直してください。",
                     "The applicant must mend the times."));
  if (e.until <= f.now)
    return seen(stop("申請の時間が、すでに過ぎています。", "The time applied for is over.",
                     "これからの時間で、申請し直してください。", "Apply again for a time to come."));
  if (e.until - e.from > longest)
    return seen(stop("一つの申請は31日までです。", "One application is for 31 days at most.",
                     "必要な日に分けて、申請してください。", "Apply for the days that are needed."));
  return seen(pass("申請の時間が決まっています。", "The time is given."));
}

Finding purpose(const Facts& f) {
  if (!f.entry) return missing("申請", "application");
  if (meaningful_letters(f.entry->purpose) >= 4)
    return pass("目的が書かれています。", "The purpose is stated.");
  return stop("目的が、わかるように書かれていません。", "The purpose is not stated.",
              "何のために、どのような作業をするかを書いてください。", "State what is to be done, and why.");
}

Finding people(const Facts& f) {
  if (!f.entry) return missing("申請", "application");
  const auto& list = f.entry->people;
  if (list.empty()) return missing("入室する人", "visitors");
  const auto left = std::ranges::count_if(list, &PersonToEnter::left);
  const auto absent = std::ranges::count_if(
      list, [](const PersonToEnter& p) { return !p.on_confirmed_roster || !p.identity_confirmed; });
  if (left > 0)
    return stop("すでに業務を離れた人が入っています。", "Somebody on it has left.",
                "今も業務に就いている人だけで、申請し直してください。",
                "Apply with people who still work on it.")
        .saw("people", std::to_string(left));
  if (absent > 0)
    return stop("確認済みの最新の従事者名簿に載っていない人が入っています。",
                "Somebody on it is not on the newest confirmed roster.",
                "委託事業者の責任者が最新の名簿を出し、担当課の課長が本人を確認してください。",
                "The contractor must submit the newest roster, and the section manager must confirm it.")
        .saw("people", std::to_string(absent));
  return pass("全員が、確認済みの最新の従事者名簿に載っています。", "All are on the newest confirmed roster.")
      .saw("people", std::to_string(list.size()));
}

Finding state(const Facts& f) {
  if (!f.entry) return missing("申請", "application");
  const auto now = f.entry->state;
  const bool fits = now == EntryState::submitted ||
                    // what was approved can be taken back; who is on it does not come in any more
                    (f.act == Act::withdraw_entry && now == EntryState::approved);
  if (fits) return pass("この段階でできる操作です。", "Fits the state of the application.");
  return stop("この申請は、すでに決まっているか、取り下げられています。",
              "It was decided or withdrawn already.", "画面を読み直し、必要なら新しく申請してください。",
              "Reload the page; apply again if needed.");
}

Finding decider(const Facts& f) {
  if (!f.entry) return missing("申請", "application");
  const auto& e = *f.entry;
  if (e.applicant_account.empty() || e.applicant_person.empty()) return missing("申請者", "applicant");
  if (f.actor.account == e.applicant_account || f.actor.person == e.applicant_person)
    return stop("自分の申請を、自分で承認・却下することはできません。",
                "Nobody decides on their own application.",
                "区域の課の、別の承認者に頼んでください。申請をやめるときは「取り下げ」を使ってください。",
                "Ask another approver of the area's section; withdraw it if you want to stop it.");
  return pass("申請者とは別の人です。", "Somebody other than the applicant.");
}

Finding rejection(const Facts& f) {
  if (meaningful_letters(f.decision_note) >= 4)
    return pass("却下の理由が書かれています。", "The reason is stated.");
  return stop("却下の理由が書かれていません。", "There is no reason for the rejection.",
              "申請した人が直せるように、理由を書いてください。",
              "State the reason, so that it can be mended.");
}

}  // namespace

constinit const Rule entry_window{"entry.window", {"G-8.1-2-2b"}, "入室の時間", "Time of entry", window};
constinit const Rule entry_purpose{"entry.purpose", {"G-8.1-2-2b"}, "目的", "Purpose", purpose};
constinit const Rule entry_people{
    "entry.people", {"R-2a", "G-8.1-2-2b"}, "入室する人", "People to enter", people};
constinit const Rule entry_state{
    "entry.state", {"G-8.1-2-2b", "C-8"}, "申請の段階", "State of the application", state};
constinit const Rule entry_decider{
    "entry.decider", {"G-8.1-2-2b", "R-1b", "C-8"}, "承認できる人", "Who may decide", decider};
constinit const Rule entry_rejection{
    "entry.rejection", {"G-8.1-2-2b", "C-8"}, "却下の理由", "Reason for the rejection", rejection};

}  // namespace sekisho::rules
