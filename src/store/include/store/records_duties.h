// The tables of delegations, mail and calendar feeds as structs. See store/records.h.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <string>

namespace sekisho::store {

struct Delegation {
  std::string id, giver, taker;  // persons
  std::string kind, subject;     // of one duty; both "": all that the giver owes
  std::string starts, ends, reason, made_at, ended_at, ended_by;
};
struct Contact {  // id: of the person
  std::string id, mail;
};
// secrets and memory: not rebuilt from the ledger
struct CalendarFeed {  // id: of the account; token: its hash, hex
  std::string id, token, made_at;
};
struct Digest {  // id: of the person; the last one. state: "sending", "sent" or "refused"
  std::string id, day, at, state, error;
};
struct MailState {  // id: "smtp"
  std::string id, last_success_at, last_failure_at, error;
  std::int64_t failures = 0;  // in a row
  std::string next_try_at;
};

#define D BOOST_DESCRIBE_STRUCT
D(Delegation, (), (id, giver, taker, kind, subject, starts, ends, reason, made_at, ended_at, ended_by))
D(Contact, (), (id, mail))
D(CalendarFeed, (), (id, token, made_at))
D(Digest, (), (id, day, at, state, error))
D(MailState, (), (id, last_success_at, last_failure_at, error, failures, next_try_at))
#undef D

}  // namespace sekisho::store
