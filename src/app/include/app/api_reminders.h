// The shapes of the API for being told of what is owed: mail addresses, the state of the mail, calendar
// feeds. See app/api.h.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <string>

#include "app/api_common.h"

namespace sekisho::app::api {

struct ContactInput {
  std::string person;  // "": oneself
  std::string mail;    // "": no mail any more
};
struct ReminderView {  // one's own
  std::string mail;
  bool mail_configured = false;  // the town sends mail at all
  std::int64_t mail_hour = 0;    // in Japan
  std::string feed_made_at;      // "": there is no calendar feed
};
struct FeedOpened {
  std::string path;  // of the secret address; shown once
  Receipt receipt;
};
struct ContactView {
  PersonView person;
  std::string mail, last_day, last_state;  // of the last mail: "sending", "sent", "refused", "nothing"
};
struct MailView {
  bool configured = false;
  std::string server, sender;
  std::int64_t hour = 0;
  std::string last_success_at, last_failure_at, error, next_try_at;
  std::int64_t failures = 0;  // in a row
  std::int64_t sent_today = 0, refused_today = 0, waiting = 0;
};
struct MailTest {
  std::string sent_to;
};
struct HealthView {
  std::string status;  // "ok"; there is no answer otherwise
  std::string mail;    // "off", "ok", "failing"
  std::string mail_last_success_at, mail_last_failure_at;
};

#define D BOOST_DESCRIBE_STRUCT
D(ContactInput, (), (person, mail))
D(ReminderView, (), (mail, mail_configured, mail_hour, feed_made_at))
D(FeedOpened, (), (path, receipt))
D(ContactView, (), (person, mail, last_day, last_state))
D(MailView, (),
  (configured, server, sender, hour, last_success_at, last_failure_at, error, next_try_at, failures,
   sent_today, refused_today, waiting))
D(MailTest, (), (sent_to))
D(HealthView, (), (status, mail, mail_last_success_at, mail_last_failure_at))
#undef D

}  // namespace sekisho::app::api
