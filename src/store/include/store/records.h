// The state tables as structs, column by column (migrations/). Members are named as in the database and the
// API. Instants and days are text in their API form; "" where not yet.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "rules/verdict.h"
#include "rules/vocabulary.h"

namespace sekisho::store {

using rules::AccessWay;
using rules::Role;

struct Town {
  std::string id, code, name;
  bool demonstration = false;
};
struct Section {
  std::string id, name;
};
struct Officer {
  std::string id, name, section;
  std::vector<Role> roles;
};
struct Asset {
  std::string id, name, information, section;
  rules::Confidentiality confidentiality{};
  rules::Integrity integrity{};
  rules::Availability availability{};
  bool personal_data = false;
};
struct Contractor {
  std::string id, name, corporate_number;
};
struct ScopeEntry {
  std::string information, range;
  std::vector<AccessWay> ways;
};
struct Engagement {
  std::string id, title, contractor, section, responsible_person, workplace, starts, ends;
  std::vector<ScopeEntry> scope;
  bool production_data_allowed = false, my_number = false, cancelled = false;
};
struct SubContract {
  std::string id, engagement, parent, contractor;
  std::int64_t depth = 0;
  rules::ConsentState state{};
  bool flow_down_confirmed = false;
  std::string reason, applied_at, decided_at, decided_by;
};
struct Worker {
  std::string id, contractor, name, kana, left_on;
};
struct Roster {
  std::string id, engagement, contractor;
  std::int64_t version = 0;
  std::string submitted_at, submitted_by, confirmed_at, confirmed_by;
};
struct RosterMember {
  std::string id, roster, worker, identity_method;
};
struct Training {
  std::string id, worker, course, held_on, valid_until;
};
struct Passage {
  std::string id;
  rules::PassageKind kind{};
  rules::PassageState state{};
  std::string engagement, asset, section, range;
  AccessWay way{};
  std::string recipient, recipient_contractor, applicant_account, applicant_person;
  std::string purpose, content_description, protection;
  bool production_application = false;
  std::string production_reason, collect_until, custody_due;
  std::int64_t downloads_allowed = 0, downloads_used = 0;
  bool check_access_control = false, check_encrypted_at_rest = false, check_encrypted_link = false;
  std::string binding, content, custody, created_at, changed_at, submitted_at, approved_at, first_download_at;
};
struct Content {
  std::string id, passage, account, name;
  std::int64_t size = 0;
  rules::InspectionState state{};
  std::string sha256;
  std::int64_t residents = 0;
  std::vector<rules::Evidence> hits;
  std::vector<std::string> reasons;
  std::string announced_at, expires_at, received_at, inspected_at, key_state;
};  // key_state: "held" | "destroyed"
struct Approval {
  std::string id, passage, account, person;
  rules::Side side{};
  std::vector<Role> roles;
  rules::Decision decision{};
  std::string reason, binding, at;
};
struct Download {
  std::string id, passage, content, account, person, at, until;
};
struct Custody {
  std::string id, passage, content;
  rules::CustodyState state{};
  std::string holder, contractor, section, place, since, due;
  std::int64_t copies = 0;
  std::string method, statement;
  bool copies_erased = false;
  std::string return_declared_at, ended_at, ended_by;
  std::int64_t receipt_entry = 0, end_entry = 0;
};
struct Copy {
  std::string id, custody, place, purpose;
  std::int64_t count = 0;
  std::string made_at;
};
struct Account {
  std::string id, login, person;
  rules::Side side{};
  std::vector<Role> roles;
  std::string section, contractor, created_at;
  bool enrolled = false, closed = false;
};
struct Refusal {
  std::string id;
  std::int64_t entry = 0;
  std::string at, account, act, subject, section;
  std::vector<rules::Finding> findings;
};
struct Register {
  std::string id;
  std::int64_t residents = 0;
  std::string imported_at, sha256;
};
// secrets: not rebuilt from the ledger
struct ObjectKey {
  std::string id, wrapped;
};
struct Credential {
  std::string id, password, first_code, totp, totp_pending;
  std::int64_t totp_step = 0;
  std::vector<std::string> recovery;
  std::int64_t failures = 0;
  std::string last_failure_at;
};
struct Session {
  std::string id, token, account, stage, started_at, last_seen_at, address;
};  // stage: "totp" | "enrol" | "open"
struct CommandAnswer {
  std::string id, account, request;
  std::int64_t status = 0;
  std::string answer, at;
};

#define D BOOST_DESCRIBE_STRUCT
D(Town, (), (id, code, name, demonstration))
D(Section, (), (id, name))
D(Officer, (), (id, name, section, roles))
D(Asset, (), (id, name, information, section, confidentiality, integrity, availability, personal_data))
D(Contractor, (), (id, name, corporate_number))
D(ScopeEntry, (), (information, range, ways))
D(Engagement, (),
  (id, title, contractor, section, responsible_person, workplace, starts, ends, scope,
   production_data_allowed, my_number, cancelled))
D(SubContract, (),
  (id, engagement, parent, contractor, depth, state, flow_down_confirmed, reason, applied_at, decided_at,
   decided_by))
D(Worker, (), (id, contractor, name, kana, left_on))
D(Roster, (), (id, engagement, contractor, version, submitted_at, submitted_by, confirmed_at, confirmed_by))
D(RosterMember, (), (id, roster, worker, identity_method))
D(Training, (), (id, worker, course, held_on, valid_until))
D(Passage, (),
  (id, kind, state, engagement, asset, section, range, way, recipient, recipient_contractor,
   applicant_account, applicant_person, purpose, content_description, protection, production_application,
   production_reason, collect_until, custody_due, downloads_allowed, downloads_used, check_access_control,
   check_encrypted_at_rest, check_encrypted_link, binding, content, custody, created_at, changed_at,
   submitted_at, approved_at, first_download_at))
D(Content, (),
  (id, passage, account, name, size, state, sha256, residents, hits, reasons, announced_at, expires_at,
   received_at, inspected_at, key_state))
D(Approval, (), (id, passage, account, person, side, roles, decision, reason, binding, at))
D(Download, (), (id, passage, content, account, person, at, until))
D(Custody, (),
  (id, passage, content, state, holder, contractor, section, place, since, due, copies, method, statement,
   copies_erased, return_declared_at, ended_at, ended_by, receipt_entry, end_entry))
D(Copy, (), (id, custody, place, purpose, count, made_at))
D(Account, (), (id, login, person, side, roles, section, contractor, created_at, enrolled, closed))
D(Refusal, (), (id, entry, at, account, act, subject, section, findings))
D(Register, (), (id, residents, imported_at, sha256))
D(ObjectKey, (), (id, wrapped))
D(Credential, (),
  (id, password, first_code, totp, totp_pending, totp_step, recovery, failures, last_failure_at))
D(Session, (), (id, token, account, stage, started_at, last_seen_at, address))
D(CommandAnswer, (), (id, account, request, status, answer, at))
#undef D

}  // namespace sekisho::store
