// Ranges and conditional requests: which part of a body is sent, if any.
#include <algorithm>
#include <stdexcept>

#include "head.h"
#include "plan.h"

namespace sekisho::http {
namespace {

std::optional<std::uint64_t> number(std::string_view text) {
  if (text.empty() || text.size() > 18) return std::nullopt;
  std::uint64_t value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + static_cast<std::uint64_t>(c - '0');
  }
  return value;
}

// Weak comparison (RFC 9110 §8.8.3.2) of one tag with a list.
bool lists_tag(std::string_view list, std::string_view tag) {
  if (tag.starts_with("W/")) tag.remove_prefix(2);
  while (!list.empty()) {
    const auto end = std::min(list.find(','), list.size());
    auto item = list.substr(0, end);
    list.remove_prefix(std::min(end + 1, list.size()));
    while (item.starts_with(' ')) item.remove_prefix(1);
    while (item.ends_with(' ')) item.remove_suffix(1);
    if (item.starts_with("W/")) item.remove_prefix(2);
    if (item == "*" || item == tag) return true;
  }
  return false;
}

void check_value(std::string_view value) {
  if (value.find_first_of(std::string_view("\r\n\0", 3)) != std::string_view::npos)
    throw std::logic_error("a header value with a line end");
}

}  // namespace

RangeRequest parse_range(std::string_view value, std::uint64_t size) {
  if (value.size() < 6 || !same_name(value.substr(0, 6), "bytes=")) return {};
  value.remove_prefix(6);
  const auto dash = value.find('-');
  if (dash == std::string_view::npos) return {};
  const auto first = value.substr(0, dash);
  const auto last = value.substr(dash + 1);
  if (first.empty()) {
    const auto suffix = number(last);
    if (!suffix) return {};
    if (*suffix == 0 || size == 0) return {RangeKind::unsatisfiable, {}};
    const auto length = std::min(*suffix, size);
    return {RangeKind::one, {size - length, length}};
  }
  const auto from = number(first);
  if (!from) return {};
  std::uint64_t to = size;
  if (!last.empty()) {
    const auto given = number(last);
    if (!given || *given < *from) return {};
    to = std::min(size, *given + 1);
  }
  if (*from >= size) return {RangeKind::unsatisfiable, {}};
  return {RangeKind::one, {*from, to - *from}};
}

Plan plan_response(const Request* request, bool http11, const Response& response,
                   const WireOptions& options) {
  Plan plan;
  plan.status = response.status;
  plan.close = options.close;
  const bool is_head = request != nullptr && request->method == Method::head;
  const auto tag = response.headers.get("ETag");
  std::string extra;

  std::optional<std::uint64_t> size = response.fixed.empty() ? response.body.size() : response.fixed.size();
  if (response.source) size = response.source->size();
  plan.length = size;

  const bool plain_read =
      request != nullptr && (request->method == Method::get || is_head) && response.status == 200;
  const auto asked_tag = plain_read && tag ? request->headers.get("If-None-Match") : std::nullopt;
  if (asked_tag && lists_tag(*asked_tag, *tag)) {
    plan.status = 304;
  } else if (plain_read && response.source && size) {
    extra += "Accept-Ranges: bytes\r\n";
    const auto range = request->headers.get("Range");
    const auto if_range = request->headers.get("If-Range");
    const auto modified = response.headers.get("Last-Modified");
    const bool same = !if_range || (tag && !tag->starts_with("W/") && *if_range == *tag) ||
                      (modified && *if_range == *modified);
    if (range && same && request->method == Method::get) {
      const auto wanted = parse_range(*range, *size);
      if (wanted.kind == RangeKind::unsatisfiable) {
        plan.status = 416;
        plan.length = 0;
        extra += "Content-Range: bytes */" + std::to_string(*size) + "\r\n";
      } else if (wanted.kind == RangeKind::one) {
        plan.status = 206;
        plan.offset = wanted.range.first;
        plan.length = wanted.range.length;
        extra += "Content-Range: bytes " + std::to_string(plan.offset) + "-" +
                 std::to_string(plan.offset + *plan.length - 1) + "/" + std::to_string(*size) + "\r\n";
      }
    }
  }

  const bool bodiless = plan.status == 204 || plan.status == 304;
  plan.send_body = !bodiless && !is_head && plan.length != 0;
  if (plan.send_body && !plan.length) {
    plan.chunked = http11;
    plan.close = plan.close || !http11;
  }

  auto& head = plan.head;
  head.reserve(768);
  head += "HTTP/1.1 " + std::to_string(plan.status) + ' ';
  head += reason_phrase(plan.status);
  head += "\r\nDate: " + http_date(options.now) + "\r\n";
  const auto line = [&](std::string_view name, std::string_view value) {
    check_value(value);
    head += name;
    head += ": ";
    head += value;
    head += "\r\n";
  };
  for (const auto& [name, value] : response.headers.all()) {
    if (!is_token(name) || same_name(name, "Content-Length") || same_name(name, "Transfer-Encoding") ||
        same_name(name, "Connection"))
      throw std::logic_error("a header that only the server may send");
    line(name, value);
  }
  if (options.defaults != nullptr)
    for (const auto& [name, value] : options.defaults->all())
      if (response.headers.count(name) == 0) line(name, value);
  head += extra;
  if (plan.chunked)
    head += "Transfer-Encoding: chunked\r\n";
  else if (plan.length && !bodiless)
    head += "Content-Length: " + std::to_string(*plan.length) + "\r\n";
  head += plan.close ? "Connection: close\r\n\r\n" : "Connection: keep-alive\r\n\r\n";
  return plan;
}

}  // namespace sekisho::http
