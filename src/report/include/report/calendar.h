// A calendar file (iCalendar, RFC 5545) of all-day events. Pure and thread-safe.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"

namespace sekisho::report {

struct CalendarEvent {
  std::string uid;  // the same for the same thing each time, so that a calendar replaces it
  Day day{};
  std::string summary;
  std::string description;
};

// UTF-8, lines end in CRLF and are folded at 75 octets, never within a character. Line breaks in a text are
// kept, other control characters dropped. `stamp` is when the file is made.
std::string write_calendar(std::string_view name, const std::vector<CalendarEvent>& events, Instant stamp);

}  // namespace sekisho::report
