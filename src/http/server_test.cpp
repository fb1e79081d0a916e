#include <doctest/doctest.h>

#include <thread>

#include "test_server.h"

using namespace sekisho;
using namespace sekisho::http;
using test::Client;
using test::TestServer;
using namespace std::chrono_literals;

namespace {

std::string get(std::string_view target, std::string_view more = "") {
  return "GET " + std::string(target) + " HTTP/1.1\r\nHost: localhost\r\n" + std::string(more) + "\r\n";
}

std::string put(std::string_view body) {
  return "PUT /sink HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + std::to_string(body.size()) +
         "\r\n\r\n" + std::string(body);
}

}  // namespace

TEST_CASE("requests of one connection are answered in order, with the security headers") {
  TestServer host;
  Client client(host.server->port());
  client.send(get("/hello") + get("/items/a%20b?q=%E6%9D%91+x") + "HEAD /hello HTTP/1.1\r\nHost: h\r\n\r\n");
  const auto hello = client.answer();
  CHECK(hello.status == 200);
  CHECK(hello.body == R"({"hello":"見本市"})");
  CHECK(hello.headers.get("X-Content-Type-Options") == "nosniff");
  CHECK(hello.headers.get("Cache-Control") == "no-store");
  CHECK(hello.headers.get("Date")->ends_with(" GMT"));
  CHECK(hello.headers.count("Server") == 0);
  CHECK(hello.headers.count("Strict-Transport-Security") == 0);
  CHECK(client.answer().body == "a b?村 x");
  const auto head = client.answer(true);
  CHECK(head.status == 200);
  CHECK(head.headers.get("Content-Length") == "21");
  CHECK(client.ask(get("/hello", "Connection: close\r\n")).headers.get("Connection") == "close");
  CHECK(client.closed());
}

TEST_CASE("what nobody answers: 404, 405 with Allow, OPTIONS, 501") {
  TestServer host;
  Client client(host.server->port());
  CHECK(client.ask(get("/nothing")).status == 404);
  const auto refused = client.ask("DELETE /hello HTTP/1.1\r\nHost: h\r\n\r\n");
  CHECK(refused.status == 405);
  CHECK(refused.headers.get("Allow") == "GET, HEAD, OPTIONS");
  const auto options = client.ask("OPTIONS /hello HTTP/1.1\r\nHost: h\r\n\r\n");
  CHECK(options.status == 204);
  CHECK(options.headers.get("Allow") == "GET, HEAD, OPTIONS");
  CHECK(client.ask("BREW /hello HTTP/1.1\r\nHost: h\r\n\r\n").status == 501);
  CHECK(client.closed());
}

TEST_CASE(
    "an exception becomes a 500 with the request's id, which is logged; so does a header that would split") {
  std::mutex mutex;
  std::vector<std::string> errors;
  std::vector<std::string> lines;
  ServerOptions options;
  options.error_log = [&](std::string_view id, std::string_view what) {
    const std::scoped_lock lock(mutex);
    errors.push_back(std::string(id) + " " + std::string(what));
  };
  options.access_log = [&](const AccessEntry& entry) {
    const std::scoped_lock lock(mutex);
    lines.push_back(std::string(entry.method) + " " + std::string(entry.route) + " " +
                    std::to_string(entry.status));
  };
  TestServer host(std::move(options));
  Client client(host.server->port());
  const auto answer = client.ask(get("/throw?secret=1"));
  CHECK(answer.status == 500);
  CHECK(answer.body.contains(std::string(*answer.headers.get("X-Request-Id"))));
  const auto split = client.ask(get("/split"));
  CHECK(split.status == 500);
  CHECK(split.headers.count("Set-Cookie") == 0);
  CHECK(client.ask(get("/items/a")).status == 200);
  host.server->stop();
  REQUIRE(errors.size() == 2);
  CHECK(errors[0] == std::string(*answer.headers.get("X-Request-Id")) + " a bug");
  CHECK(lines == std::vector<std::string>{"GET /throw 500", "GET /split 500", "GET /items/{id} 200"});
}

TEST_CASE("ordinary bodies: by length, chunked, after 100 Continue, and too large") {
  TestServer host;
  Client client(host.server->port());
  const std::string head = "POST /echo HTTP/1.1\r\nHost: h\r\n";
  CHECK(client.ask(head + "Content-Length: 5\r\n\r\nhello").body == "hello");
  CHECK(client.ask(head + "Transfer-Encoding: chunked\r\n\r\n3;a=b\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n").body ==
        "hello");
  CHECK(client.ask(head + "Expect: 100-continue\r\nContent-Length: 5\r\n\r\n").status == 100);
  CHECK(client.ask("hello").body == "hello");
  const std::string big(1 << 20, 'x');
  CHECK(client.ask(head + "Content-Length: 1048576\r\n\r\n" + big).body == big);
  CHECK(client.ask(head + "Expect: 100-continue\r\nContent-Length: 1048577\r\n\r\n").status == 413);
  CHECK(client.closed());
  Client chunked(host.server->port());
  chunked.send(head + "Transfer-Encoding: chunked\r\n\r\n");
  for (int i = 0; i < 17; ++i) chunked.send("10000\r\n" + std::string(65536, 'x') + "\r\n");
  CHECK(chunked.answer().status == 413);
  CHECK(chunked.rest().empty());
}

