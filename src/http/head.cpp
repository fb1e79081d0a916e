#include "head.h"

#include <algorithm>
#include <array>

namespace sekisho::http {
namespace {

constexpr bool is_token_char(unsigned char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         std::string_view("!#$%&'*+-.^_`|~").contains(static_cast<char>(c));
}
constexpr auto token_table = [] {
  std::array<bool, 256> table{};
  for (unsigned c = 0; c < 256; ++c) table[c] = is_token_char(static_cast<unsigned char>(c));
  return table;
}();

std::unexpected<Fault> bad(const char* reason) { return std::unexpected(Fault{400, reason}); }

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// HTTP/1.0 and 1.1 are ours. Other versions get their own status, everything else is no HTTP.
Checked<void> check_request_line(std::string_view line, const Limits& limits) {
  const auto first = line.find(' ');
  const auto last = line.rfind(' ');
  if (first == std::string_view::npos || first == last) return bad("the request line has not three parts");
  const auto method = line.substr(0, first);
  const auto target = line.substr(first + 1, last - first - 1);
  const auto version = line.substr(last + 1);
  if (method.size() > 32 || !is_token(method)) return bad("the method is not a token");
  if (target.size() > limits.target_bytes) return std::unexpected(Fault{414, "the target is too long"});
  if (target.empty() || target.contains(' ')) return bad("the target holds a space or is empty");
  if (version.size() != 8 || !version.starts_with("HTTP/") || !is_digit(version[5]) || version[6] != '.' ||
      !is_digit(version[7]))
    return bad("the version is not HTTP/x.y");
  if (version != "HTTP/1.1" && version != "HTTP/1.0")
    return std::unexpected(Fault{505, "only HTTP/1.1 and HTTP/1.0 are spoken here"});
  return {};
}

}  // namespace

bool is_token(std::string_view text) {
  return !text.empty() &&
         std::ranges::all_of(text, [](char c) { return token_table[static_cast<unsigned char>(c)]; });
}

bool same_name(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; };
  return std::ranges::equal(a, b, {}, lower, lower);
}

Checked<void> HeadScanner::line(std::string_view text) {
  if (lines_ == 0) return check_request_line(text, *limits_);
  if (lines_ > limits_->headers) return std::unexpected(Fault{431, "too many field lines"});
  if (text.front() == ' ' || text.front() == '\t') return bad("a folded field line");
  const auto colon = text.find(':');
  if (colon == std::string_view::npos) return bad("a field line without a colon");
  if (!is_token(text.substr(0, colon))) return bad("a field name is not a token");
  return {};
}

Checked<std::size_t> HeadScanner::scan(std::string_view head) {
  const auto visible = head.substr(0, limits_->head_bytes);
  for (; next_ < visible.size(); ++next_) {
    const auto c = static_cast<unsigned char>(visible[next_]);
    if (c == '\n') {
      if (next_ == line_start_ || visible[next_ - 1] != '\r')
        return bad("a line feed without its carriage return");
      const auto text = visible.substr(line_start_, next_ - 1 - line_start_);
      if (text.empty()) {
        if (lines_ == 0) return bad("an empty request line");
        return ++next_;
      }
      if (auto checked = line(text); !checked) return std::unexpected(checked.error());
      ++lines_;
      line_start_ = next_ + 1;
      continue;
    }
    if (next_ > line_start_ && visible[next_ - 1] == '\r')
      return bad("a carriage return without its line feed");
    if (c == '\r' || c == '\t') {
      if (c == '\t' && lines_ == 0) return bad("a tab in the request line");
      continue;
    }
    if (c < 0x20 || c == 0x7f) return bad("a control character in the head");
    if (c >= 0x80 && lines_ == 0) return bad("the request line is not ASCII");
  }
  if (visible.size() == limits_->head_bytes) {
    if (lines_ == 0) return std::unexpected(Fault{414, "the target is too long"});
    return std::unexpected(Fault{431, "the head is too long"});
  }
  return 0;
}

namespace {

// A repeated line of these would leave it open which one counts.
constexpr std::string_view once_only[] = {"Content-Type",
                                          "Authorization",
                                          "Expect",
                                          "Range",
                                          "If-Range",
                                          "Origin",
                                          "Referer",
                                          "Upload-Offset",
                                          "Upload-Length",
                                          "Upload-Metadata",
                                          "Upload-Checksum",
                                          "Tus-Resumable",
                                          "X-HTTP-Method-Override",
                                          "Idempotency-Key",
                                          "Transfer-Encoding",
                                          "Content-Length"};

bool is_host(std::string_view host) {
  if (host.empty() || host.size() > 255) return false;
  std::string_view port;
  if (host.front() == '[') {
    const auto end = host.find(']');
    if (end == std::string_view::npos || end < 3) return false;
    if (!std::ranges::all_of(host.substr(1, end - 1), [](char c) {
          return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') || c == ':' || c == '.';
        }))
      return false;
    port = host.substr(end + 1);
  } else {
    const auto end = std::min(host.find(':'), host.size());
    if (end == 0) return false;
    if (!std::ranges::all_of(host.substr(0, end), [](char c) {
          return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '.' ||
                 c == '_';
        }))
      return false;
    port = host.substr(end);
  }
  return port.empty() ||
         (port.size() <= 6 && port.front() == ':' && std::ranges::all_of(port.substr(1), is_digit));
}

}  // namespace

Checked<void> check_framing(Head& head) {
  const auto& fields = head.headers;
  if (fields.count("Host") != 1) return bad("exactly one Host is needed");
  if (!is_host(*fields.get("Host"))) return bad("Host is not a host");
  for (const auto name : once_only)
    if (fields.count(name) > 1) return bad("a field that may stand once only stands twice");

  if (const auto coding = fields.get("Transfer-Encoding")) {
    if (!same_name(*coding, "chunked")) return bad("Transfer-Encoding is not exactly chunked");
    if (!head.http11) return bad("Transfer-Encoding in HTTP/1.0");
    if (fields.count("Content-Length") > 0) return bad("Transfer-Encoding together with Content-Length");
    head.chunked = true;
  }
  if (const auto length = fields.get("Content-Length")) {
    if (length->empty() || length->size() > 18 || !std::ranges::all_of(*length, is_digit))
      return bad("Content-Length is not a number");
    std::uint64_t value = 0;
    for (const char c : *length) value = value * 10 + static_cast<std::uint64_t>(c - '0');
    head.content_length = value;
  }
  if (const auto expect = fields.get("Expect")) {
    if (!same_name(*expect, "100-continue"))
      return std::unexpected(Fault{417, "only 100-continue can be expected"});
    head.expects_continue = head.http11 && head.has_body();
  }
  if (!head.http11) head.keep_alive = false;
  return {};
}

}  // namespace sekisho::http
