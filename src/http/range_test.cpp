#include <doctest/doctest.h>

#include "plan.h"

using namespace sekisho;
using namespace sekisho::http;

namespace {
std::string range(std::string_view value, std::uint64_t size) {
  const auto parsed = parse_range(value, size);
  if (parsed.kind == RangeKind::none) return "none";
  if (parsed.kind == RangeKind::unsatisfiable) return "unsatisfiable";
  return std::to_string(parsed.range.first) + "+" + std::to_string(parsed.range.length);
}
}  // namespace

TEST_CASE("one range of octets, or none") {
  CHECK(range("bytes=0-0", 10) == "0+1");
  CHECK(range("bytes=3-", 10) == "3+7");
  CHECK(range("Bytes=3-99", 10) == "3+7");
  CHECK(range("bytes=-3", 10) == "7+3");
  CHECK(range("bytes=-30", 10) == "0+10");
  CHECK(range("bytes=10-", 10) == "unsatisfiable");
  CHECK(range("bytes=0-", 0) == "unsatisfiable");
  CHECK(range("bytes=-0", 10) == "unsatisfiable");
  for (const auto* ignored :
       {"", "bytes", "bytes=", "bytes=-", "bytes=a-b", "bytes=5-4", "bytes=0-1,3-4", "bytes= 0-1",
        "lines=0-1", "bytes=99999999999999999999-", "bytes=0-99999999999999999999", "bytes=+1-2"})
    CHECK_MESSAGE(range(ignored, 10) == "none", ignored);
}

TEST_CASE("heads: defaults give way, bodiless statuses have no length, split values are bugs") {
  Headers defaults;
  defaults.add("Cache-Control", "no-store");
  defaults.add("X-Test", "1");
  auto response = Response::text(200, "abc");
  response.headers.add("cache-control", "max-age=5");
  const auto plan =
      plan_response(nullptr, true, response, {.defaults = &defaults, .close = false, .now = {}});
  CHECK(
      plan.head ==
      "HTTP/1.1 200 OK\r\nDate: Thu, 01 Jan 1970 00:00:00 GMT\r\nContent-Type: text/plain; charset=utf-8\r\n"
      "cache-control: max-age=5\r\nX-Test: 1\r\nContent-Length: 3\r\nConnection: keep-alive\r\n\r\n");
  const auto none =
      plan_response(nullptr, true, Response::empty(), {.defaults = nullptr, .close = true, .now = {}});
  CHECK(none.head ==
        "HTTP/1.1 204 No Content\r\nDate: Thu, 01 Jan 1970 00:00:00 GMT\r\nConnection: close\r\n\r\n");
  response.headers.add("A", "b\nc");
  CHECK_THROWS(plan_response(nullptr, true, response, {}));
  auto length = Response::text(200, "abc");
  length.headers.add("content-length", "5");
  CHECK_THROWS(plan_response(nullptr, true, length, {}));
}

TEST_CASE("errors become JSON, names of files become headers") {
  const auto response = Response::from({ErrorCode::rate_limited, "待って\"ください\"。", "wait\n", "a\\b"});
  CHECK(response.status == 429);
  CHECK(response.headers.get("retry-after") == "5");
  CHECK(response.body ==
        R"({"error":{"code":"rate_limited","ja":"待って\"ください\"。","en":"wait\u000a","field":"a\\b"}})");
  CHECK(attachment("名簿 1.csv") == "attachment; filename*=UTF-8''%E5%90%8D%E7%B0%BF%201.csv");
  CHECK(attachment("../a\r\nb\"") == "attachment; filename*=UTF-8''.._a__b%22");
  CHECK(attachment("\xff") == "attachment; filename*=UTF-8''download");
}

TEST_CASE("cookies and headers are found as they should be") {
  Request request;
  request.headers.add("cookie", "a=1; b=\"2\";c=3=4; a=5");
  request.headers.add("Cookie", "d=6");
  CHECK(request.cookie("a") == "1");
  CHECK(request.cookie("b") == "2");
  CHECK(request.cookie("c") == "3=4");
  CHECK(request.cookie("d") == "6");
  CHECK(!request.cookie("e"));
  request.headers.set("COOKIE", "x");
  CHECK(request.headers.count("cookie") == 1);
}
