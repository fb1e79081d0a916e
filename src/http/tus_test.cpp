#include "http/tus.h"

#include <doctest/doctest.h>
#include <openssl/sha.h>

#include <thread>

#include "test_server.h"

using namespace sekisho;
using namespace sekisho::http;
using test::Client;
using test::TestServer;
using namespace std::chrono_literals;

namespace {

const std::string common = "Host: h\r\nTus-Resumable: 1.0.0\r\n";

std::string request(std::string_view method, std::string_view path, std::string_view headers,
                    std::string_view body = "") {
  return std::string(method) + " " + std::string(path) + " HTTP/1.1\r\n" + common + std::string(headers) +
         (body.empty() && method != "PATCH" ? ""
                                            : "Content-Length: " + std::to_string(body.size()) + "\r\n") +
         "\r\n" + std::string(body);
}

std::string patch(std::string_view path, std::uint64_t offset, std::string_view body,
                  std::string_view more = "") {
  return request("PATCH", path,
                 "Content-Type: application/offset+octet-stream\r\nUpload-Offset: " + std::to_string(offset) +
                     "\r\n" + std::string(more),
                 body);
}

std::string sha1(std::string_view text) {
  std::array<std::uint8_t, 20> out;
  SHA1(reinterpret_cast<const unsigned char*>(text.data()), text.size(), out.data());
  return to_base64(out);
}

struct Uploads {
  TestServer host;
  Client client{host.server->port()};

  std::string create(std::uint64_t length, std::string_view more = "") {
    const auto answer = client.ask(
        request("POST", "/files", "Upload-Length: " + std::to_string(length) + "\r\n" + std::string(more)));
    REQUIRE(answer.status == 201);
    return std::string(*answer.headers.get("Location"));
  }
  std::string offset(const std::string& path) {
    Client other(host.server->port());
    const auto answer = other.ask(request("HEAD", path, ""), true);
    return answer.status == 200 ? std::string(*answer.headers.get("Upload-Offset"))
                                : std::to_string(answer.status);
  }
};

}  // namespace

TEST_CASE("header values") {
  CHECK(parse_tus_number("0") == 0);
  CHECK(parse_tus_number("999999999999999999") == 999999999999999999);
  for (const auto* bad :
       {"", "+1", "-1", " 1", "1 ", "0x1", "1e3", "1000000000000000000", "18446744073709551616"})
    CHECK(!parse_tus_number(bad));
  CHECK(parse_tus_metadata("filename 5ZCN57C/, flag,empty ") ==
        Pairs{{"filename", "名簿"}, {"flag", ""}, {"empty", ""}});
  CHECK(parse_tus_metadata("") == Pairs{});
  for (const auto* bad :
       {",", "a YQ==,", "a YQ==,a YQ==", "a YQ", "a Y", "a YQ== YQ==", "a !!", "a\tYQ==", "a  YQ=="})
    CHECK_MESSAGE(!parse_tus_metadata(bad), bad);
  CHECK(parse_tus_checksum("sha1 " + sha1("x"))->known);
  CHECK(!parse_tus_checksum("md5 YQ==")->known);
  for (const auto* bad : {"", "sha1", "sha1 ", " YQ==", "sha1 YQ==", "sha256 YQ==", "sha1  YQ==", "a,b YQ=="})
    CHECK_MESSAGE(!parse_tus_checksum(bad), bad);
}

TEST_CASE_FIXTURE(Uploads, "OPTIONS tells what is offered; other versions get 412") {
  const auto options = client.ask("OPTIONS /files HTTP/1.1\r\nHost: h\r\n\r\n");
  CHECK(options.status == 204);
  CHECK(options.headers.get("Tus-Version") == "1.0.0");
  CHECK(options.headers.get("Tus-Max-Size") == "67108864");
  CHECK(options.headers.get("Tus-Checksum-Algorithm") == "sha1,sha256");
  CHECK(options.headers.get("Tus-Extension") ==
        "creation,creation-with-upload,checksum,termination,expiration");
  const auto other =
      client.ask("POST /files HTTP/1.1\r\nHost: h\r\nTus-Resumable: 0.2.2\r\nUpload-Length: 1\r\n\r\n");
  CHECK(other.status == 412);
  CHECK(other.headers.get("Tus-Version") == "1.0.0");
  CHECK(other.headers.get("Tus-Resumable") == "1.0.0");
  CHECK(client.ask("HEAD /files/x HTTP/1.1\r\nHost: h\r\n\r\n", true).status == 412);
}

