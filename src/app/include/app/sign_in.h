// Who you are: password (Argon2id), then a one-time code (TOTP) or a recovery code; sessions that end.
// Thread-safe. Everybody needs the second factor; only the demonstration town lets one choose a person
// instead, which is a mark in its ledger that a real town cannot get.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/api.h"
#include "app/parts.h"
#include "app/viewer.h"
#include "identity/lockout.h"
#include "identity/password.h"
#include "identity/session.h"
#include "store/records.h"

namespace sekisho::app {

struct Opened {
  std::string token;  // for the cookie
  api::SignInNext next = api::SignInNext::totp;
};

class SignIn {
 public:
  SignIn(Parts parts, identity::SessionPolicy policy) : parts_(std::move(parts)), policy_(policy) {}

  // Errors: unauthenticated (which part was wrong is not told), rate_limited with the waiting time.
  Result<Opened> begin(const api::SignIn& input, const std::string& address);
  Result<Opened> code(const std::string& token, const api::Code& input, const std::string& address);
  // First sign-in: choose a password, set up the one-time codes, take the recovery codes.
  Result<api::EnrolView> enrol(const std::string& token, const api::EnrolStart& input);
  Result<std::pair<Opened, api::RecoveryCodes>> confirm_enrolment(const std::string& token,
                                                                  const api::Code& input,
                                                                  const std::string& address);

  Result<std::vector<api::DemoPerson>> demo_people()
      const;  // not_found unless this is the demonstration town
  Result<Opened> demo_sign_in(const std::string& account, const std::string& address);

  // Whose request it is. Error: unauthenticated. Sessions that are not fully signed in are nobody's.
  Result<Viewer> viewer(const std::string& token, bool tls);
  api::SessionView session(const Viewer& viewer, const std::string& token) const;
  std::vector<api::OpenSession> sessions(const Viewer& viewer) const;
  Result<void> end(const Viewer& viewer, const std::string& session);  // one of the viewer's own
  api::TownView town() const;

 private:
  struct Stage;
  Result<Stage> stage(const std::string& token, std::string_view name) const;
  Result<std::string> open_session(const store::Account& account, std::string_view stage,
                                   const std::string& address, const std::string& replaces);
  Result<void> record_failure(const store::Account& account);
  Result<void> count_failure(const store::Account& account);
  Result<Opened> signed_in(const store::Account& account, const std::string& address,
                           const std::string& replaces, bool demonstration);

  Parts parts_;
  identity::SessionPolicy policy_;
  identity::PasswordHasher hasher_;
  identity::SourceThrottle throttle_;
};

}  // namespace sekisho::app
