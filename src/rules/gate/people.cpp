// The recipient: still there, on the newest confirmed roster, known by document or interview, and trained.
#include "gate/rule.h"

namespace sekisho::rules {
namespace {

Finding present(const Facts& f) {
  if (!f.recipient) return missing("受取人", "recipient");
  if (f.recipient->person.empty() || f.recipient->contractor.empty())
    return missing("受取人とその会社", "recipient and their firm");
  if (!f.recipient->left)
    return pass("受取人は、今も業務に就いています。", "The recipient is still at work on it.");
  return stop("受取人は、すでにこの業務を離れています。", "The recipient has left.",
              "今も業務に就いている従事者を受取人にして、申請し直してください。",
              "Apply again with somebody who still works on it.")
      .saw("recipient", f.recipient->person);
}

Finding on_roster(const Facts& f) {
  if (!f.recipient) return missing("受取人", "recipient");
  if (f.recipient->on_confirmed_roster && !f.recipient->left)
    return pass("確認済みの最新の従事者名簿に載っています。", "On the newest confirmed roster.");
  return stop("受取人が、確認済みの最新の従事者名簿に載っていません。",
              "The recipient is not on the newest confirmed roster.",
              "委託事業者の責任者が最新の名簿を出し、担当課の課長が確認してください。",
              "The contractor must submit the newest roster, and the section manager must confirm it.")
      .saw("recipient", f.recipient->person);
}

Finding identified(const Facts& f) {
  if (!f.recipient) return missing("受取人", "recipient");
  if (f.recipient->identity_confirmed) return pass("本人確認が済んでいます。", "Identity confirmed.");
  return stop("受取人の本人確認が済んでいません。", "The recipient's identity is not confirmed.",
              "担当課の職員が、身分証明書または面談で本人を確かめ、名簿に記録してください。",
              "The section must confirm the identity by document or interview.")
      .saw("recipient", f.recipient->person);
}

Finding trained(const Facts& f) {
  if (!f.recipient) return missing("受取人", "recipient");
  const auto& until = f.recipient->trained_until;
  if (until && *until >= today(f)) {
    // Without an asset (an entry), what the engagement handles decides.
    const bool important = f.asset ? is_important(*f.asset) : f.recipient->handles_important;
    const auto open = missing_training(f.recipient->trainings, f.recipient->required, important, today(f));
    if (open.empty())
      return pass("研修を受けています。", "Trained.").saw("trained_until", format_day(*until));
    std::string names;
    for (const auto& one : open) names += (names.empty() ? "" : "、") + one.name;
    return stop("この情報を扱うために要る研修（" + names + "）を受けていないか、有効期間が過ぎています。",
                "Training that this information asks for is missing or has expired: " + names + ".",
                "委託事業者の責任者が、要る研修に参加させてください。受けたことは担当課が記録するか、"
                "ページで教材を学んでテストに合格すると記録されます。",
                "The contractor must have them take that training; the section records it, or they pass its "
                "test on the page.")
        .saw("missing", names);
  }
  if (until)
    return stop("受取人の研修の有効期間が過ぎています。", "The recipient's training has expired.",
                "委託事業者の責任者が研修を受けさせ、担当課の課長が記録してください。",
                "The contractor must have them trained again, and the section manager must record it.")
        .saw("trained_until", format_day(*until));
  return stop("受取人が、情報の取扱いの研修を受けた記録がありません。",
              "There is no record of the recipient's training.",
              "委託事業者の責任者が研修を受けさせ、担当課の課長が記録してください。",
              "The contractor must have them trained, and the section manager must record it.")
      .saw("recipient", f.recipient->person);
}

}  // namespace

constinit const Rule recipient_present{
    "recipient.present", {"G-8.1-2-2a", "C-9a"}, "受取人", "Recipient", present};
constinit const Rule recipient_roster{
    "recipient.roster", {"R-2c", "G-8.1-2-2c", "C-9a", "C-4"}, "従事者名簿", "Worker roster", on_roster};
constinit const Rule recipient_identity{
    "recipient.identity", {"R-2d", "G-8.1-2-2c"}, "本人確認", "Identity", identified};
constinit const Rule recipient_trained{
    "recipient.trained", {"R-3", "G-8.1-2-5", "C-13a"}, "研修", "Training", trained};

}  // namespace sekisho::rules