TEST_CASE_FIXTURE(Uploads, "creation: what is wrong is refused, metadata comes back, a zero length is fine") {
  for (const auto* bad : {"", "Upload-Length: -1\r\n", "Upload-Length: 1\r\nUpload-Metadata: a !\r\n",
                          "Upload-Defer-Length: 1\r\n", "Upload-Length: 1\r\nUpload-Concat: partial\r\n"}) {
    const auto answer = client.ask(request("POST", "/files", bad));
    CHECK_MESSAGE(answer.status == 400, bad);
    CHECK(answer.headers.get("Tus-Resumable") == "1.0.0");
  }
  CHECK(client.ask(request("POST", "/files", "Upload-Length: 67108865\r\n")).status == 413);
  CHECK(client.ask(request("POST", "/files", "Upload-Length: 1\r\nX-Test-User: nobody\r\n")).status == 403);
  const auto path = create(5, "Upload-Metadata: filename YS5jc3Y=\r\n");
  const auto head = client.ask(request("HEAD", path, ""), true);
  CHECK(head.status == 200);
  CHECK(head.headers.get("Upload-Offset") == "0");
  CHECK(head.headers.get("Upload-Length") == "5");
  CHECK(head.headers.get("Upload-Metadata") == "filename YS5jc3Y=");
  CHECK(head.headers.get("Cache-Control") == "no-store");
  CHECK(head.headers.get("Upload-Expires") == "Mon, 23 Nov 2026 04:43:11 GMT");
  CHECK(offset(create(0)) == "0");
  CHECK(offset("/files/upl_none") == "404");
}

TEST_CASE_FIXTURE(Uploads, "PATCH appends at the right offset only, of the right type, not past the length") {
  const auto path = create(10);
  auto answer = client.ask(patch(path, 0, "hello"));
  CHECK(answer.status == 204);
  CHECK(answer.headers.get("Upload-Offset") == "5");
  CHECK(answer.headers.get("Upload-Expires"));
  CHECK(answer.headers.get("Tus-Resumable") == "1.0.0");
  {
    Client wrong(host.server->port());
    CHECK(wrong.ask(patch(path, 0, "hello")).status == 409);
    CHECK(wrong.closed());
  }
  CHECK(Client(host.server->port()).ask(patch(path, 5, "more than that")).status == 413);
  CHECK(Client(host.server->port())
            .ask(request("PATCH", path, "Content-Type: text/plain\r\nUpload-Offset: 5\r\n", "x"))
            .status == 415);
  CHECK(Client(host.server->port())
            .ask(request("PATCH", path,
                         "Content-Type: application/offset+octet-stream\r\nUpload-Offset: +5\r\n", "x"))
            .status == 400);
  CHECK(offset(path) == "5");
  // chunked, by override, and too long: what fits counts
  answer = client.ask("POST " + path + " HTTP/1.1\r\n" + common +
                      "X-HTTP-Method-Override: PATCH\r\nContent-Type: application/offset+octet-stream\r\n"
                      "Upload-Offset: 5\r\nTransfer-Encoding: chunked\r\n\r\n8\r\nworldXXX\r\n0\r\n\r\n");
  CHECK(answer.status == 413);
  CHECK(answer.headers.get("Tus-Resumable") == "1.0.0");
  CHECK(offset(path) == "10");
  CHECK(host.tus->data(path.substr(7)) == "helloworld");
}

TEST_CASE_FIXTURE(Uploads, "creation with upload") {
  const auto answer = client.ask(request(
      "POST", "/files", "Upload-Length: 6\r\nContent-Type: application/offset+octet-stream\r\n", "abc"));
  CHECK(answer.status == 201);
  CHECK(answer.headers.get("Upload-Offset") == "3");
  CHECK(offset(std::string(*answer.headers.get("Location"))) == "3");
  CHECK(client.ask(request("POST", "/files", "Upload-Length: 6\r\n", "abc")).status == 415);
  CHECK(Client(host.server->port())
            .ask(request("POST", "/files",
                         "Upload-Length: 2\r\nContent-Type: application/offset+octet-stream\r\n", "abc"))
            .status == 413);
}

