// What the gate is told. Plain values, gathered by the counters (src/app) from the store before each act; the
// gate itself reads nothing else. Parts that an act does not concern stay empty; a rule that needs an empty
// part fails.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "rules/vocabulary.h"

namespace sekisho::rules {

struct Actor {
  std::string account;  // acc_…
  std::string person;   // off_… or wkr_…: the same person may have several accounts, but counts once
  std::vector<Role> roles;
  Side side = Side::town;
  std::string section;     // sec_…, of an officer
  std::string contractor;  // con_…, of a contractor's person
  bool active = false;     // the account is not closed
  bool mfa = false;        // this session was opened with a second factor
};

// Whose thing is acted upon (least privilege by section, contractor and person).
struct Target {
  std::string section;                   // owner of the asset or engagement
  std::vector<std::string> contractors;  // the chain, prime contractor first, the firm concerned last
  std::string person;                    // the one person it is about (named recipient, holder), if any
  std::string owner_account;             // who made it (the applicant), if any
};

struct ScopeEntry {  // 情報の種類 × 範囲 × アクセス方法 (8.1(2)④)
  std::string information, range;
  std::vector<AccessWay> ways;
};

struct Engagement {
  std::string id;
  Day starts{};
  Day ends{};
  bool cancelled = false;
  std::vector<ScopeEntry> scope;
  bool production_data_allowed = false;  // check sheet 6-2
  bool my_number = false;
};

struct Tier {  // one firm of the chain, the prime contractor first, the recipient's firm last
  std::string contractor;
  std::string name;  // of a firm
  int depth = 0;     // 0 = prime contractor: needs no consent, it is the contract's own party
  ConsentState consent = ConsentState::none;
  bool flow_down_confirmed = false;  // bound to the same terms (check sheet 15-2)
};

struct Recipient {
  std::string person;
  std::string contractor;
  bool on_confirmed_roster = false;  // of the newest confirmed roster of this engagement and firm
  bool identity_confirmed = false;   // by document or interview
  std::optional<Day> trained_until;  // last day on which the newest training counts
  bool left = false;
};

struct Asset {
  std::string id;
  std::string information;  // kind of information, as in ScopeEntry
  Confidentiality confidentiality = Confidentiality::c3a;
  Integrity integrity = Integrity::i2;
  bool personal_data = true;
};

struct Content {
  InspectionState inspection = InspectionState::absent;
  std::string sha256;  // hex, of the plaintext
  std::int64_t size = 0;
  std::int64_t residents = 0;  // distinct residents found
  bool sealed = false;         // held as a sealed object whose key exists
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

struct Bulk {                          // many records of one kind at once, all or none
  Act act = Act::register_contractor;  // what registering one of them is
  std::vector<Target> targets;         // each different one
};

struct Facts {
  Act act = Act::draft_passage;
  Instant now{};
  Actor actor;
  Target target;
  std::optional<Passage> passage;
  std::optional<Engagement> engagement;
  std::vector<Tier> chain;
  std::optional<Recipient> recipient;
  std::optional<Asset> asset;
  std::optional<Content> content;
  std::vector<Approval> approvals;
  std::optional<Custody> custody;
  std::optional<Bulk> bulk;
  bool tls = false;  // the request came over an encrypted link (or loopback by the operator's choice)
  std::string decision_note;  // a reason is required to reject
};

}  // namespace sekisho::rules
