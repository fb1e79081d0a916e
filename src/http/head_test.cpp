#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "chunks.h"
#include "head.h"
#include "parser.h"

using namespace sekisho;
using namespace sekisho::http;

namespace {

const Limits limits;

// The status of the refusal, or 0.
int judge(std::string_view text) {
  HeadScanner scanner(limits);
  const auto size = scanner.scan(text);
  if (!size) return size.error().status;
  if (*size == 0) return -1;
  const auto head = parse_head(text.substr(0, *size), limits);
  if (!head) return head.error().status;
  const auto target = parse_target(head->target, limits);
  return target ? 0 : target.error().status;
}

int lines(std::string_view more) {
  return judge("GET / HTTP/1.1\r\nHost: h\r\n" + std::string(more) + "\r\n");
}
int target(std::string_view text) {
  return judge("GET " + std::string(text) + " HTTP/1.1\r\nHost: h\r\n\r\n");
}

}  // namespace

TEST_CASE("good heads pass") {
  CHECK(lines("") == 0);
  CHECK(lines("X-A: b\tc \r\nCookie: 名=x\r\nEmpty:\r\n") == 0);
  CHECK(judge("POST /a HTTP/1.0\r\nHost: [::1]:8443\r\nContent-Length: 0\r\n\r\n") == 0);
  CHECK(lines("Transfer-Encoding: chunked\r\n") == 0);
  CHECK(lines("Transfer-Encoding:  CHUNKED \r\n") == 0);
  CHECK(judge("GET / HTTP/1.1\r\nHost: h\r\n") == -1);
}

TEST_CASE("line ends, folding, control characters, names") {
  CHECK(judge("GET / HTTP/1.1\nHost: h\n\n") == 400);
  CHECK(judge("\r\nGET / HTTP/1.1\r\n") == 400);
  CHECK(lines("A: b\rc\r\n") == 400);
  CHECK(lines("A: b\n") == 400);
  CHECK(lines("A: b\r\n folded\r\n") == 400);
  CHECK(lines("A: b\r\n\tfolded\r\n") == 400);
  CHECK(judge("GET / HTTP/1.1\r\n Host: h\r\n\r\n") == 400);
  CHECK(lines("A : b\r\n") == 400);
  CHECK(lines(": b\r\n") == 400);
  CHECK(lines("A b\r\n") == 400);
  CHECK(lines("A(: b\r\n") == 400);
  CHECK(lines(std::string_view("A: b\0c\r\n", 8)) == 400);
  CHECK(lines("A: b\x01\r\n") == 400);
  CHECK(lines("A: b\x7f\r\n") == 400);
}

TEST_CASE("framing that two servers could read differently") {
  CHECK(lines("Transfer-Encoding: gzip\r\n") == 400);
  CHECK(lines("Transfer-Encoding: chunked, gzip\r\n") == 400);
  CHECK(lines("Transfer-Encoding: gzip, chunked\r\n") == 400);
  CHECK(lines("Transfer-Encoding: chunked, chunked\r\n") == 400);
  CHECK(lines("Transfer-Encoding: \"chunked\"\r\n") == 400);
  CHECK(lines("Transfer-Encoding: xchunked\r\n") == 400);
  CHECK(lines("Transfer-Encoding:\r\n") == 400);
  CHECK(lines("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n") == 400);
  CHECK(lines("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n") == 400);
  CHECK(lines("Transfer-Encoding: chunked\r\nContent-Length: 3\r\n") == 400);
  CHECK(lines("Content-Length: 3\r\nTransfer-Encoding: chunked\r\n") == 400);
  CHECK(judge("POST / HTTP/1.0\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n") == 400);
  for (const auto* value : {"3\r\nContent-Length: 4", "3\r\nContent-Length: 3", "3, 3", "3,4", "+3", "-3",
                            "0x3", "3 3", "", "3a", "1234567890123456789", "99999999999999999999999", "3;"})
    CHECK_MESSAGE(lines("Content-Length: " + std::string(value) + "\r\n") == 400, value);
  CHECK(judge("GET / HTTP/1.1\r\n\r\n") == 400);
  CHECK(lines("Host: h\r\n") == 400);
  for (const auto* host : {"", "a b", "a/b", "a@b", "h:port", "[::1", "a,b", "h:1234567"})
    CHECK_MESSAGE(judge("GET / HTTP/1.1\r\nHost: " + std::string(host) + "\r\n\r\n") == 400, host);
  CHECK(lines("Expect: something\r\n") == 417);
  CHECK(lines("Range: bytes=0-\r\nRange: bytes=1-\r\n") == 400);
}

TEST_CASE("request lines and versions") {
  CHECK(judge("GET / HTTP/2.0\r\nHost: h\r\n\r\n") == 505);
  CHECK(judge("PRI * HTTP/2.0\r\n\r\n") == 505);
  CHECK(judge("GET / HTTP/1.2\r\nHost: h\r\n\r\n") == 505);
  CHECK(judge("GET /\r\n\r\n") == 400);
  CHECK(judge("GET / http/1.1\r\nHost: h\r\n\r\n") == 400);
  CHECK(judge("GET  / HTTP/1.1\r\nHost: h\r\n\r\n") == 400);
  CHECK(judge("GET / HTTP/1.1 \r\nHost: h\r\n\r\n") == 400);
  CHECK(judge("GET\t/ HTTP/1.1\r\nHost: h\r\n\r\n") == 400);
  CHECK(judge("G(T / HTTP/1.1\r\nHost: h\r\n\r\n") == 400);
}

