#include "report/calendar.h"

#include <doctest/doctest.h>

#include <string>

using namespace sekisho;
using namespace sekisho::report;

namespace {

std::string calendar(const std::string& summary, const std::string& description = "") {
  return write_calendar("やること", {{"a@b", *parse_day("2026-12-31"), summary, description}},
                        *parse_instant("2026-11-23T04:43:31.123Z"));
}
std::string unfolded(std::string text) {
  for (auto at = text.find("\r\n "); at != std::string::npos; at = text.find("\r\n ", at)) text.erase(at, 3);
  return text;
}

}  // namespace

TEST_CASE("an all-day event, word for word") {
  CHECK(calendar("返却", "一行目\n二行目") ==
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Sekisho//Sekisho//JA\r\nCALSCALE:GREGORIAN\r\n"
        "METHOD:PUBLISH\r\nX-WR-CALNAME:やること\r\nBEGIN:VEVENT\r\nUID:a@b\r\nDTSTAMP:20261123T044331Z\r\n"
        "DTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270101\r\nSUMMARY:返却\r\n"
        "DESCRIPTION:一行目\\n二行目\r\nTRANSP:TRANSPARENT\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
}

TEST_CASE("a text cannot leave its line") {
  const auto text = calendar("a,b;c\\d\r\nEND:VEVENT\x01\x7f");
  CHECK(text.find("SUMMARY:a\\,b\\;c\\\\d\\nEND:VEVENT\r\n") != std::string::npos);
}

TEST_CASE("long lines are folded at 75 octets, never within a character") {
  for (std::size_t lead = 0; lead < 8; ++lead) {
    std::string summary(lead, 'x');
    for (int i = 0; i < 200; ++i) summary += "期限";
    const auto text = calendar(summary);
    CHECK(unfolded(text).find("SUMMARY:" + summary + "\r\n") != std::string::npos);
    std::size_t from = 0;
    for (auto end = text.find("\r\n"); end != std::string::npos; end = text.find("\r\n", from)) {
      CHECK(end - from <= 75);
      const bool follows = text[from] == ' ';
      CHECK((static_cast<unsigned char>(text[from + (follows ? 1 : 0)]) & 0xc0) != 0x80);
      from = end + 2;
    }
    CHECK(from == text.size());
  }
}
