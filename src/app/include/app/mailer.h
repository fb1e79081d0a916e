// One mail a day to everybody who owes something and has an address: how much, of what kind, until when.
// Never a mail for each event, never a link, a name or what people wrote: whoever reads it opens the address
// they know. Mail is only a copy: duties live in the state, so a server that is down loses nothing.
// Thread-safe.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "app/api_reminders.h"
#include "app/duties.h"
#include "app/parts.h"
#include "mail/smtp.h"

namespace sekisho::app {

struct MailSettings {
  std::optional<mail::SmtpSettings> smtp;  // none: no mail is sent
  std::string sender;                      // an address
  int hour = 8;                            // in Japan, from which on the day's mails go out
};

class Mailer {
 public:
  // `log`: from any thread; never personal values.
  Mailer(Parts parts, const Duties& duties, MailSettings settings,
         std::function<void(const std::string&)> log);
  ~Mailer();
  Mailer(const Mailer&) = delete;
  Mailer& operator=(const Mailer&) = delete;

  void start();  // a thread that looks once a minute
  void stop();
  // Sends what is due now, unless a failure a short while ago asks for patience. Each person at most once a
  // day, also over a crash: what was begun is not begun again.
  void tend(const std::stop_token& stop = {});

  api::HealthView health() const;
  Result<api::MailView> state(const Viewer& viewer) const;  // administrators only
  Result<api::MailTest> test(const Viewer& viewer);         // a mail to the administrator's own address, now

 private:
  Result<void> deliver(const std::string& to, const std::string& subject, const std::string& body);
  Result<void> remember(bool success, const std::string& error);
  std::vector<std::string> waiting(const std::string& day, std::size_t most) const;
  bool send_one(const std::string& person, const std::string& day);

  Parts parts_;
  const Duties& duties_;
  MailSettings settings_;
  std::function<void(const std::string&)> log_;
  std::mutex sending_;  // one round, one connection at a time
  std::unique_ptr<mail::Smtp> smtp_;
  std::jthread thread_;
};

}  // namespace sekisho::app
