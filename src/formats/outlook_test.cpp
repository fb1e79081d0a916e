#include <doctest/doctest.h>

#include "cfb_testing.h"
#include "formats_testing.h"

namespace sekisho::formats {
namespace {

using test::CompoundFileMaker;
using test::put;
using test::walked;
using test::wide;

// The properties of fixed size: a header, then 16 bytes each.
std::string fixed(std::size_t header, std::initializer_list<std::pair<unsigned, std::uint32_t>> numbers) {
  Bytes out(header);
  for (const auto& [id, value] : numbers) {
    put(out, 3, 2);
    put(out, id, 2);
    put(out, 6, 4);
    put(out, value, 8);
  }
  return std::string(out.begin(), out.end());
}

TEST_CASE("a message: subject, body, recipients, attachments and messages in it") {
  CompoundFileMaker maker;
  maker.add("__properties_version1.0", fixed(32, {{0x3FFD, 932}}));
  maker.add("__substg1.0_0037001F", wide("Subject"));
  maker.add("__substg1.0_1000001E", "\x8C\xA9\x96\x7B\r\nline\r\n");
  maker.add("__substg1.0_0C1F001E", "a@example.jp");
  maker.add("__substg1.0_10130102", "<p>html</p>\n");
  maker.add("__recip_version1.0_#00000000/__properties_version1.0", fixed(8, {}));
  maker.add("__recip_version1.0_#00000000/__substg1.0_3001001F", wide("Name"));
  maker.add("__recip_version1.0_#00000000/__substg1.0_39FE001F", wide("b@example.jp"));
  maker.add("__attach_version1.0_#00000000/__properties_version1.0", fixed(8, {{0x3705, 1}}));
  maker.add("__attach_version1.0_#00000000/__substg1.0_3707001F", wide("list.csv"));
  maker.add("__attach_version1.0_#00000000/__substg1.0_37010102", "1,2\n");
  maker.add("__attach_version1.0_#00000001/__properties_version1.0", fixed(8, {{0x3705, 5}}));
  maker.add("__attach_version1.0_#00000001/__substg1.0_3001001F", wide("inner"));
  maker.add("__attach_version1.0_#00000001/__substg1.0_3701000D/__properties_version1.0", fixed(24, {}));
  maker.add("__attach_version1.0_#00000001/__substg1.0_3701000D/__substg1.0_0037001F", wide("Deep"));
  const auto seen = walked(maker.make(), "a.msg");
  CHECK(seen.notes.empty());
  CHECK(seen.text == "Subject\n見本\nline\n\na@example.jp\nhtml\nName\tb@example.jp\t\nDeep\n");
  CHECK(seen.bytes == "1,2\n");
  CHECK(seen.parts == std::vector<std::string>{"a.msg", "a.msg/body.html", "a.msg/list.csv", "a.msg/inner"});
}

TEST_CASE("the compressed body is read as RTF; an attachment may be a link only") {
  CompoundFileMaker maker;
  maker.add("__properties_version1.0", fixed(32, {}));
  const auto rtf = from_hex(
      "2d0000002b0000004c5a4675f1c5c7a703000a00726370673132354232"
      "0af32068656c090020627705b06c647d0a800fa0");
  maker.add("__substg1.0_10090102", as_text(*rtf));
  maker.add("__attach_version1.0_#00000000/__properties_version1.0", fixed(8, {{0x3705, 7}}));
  maker.add("__attach_version1.0_#00000000/__substg1.0_3708001F", wide("https://example.jp/a.xlsx"));
  const auto seen = walked(maker.make(), "a.msg");
  CHECK(seen.text == "hello world");
  CHECK(seen.parts.back() == "a.msg/body.rtf");
  CHECK(seen.notes == std::vector<std::string>{"external_link"});
  CHECK(seen.details.front() == "example.jp");
}

TEST_CASE("a long body is decoded without a character lost at the border of its pieces") {
  std::string body;
  std::string expected;
  for (int i = 0; i < 40'000; ++i) {
    body += std::string("\x3D\xD8\x00\xDE\x41\0", 6);
    expected += "\U0001F600A";
  }
  CompoundFileMaker maker;
  maker.add("__properties_version1.0", fixed(32, {}));
  maker.add("__substg1.0_1000001F", body);
  CHECK(walked(maker.make(), "a.msg").text == expected + "\n");
}

}  // namespace
}  // namespace sekisho::formats
