#include "mail/message.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/bytes.h"

namespace sekisho::mail {
namespace {

bool inside_character(char c) { return (static_cast<unsigned char>(c) & 0xc0) == 0x80; }

bool plain(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c >= 0x20 && c < 0x7f; }) &&
         text.find("=?") == std::string_view::npos;
}

std::string one_line(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = ' ';
  return out;
}

// Encoded words, each on a line of its own of at most 76 octets, the first behind the header's name. 39
// octets make 52 of base64.
std::string words(std::string_view text) {
  constexpr std::size_t most = 39;
  std::string out;
  while (!text.empty()) {
    std::size_t cut = std::min(most, text.size());
    while (cut > 0 && cut < text.size() && inside_character(text[cut])) --cut;
    if (cut == 0) cut = std::min(most, text.size());  // no UTF-8: any place is as good
    out += (out.empty() ? "" : "\r\n ") + ("=?UTF-8?B?" + to_base64(as_bytes(text.substr(0, cut)))) + "?=";
    text.remove_prefix(cut);
  }
  return out;
}

std::string header_text(std::string_view text) {
  const auto line = one_line(text);
  return plain(line) && line.size() <= 60 ? line : words(line);
}

// "Mon, 23 Nov 2026 13:30:00 +0900"
std::string date_of(Instant at) {
  constexpr std::array<std::string_view, 7> days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::array<std::string_view, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                    "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const Day day = day_in_japan(at);
  const std::chrono::year_month_day date(day);
  const auto seconds = std::chrono::floor<std::chrono::seconds>(at - start_of(day)).count();
  return fmt::format("{}, {} {} {} {:02}:{:02}:{:02} +0900", days[std::chrono::weekday(day).c_encoding()],
                     unsigned(date.day()), months[unsigned(date.month()) - 1], int(date.year()),
                     seconds / 3600, seconds / 60 % 60, seconds % 60);
}

std::string with_crlf(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\n')
      out += "\r\n";
    else if (c != '\r')
      out += c;
  }
  return out;
}

}  // namespace

bool is_address(std::string_view text) {
  const auto at = text.find('@');
  if (text.size() > 254 || at == std::string_view::npos || at == 0 || at > 64) return false;
  const auto local = text.substr(0, at);
  const auto domain = text.substr(at + 1);
  const auto alnum = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  };
  constexpr std::string_view marks = "!#$%&'*+-/=?^_`{|}~.";
  if (!std::ranges::all_of(local, [&](char c) { return alnum(c) || marks.find(c) != marks.npos; }))
    return false;
  if (domain.empty() || domain.find('.') == std::string_view::npos || !alnum(domain.front()) ||
      !alnum(domain.back()) || domain.find("..") != std::string_view::npos)
    return false;
  return std::ranges::all_of(domain, [&](char c) { return alnum(c) || c == '-' || c == '.'; });
}

std::string write_message(const Message& m) {
  const auto domain = m.from.substr(m.from.find('@') + 1);
  std::string out = "Date: " + date_of(m.at) + "\r\n";
  const auto name = one_line(m.from_name);
  out += "From: " + (name.empty() ? "" : words(name) + "\r\n ") + "<" + m.from + ">\r\n";
  out += "To: <" + m.to + ">\r\n";
  out += "Subject: " + header_text(m.subject) + "\r\n";
  out += "Message-ID: <" + m.id + "@" + domain + ">\r\n";
  out +=
      "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=UTF-8\r\nContent-Transfer-Encoding: base64\r\n";
  out += "Auto-Submitted: auto-generated\r\n\r\n";
  const auto body = to_base64(as_bytes(with_crlf(m.body)));
  for (std::size_t i = 0; i < body.size(); i += 76) out += body.substr(i, 76) + "\r\n";
  return out;
}

}  // namespace sekisho::mail
