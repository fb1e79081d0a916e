#include "report/calendar.h"

#include <algorithm>
#include <cstddef>

namespace sekisho::report {
namespace {

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\n') {
      out += "\\n";
    } else if (c == '\\' || c == ';' || c == ',') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f) {
      out += c;
    }
  }
  return out;
}

bool inside_character(char c) { return (static_cast<unsigned char>(c) & 0xc0) == 0x80; }

// One content line; a following line begins with a space, which counts.
void put(std::string& out, std::string_view line) {
  constexpr std::size_t most = 75;
  std::size_t room = most;
  while (line.size() > room) {
    std::size_t cut = room;
    while (cut > 0 && inside_character(line[cut])) --cut;
    if (cut == 0) cut = room;  // no UTF-8: any place is as good
    out.append(line.substr(0, cut)).append("\r\n ");
    line.remove_prefix(cut);
    room = most - 1;
  }
  out.append(line).append("\r\n");
}

std::string digits(std::string text) {  // "2026-11-23" as 20261123
  std::erase(text, '-');
  std::erase(text, ':');
  return text;
}

}  // namespace

std::string write_calendar(std::string_view name, const std::vector<CalendarEvent>& events, Instant stamp) {
  const std::string made = digits(format_instant(stamp).substr(0, 19)) + "Z";
  std::string out;
  put(out, "BEGIN:VCALENDAR");
  put(out, "VERSION:2.0");
  put(out, "PRODID:-//Sekisho//Sekisho//JA");
  put(out, "CALSCALE:GREGORIAN");
  put(out, "METHOD:PUBLISH");
  put(out, "X-WR-CALNAME:" + escaped(name));
  for (const auto& event : events) {
    put(out, "BEGIN:VEVENT");
    put(out, "UID:" + escaped(event.uid));
    put(out, "DTSTAMP:" + made);
    put(out, "DTSTART;VALUE=DATE:" + digits(format_day(event.day)));
    put(out, "DTEND;VALUE=DATE:" + digits(format_day(event.day + std::chrono::days{1})));
    put(out, "SUMMARY:" + escaped(event.summary));
    put(out, "DESCRIPTION:" + escaped(event.description));
    put(out, "TRANSP:TRANSPARENT");
    put(out, "END:VEVENT");
  }
  put(out, "END:VCALENDAR");
  return out;
}

}  // namespace sekisho::report
