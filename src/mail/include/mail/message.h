// A mail of plain Japanese text as it goes over the line (RFC 5322, MIME). Pure and thread-safe.
#pragma once

#include <string>
#include <string_view>

#include "base/time.h"

namespace sekisho::mail {

struct Message {
  std::string from_name;  // 見本市 関所
  std::string from, to;   // is_address() holds
  std::string subject, body;
  Instant at{};
  std::string id;  // unique, of letters, digits, dots, hyphens; without @
};

// Lines end in CRLF and are at most 76 octets; words that are not ASCII are encoded (RFC 2047, base64), never
// cut within a character; the body is base64. Says that a machine wrote it (RFC 3834). Line breaks in the
// headers' values become blanks: no header can be smuggled in.
std::string write_message(const Message& message);

// local@domain as nearly all mail systems write it: ASCII, at most 254 octets, no quoting, no comments.
bool is_address(std::string_view text);

}  // namespace sekisho::mail
