// What is owed for contracts: terms and records that are missing, people not named, sub-contracts that wait
// for an answer, are not bound yet, or have lost their consent.
#include "duty/make.h"

namespace sekisho::rules {
namespace {

// How long people have. Days in Japan; the day a thing becomes due counts as in time.
constexpr std::chrono::days to_decide_consent{7};
constexpr std::chrono::days to_bind{14};
constexpr std::chrono::days to_name_manager{7};
constexpr std::chrono::days to_recover{3};

template <class T, class Name>
std::string listed(const std::vector<T>& items, Name name, std::string_view between) {
  std::string out;
  for (const T item : items) {
    if (!out.empty()) out += between;
    out += name(item);
  }
  return out;
}

Duty agree_terms(const OpenContract& c, Day today) {
  auto duty = make(DutyKind::agree_terms, c.id, c.starts, today);
  duty.roles = {Role::section_manager};
  duty.section = c.section;
  say(duty, "契約に定めがないか、登録されていない事項があります：" + listed(c.missing_terms, term_ja, "、"),
      "Terms of the contract are missing or not on record: " + listed(c.missing_terms, term_en, "; "),
      "契約書を確かめ、どの条にあるかを登録してください。契約にないときは、契約を改めてください。",
      "Look at the contract and record where it says so; where it does not, have it revised.");
  return duty;
}

Duty complete_contract(const OpenContract& c, Day today) {
  auto duty = make(DutyKind::complete_contract, c.id, c.starts, today);
  duty.roles = {Role::section_manager};
  duty.section = c.section;
  say(duty, "契約の記録がそろっていません：" + listed(c.missing_parts, part_ja, "、"),
      "The record of the contract is incomplete: " + listed(c.missing_parts, part_en, "; "),
      "契約書と調達仕様書を見て、足りない記録を登録してください。",
      "Complete the record from the contract and the procurement specification.");
  return duty;
}

Duty name_manager(const UnmanagedFirm& f, Day today) {
  auto duty = make(DutyKind::name_data_manager, f.subject, f.since + to_name_manager, today);
  duty.roles = {Role::contractor_manager};
  duty.contractor = f.contractor;
  duty.section = f.section;
  say(duty, "データの管理責任者が決まっていません", "No data manager is named",
      "契約に係るデータの管理責任者を決めて、届け出てください。",
      "Name who manages the data of this contract.");
  return duty;
}

Duty decide_consent(const OpenTier& t, Day today) {
  auto duty = make(DutyKind::decide_consent, t.id, t.applied_on + to_decide_consent, today);
  duty.roles = {Role::section_manager, Role::department_officer, Role::supervising_officer, Role::ciso};
  duty.section = t.section;
  duty.not_persons = t.decided_by;
  duty.not_persons.push_back(t.applicant_person);
  say(duty, "再委託の申請が、承諾を待っています", "A sub-contract waits for consent",
      "理由・業務・情報・期間を確かめ、承諾するか、理由を書いて断ってください。",
      "Look at reason, work, information and period; consent, or refuse with a reason.");
  return duty;
}

Duty confirm_flow_down(const OpenTier& t, Day today) {
  auto duty = make(DutyKind::confirm_flow_down, t.id, t.decided_on + to_bind, today);
  duty.roles = {Role::section_manager};
  duty.section = t.section;
  say(duty, "再委託先に同じ定めを守らせていることを、まだ確かめていません",
      "A sub-contractor is not confirmed to be bound to the same terms",
      "再委託の契約書を出してもらい、同じ定めがあることを確かめて登録してください。",
      "Ask for the sub-contract, and record that it carries the same terms.");
  return duty;
}

Duty recover_held(const OpenTier& t, Day today) {
  auto duty = make(DutyKind::recover_held, t.id, t.decided_on + to_recover, today);
  duty.roles = {Role::section_manager};
  duty.section = t.section;
  say(duty, "承諾を取り消した再委託先に、まだデータや進行中の申請があります",
      "A sub-contractor whose consent was withdrawn still holds data or has applications under way",
      "預けたデータを返却または消去させ、進行中の申請を終わらせてください。",
      "Have the data returned or erased, and close the applications under way.");
  return duty;
}

void add(const DutyState& state, Day today, std::vector<Duty>& out) {
  for (const auto& c : state.contracts) {
    if (c.ends < today) continue;
    if (!c.missing_terms.empty()) out.push_back(agree_terms(c, today));
    if (!c.missing_parts.empty()) out.push_back(complete_contract(c, today));
  }
  for (const auto& f : state.unmanaged_firms)
    if (f.ends >= today) out.push_back(name_manager(f, today));
  for (const auto& t : state.tiers) {
    if (t.state == ConsentState::applied) out.push_back(decide_consent(t, today));
    if (t.state == ConsentState::consented && !t.flow_down_confirmed)
      out.push_back(confirm_flow_down(t, today));
    if (t.state == ConsentState::withdrawn && t.holds) out.push_back(recover_held(t, today));
  }
}

}  // namespace

DutySubject contract_duties() {
  return {{{DutyKind::agree_terms,
            {"S-2", "G-8.1-2-2a", "G-8.1-2-4a", "G-8.1-2-5"},
            "契約の定めの登録",
            "Terms of a contract"},
           {DutyKind::complete_contract,
            {"S-1", "S-4", "C-9b", "G-8.1-2-2a"},
            "契約の記録の補い",
            "Record of a contract"},
           {DutyKind::name_data_manager,
            {"C-9a", "G-8.1-2-2a"},
            "データの管理責任者の届け出",
            "Name a data manager"},
           {DutyKind::decide_consent, {"C-15a", "R-1b"}, "再委託の承諾", "Consent to a sub-contract"},
           {DutyKind::confirm_flow_down,
            {"C-15b"},
            "再委託先への義務づけの確認",
            "Same terms for a sub-contractor"},
           {DutyKind::recover_held,
            {"C-15a", "C-10"},
            "承諾を取り消した先からの回収",
            "Recover after a withdrawal"}},
          &add};
}

}  // namespace sekisho::rules
