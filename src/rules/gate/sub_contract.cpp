// The chain from the town's own contractor down to the recipient's firm. A tier without the town's consent
// does not exist for the gate (C-15a; the My Number Act demands it at every tier, too).
#include <algorithm>

#include "gate/rule.h"

namespace sekisho::rules {
namespace {

Finding chain_whole(const Facts& f) {
  if (f.chain.empty()) return missing("委託事業者", "contractor");
  if (!f.recipient) return missing("受取人", "recipient");
  bool whole = true;
  for (std::size_t i = 0; i < f.chain.size(); ++i) {
    whole = whole && f.chain[i].depth == static_cast<int>(i) && !f.chain[i].contractor.empty();
    for (std::size_t j = 0; j < i; ++j) whole = whole && f.chain[i].contractor != f.chain[j].contractor;
  }
  if (!whole)
    return stop("元請けから受取人の会社までのつながりが、途切れています。", "The chain of firms is broken.",
                "担当課の職員が、再委託の登録を確かめてください。",
                "The section must check the registered sub-contracts.")
        .saw("tiers", std::to_string(f.chain.size()));
  if (f.chain.back().contractor != f.recipient->contractor)
    return stop(
               "受取人の会社は、この契約の委託先・再委託先として登録されていません。",
               "The recipient's firm is not a registered party to this engagement.",
               "登録された会社の従事者を受取人に選ぶか、委託事業者の責任者が再委託の承諾を申請してください。",
               "Choose a recipient of a registered firm, or have the sub-contract applied for.")
        .saw("firm", f.recipient->contractor);
  return pass("元請けから受取人の会社まで、つながっています。", "The chain reaches the recipient's firm.")
      .saw("tiers", std::to_string(f.chain.size()));
}

Finding consented(const Facts& f) {
  if (f.chain.empty()) return missing("委託事業者", "contractor");
  std::string open;
  int count = 0;  // not the names: a firm without one is a firm too
  bool only_applied = true;
  for (std::size_t i = 1; i < f.chain.size(); ++i) {
    const auto& tier = f.chain[i];
    if (tier.consent == ConsentState::consented) continue;
    only_applied = only_applied && tier.consent == ConsentState::applied;
    open += (open.empty() ? "" : "、") + tier.name;
    ++count;
  }
  if (count == 0) {
    if (f.chain.size() == 1) return pass("再委託はありません。", "There is no sub-contract.");
    return pass("すべての再委託に、承諾があります。", "Every sub-contract has the town's consent.");
  }
  const bool my_number = f.engagement && f.engagement->my_number;
  auto answer =
      stop("自治体の承諾がない再委託先です：" + open + "。" +
               (my_number ? "マイナンバーを扱うため、どの段の再委託にも承諾が要ります。" : ""),
           "A sub-contractor without the town's consent.",
           only_applied
               ? "担当課の課長が、再委託の承諾の申請を確かめて決めてください。"
               : "委託事業者の責任者が再委託の承諾を申請し、担当課の課長が承諾するまで、データを渡せません。",
           only_applied ? "The section manager must decide on the application for consent."
                        : "The contractor must apply for consent, and the section manager must give it.");
  return std::move(answer).saw("no_consent", open);
}

Finding flow_down(const Facts& f) {
  if (f.chain.empty()) return missing("委託事業者", "contractor");
  std::string open;
  bool all = true;
  for (std::size_t i = 1; i < f.chain.size(); ++i) {
    if (f.chain[i].flow_down_confirmed) continue;
    open += (all ? "" : "、") + f.chain[i].name;
    all = false;
  }
  if (all)
    return pass("再委託先も、同じ契約の定めを守ることになっています。",
                "Sub-contractors are bound to the same terms.");
  return stop("同じ契約の定めを守らせていることを、まだ確かめていない再委託先があります：" + open + "。",
              "A sub-contractor is not confirmed to be bound to the same terms.",
              "委託事業者の責任者が再委託の契約書を示し、担当課の課長が確かめてください。",
              "The contractor must show the sub-contract, and the section manager must confirm it.")
      .saw("not_confirmed", open);
}

Finding in_period(const Facts& f) {
  if (f.chain.empty()) return missing("委託事業者", "contractor");
  const Day day = today(f);
  for (const auto& tier : f.chain) {
    if (tier.depth == 0) continue;
    if (tier.starts && day < *tier.starts)
      return stop("承諾した再委託の期間が、まだ始まっていません：" + tier.name + "。",
                  "The consented sub-contract has not begun.", "再委託の期間が始まってから行ってください。",
                  "Wait until it begins.")
          .saw("contract_start", format_day(*tier.starts));
    if (tier.ends && day > *tier.ends)
      return stop("承諾した再委託の期間が終わっています：" + tier.name + "。",
                  "The consented sub-contract has ended.",
                  "続けるときは、委託事業者の責任者が再委託の承諾を申請し直してください。",
                  "To go on, the contractor must apply for consent again.")
          .saw("contract_end", format_day(*tier.ends));
  }
  return pass("承諾した再委託の期間内です。", "Within the terms of the sub-contracts.");
}

Finding in_scope(const Facts& f) {
  if (f.chain.empty()) return missing("委託事業者", "contractor");
  if (!f.asset) return missing("情報資産", "asset");
  for (const auto& tier : f.chain)
    if (tier.depth > 0 && !tier.information.empty() &&
        std::ranges::find(tier.information, f.asset->information) == tier.information.end())
      return stop("情報の種類「" + f.asset->information + "」を扱うことは、この再委託では承諾していません：" +
                      tier.name + "。",
                  "This kind of information is not in the consent to the sub-contract.",
                  "承諾した情報を選ぶか、委託事業者の責任者が再委託の承諾を申請し直してください。",
                  "Choose information that was consented to, or have consent applied for again.")
          .saw("information", f.asset->information);
  return pass("再委託先に任せてよい情報です。", "The consent covers this information.");
}

}  // namespace

constinit const Rule sub_contract_chain{"sub_contract.chain",
                                        {"C-15a", "G-8.1-2-2a", "C-4"},
                                        "受取人の会社",
                                        "Firm of the recipient",
                                        chain_whole};
constinit const Rule sub_contract_consent{
    "sub_contract.consent", {"C-15a"}, "再委託の承諾", "Consent to sub-contracts", consented};
constinit const Rule sub_contract_flow_down{
    "sub_contract.flow_down", {"C-15b"}, "再委託先への義務づけ", "Same terms for sub-contractors", flow_down};
constinit const Rule sub_contract_period{
    "sub_contract.period", {"C-15a", "G-8.1-2-4c"}, "再委託の期間", "Term of the sub-contract", in_period};
constinit const Rule sub_contract_scope{"sub_contract.scope",
                                        {"C-15a", "G-8.1-2-4a", "R-1a"},
                                        "再委託先に任せてよい情報",
                                        "Information in the consent",
                                        in_scope};

}  // namespace sekisho::rules
