#include "rules/vocabulary.h"

namespace sekisho::rules {

std::string_view role_ja(Role role) {
  switch (role) {
    case Role::ciso:
      return "CISO";
    case Role::supervising_officer:
      return "統括情報セキュリティ責任者";
    case Role::department_officer:
      return "情報セキュリティ責任者（部局長）";
    case Role::section_manager:
      return "情報セキュリティ管理者（課長）";
    case Role::system_administrator:
      return "情報システム管理者";
    case Role::officer:
      return "職員";
    case Role::auditor:
      return "監査の担当";
    case Role::reception:
      return "受付";
    case Role::administrator:
      return "運用担当";
    case Role::contractor_manager:
      return "委託事業者の責任者";
    case Role::worker:
      return "従事者";
  }
  return "？";
}

std::string_view role_en(Role role) {
  switch (role) {
    case Role::ciso:
      return "CISO";
    case Role::supervising_officer:
      return "supervising security officer";
    case Role::department_officer:
      return "department officer";
    case Role::section_manager:
      return "section manager";
    case Role::system_administrator:
      return "system administrator";
    case Role::officer:
      return "officer";
    case Role::auditor:
      return "auditor";
    case Role::reception:
      return "reception";
    case Role::administrator:
      return "administrator";
    case Role::contractor_manager:
      return "contractor's manager";
    case Role::worker:
      return "worker";
  }
  return "?";
}

}  // namespace sekisho::rules
