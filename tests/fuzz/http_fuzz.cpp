// A request as the server reads it: head scanner, parser, target, and a chunked body decoded twice with
// different splits.
#include <cstdlib>
#include <string>

#include "chunks.h"
#include "head.h"
#include "http/router.h"
#include "parser.h"
#include "plan.h"

using namespace sekisho;
using namespace sekisho::http;

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

// The body as decoded when `step` more octets become visible at a time; whether it was refused, whether it is
// whole.
struct Decoded {
  std::string out;
  bool refused = false;
  bool done = false;
  std::size_t used = 0;
};

Decoded decode(std::string_view body, const Limits& limits, std::size_t step, std::size_t room) {
  ChunkDecoder chunks(limits.chunk_line_bytes);
  Decoded decoded;
  Bytes block(room);
  std::size_t visible = 0;
  while (!decoded.done) {
    const auto result = chunks.decode(body.substr(decoded.used, visible - decoded.used), block);
    if (!result) {
      decoded.refused = true;
      break;
    }
    require(result->produced <= room && result->consumed <= visible - decoded.used);
    decoded.used += result->consumed;
    decoded.out += as_text(ByteView(block).first(result->produced));
    decoded.done = result->done;
    if (result->produced == room || decoded.done) continue;
    if (visible == body.size()) break;
    visible = std::min(body.size(), visible + step);
  }
  return decoded;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::size_t step = data[0] % 17 + 1;
  const std::string_view text(reinterpret_cast<const char*>(data + 1), size - 1);
  Limits limits;
  limits.head_bytes = 2048;
  limits.target_bytes = 512;
  limits.headers = 20;

  HeadScanner whole(limits);
  const auto found = whole.scan(text);
  HeadScanner split(limits);
  Checked<std::size_t> other = 0;
  for (std::size_t end = 0; other && *other == 0 && end < text.size();) {
    end = std::min(text.size(), end + step);
    other = split.scan(text.substr(0, end));
  }
  require(found.has_value() == other.has_value());
  if (found)
    require(*found == *other);
  else
    require(found.error().status == other.error().status);
  if (!found || *found == 0) return 0;
  require(*found <= limits.head_bytes);

  const auto head_text = text.substr(0, *found);
  const auto head = parse_head(head_text, limits);
  if (!head) return 0;
  require(head->headers.count("Host") == 1 && !(head->chunked && head->content_length));
  for (const auto& [name, value] : head->headers.all())
    require(is_token(name) && value.find_first_of(std::string_view("\r\n\0", 3)) == std::string::npos);

  if (const auto target = parse_target(head->target, limits)) {
    require(target->path.starts_with('/') && is_utf8(target->path) &&
            !(target->path + "/").contains("/../") && !target->path.contains("//") &&
            !target->path.contains('\0'));
    Router router;
    router.add(Method::get, "/a/{id}/b", [](const Request&) { return Response::empty(); });
    router.add(Method::get, "/{rest*}", [](const Request&) { return Response::empty(); });
    const auto match = router.find(Method::get, target->path);
    require(match.route != nullptr || target->path == "/");
    Request request;
    request.headers = head->headers;
    (void)request.cookie("a");
    auto response = Response::text(200, "body");
    response.headers.add("ETag", "\"a\"");
    require(plan_response(&request, head->http11, response, {}).head.ends_with("\r\n\r\n"));
    if (const auto range = head->headers.get("Range"))
      if (const auto parsed = parse_range(*range, 1000); parsed.kind == RangeKind::one)
        require(parsed.range.length > 0 && parsed.range.first + parsed.range.length <= 1000);
  }

  if (head->chunked) {
    const auto body = text.substr(*found);
    const auto one = decode(body, limits, body.size() + 1, 4096);
    const auto two = decode(body, limits, step, step);
    require(one.refused == two.refused && one.done == two.done);
    // What stood before a fault in the same piece is not handed out.
    require(one.refused ? two.out.starts_with(one.out) : one.out == two.out && one.used == two.used);
  }
  return 0;
}
