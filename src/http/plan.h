// How a response goes onto the wire: its head, and which part of its body. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "http/message.h"

namespace sekisho::http {

struct ByteRange {
  std::uint64_t first = 0;
  std::uint64_t length = 0;
};
enum class RangeKind { none, one, unsatisfiable };
struct RangeRequest {
  RangeKind kind = RangeKind::none;
  ByteRange range;
};
// RFC 9110 §14.1.2. What is malformed, of another unit or asks for several ranges counts as not asked (§14.2
// allows it).
RangeRequest parse_range(std::string_view value, std::uint64_t size);

struct WireOptions {
  const Headers* defaults = nullptr;  // added unless the response sets the name
  bool close = false;                 // after this response
  Instant now{};
};

struct Plan {
  int status = 0;
  std::string head;  // status line to blank line
  bool send_body = false;
  bool chunked = false;
  bool close = false;        // this response ends with the connection
  std::uint64_t offset = 0;  // of the body
  std::optional<std::uint64_t> length;
};

// `request` may be null: the head could not be read. Throws std::logic_error for header values that would
// split the head.
Plan plan_response(const Request* request, bool http11, const Response& response, const WireOptions& options);

}  // namespace sekisho::http
