// 利用者: accounts of officers and of contractors' people. Only an administrator keeps them; an account is
// closed, never deleted, so that what it did keeps its name. Thread-safe.
#pragma once

#include <string>
#include <vector>

#include "app/api_parties.h"
#include "app/parts.h"
#include "app/viewer.h"

namespace sekisho::app {

class Accounts {
 public:
  explicit Accounts(Parts parts) : parts_(std::move(parts)) {}

  // The answer holds the first sign-in code, which is shown once and stored as a hash.
  Result<Answer> create(const Viewer& viewer, const std::string& key, const api::AccountInput& input);
  Result<Answer> close(const Viewer& viewer, const std::string& key, const std::string& id);
  Result<Answer> reset(const Viewer& viewer, const std::string& key,
                       const std::string& id);  // a new first code; sessions end
  Result<std::vector<api::AccountView>> list(const Viewer& viewer) const;

  // The first administrator, by whoever can run the program with the town's keys. conflict: the login is
  // taken.
  Result<api::AccountCreated> add_administrator(const std::string& login, const std::string& name);

 private:
  Parts parts_;
};

}  // namespace sekisho::app
