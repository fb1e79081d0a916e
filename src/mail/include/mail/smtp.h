// Hands mails to an SMTP server (RFC 5321, 3207, 8314) through libcurl. One connection, kept from mail to
// mail; for one thread at a time. Never logs.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

#include "base/error.h"

namespace sekisho::mail {

enum class Security {
  starttls,  // port 587: without TLS nothing is sent
  tls,       // port 465
  none,      // a relay in the same building; never with a password
};

struct SmtpSettings {
  std::string host;
  std::uint16_t port = 587;
  Security security = Security::starttls;
  std::string user;                     // empty: without signing in
  std::filesystem::path password_file;  // its first line; read each time
  std::filesystem::path ca;             // PEM; empty: those of the system
  std::chrono::seconds timeout{30};
};

class Smtp {
 public:
  explicit Smtp(SmtpSettings settings);
  ~Smtp();
  Smtp(const Smtp&) = delete;
  Smtp& operator=(const Smtp&) = delete;

  // `text`: write_message(). Errors: invalid_input (the server refuses this recipient or mail for good),
  // unavailable (anything else: try again later), io (the password file). `en` says what the server said.
  Result<void> send(const std::string& from, const std::string& to, const std::string& text);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace sekisho::mail
