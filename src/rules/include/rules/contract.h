// What a contract with a contractor must say, and who answers for it. Pure, thread-safe.
// Source: the ministry's guideline 8.1(2) (13 terms), 8.1(1) (selection); survey S-1, S-2, S-4.
// The order is kept in the database (bit n of engagements.agreed_terms, recorded_parts): add at the end only.
#pragma once

#include <boost/describe/enum.hpp>
#include <cstdint>
#include <string_view>
#include <vector>

namespace sekisho::rules {

enum class Term {
  policy,           // 情報セキュリティポリシー等の遵守
  identified,       // 責任者・委託内容・作業者・作業場所の特定
  service_level,    // 提供されるサービスレベルの保証
  access,           // 許可する情報の種類と範囲、アクセス方法。ライフサイクル全般の管理
  education,        // 従業員に対する教育の実施
  purpose,          // 目的外利用と第三者への提供の禁止
  secrecy,          // 守秘義務
  sub_contracting,  // 再委託に関する制限
  return_disposal,  // 委託業務終了時の返還、廃棄等
  reporting,        // 定期報告と緊急時報告の義務
  audit,            // 監査、検査
  publication,      // インシデント発生時の公表
  breach,           // 守られなかった場合の規定（損害賠償等）
};
BOOST_DESCRIBE_ENUM(Term, policy, identified, service_level, access, education, purpose, secrecy,
                    sub_contracting, return_disposal, reporting, audit, publication, breach)
inline constexpr int term_count = 13;

// What must be on record of a contract beside its terms.
enum class ContractPart {
  service_levels,  // for all three qualities, with the interval of reports (S-4)
  workplaces,      // of the contract's own party (C-9b)
  selection,       // every criterion looked at (8.1(1))
  specification,   // the document, and the policy's requirements in it (S-1)
};
BOOST_DESCRIBE_ENUM(ContractPart, service_levels, workplaces, selection, specification)
inline constexpr int contract_part_count = 4;

enum class Quality { confidentiality, integrity, availability };
BOOST_DESCRIBE_ENUM(Quality, confidentiality, integrity, availability)

// 選定基準
enum class Criterion {
  capital,             // 資本関係・役員等の情報
  place_of_work,       // 委託事業の実施場所
  workers,             // 従事者の所属・専門性・実績・国籍
  evidence,            // 対策の実施を示す試験・認証・監査の結果
  unintended_changes,  // 意図しない変更が加えられないための管理体制
};
BOOST_DESCRIBE_ENUM(Criterion, capital, place_of_work, workers, evidence, unintended_changes)
inline constexpr int criterion_count = 5;

enum class Post { responsible, data_manager };  // 責任者, データの管理責任者
BOOST_DESCRIBE_ENUM(Post, responsible, data_manager)

std::string_view term_ja(Term term);
std::string_view term_en(Term term);
std::string_view part_ja(ContractPart part);
std::string_view part_en(ContractPart part);

// Without these the contractor is not bound to keep the data from leaking: nothing is handed over (ADR 0014).
bool stops_handover(Term term);

// Sets as they are stored: bit n for the n-th value.
std::vector<Term> terms_in(std::int64_t bits);
std::vector<Term> terms_missing(std::int64_t bits);
std::vector<ContractPart> parts_missing(std::int64_t bits);
constexpr std::int64_t bit_of(Term term) { return std::int64_t{1} << static_cast<int>(term); }
constexpr std::int64_t bit_of(ContractPart part) { return std::int64_t{1} << static_cast<int>(part); }
inline constexpr std::int64_t all_terms = (std::int64_t{1} << term_count) - 1;
inline constexpr std::int64_t all_parts = (std::int64_t{1} << contract_part_count) - 1;

}  // namespace sekisho::rules
