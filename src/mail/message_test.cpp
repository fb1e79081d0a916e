#include "mail/message.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "base/bytes.h"

using namespace sekisho;
using namespace sekisho::mail;

namespace {

Message message() {
  return {"見本市 関所",
          "sekisho@mihon.example",
          "hanako@mihon.example",
          "【関所】やること 5件（期限を過ぎたもの 2件）：朝のお知らせです",
          "一行目\n二行目\n",
          *parse_instant("2026-11-23T04:30:05.000Z"),
          "dig_1"};
}

std::vector<std::string> lines(const std::string& text) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = text.find("\r\n", at);
    REQUIRE(end != std::string::npos);
    out.push_back(text.substr(at, end - at));
    at = end + 2;
  }
  return out;
}

}  // namespace

TEST_CASE("a mail's lines are short, its words whole, its body base64") {
  const auto text = write_message(message());
  std::string subject;
  bool in_subject = false;
  for (const auto& line : lines(text)) {
    CHECK(line.size() <= 76);
    for (const char c : line) CHECK(static_cast<unsigned char>(c) < 0x80);
    in_subject = line.starts_with("Subject: ") || (in_subject && line.starts_with(' '));
    if (!in_subject) continue;
    const auto begin = line.find("=?UTF-8?B?");
    REQUIRE(begin != std::string::npos);
    const auto decoded = from_base64(line.substr(begin + 10, line.size() - begin - 12));
    REQUIRE(decoded);
    CHECK((decoded->front() & 0xc0) != 0x80);  // each word begins with a character
    subject.append(decoded->begin(), decoded->end());
  }
  CHECK(subject == message().subject);
  CHECK(text.find("Date: Mon, 23 Nov 2026 13:30:05 +0900\r\n") != std::string::npos);
  CHECK(text.find("Message-ID: <dig_1@mihon.example>\r\n") != std::string::npos);
  CHECK(text.find("Auto-Submitted: auto-generated\r\n") != std::string::npos);
  const auto body = text.substr(text.find("\r\n\r\n") + 4);
  std::string joined;
  for (const auto& line : lines(body)) joined += line;
  const auto decoded = from_base64(joined);
  REQUIRE(decoded);
  CHECK(std::string(decoded->begin(), decoded->end()) == "一行目\r\n二行目\r\n");
}

TEST_CASE("a line break in a value does not make a header") {
  auto m = message();
  m.subject = "hello\r\nBcc: <x@y.example>";
  m.from_name = "a\nb";
  const auto text = write_message(m);
  CHECK(text.find("\nBcc") == std::string::npos);
  CHECK(text.find("Subject: hello  Bcc: <x@y.example>\r\n") != std::string::npos);
  m.subject = "=?UTF-8?B?eA==?=";  // would be read as an encoded word
  CHECK(write_message(m).find("Subject: =?UTF-8?B?PT9") != std::string::npos);
}

TEST_CASE("addresses") {
  for (const char* good : {"a@b.jp", "hanako.mihon@city.mihon.lg.jp", "x+y_z-1@mail.example"})
    CHECK(is_address(good));
  for (const char* bad : {"", "a", "@b.jp", "a@", "a@b", "a b@c.jp", "a@b.jp\r\nBcc: x", "a@b..jp", "a@-b.jp",
                          "a@b.jp.", "\"a\"@b.jp", "<a@b.jp>", "a@b@c.jp", "花子@b.jp", "a@日本.jp"})
    CHECK_FALSE(is_address(bad));
  CHECK_FALSE(is_address(std::string(65, 'a') + "@b.jp"));
  CHECK_FALSE(is_address("a@" + std::string(250, 'b') + ".jp"));
}
