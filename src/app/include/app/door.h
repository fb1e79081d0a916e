// The one door. Every change is a command that goes one way, in one transaction:
//   facts (read) → gate → refused (recorded) │ events → state + ledger → receipt
// Nothing writes a state table beside it. Thread-safe.
#pragma once

#include <boost/json/value.hpp>
#include <functional>
#include <optional>
#include <string>

#include "app/api.h"
#include "app/viewer.h"
#include "base/error.h"
#include "base/time.h"
#include "rules/facts.h"
#include "store/database.h"

namespace sekisho::app {

struct Command {
  Viewer viewer;
  std::string
      idempotency_key;  // of this account's choosing: the same key acts once and answers the same again
  rules::Act act{};
  std::string subject;  // id of what is acted upon; "new" where it does not exist yet
  std::string request;  // the request in canonical form, so that a key is not used for two different requests
};

// What an act may do once the gate has opened. Lives as long as the transaction.
class Passing {
 public:
  Passing(store::Writing& writing, const Viewer& viewer, std::string command, Instant now);
  store::Connection& connection() { return writing_.connection(); }
  const Viewer& viewer() const { return viewer_; }
  Instant now() const { return now_; }
  Result<api::Receipt> append(const store::Event& event);  // the newest receipt is the command's

 private:
  store::Writing& writing_;
  const Viewer& viewer_;
  std::string command_;
  Instant now_;
};

struct Prepared {
  rules::Facts facts;
  std::string section;  // whose section sees the refusal, if any
  std::function<Result<boost::json::value>(Passing&)> act;
};
using Prepare = std::function<Result<Prepared>(store::Connection&)>;

struct Answer {
  bool passed = false;
  bool repeated = false;    // an earlier answer to the same key
  boost::json::value body;  // what the act returned, or api::Refused
};

class Door {
 public:
  Door(store::Database& database, const Clock& clock) : database_(database), clock_(clock) {}

  // `secret_answer`: the body is not stored; repeating the key then gives conflict.
  // Errors are those of prepare and act; nothing was written then.
  Result<Answer> pass(const Command& command, const Prepare& prepare, bool secret_answer = false);

  // What happens without a decision: an upload arrived, an inspection ended, an account was locked. `act`
  // reads what it needs in the same transaction.
  Result<void> record(const std::string& actor,
                      const std::function<Result<std::vector<store::Event>>(store::Connection&)>& act);

  store::Database& database() { return database_; }
  const Clock& clock() const { return clock_; }

 private:
  store::Database& database_;
  const Clock& clock_;
};

// "act.refused", with the findings that did not pass.
store::Event refusal_event(rules::Act act, const std::string& subject, const std::string& section,
                           const rules::Verdict& verdict);

// Turns a JSON-able result into an act's answer.
api::Receipt to_receipt(const store::Appended& appended, std::string_view kind);

}  // namespace sekisho::app