TEST_CASE_FIXTURE(Uploads, "checksums: a match counts, a mismatch does not, unknown algorithms are refused") {
  const auto path = create(10);
  CHECK(client.ask(patch(path, 0, "hello", "Upload-Checksum: sha1 " + sha1("hello") + "\r\n")).status == 204);
  const auto mismatch =
      client.ask(patch(path, 5, "world", "Upload-Checksum: sha1 " + sha1("wORLD") + "\r\n"));
  CHECK(mismatch.status == 460);
  CHECK(mismatch.headers.get("Tus-Resumable") == "1.0.0");
  CHECK(offset(path) == "5");
  CHECK(Client(host.server->port()).ask(patch(path, 5, "world", "Upload-Checksum: md5 YQ==\r\n")).status ==
        400);
  CHECK(client.ask(patch(path, 5, "world", "Upload-Checksum: sha256 " + to_base64(sha256("world")) + "\r\n"))
            .status == 204);
  CHECK(host.tus->data(path.substr(7)) == "helloworld");
}

TEST_CASE_FIXTURE(Uploads, "termination") {
  const auto path = create(10);
  CHECK(client.ask(request("DELETE", path, "")).status == 204);
  CHECK(offset(path) == "410");
  CHECK(client.ask(request("DELETE", path, "")).status == 410);
  const auto other = create(10);
  CHECK(client.ask(request("POST", other, "X-HTTP-Method-Override: DELETE\r\n")).status == 204);
  CHECK(client.ask(request("GET", other, "")).status == 405);
  CHECK(client.ask(request("POST", other, "")).status == 405);
}

TEST_CASE_FIXTURE(Uploads, "what arrived before the link dropped counts; with a checksum it does not") {
  const auto path = create(1'000'000);
  const auto text = test::source_text(1'000'000);
  const std::string head = "PATCH " + path + " HTTP/1.1\r\n" + common +
                           "Content-Type: application/offset+octet-stream\r\nContent-Length: 1000000\r\n";
  {
    Client lost(host.server->port());
    lost.send(head + "Upload-Offset: 0\r\n\r\n" + text.substr(0, 600'000));
    std::this_thread::sleep_for(100ms);
  }
  std::this_thread::sleep_for(100ms);
  CHECK(offset(path) == "600000");
  const auto other = create(1'000'000);
  {
    Client lost(host.server->port());
    lost.send("PATCH " + other + head.substr(6 + path.size()) + "Upload-Offset: 0\r\nUpload-Checksum: sha1 " +
              sha1(text) + "\r\n\r\n" + text.substr(0, 600'000));
    std::this_thread::sleep_for(100ms);
  }
  std::this_thread::sleep_for(100ms);
  CHECK(offset(other) == "0");
}

TEST_CASE_FIXTURE(Uploads, "a new request for the same upload ends the old one, whose link died unseen") {
  const auto path = create(1'000'000);
  const auto text = test::source_text(1'000'000);
  Client stale(host.server->port());
  stale.send(
      "PATCH " + path + " HTTP/1.1\r\n" + common +
      "Content-Type: application/offset+octet-stream\r\nContent-Length: 1000000\r\nUpload-Offset: 0\r\n\r\n" +
      text.substr(0, 300'000));
  std::this_thread::sleep_for(100ms);
  const auto started = std::chrono::steady_clock::now();
  CHECK(offset(path) == "300000");
  CHECK(stale.closed());
  Client second(host.server->port());
  second.send("PATCH " + path + " HTTP/1.1\r\n" + common +
              "Content-Type: application/offset+octet-stream\r\nContent-Length: 700000\r\nUpload-Offset: "
              "300000\r\n\r\n" +
              text.substr(300'000, 100'000));
  std::this_thread::sleep_for(100ms);
  Client third(host.server->port());  // does not know of the second's progress
  CHECK(third.ask(patch(path, 300'000, text.substr(300'000))).status == 409);
  CHECK(second.closed());
  CHECK(Client(host.server->port()).ask(patch(path, 400'000, text.substr(400'000))).status == 204);
  CHECK(host.tus->data(path.substr(7)) == text);
  CHECK(std::chrono::steady_clock::now() - started < 4s);
}

TEST_CASE_FIXTURE(Uploads, "many clients at one upload never mix their octets") {
  const auto path = create(2'000'000);
  const auto text = test::source_text(2'000'000);
  std::vector<std::thread> threads;
  for (int i = 0; i < 6; ++i)
    threads.emplace_back([&] {
      for (int round = 0; round < 40; ++round) {
        const auto at = offset(path);
        if (at == "2000000") return;
        const auto from = std::stoull(at);
        Client one(host.server->port());
        one.ask(patch(path, from, text.substr(from, 150'000)));
      }
    });
  for (auto& thread : threads) thread.join();
  const auto data = host.tus->data(path.substr(7));
  CHECK(data == text.substr(0, data.size()));
  CHECK(data.size() > 0);
}
