#include "base/encoding.h"

#include <doctest/doctest.h>

#include "base/decoder.h"

namespace sekisho {
namespace {

std::optional<Encoding> detected(std::string_view bytes) {
  MemorySource source(as_bytes(bytes));
  const auto found = detect_encoding(source);
  return found ? std::optional(*found) : std::nullopt;
}

std::string cp932(std::string_view utf8) { return utf8_to_cp932(utf8); }

TEST_CASE("an encoding is found by strict validation") {
  CHECK(detected("") == Encoding::utf8);
  CHECK(detected("abc") == Encoding::utf8);
  CHECK(detected("氏名,見本太郎") == Encoding::utf8);
  CHECK(detected(cp932("氏名,見本太郎")) == Encoding::cp932);
  CHECK(detected(std::string_view("\xFF\xFE\x42\x30", 4)) == Encoding::utf16le);
  CHECK(detected(std::string_view("\xFE\xFF\x30\x42", 4)) == Encoding::utf16be);
  CHECK(detected("\x80\x81") == std::nullopt);
  CHECK(detected("氏\xE5\x90") == std::nullopt);            // cut off, and a lead byte at the end of CP932
  CHECK(detected("\xC0\xAF\xFF") == std::nullopt);          // overlong
  CHECK(detected("\xEF\xBB\xBF\x8E\x81") == std::nullopt);  // the mark promises UTF-8
}

TEST_CASE("UTF-8 is taken strictly") {
  CHECK(to_utf8(as_bytes("\xED\xA0\x80"), Encoding::utf8) == std::nullopt);      // a surrogate
  CHECK(to_utf8(as_bytes("\xE0\x80\x80"), Encoding::utf8) == std::nullopt);      // overlong
  CHECK(to_utf8(as_bytes("\xF4\x90\x80\x80"), Encoding::utf8) == std::nullopt);  // over U+10FFFF
  CHECK(to_utf8(as_bytes("𠮷野"), Encoding::utf8) == "𠮷野");
  CHECK(to_utf8(as_bytes("\x3D\xD8"), Encoding::utf16le) == std::nullopt);  // half a pair
}

TEST_CASE("CP932 goes both ways, vendor characters too") {
  for (const std::string_view text : {"見本市", "髙﨑", "①Ⅲ㈱", "ｶﾅ", "～－―", "ソ表ポ", "渡邊渡邉"})
    CHECK(to_utf8(as_bytes(cp932(text)), Encoding::cp932) == std::string(text));
  CHECK(cp932("𠮷") == "\x81\xAC");  // the geta mark
  CHECK(cp932_to_unicode(0xF0, 0x40) == 0xE000);
  CHECK(cp932_to_unicode(0x81, 0xAD) == 0xFFFF);
  CHECK(cp932_to_unicode(0xA0, 0) == 0xFFFF);
}

TEST_CASE("pieces may be cut anywhere") {
  const std::string text = "a見𠮷ｶ\r\n";
  for (const Encoding encoding : {Encoding::utf8, Encoding::cp932}) {
    const std::string bytes = encoding == Encoding::utf8 ? text : cp932("a見髙ｶ\r\n");
    std::u16string whole;
    Decoder all(encoding);
    REQUIRE(all.feed(as_bytes(bytes), whole));
    for (std::size_t cut = 0; cut <= bytes.size(); ++cut) {
      Decoder decoder(encoding);
      std::u16string out;
      CHECK(decoder.feed(as_bytes(std::string_view(bytes).substr(0, cut)), out));
      CHECK(decoder.feed(as_bytes(std::string_view(bytes).substr(cut)), out));
      CHECK(decoder.finish());
      CHECK(out == whole);
    }
  }
}

TEST_CASE("a wrong byte stops the stream of UTF-8") {
  MemorySource source(as_bytes("abc\xFF"));
  const auto text = as_utf8(source, Encoding::utf8);
  CHECK(read_all(*text, 100).error().code == ErrorCode::invalid_input);
}

}  // namespace
}  // namespace sekisho
