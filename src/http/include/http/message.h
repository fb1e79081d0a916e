// What a handler is given and what it returns. Plain values, owned by whoever holds them; not shared between
// threads. Everything in a Request has passed the checks of RFC 9110/9112 syntax, more strictly than the RFCs
// ask.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/bytes.h"
#include "base/error.h"
#include "base/time.h"
#include "http/stream.h"

namespace sekisho::http {

enum class Method { get, head, post, put, patch, del, options };
std::string_view method_name(Method method);
std::optional<Method> method_from_name(std::string_view name);  // case-sensitive, as the RFC says

using Pairs = std::vector<std::pair<std::string, std::string>>;

// Field lines in the order of arrival. Names compare without regard to case (ASCII).
class Headers {
 public:
  std::optional<std::string_view> get(std::string_view name) const;  // the first of that name
  std::size_t count(std::string_view name) const;
  void add(std::string name, std::string value);
  void set(std::string_view name, std::string value);  // replaces all of that name
  void remove(std::string_view name);
  const Pairs& all() const { return lines_; }

 private:
  Pairs lines_;
};

struct Request {
  std::string id;  // "req_…": in the access log, in X-Request-Id, in the body of a 500
  Method method{};
  std::string target;  // as sent; never log it whole (the query may hold personal data)
  std::string path;    // percent-decoded, valid UTF-8; no empty, "." or ".." segment, no encoded slash, no
                       // control character
  Pairs query;         // decoded ('+' is a space), in order
  Headers headers;
  std::string route;  // the pattern that matched: "/api/passages/{id}"
  Pairs params;       // what stood in its braces
  std::string peer;   // address of the connection's other end, without port
  bool tls = false;
  std::string body;                             // ordinary routes only; complete
  bool has_body = false;                        // a body is announced (length above 0, or chunked)
  std::optional<std::uint64_t> content_length;  // none when chunked or absent
  // Upload routes only: ends this request's connection from any thread, at once; a no-op once the request is
  // over.
  std::function<void()> hang_up;

  std::optional<std::string_view> param(std::string_view name) const;
  std::optional<std::string_view> query_value(std::string_view name) const;  // the first of that name
  std::optional<std::string_view> cookie(std::string_view name) const;       // the first of that name
};

// The body is `source` if set, else `fixed` if not empty, else `body`. The server adds Content-Length, Date,
// Connection, the security headers and, for a source of known size, ranges (RFC 9110 §14; give an ETag to
// allow If-Range).
struct Response {
  int status = 200;
  Headers headers;  // a value with CR, LF or NUL is a bug: it turns into a 500
  std::string body;
  ByteView fixed;  // memory that lives as long as the process (embedded files)
  std::shared_ptr<BodySource> source;

  static Response json(int status, std::string body);  // application/json; the text is sent as it is
  static Response text(int status, std::string body);  // text/plain; charset=utf-8
  static Response empty(int status = 204);
  static Response from(const Error& error);  // status_of(code), {"error":{"code","ja","en","field"?}}
  static Response error(int status, std::string_view code, std::string_view ja, std::string_view en,
                        std::string_view field = {});
};

// The one place where errors become statuses: invalid_input 400, unauthenticated 401, forbidden 403,
// not_found 404, conflict 409, gone 410, too_large 413, unsupported 415, corrupt 422, rate_limited 429, io
// 500, unavailable 503.
int status_of(ErrorCode code);
std::string_view error_code_name(ErrorCode code);
std::string_view reason_phrase(int status);

std::string http_date(Instant instant);             // RFC 9110 §5.6.7, "Mon, 23 Nov 2026 04:43:31 GMT"
std::string percent_encode(std::string_view text);  // everything but unreserved characters (RFC 3986 §2.3)
// attachment; filename*=UTF-8''… (RFC 6266): for names in Japanese; control characters and slashes are
// replaced.
std::string attachment(std::string_view file_name);

}  // namespace sekisho::http
