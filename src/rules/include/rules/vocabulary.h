// The words of the field, each once. The same names stand in the API, the database and the pages.
// Source: the ministry's guideline (roles, classification, life cycle) and the check sheet.
#pragma once

#include <boost/describe/enum.hpp>
#include <cstdint>
#include <string>
#include <string_view>

#include "rules/act.h"  // IWYU pragma: export

namespace sekisho::rules {

enum class Role {
  ciso,                  // CISO
  supervising_officer,   // 統括情報セキュリティ責任者
  department_officer,    // 情報セキュリティ責任者（部局長）
  section_manager,       // 情報セキュリティ管理者（課長）
  system_administrator,  // 情報システム管理者
  officer,               // 職員
  auditor,               // 監査
  reception,             // 受付
  administrator,         // この仕組みの運用担当: accounts and settings; never content, never approval
  contractor_manager,    // 委託事業者の責任者
  worker,                // 従事者
};
BOOST_DESCRIBE_ENUM(Role, ciso, supervising_officer, department_officer, section_manager,
                    system_administrator, officer, auditor, reception, administrator, contractor_manager,
                    worker)

// What a role is called, in verdicts, lists and on the terminal.
std::string_view role_ja(Role role);
std::string_view role_en(Role role);

enum class Side { town, contractor };
BOOST_DESCRIBE_ENUM(Side, town, contractor)

// 機密性: 3A/3B/3C since 2024-10; a town may still use the old scheme, whose 3 is `c3`.
enum class Confidentiality { c3a, c3b, c3c, c3, c2, c1 };
BOOST_DESCRIBE_ENUM(Confidentiality, c3a, c3b, c3c, c3, c2, c1)
enum class Integrity { i2, i1 };
BOOST_DESCRIBE_ENUM(Integrity, i2, i1)
enum class Availability { a2, a1 };
BOOST_DESCRIBE_ENUM(Availability, a2, a1)

// アクセス方法: how a contractor may reach the information
enum class AccessWay {
  service_transfer,  // 外部サービス（この関所）による受け渡し
  physical_medium,   // 電磁的記録媒体（専用の輸送）
  on_site,           // 庁内での作業
  remote_access,     // 遠隔からの接続
};
BOOST_DESCRIBE_ENUM(AccessWay, service_transfer, physical_medium, on_site, remote_access)

enum class PassageKind { receive, carry_out, copy, bring_in, return_data, dispose, enter };
BOOST_DESCRIBE_ENUM(PassageKind, receive, carry_out, copy, bring_in, return_data, dispose, enter)

// One application's life. Exhaustive: there is no state outside this list.
enum class PassageState {
  draft,      // being written; content may be uploaded
  submitted,  // waits for approvals
  approved,   // may be downloaded by the named recipient until the date
  received,   // receipt given; custody is open
  closed,     // custody ended: returned or erased
  rejected,   // any one rejection closes it
  withdrawn,  // by the applicant
  expired,    // approved, but not collected in time
};
BOOST_DESCRIBE_ENUM(PassageState, draft, submitted, approved, received, closed, rejected, withdrawn, expired)

enum class ConsentState { none, applied, consented, refused, withdrawn };
BOOST_DESCRIBE_ENUM(ConsentState, none, applied, consented, refused, withdrawn)

enum class InspectionState { absent, uploading, waiting, running, clean, production_data, unreadable };
BOOST_DESCRIBE_ENUM(InspectionState, absent, uploading, waiting, running, clean, production_data, unreadable)

enum class CustodyState { held, return_declared, erasing, returned, erased };
BOOST_DESCRIBE_ENUM(CustodyState, held, return_declared, erasing, returned, erased)

// 複写・複製の申請: any one rejection closes it.
enum class CopyState { applied, approved, rejected };
BOOST_DESCRIBE_ENUM(CopyState, applied, approved, rejected)
enum class CopyMedium { paper, disk, removable, other };
BOOST_DESCRIBE_ENUM(CopyMedium, paper, disk, removable, other)

// 記録媒体の廃棄: instructed → certified by the firm → confirmed by the town, or sent back to be certified
// anew.
enum class DisposalState { instructed, certified, sent_back, confirmed, withdrawn };
BOOST_DESCRIBE_ENUM(DisposalState, instructed, certified, sent_back, confirmed, withdrawn)
// Nothing is owed any more.
constexpr bool is_over(DisposalState state) {
  return state == DisposalState::confirmed || state == DisposalState::withdrawn;
}
enum class DisposalWay { destroyed, erased };  // physically | beyond recovery
BOOST_DESCRIBE_ENUM(DisposalWay, destroyed, erased)

// 委託事業者に対する監査: planned → accepted by the firm (or not answered) → reported, or cancelled.
enum class AuditState { planned, accepted, reported, cancelled };
BOOST_DESCRIBE_ENUM(AuditState, planned, accepted, reported, cancelled)
enum class AuditMethod { on_site, documents, remote };
BOOST_DESCRIBE_ENUM(AuditMethod, on_site, documents, remote)
enum class AuditOpinion { good, findings, serious };  // 適合 | 改善が必要 | 重大な不備
BOOST_DESCRIBE_ENUM(AuditOpinion, good, findings, serious)

enum class Decision { approve, reject };
BOOST_DESCRIBE_ENUM(Decision, approve, reject)

}  // namespace sekisho::rules
