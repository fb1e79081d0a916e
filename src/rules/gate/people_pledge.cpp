// The recipient's pledge, and that the town has confirmed within a year that the firm's people have not
// changed.
#include "gate/rule.h"

namespace sekisho::rules {
namespace {

Finding pledged(const Facts& f) {
  if (!f.recipient) return missing("受取人", "recipient");
  if (f.recipient->pledged) return pass("誓約書が出ています。", "The pledge is given.");
  return stop("受取人の誓約書（秘密を守る約束）が出ていません。", "The recipient has not given the pledge.",
              "受取人が自分でサインインして誓約するか、委託事業者の責任者が、署名した誓約書を登録してください"
              "。",
              "The recipient signs it, or the contractor's manager records the signed paper.")
      .saw("recipient", f.recipient->person);
}

Finding confirmed_this_year(const Facts& f) {
  if (!f.recipient) return missing("受取人", "recipient");
  const auto& until = f.recipient->people_confirmed_until;
  if (until && *until >= today(f))
    return pass("従事者が変わっていないことを、1 年以内に確かめています。",
                "Within a year it was confirmed that the people have not changed.")
        .saw("confirmed_until", format_day(*until));
  if (!until)
    return stop("この会社の従事者を、まだ確かめていません。", "The firm's people are not confirmed yet.",
                "担当課の課長が、従事者名簿を確かめてください。",
                "The section manager must confirm the roster.");
  return stop("従事者が変わっていないことの年 1 回の確認が、済んでいません。",
              "The yearly confirmation that the people have not changed is overdue.",
              "担当課の課長が、この会社の従事者が変わっていないことを確かめてください。",
              "The section manager must confirm that the firm's people have not changed.")
      .saw("confirmed_until", format_day(*until));
}

}  // namespace

constinit const Rule recipient_pledge{"recipient.pledge", {"C-3a", "C-3b"}, "誓約書", "Pledge", pledged};
constinit const Rule recipient_year{
    "recipient.year", {"R-2e", "G-8.1-2-2c"}, "年 1 回の確認", "Yearly confirmation", confirmed_this_year};

}  // namespace sekisho::rules
