// The settings of the mail, as the mailer takes them.
#pragma once

#include "app/mailer.h"
#include "settings.h"

namespace sekisho::cli {

inline app::MailSettings mail_settings(const Settings& s) {
  app::MailSettings out{{}, s.smtp_from, static_cast<int>(s.mail_hour)};
  if (s.smtp_host.empty()) return out;
  const auto security = s.smtp_security == "tls"    ? mail::Security::tls
                        : s.smtp_security == "none" ? mail::Security::none
                                                    : mail::Security::starttls;
  out.smtp = mail::SmtpSettings{s.smtp_host,
                                static_cast<std::uint16_t>(s.smtp_port),
                                security,
                                s.smtp_user,
                                s.smtp_password_file,
                                s.smtp_ca,
                                std::chrono::seconds(30)};
  return out;
}

}  // namespace sekisho::cli
