// What is owed for check sheets and findings.
#include "duty/make.h"

namespace sekisho::rules {
namespace {

// How long people have. Days in Japan; the day a thing becomes due counts as in time.
constexpr std::chrono::days to_confirm{7};
constexpr std::chrono::days to_mend{7};         // what was sent back
constexpr std::chrono::days renewal_ahead{60};  // so early it is asked for again
constexpr std::chrono::days to_demand{7};
constexpr std::chrono::days to_confirm_improvement{7};

Duty by_firm(DutyKind kind, const std::string& subject, const std::string& section,
             const std::string& contractor, Day due, Day today) {
  auto duty = make(kind, subject, due, today);
  duty.roles = {Role::contractor_manager};
  duty.section = section;
  duty.contractor = contractor;
  return duty;
}

Duty by_section(DutyKind kind, const std::string& subject, const std::string& section,
                const std::string& contractor, Day due, Day today) {
  auto duty = make(kind, subject, due, today);
  duty.roles = {Role::section_manager};
  duty.section = section;
  duty.contractor = contractor;
  return duty;
}

void add_sheet(const SheetOwed& s, Day today, std::vector<Duty>& out) {
  if (s.ends < today) return;
  const auto firm = [&](DutyKind kind, Day due) -> Duty& {
    return out.emplace_back(by_firm(kind, s.subject, s.section, s.contractor, due, today));
  };
  if (s.state == SheetState::submitted) {
    auto& duty = out.emplace_back(
        by_section(DutyKind::confirm_sheet, s.subject, s.section, s.contractor, s.since + to_confirm, today));
    say(duty, "チェックシートが確認を待っています", "A check sheet waits to be confirmed",
        "項目ごとに答えと記録を見比べ、確かめるか、理由を書いて差し戻してください。",
        "Compare each answer with the records; confirm the sheet, or send it back with a reason.");
    return;
  }
  if (s.state == SheetState::sent_back) {
    say(firm(DutyKind::answer_sheet, s.since + to_mend), "チェックシートが差し戻されています",
        "A check sheet was sent back", "差し戻しの理由を読み、答えを直して、もう一度出してください。",
        "Read why, mend the answers, and submit it again.");
    return;
  }
  if (!s.valid_until) {
    say(firm(DutyKind::answer_sheet, s.first_due), "チェックシートがまだ出ていません",
        "A check sheet is owed",
        "すべての項目に答えて、チェックシートを出してください。出して確かめられるまで、データを受け取れません"
        "。",
        "Answer every line and submit the check sheet; until it is confirmed no data is handed over.");
    return;
  }
  if (*s.valid_until <= today + renewal_ahead)
    say(firm(DutyKind::renew_sheet, *s.valid_until), "年1回のチェックシートの時期です",
        "The yearly check sheet is owed",
        "前回の答えを見直し、変わったところを直して、チェックシートを出してください。",
        "Look through the last answers, mend what has changed, and submit the sheet.");
}

void add_finding(const FindingOwed& f, Day today, std::vector<Duty>& out) {
  switch (f.state) {
    case FindingState::opened:
      say(out.emplace_back(by_section(DutyKind::demand_improvement, f.id, f.section, f.contractor,
                                      f.since + to_demand, today)),
          "指摘への改善要求がまだ出ていません", "A finding waits for a demand",
          "何をいつまでに直すかを書いて、改善を求めてください。", "Say what must be mended by when.");
      break;
    case FindingState::demanded:
      say(out.emplace_back(
              by_firm(DutyKind::report_improvement, f.id, f.section, f.contractor, f.due, today)),
          "改善を求められています", "An improvement is demanded",
          "求められたことを直し、何をしたかを報告してください。", "Mend it, and report what was done.");
      break;
    case FindingState::reported:
      say(out.emplace_back(by_section(DutyKind::confirm_improvement, f.id, f.section, f.contractor,
                                      f.since + to_confirm_improvement, today)),
          "改善の報告が確認を待っています", "A reported improvement waits to be confirmed",
          "直っていることを確かめて指摘を終わりにするか、もう一度改善を求めてください。",
          "See that it was mended and close the finding, or demand it again.");
      break;
    case FindingState::closed:
      break;
  }
}

void add(const DutyState& state, Day today, std::vector<Duty>& out) {
  for (const auto& s : state.sheets) add_sheet(s, today, out);
  for (const auto& f : state.findings) add_finding(f, today, out);
}

}  // namespace

DutySubject sheet_duties() {
  return {
      {{DutyKind::answer_sheet, {"R-4", "G-8.1-3b", "C-15b"}, "チェックシートの提出", "Submit a check sheet"},
       {DutyKind::confirm_sheet, {"R-4", "G-8.1-3b"}, "チェックシートの確認", "Confirm a check sheet"},
       {DutyKind::renew_sheet,
        {"G-8.1-3a", "R-4", "C-14"},
        "年1回のチェックシート",
        "The yearly check sheet"},
       {DutyKind::demand_improvement, {"G-8.1-3a"}, "改善要求", "Demand an improvement"},
       {DutyKind::report_improvement,
        {"G-8.1-3a", "G-8.1-3f", "C-1", "C-12"},
        "改善の報告",
        "Report an improvement"},
       {DutyKind::confirm_improvement, {"G-8.1-3a", "G-8.1-3f"}, "改善の確認", "Confirm an improvement"}},
      &add};
}

}  // namespace sekisho::rules
