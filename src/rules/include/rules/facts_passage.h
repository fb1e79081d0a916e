// What the gate is told of an application, its content, its approvals and the custody it opened. See
// rules/facts.h.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/time.h"
#include "rules/vocabulary.h"

namespace sekisho::rules {

struct Content {
  InspectionState inspection = InspectionState::absent;
  std::string sha256;  // hex, of the plaintext
  std::int64_t size = 0;
  std::int64_t residents = 0;  // distinct residents found
  bool sealed = false;         // held as a sealed object whose key exists
  // What the newest inspection noticed beside the residents. The first two are counts of remarks.
  int stops = 0;                        // does something when it is opened: macros, programs, malware
  int unseen = 0;                       // parts that could not be seen to their end
  std::vector<std::string> stop_kinds;  // what the stops are, in Japanese: "VBA マクロ"
  std::vector<std::string> unseen_kinds;
  bool locked = false;      // something is unseen for want of a password
  bool unfinished = false;  // somebody stopped the inspection, or the virus scanner did not read all of it
};

struct Approval {
  std::string account;
  std::string person;
  Side side = Side::town;
  std::vector<Role> roles;
  Decision decision = Decision::approve;
  std::string bound_to;  // binding (below) at the time of the decision
};

struct TransferCheck {  // 2(2)⑧注7: confirmed by the applicant before a transfer by a service
  bool access_control = false;
  bool encrypted_at_rest = false;
  bool encrypted_link = false;
};

struct Passage {
  std::string id;
  PassageKind kind = PassageKind::carry_out;
  PassageState state = PassageState::draft;
  std::string applicant_account;
  std::string applicant_person;
  std::string purpose;  // 目的; personal values never belong here
  std::string content_description;
  std::string protection;  // 暗号化等の対策
  std::string range;
  AccessWay way = AccessWay::service_transfer;
  bool production_application = false;  // 本番データの持ち出しを、都度、書面で申請する
  std::string production_reason;
  std::string binding;  // SHA-256 over everything an approver approves: fields, recipient, content hash
  Day collect_until{};  // 受け取り期限
  Day custody_due{};    // 返却・消去の期限
  int downloads_allowed = 0;
  int downloads_used = 0;  // an exported medium counts as well
  TransferCheck transfer;
  std::string transport;  // by a medium: the dedicated secure transport service or equal measure (2(2)⑧注7)
};

struct Custody {
  CustodyState state = CustodyState::held;
  Day due{};
  int copies = 0;            // declared and not yet erased
  std::string erase_method;  // stated by who erases
  bool copies_erased = false;
};

struct CopyApplication {  // 複写・複製の申請, of what is in custody
  std::string id;
  bool same_custody = false;  // it is of the custody that is acted upon
  CopyState state = CopyState::applied;
  std::string applicant_account;
  std::string applicant_person;
  std::string place;  // where the copies will be
  std::string purpose;
  std::string protection;
  int count = 0;        // copies applied for
  int used = 0;         // made under it so far
  int wanted = 0;       // to be made now
  Day until{};          // the last day on which they may be made
  std::string binding;  // SHA-256 over everything an approver approves
};

}  // namespace sekisho::rules