TEST_CASE("sizes") {
  CHECK(target("/" + std::string(8192, 'a')) == 414);
  CHECK(target("/" + std::string(8000, 'a')) == 0);
  CHECK(judge("GET /" + std::string(20000, 'a')) == 414);
  CHECK(lines("A: " + std::string(17000, 'a')) == 431);
  std::string many;
  for (int i = 0; i < 99; ++i) many += "A: b\r\n";
  CHECK(lines(many) == 0);
  CHECK(lines(many + "A: b\r\n") == 431);
}

TEST_CASE("targets") {
  for (const auto* bad : {"http://h/", "h:443",     "*",     "//a",    "/a//b",  "/../x",   "/a/..",
                          "/a/.",      "/%2e%2e/x", "/%2E/", "/a%2fb", "/a%5cb", "/%00",    "/%0a",
                          "/%7f",      "/%",        "/%4",   "/%zz",   "/%ff",   "/%c0%af", "/%ed%a0%80",
                          "/a\"b",     "/a<b",      "/a\\b", "/a#b",   "/?a=%",  "/?a=%00", "/?%ff=1"})
    CHECK_MESSAGE(target(bad) == 400, bad);
  const auto parsed = parse_target("/%E6%9D%91/a+b;c/?a=1&b=%26+c&d&=e&&a=2", limits);
  REQUIRE(parsed);
  CHECK(parsed->path == "/村/a+b;c/");
  CHECK(parsed->query == Pairs{{"a", "1"}, {"b", "& c"}, {"d", ""}, {"", "e"}, {"a", "2"}});
  CHECK(parse_target("/", limits)->path == "/");
  std::string many = "/?";
  for (int i = 0; i < 101; ++i) many += "a&";
  CHECK(!parse_target(many, limits));
}

TEST_CASE("where the octets are split makes no difference") {
  const std::string head =
      "POST /a?b=c HTTP/1.1\r\nHost: h\r\nX: y\r\nTransfer-Encoding: chunked\r\nExpect: 100-continue\r\n\r\n";
  const std::string body = "5\r\nhello\r\n1;x=\"y\"\r\n!\r\n00A\r\n0123456789\r\n0\r\n\r\n";
  CHECK(rc::check([&] {
    const auto step = *rc::gen::inRange<std::size_t>(1, 40);
    const auto room = *rc::gen::inRange<std::size_t>(1, 40);
    HeadScanner scanner(limits);
    std::size_t size = 0;
    for (std::size_t end = step; size == 0; end += step) {
      const auto found = scanner.scan(std::string_view(head).substr(0, end));
      RC_ASSERT(found.has_value());
      size = *found;
    }
    RC_ASSERT(size == head.size());
    const auto parsed = parse_head(head, limits);
    ChunkDecoder chunks(limits.chunk_line_bytes);
    RC_ASSERT(parsed.has_value());
    RC_ASSERT(parsed->chunked && parsed->expects_continue && parsed->headers.get("x") == "y");
    std::string pending, out;
    std::size_t at = 0;
    for (bool done = false; !done;) {
      Bytes block(room);
      const auto decoded = chunks.decode(pending, block);
      RC_ASSERT(decoded.has_value());
      pending.erase(0, decoded->consumed);
      out += as_text(ByteView(block).first(decoded->produced));
      done = decoded->done;
      if (!done && decoded->produced < room) {
        RC_ASSERT(at < body.size());
        pending += body.substr(at, step);
        at += step;
      }
    }
    RC_ASSERT(out == "hello!0123456789");
  }));
}

TEST_CASE("chunked bodies that are wrong") {
  for (const auto* body : {"5\nhello\r\n", "5\r\nhelloX\r\n", "g\r\n", "-1\r\n", "0x5\r\nhello\r\n",
                           " 5\r\nhello\r\n", "FFFFFFFFFFFFFFFFF\r\n", "FFFFFFFFFFFFFFFF\r\n",
                           "5 \r\nhello\r\n", "\r\n", "0000000000000005\r\nhello\r\n", "0\r\nX: y\r\n\r\n",
                           "0\r\nContent-Length: 5\r\n\r\n", "5;a=\x01\r\nhello\r\n", "5\rhello\r\n"}) {
    ChunkDecoder chunks(limits.chunk_line_bytes);
    Bytes out(100);
    std::string pending = std::string(body) + "\r\n\r\n";  // so that it cannot wait for more
    bool refused = false;
    for (int i = 0; i < 10 && !refused && !pending.empty(); ++i) {
      const auto step = chunks.decode(pending, out);
      refused = !step;
      if (step) {
        CHECK_MESSAGE(!step->done, body);
        pending.erase(0, step->consumed);
      }
    }
    CHECK_MESSAGE(refused, std::string(body));
  }
  for (const auto& body : {"5;" + std::string(300, 'a') + "\r\n", "5;" + std::string(300, 'a'),
                           std::string(300, '0'), "0\r\n" + std::string(300, 'a')}) {
    ChunkDecoder chunks(limits.chunk_line_bytes);
    Bytes out(100);
    CHECK(!chunks.decode(body, out));
  }
}

TEST_CASE("UTF-8") {
  CHECK(is_utf8("見本市 \xf0\xa0\xae\xb7"));
  for (const auto* bad : {"\x80", "\xc3", "\xc0\x80", "\xe0\x80\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80",
                          "\xf5\x80\x80\x80", "\xe6\x9d", "\xff", "\xe6\x41\x91"})
    CHECK(!is_utf8(bad));
}
