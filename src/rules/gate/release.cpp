// Handing over: to the named recipient, by the approved way, in time, counted, over an encrypted link; then a
// receipt.
#include "gate/rule.h"

namespace sekisho::rules {
namespace {

Finding to_recipient(const Facts& f) {
  if (!f.recipient) return missing("受取人", "recipient");
  if (!f.actor.person.empty() && f.actor.person == f.recipient->person && f.actor.side == Side::contractor &&
      !f.actor.contractor.empty() && f.actor.contractor == f.recipient->contractor)
    return pass("申請で指名された受取人です。", "The recipient named in the application.");
  return stop("申請で指名された受取人ではありません。", "You are not the recipient named in the application.",
              "指名された受取人が、自分のアカウントで受け取ってください。",
              "The named recipient must collect it.");
}

Finding by_approved_way(const Facts& f) {
  if (!f.passage) return missing("申請", "application");
  const auto way = f.act == Act::export_medium ? AccessWay::physical_medium : AccessWay::service_transfer;
  if (f.passage->way == way) return pass("承認された受け渡しの方法です。", "The way that was approved.");
  return stop("承認された受け渡しの方法と違います。", "Not the way that was approved.",
              "承認された方法で受け渡すか、申請者が方法を変えて新しく申請してください。",
              "Use the approved way, or apply again for another.");
}

Finding in_time(const Facts& f) {
  if (!f.passage) return missing("申請", "application");
  const Day last = f.passage->downloads_used == 0 ? f.passage->collect_until : f.passage->custody_due;
  if (today(f) <= last) return pass("受け取りの期限内です。", "In time.").saw("until", format_day(last));
  return stop(
             f.passage->downloads_used == 0 ? "受け取りの期限が過ぎています。"
                                            : "返却・消去の期限が過ぎています。",
             "It is too late.",
             f.passage->downloads_used == 0
                 ? "申請者に、新しい申請を頼んでください。"
                 : "受け取ったデータを返却または消去してください。まだ必要なときは、新しく申請してください。",
             f.passage->downloads_used == 0 ? "Ask the applicant to apply again."
                                            : "Return or erase the data; apply again if needed.")
      .saw("until", format_day(last));
}

Finding count_left(const Facts& f) {
  if (!f.passage) return missing("申請", "application");
  const auto& p = *f.passage;
  if (p.downloads_used >= 0 && p.downloads_used < p.downloads_allowed)
    return pass("受け取れる回数が残っています。", "Downloads are left.")
        .saw("used", std::to_string(p.downloads_used));
  return stop("受け取れる回数を使い切りました。", "No download is left.",
              "もう一度受け取る必要があるときは、申請者に新しい申請を頼んでください。",
              "Ask the applicant to apply again if it is needed once more.")
      .saw("used", std::to_string(p.downloads_used))
      .saw("allowed", std::to_string(p.downloads_allowed));
}

Finding link(const Facts& f) {
  if (f.tls) return pass("通信は暗号化されています。", "The link is encrypted.");
  return stop("暗号化されていない通信では、渡せません。",
              "Nothing is handed over on a link without encryption.",
              "https:// で始まる、登録されたアドレスから開き直してください。",
              "Open the registered https:// address.");
}

Finding custody_open(const Facts& f) {
  if (!f.passage) return missing("申請", "application");
  if (!f.custody) {
    if (f.passage->state == PassageState::approved)
      return pass("初めての受け取りです。", "Collected for the first time.");
    return missing("預かりの記録", "custody");
  }
  if (f.custody->state == CustodyState::held && today(f) <= f.custody->due)
    return pass("預かっている間の受け取りです。", "Still in custody.");
  return stop("返却・消去が始まっているか、その期限が過ぎています。",
              "Return or erasure has begun, or is overdue.", "まだ必要なときは、新しく申請してください。",
              "Apply again if it is still needed.")
      .saw("due", format_day(f.custody->due));
}

Finding after_release(const Facts& f) {
  if (!f.passage) return missing("申請", "application");
  if (f.passage->downloads_used > 0) return pass("データを受け取っています。", "The data has been received.");
  return stop("まだデータを受け取っていません。", "The data has not been received.",
              "受取人がデータを受け取り、開けることを確かめてから、受領証を出してください。",
              "Collect the data and see that it opens; then give the receipt.");
}

// The place that was declared is not repeated: whoever writes freely may write what belongs to nobody else.
Finding at_workplace(const Facts& f) {
  if (!f.engagement) return missing("契約", "engagement");
  if (!f.recipient) return missing("受取人", "recipient");
  std::string recorded;
  for (const auto& place : f.engagement->workplaces) {
    if (place.contractor != f.recipient->contractor || place.name.empty()) continue;
    if (place.name == f.place)
      return pass("契約に登録されている作業場所です。", "A workplace recorded for the contract.");
    recorded += (recorded.empty() ? "「" : "、「") + place.name + "」";
  }
  if (recorded.empty())
    return stop(
        "この会社の作業場所が、契約に登録されていません。",
        "No workplace of this firm is recorded for the contract.",
        "担当課の課長に、データを扱う場所を契約の作業場所として登録してもらってから、受領証を出してくだ"
        "さい。",
        "Have the section manager record the workplace first, then give the receipt.");
  return stop("契約に登録されている作業場所ではありません。登録されているのは" + recorded + "です。",
              "Not a workplace recorded for the contract. Recorded: " + recorded + ".",
              "登録されている作業場所から選んでください。ほかの場所で扱うときは、先に担当課の課長に登録しても"
              "ら"
              "ってください。",
              "Choose a recorded workplace; to use another, have the section manager record it first.")
      .saw("workplaces", recorded);
}

}  // namespace

constinit const Rule release_recipient{
    "release.recipient", {"R-1a", "C-4", "G-2-8-7b"}, "受け取る人", "Who collects", to_recipient};
constinit const Rule release_way{
    "release.way", {"G-8.1-2-4a", "R-1f"}, "受け渡しの方法", "Way of hand-over", by_approved_way};
constinit const Rule release_deadline{
    "release.deadline", {"R-1c", "R-1e"}, "受け取りの期限", "Day to collect by", in_time};
constinit const Rule release_count{
    "release.count", {"R-1c"}, "受け取りの回数", "Number of downloads", count_left};
constinit const Rule release_link{"release.link", {"G-2-8-7d"}, "通信の暗号化", "Encrypted link", link};
constinit const Rule release_custody{
    "release.custody", {"R-1e", "G-2-8-7e"}, "預かりの状態", "State of custody", custody_open};
constinit const Rule receipt_after_release{
    "receipt.after_release", {"C-5"}, "受領証の前の受け取り", "Received before receipt", after_release};
constinit const Rule receipt_workplace{"receipt.workplace",
                                       {"G-8.1-2-2a", "C-9b"},
                                       "データを扱う場所",
                                       "Where the data is handled",
                                       at_workplace};

}  // namespace sekisho::rules
