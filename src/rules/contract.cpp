#include "rules/contract.h"

#include <array>

namespace sekisho::rules {
namespace {

struct Words {
  std::string_view ja, en;
};
constexpr std::array<Words, term_count> terms{{
    {"情報セキュリティポリシー等の遵守", "compliance with the security policy"},
    {"責任者・委託内容・作業者・作業場所の特定", "responsible person, work, workers and workplace"},
    {"サービスレベルの保証", "service level"},
    {"情報の種類・範囲・アクセス方法と、ライフサイクル全般の管理",
     "kinds of information, range and way of access over the life cycle"},
    {"従業員に対する教育の実施", "education of employees"},
    {"目的外利用と第三者への提供の禁止", "no other purpose, no third party"},
    {"守秘義務", "secrecy"},
    {"再委託に関する制限", "limits on sub-contracting"},
    {"業務終了時の返還・廃棄", "return and disposal at the end"},
    {"定期報告と緊急時の報告の義務", "regular and emergency reports"},
    {"監査・検査", "audit and inspection"},
    {"インシデントが起きたときの公表", "publication of incidents"},
    {"守られなかった場合の規定（損害賠償など）", "what follows from a breach (damages)"},
}};
constexpr std::array<Words, contract_part_count> parts{{
    {"サービスレベルと報告の間隔", "service levels and reporting interval"},
    {"作業場所", "workplaces"},
    {"選定基準とその確認", "selection criteria and how each was met"},
    {"調達仕様書と、ポリシーに基づく要件", "procurement specification with the policy's requirements"},
}};
constexpr Words unknown{"不明な項目", "an unknown item"};

template <std::size_t N>
const Words& words(const std::array<Words, N>& table, int index) {
  return index >= 0 && index < static_cast<int>(N) ? table[static_cast<std::size_t>(index)] : unknown;
}

template <class T>
std::vector<T> members(std::int64_t bits, int count) {
  std::vector<T> out;
  for (int i = 0; i < count; ++i)
    if ((bits >> i & 1) != 0) out.push_back(static_cast<T>(i));
  return out;
}

}  // namespace

std::string_view term_ja(Term term) { return words(terms, static_cast<int>(term)).ja; }
std::string_view term_en(Term term) { return words(terms, static_cast<int>(term)).en; }
std::string_view part_ja(ContractPart part) { return words(parts, static_cast<int>(part)).ja; }
std::string_view part_en(ContractPart part) { return words(parts, static_cast<int>(part)).en; }

bool stops_handover(Term term) {
  switch (term) {
    case Term::identified:
    case Term::access:
    case Term::education:
    case Term::purpose:
    case Term::secrecy:
    case Term::sub_contracting:
    case Term::return_disposal:
      return true;
    case Term::policy:
    case Term::service_level:
    case Term::reporting:
    case Term::audit:
    case Term::publication:
    case Term::breach:
      return false;
  }
  return true;  // a term that is not known is treated as one that stops
}

std::vector<Term> terms_in(std::int64_t bits) { return members<Term>(bits, term_count); }
std::vector<Term> terms_missing(std::int64_t bits) { return members<Term>(~bits, term_count); }
std::vector<ContractPart> parts_missing(std::int64_t bits) {
  return members<ContractPart>(~bits, contract_part_count);
}

}  // namespace sekisho::rules
