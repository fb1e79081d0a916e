// The shapes of the API for who is at the screen: sign-in, enrolment, sessions. See app/api.h.
#pragma once

#include <boost/describe.hpp>
#include <string>
#include <vector>

#include "rules/vocabulary.h"

namespace sekisho::app::api {

using rules::Role;

struct TownView {
  std::string code, name;
  bool demonstration = false;
  std::string today;
};
struct DemoPerson {
  std::string account, name;
  std::vector<Role> roles;
  std::string place;
};  // place: section or firm
struct SignIn {
  std::string login, password;
};
enum class SignInNext { done, totp, enrol };
BOOST_DESCRIBE_ENUM(SignInNext, done, totp, enrol)
struct SignInStep {
  SignInNext next = SignInNext::totp;
};
struct Code {
  std::string code;
};  // a TOTP code or a recovery code
struct DemoSignIn {
  std::string account;
};
struct EnrolStart {
  std::string new_password;
};
struct EnrolView {
  std::string otpauth_uri, secret;
};
struct RecoveryCodes {
  std::vector<std::string> codes;
};
struct SessionView {
  std::string account, person, name;
  std::vector<Role> roles;
  rules::Side side = rules::Side::town;
  std::string section, contractor, place;  // ids; `place` is the name of the section or firm
  std::string csrf_token, expires_at;
};
struct OpenSession {
  std::string id, started_at, last_seen_at, address;
  bool current = false;
};

#define D BOOST_DESCRIBE_STRUCT
D(TownView, (), (code, name, demonstration, today))
D(DemoPerson, (), (account, name, roles, place))
D(SignIn, (), (login, password))
D(SignInStep, (), (next))
D(Code, (), (code))
D(DemoSignIn, (), (account))
D(EnrolStart, (), (new_password))
D(EnrolView, (), (otpauth_uri, secret))
D(RecoveryCodes, (), (codes))
D(SessionView, (), (account, person, name, roles, side, section, contractor, place, csrf_token, expires_at))
D(OpenSession, (), (id, started_at, last_seen_at, address, current))
#undef D

}  // namespace sekisho::app::api
