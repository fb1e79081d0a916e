// Handing duties to somebody else for some days: only to who could do them anyway. No right goes with it, so
// that nobody comes to act twice, or on an application of their own, by way of a colleague's absence.
#include <algorithm>

#include "gate/rule.h"

namespace sekisho::rules {
namespace {

constexpr std::chrono::days longest{92};

Finding period(const Facts& f) {
  if (!f.delegation) return missing("任せる期間", "the days of the delegation");
  const auto& d = *f.delegation;
  const auto days = format_day(d.starts) + "/" + format_day(d.ends);
  if (d.ends < d.starts)
    return stop("任せる期間の終わりが、始まりより前です。", "The delegation ends before it starts.",
                "期間を入れ直してください。", "Correct the days.")
        .saw("days", days);
  if (d.ends < today(f))
    return stop("任せる期間が、もう過ぎています。", "The days of the delegation are over.",
                "今日からあとの期間にしてください。", "Choose days from today on.")
        .saw("days", days);
  if (d.ends - d.starts > longest)
    return stop("任せる期間が三か月（92日）を超えています。", "The delegation lasts more than 92 days.",
                "三か月以内にしてください。それより長い不在は、役割そのものを見直してください。",
                "Choose at most 92 days; for a longer absence, change the role itself.")
        .saw("days", days);
  return pass("期間は三か月以内です。", "The days are at most 92.").saw("days", days);
}

Finding taker(const Facts& f) {
  if (!f.delegation) return missing("任せる相手", "who takes over");
  const auto& d = *f.delegation;
  if (d.taker == d.giver)
    return stop("任せる相手が自分です。", "The taker is the giver.", "ほかの人を選んでください。",
                "Choose somebody else.");
  if (d.taker_as.empty())
    return stop("相手は、今この仕組みを使える人ではありません。", "The taker has no open account.",
                "ほかの人を選ぶか、運用担当に利用者の登録を頼んでください。",
                "Choose somebody else, or have the administrator make an account.");
  const bool able = std::ranges::any_of(d.taker_as, [&](const Viewer& taker) {
    return f.handed ? may_take(*f.handed, taker) : std::ranges::any_of(d.giver_as, [&](const Viewer& giver) {
      return stands_in_for(taker, giver);
    });
  });
  if (able)
    return pass("相手は、自分の役割でその仕事ができる人です。", "The taker can do it by an own role.");
  return stop(
      "相手には、その仕事をする権限がないか、申請した本人などで、その仕事に加われません。",
      "The taker has no right to do it, or must keep out of it.",
      "同じ課（会社）で同じ役割か、その上の役割の人を選んでください。仕事を任せても権限は移りません。",
      "Choose somebody of the same section or firm with the same role or one above. No right is handed "
      "over.");
}

Finding owed(const Facts& f) {
  if (!f.delegation) return missing("任せる仕事", "what is delegated");
  const auto& d = *f.delegation;
  if (!d.kind) return pass("すべての仕事を任せます。", "All duties are delegated.");
  if (f.handed && std::ranges::any_of(d.giver_as, [&](const Viewer& v) { return owes(*f.handed, v); }))
    return pass("任せる人の仕事です。", "The giver owes it.").saw("subject", d.subject);
  return stop("その仕事は、今のあなたの仕事ではありません。", "You do not owe this.",
              "一覧を読み直して、自分の仕事を選んでください。", "Reload the list and choose one of your own.")
      .saw("subject", d.subject);
}

}  // namespace

constinit const Rule delegation_period{
    "delegation.period", {"R-1a"}, "任せる期間", "Days of the delegation", period};
constinit const Rule delegation_taker{
    "delegation.taker", {"R-1a", "R-1b"}, "任せる相手", "Who takes over", taker};
constinit const Rule delegation_owed{"delegation.owed", {"R-1a"}, "任せる仕事", "What is delegated", owed};

}  // namespace sekisho::rules