TEST_CASE("uploads reach the sink whole; a refusal closes; a lost client is told to the sink") {
  TestServer host;
  Client client(host.server->port());
  const auto text = test::source_text(3'000'001);
  const auto hash = to_hex(sha256(text));
  CHECK(client.ask(put(text)).body == hash);
  std::string chunks = "PUT /sink HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n";
  for (std::size_t at = 0, size = 1; at < text.size(); at += size, size = size * 3 % 100'003 + 1) {
    const auto part = text.substr(at, size);
    char line[32];
    std::snprintf(line, sizeof line, "%zX\r\n", part.size());
    chunks += line + part + "\r\n";
  }
  CHECK(client.ask(chunks + "0\r\n\r\n").body == hash);
  CHECK(client.ask("PUT /sink HTTP/1.1\r\nHost: h\r\n\r\n").body == to_hex(sha256("")));
  CHECK(client.ask(put("good, then poison")).status == 422);
  CHECK(host.aborted == 1);

  Client refused(host.server->port());
  refused.send("PUT /refuse HTTP/1.1\r\nHost: h\r\nContent-Length: 3000000\r\n\r\n" + text);
  CHECK(refused.answer().status == 403);
  CHECK(refused.rest().empty());

  Client lost(host.server->port());
  lost.send("PUT /sink HTTP/1.1\r\nHost: h\r\nContent-Length: 1000\r\n\r\npart");
  std::this_thread::sleep_for(50ms);
  lost.vanish();
  for (int i = 0; i < 100 && host.aborted < 2; ++i) std::this_thread::sleep_for(20ms);
  CHECK(host.aborted == 2);
}

TEST_CASE("sources: whole, a range, not satisfiable, If-Range, If-None-Match, HEAD, without a size") {
  TestServer host;
  Client client(host.server->port());
  const auto text = test::source_text(300'000);
  const auto whole = client.ask(get("/source"));
  CHECK(whole.status == 200);
  CHECK(whole.body == text);
  CHECK(whole.headers.get("Accept-Ranges") == "bytes");
  const auto part = client.ask(get("/source", "Range: bytes=1000-262999\r\nIf-Range: \"v1\"\r\n"));
  CHECK(part.status == 206);
  CHECK(part.body == text.substr(1000, 262'000));
  CHECK(part.headers.get("Content-Range") == "bytes 1000-262999/300000");
  CHECK(client.ask(get("/source", "Range: bytes=-5\r\n")).body == text.substr(299'995));
  CHECK(client.ask(get("/source", "Range: bytes=5-\r\nIf-Range: \"v0\"\r\n")).status == 200);
  const auto beyond = client.ask(get("/source", "Range: bytes=300000-\r\n"));
  CHECK(beyond.status == 416);
  CHECK(beyond.headers.get("Content-Range") == "bytes */300000");
  CHECK(client.ask(get("/source", "If-None-Match: \"v0\", W/\"v1\"\r\n"), true).status == 304);
  const auto head = client.ask("HEAD /source HTTP/1.1\r\nHost: h\r\n\r\n", true);
  CHECK(head.headers.get("Content-Length") == "300000");
  CHECK(client.ask(get("/stream")).body == test::source_text(700'000));
  client.send("GET /stream HTTP/1.0\r\nHost: h\r\n\r\n");
  CHECK(client.rest().ends_with("\r\n\r\n" + test::source_text(700'000)));
}

TEST_CASE("the slow and the idle are cut off, the patient are not") {
  ServerOptions options;
  options.limits.head = 500ms;
  options.limits.idle = 700ms;
  options.limits.stall = 500ms;
  options.limits.body_bytes_per_second = 1000;
  TestServer host(std::move(options));
  Client silent(host.server->port());
  Client half(host.server->port());
  half.send("GET /hello HTT");
  Client body(host.server->port());
  body.send("POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\nabc");
  CHECK(silent.closed(3s));
  CHECK(half.answer().status == 408);
  CHECK(half.closed());
  CHECK(body.answer().status == 408);
  CHECK(body.closed());

  Client drip(host.server->port());  // something moves all the time, but hardly
  drip.send("POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 10000\r\n\r\n");
  bool ended = false;
  for (int i = 0; i < 40 && !ended; ++i) {
    drip.send("x");
    ended = drip.answer_ready(100ms);
  }
  CHECK(drip.answer().status == 408);

  Client idle(host.server->port());
  CHECK(idle.ask(get("/hello")).status == 200);
  std::this_thread::sleep_for(400ms);
  CHECK(idle.ask(get("/slow")).body == "done");
  CHECK(idle.closed(3s));
}

TEST_CASE("too many connections get a 503; stop lets a running request end") {
  ServerOptions options;
  options.limits.connections = 2;
  TestServer host(std::move(options));
  Client first(host.server->port());
  Client second(host.server->port());
  CHECK(first.ask(get("/hello")).status == 200);
  CHECK(second.ask(get("/hello")).status == 200);
  Client third(host.server->port());
  CHECK(third.answer().status == 503);
  CHECK(third.closed());
  first.send(get("/slow"));
  std::this_thread::sleep_for(50ms);
  host.server->stop(5s);
  const auto answer = first.answer();
  CHECK(answer.body == "done");
  CHECK(answer.headers.get("Connection") == "close");
  CHECK(second.closed());
  CHECK_THROWS(Client(host.server->port()));
}

TEST_CASE("an address in use or not an address is an error, not an exception") {
  TestServer host;
  ServerOptions options;
  options.port = host.server->port();
  Server again(options, Router());
  CHECK(again.start().error().code == ErrorCode::io);
  options.address = "somewhere";
  Server nowhere(options, Router());
  CHECK(nowhere.start().error().code == ErrorCode::invalid_input);
}
