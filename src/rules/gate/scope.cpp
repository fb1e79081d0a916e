// What the contract opens to the contractor: until when, which information, which range, by which way
// (8.1(2)④).
#include <algorithm>

#include "gate/rule.h"

namespace sekisho::rules {
namespace {

Finding engagement_alive(const Facts& f) {
  if (!f.engagement) return missing("委託契約", "engagement");
  const auto& e = *f.engagement;
  const Day day = today(f);
  const auto seen = [&](Answer&& answer) {
    return std::move(answer)
        .saw("contract_start", format_day(e.starts))
        .saw("contract_end", format_day(e.ends));
  };
  if (e.cancelled)
    return seen(stop("委託契約は解除されています。", "The engagement was cancelled.",
                     "担当課の課長に、契約の状態を確かめてください。解除された契約では、データを渡せません。",
                     "Ask the section manager; nothing can be handed over under a cancelled engagement."));
  if (day < e.starts)
    return seen(stop("委託契約は、まだ始まっていません。", "The engagement has not begun.",
                     "契約が始まってから行ってください。", "Wait until it begins."));
  if (day > e.ends)
    return seen(stop("委託契約は終わっています。", "The engagement has ended.",
                     "担当課が契約を更新・登録してから、新しく申請してください。",
                     "The section must renew and register the engagement; then apply again."));
  return pass("委託契約の期間内です。", "Within the term of the engagement.")
      .saw("contract_end", format_day(e.ends));
}

std::string_view way_ja(AccessWay way) {
  switch (way) {
    case AccessWay::service_transfer:
      return "この仕組みによる受け渡し";
    case AccessWay::physical_medium:
      return "記録媒体の輸送";
    case AccessWay::on_site:
      return "庁内での作業";
    case AccessWay::remote_access:
      return "遠隔からの接続";
  }
  return "不明な方法";
}

Finding access_in_scope(const Facts& f) {
  if (!f.engagement) return missing("委託契約", "engagement");
  if (!f.asset) return missing("情報資産", "asset");
  if (!f.passage) return missing("申請", "application");
  const auto& information = f.asset->information;
  const auto& range = f.passage->range;
  if (information.empty() || range.empty())
    return missing("情報の種類と範囲", "kind and range of information");
  bool kind_found = false;
  bool range_found = false;
  for (const auto& entry : f.engagement->scope) {
    if (entry.information != information) continue;
    kind_found = true;
    if (entry.range != range) continue;
    range_found = true;
    if (std::ranges::find(entry.ways, f.passage->way) != entry.ways.end())
      return pass("契約で認めた情報の種類・範囲・方法です。", "Kind, range and way are in the contract.");
  }
  const auto seen = [&](Answer&& answer) {
    return std::move(answer)
        .saw("information", information)
        .saw("range", range)
        .saw("way", std::string(way_ja(f.passage->way)));
  };
  if (!kind_found)
    return seen(stop("情報の種類「" + information + "」は、契約で認めていません。",
                     "The contract does not open this kind of information.",
                     "契約で認めた情報を選ぶか、担当課の課長に契約の見直しを相談してください。",
                     "Choose information that the contract opens, or ask the section manager to revise it."));
  if (!range_found)
    return seen(stop("範囲「" + range + "」は、契約で認めていません。",
                     "The contract does not open this range.",
                     "契約で認めた範囲を選ぶか、担当課の課長に契約の見直しを相談してください。",
                     "Choose a range that the contract opens, or ask the section manager to revise it."));
  return seen(
      stop("「" + std::string(way_ja(f.passage->way)) + "」は、この情報について契約で認めていません。",
           "The contract does not allow this way of access.",
           "契約で認めた方法を選ぶか、担当課の課長に契約の見直しを相談してください。",
           "Choose a way that the contract allows, or ask the section manager to revise it."));
}

}  // namespace

constinit const Rule scope_engagement{"scope.engagement",
                                      {"C-4", "G-8.1-2-4c", "R-1e"},
                                      "契約の期間",
                                      "Term of the engagement",
                                      engagement_alive};
constinit const Rule scope_access{"scope.access",
                                  {"G-8.1-2-4a", "G-8.1-2-4b", "C-4", "R-1a"},
                                  "情報の種類・範囲・方法",
                                  "Kind, range and way",
                                  access_in_scope};

}  // namespace sekisho::rules
