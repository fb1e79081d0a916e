// The head of a request: octet by octet before a parser sees it, then its meaning. Pure functions over
// bounded input.
#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>

#include "http/limits.h"
#include "http/message.h"

namespace sekisho::http {

// Why a request is refused. The connection is closed afterwards: its next octets could mean anything.
struct Fault {
  int status;
  const char* reason;  // English, for the answer and for the log
};
template <class T>
using Checked = std::expected<T, Fault>;

// Finds the end of a head and checks its octets as they come: every line ends in CRLF, no other CR or LF, no
// control characters, no folded lines, no white space around a name, bounded size and number of lines.
class HeadScanner {
 public:
  explicit HeadScanner(const Limits& limits) : limits_(&limits) {}
  // `head` starts at the request's first octet and grows from call to call. Yields the length of the whole
  // head once its blank line is there, 0 before.
  Checked<std::size_t> scan(std::string_view head);

 private:
  Checked<void> line(std::string_view text);

  const Limits* limits_;
  std::size_t next_ = 0;        // first octet not looked at
  std::size_t line_start_ = 0;  // of the line that `next_` is in
  std::size_t lines_ = 0;       // complete ones
};

// What a head says, after all checks on framing (RFC 9112 §6) and on fields that may stand once only.
struct Head {
  std::string method;
  std::string target;
  bool http11 = true;
  Headers headers;
  bool chunked = false;
  std::optional<std::uint64_t> content_length;
  bool keep_alive = true;
  bool expects_continue = false;

  bool has_body() const { return chunked || content_length.value_or(0) > 0; }
};

Checked<void> check_framing(Head& head);

struct Target {
  std::string path;
  Pairs query;
};
// Origin-form only (RFC 9112 §3.2.1).
Checked<Target> parse_target(std::string_view raw, const Limits& limits);

bool is_utf8(std::string_view text);
bool is_token(std::string_view text);                    // RFC 9110 §5.6.2
bool same_name(std::string_view a, std::string_view b);  // ASCII, without regard to case

}  // namespace sekisho::http
