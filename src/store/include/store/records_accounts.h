// The state tables of accounts, refusals and registers, and the secret tables, as structs. See
// store/records.h.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <string>
#include <vector>

#include "rules/verdict.h"
#include "rules/vocabulary.h"

namespace sekisho::store {

using rules::Role;

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
