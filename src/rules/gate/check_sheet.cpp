// The check sheet: each firm of the chain has one that the town confirmed (at contract time, G-8.1-3b; a
// sub-contractor its own, C-15b), answered whole, looked at line by line, by somebody else than who answered.
#include <algorithm>

#include "gate/rule.h"

namespace sekisho::rules {
namespace {

std::string listed(const std::vector<std::string>& parts) {
  std::string out;
  for (const auto& part : parts) (out += out.empty() ? "" : "、") += part;
  return out;
}

template <class Holds>
std::vector<std::string> lines_where(const Sheet& sheet, Holds holds) {
  std::vector<std::string> out;
  for (const auto& line : sheet.lines)
    if (holds(line)) out.push_back(line.line);
  return out;
}

Finding chain_confirmed(const Facts& f) {
  if (f.chain.empty()) return missing("委託事業者", "contractor");
  std::vector<std::string> open;
  for (const auto& tier : f.chain)
    if (!tier.check_sheet_confirmed) open.push_back(tier.name);
  if (open.empty())
    return pass("元請けから受取人の会社まで、チェックシートを確かめてあります。",
                "Every firm of the chain has a confirmed check sheet.");
  return stop("チェックシートを確かめていない会社があります：" + listed(open) + "。",
              "A firm of the chain has no confirmed check sheet.",
              "その会社の責任者がチェックシートを出し、担当課の課長が確かめるまで、データを渡せません。",
              "The firm's manager must submit the check sheet, and the section manager must confirm it.")
      .saw("not_confirmed", listed(open));
}

Finding complete(const Facts& f) {
  if (!f.sheet || f.sheet->lines.empty()) return missing("チェックシート", "check sheet");
  const auto unanswered = lines_where(*f.sheet, [](const auto& l) { return !l.answer; });
  if (!unanswered.empty())
    return stop("まだ答えていない項目が" + std::to_string(unanswered.size()) + "件あります。",
                "Some lines are not answered.", "すべての項目に答えてください。", "Answer every line.")
        .saw("lines", listed(unanswered));
  const auto unexplained =
      lines_where(*f.sheet, [](const auto& l) { return l.answer != SheetAnswer::yes && !l.explained; });
  if (!unexplained.empty())
    return stop("「いいえ」「該当なし」の理由が書かれていない項目があります。",
                "A “no” or “not applicable” has no reason.",
                "「いいえ」には今の状態といつまでに直すかを、「該当なし」にはその理由を書いてください。",
                "Say how it stands and by when it is mended, or why it does not apply.")
        .saw("lines", listed(unexplained));
  if (!f.sheet->contact)
    return stop("事故が起きたときの連絡先が入っていません。", "No incident contact is given.",
                "事故のときにすぐ連絡できる人の名前と、電話番号かメールアドレスを入れてください。",
                "Give the name, and telephone or mail, of whom to reach at once in an incident.");
  return pass("すべての項目に答えがあり、事故のときの連絡先があります。",
              "Every line is answered, and an incident contact is on file.");
}

Finding other_person(const Facts& f) {
  if (!f.sheet) return missing("チェックシート", "check sheet");
  const auto& people = f.sheet->answerers;
  if (!f.actor.person.empty() && std::ranges::find(people, f.actor.person) == people.end())
    return pass("答えた人とは別の人が確かめます。", "Confirmed by somebody else than who answered.");
  return stop("自分が答えたチェックシートを、自分で確かめることはできません。",
              "Whoever answered the sheet cannot confirm it.", "担当課の別の人が確かめてください。",
              "Another person of the section must confirm it.");
}

Finding reviewed(const Facts& f) {
  if (!f.sheet || f.sheet->lines.empty()) return missing("チェックシート", "check sheet");
  const auto open = lines_where(*f.sheet, [](const auto& l) { return !l.accepted; });
  if (open.empty()) return pass("すべての項目を、一つずつ確かめました。", "Every line was looked at.");
  return stop("まだ確かめていない項目が" + std::to_string(open.size()) + "件あります。",
              "Some lines were not looked at.",
              "項目ごとに答えと記録を見比べて「確かめた」にするか、理由を書いて差し戻してください。",
              "Mark each line after comparing answer and records, or send the sheet back.")
      .saw("lines", listed(open));
}

Finding differences(const Facts& f) {
  if (!f.sheet || f.sheet->lines.empty()) return missing("チェックシート", "check sheet");
  const auto open = lines_where(
      *f.sheet, [](const auto& l) { return !l.finding && (l.differs || l.answer == SheetAnswer::no); });
  if (open.empty())
    return pass("「いいえ」の答えと、記録と食い違う答えには、指摘があります。",
                "Every “no” and every difference has a finding.");
  return stop("「いいえ」の答えか、記録との食い違いがあるのに、指摘をしていない項目があります：" +
                  listed(open) + "。",
              "A “no”, or a difference from the records, has no finding.",
              "その項目に指摘をして改善を求めるか、理由を書いて差し戻してください。",
              "Open a finding and demand improvement, or send the sheet back.")
      .saw("lines", listed(open));
}

Finding improvement_reported(const Facts& f) {
  if (!f.finding) return missing("指摘", "finding");
  if (f.finding->state == FindingState::reported && f.finding->reported)
    return pass("委託事業者から、改善の報告が出ています。", "The contractor has reported the improvement.");
  return stop("改善の報告がまだ出ていないため、指摘を終わりにできません。",
              "A finding is closed only after the contractor has reported its improvement.",
              "委託事業者の責任者が改善を報告してから、確かめてください。",
              "The contractor's manager must report the improvement first.");
}

}  // namespace

constinit const Rule check_sheet_confirmed{"check_sheet.confirmed",
                                           {"G-8.1-3b", "C-15b", "R-4"},
                                           "チェックシートの確認",
                                           "Confirmed check sheets",
                                           chain_confirmed};
constinit const Rule check_sheet_complete{"check_sheet.complete",
                                          {"R-4", "G-8.1-3b", "C-14"},
                                          "すべての項目への答え",
                                          "Every line answered",
                                          complete};
constinit const Rule check_sheet_other_person{
    "check_sheet.other_person", {"R-1b", "R-4"}, "答えた人とは別の人", "Somebody else", other_person};
constinit const Rule check_sheet_reviewed{
    "check_sheet.reviewed", {"R-4", "G-8.1-3a"}, "一つずつの確認", "Line by line", reviewed};
constinit const Rule check_sheet_differences{"check_sheet.differences",
                                             {"G-8.1-3a", "C-1", "C-2", "C-9d"},
                                             "食い違いへの指摘",
                                             "Findings for differences",
                                             differences};
constinit const Rule finding_reported{"finding.reported",
                                      {"G-8.1-3a", "G-8.1-3f", "C-12"},
                                      "改善の報告",
                                      "Reported improvement",
                                      improvement_reported};

}  // namespace sekisho::rules
