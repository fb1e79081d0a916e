// お知らせ: where people are told of what they owe: their mail address, and a secret address at which a
// calendar program reads their duties. Thread-safe. Errors: invalid_input with the field's name, not_found,
// forbidden.
#pragma once

#include <string>
#include <vector>

#include "app/api_reminders.h"
#include "app/duties.h"
#include "app/parts.h"
#include "app/viewer.h"

namespace sekisho::app {

class Reminders {
 public:
  // `mail_hour`: at which the town's mail goes out; below 0: it sends none.
  Reminders(Parts parts, const Duties& duties, int mail_hour)
      : parts_(std::move(parts)), duties_(duties), mail_hour_(mail_hour) {}

  api::ReminderView view(const Viewer& viewer) const;
  // One's own address, or, for an administrator, anybody's.
  Result<Answer> set_contact(const Viewer& viewer, const std::string& key, const api::ContactInput& input);
  Result<std::vector<api::ContactView>> contacts(const Viewer& viewer) const;  // administrators only

  // A new secret address; the one before ends. Only its hash is kept.
  Result<Answer> open_feed(const Viewer& viewer, const std::string& key);
  Result<Answer> close_feed(const Viewer& viewer, const std::string& key);
  // The duties of whose feed it is, as a calendar file. not_found for any other token.
  Result<std::string> feed(const std::string& token) const;

 private:
  Parts parts_;
  const Duties& duties_;
  int mail_hour_;
};

}  // namespace sekisho::app
