#include <doctest/doctest.h>

#include "charset.h"
#include "formats_testing.h"
#include "mail_header.h"
#include "transfer.h"

namespace sekisho::formats {
namespace {

using test::walked;
using Strings = std::vector<std::string>;

std::string all(std::unique_ptr<ByteSource> source) {
  const auto bytes = read_all(*source, 1'000'000);
  return std::string(as_text(*bytes));
}
std::unique_ptr<ByteSource> of(std::string_view text) {
  return std::make_unique<MemorySource>(as_bytes(text));
}

TEST_CASE("transfer encodings, lenient where mail programs are") {
  CHECK(all(base64_decoded(of("aGVs\r\nbG8="))) == "hello");
  CHECK(all(base64_decoded(of("aGVsbG8=aGVsbG8="))) == "hellohello");
  CHECK(all(base64_decoded(of("a!G-V*s"))) == "\x68\x6F\x95");
  CHECK(all(base64_decoded(of("aGVsbG8"))) == "hello");
  CHECK(all(base64_lines_decoded(of("-----BEGIN X-----\nVersion: 1\n\naGVs\nbG8=\n-----END X-----\n"))) ==
        "hello");
  CHECK(all(quoted_printable_decoded(of("a=20b =\r\nc=3D  \r\n=ZZ=4\n"))) == "a b c=\r\n=ZZ=4\n");
  CHECK(all(uudecoded(of("text\nbegin 644 a\n#86)C\n`\nend\ntext\n"))) == "abc");
  CHECK(all(uudecoded(of("begin 644 a\n!80\n"))) == "a");
}

TEST_CASE("encodings") {
  CHECK(decoded(as_bytes("\x1B$BL>Jm\x1B(B.csv"), "iso-2022-jp") == "名簿.csv");
  CHECK(decoded(as_bytes("\x1B$BL>Jm\x1B(B"), "") == "名簿");
  CHECK(decoded(as_bytes("\x1B$B|b-!\x1B(B"), "ISO-2022-JP") == "髙①");
  CHECK(decoded(as_bytes("\x1B(I1\x1B(B"), "ISO-2022-JP") == "ｱ");
  CHECK(decoded(as_bytes("\xCC\xBE\xCA\xED\x8E\xB1"), "euc-jp") == "名簿ｱ");
  CHECK(decoded(as_bytes("\x96\xBC\x95\xEB"), "Shift_JIS") == "名簿");
  CHECK(decoded(as_bytes("caf\xE9"), "iso-8859-1") == "café");
  CHECK(decoded(as_bytes("\xC4\xE3\xBA\xC3"), "GB2312") == "你好");
  CHECK(Charset::of("no-such") == nullptr);
  CHECK(Charset::of("us-ascii") == nullptr);
  // A broken pair does not swallow the line's end.
  CHECK(decoded(as_bytes("\x82\nb"), "cp932") == "\xEF\xBF\xBD\nb");
  CHECK(decoded(as_bytes("\x1B$BL\nb"), "iso-2022-jp") == "\nb");
}

TEST_CASE("encoded words") {
  CHECK(decoded_words("=?utf-8?B?5ZCN?=") == "名");
  CHECK(decoded_words("a =?utf-8?Q?=E5=90=8D_x?= b") == "a 名 x b");
  CHECK(decoded_words("=?utf-8?B?5ZA=?= =?utf-8?B?jQ==?=") == "名");
  CHECK(decoded_words("=?utf-8?Q?a?=  =?iso-2022-jp?B?GyRCTD4bKEI=?=") == "a名");
  CHECK(decoded_words("=?utf-8*ja?Q?a?=") == "a");
  CHECK(decoded_words("=?utf-8?X?a?= =?") == "=?utf-8?X?a?= =?");
  CHECK(decoded_words("") == "");
}

TEST_CASE("parameters") {
  const auto value = MailValue::of(
      "Text/Plain ; Charset=\"utf-8\"; name*1*=%AD%97.csv; name*0*=utf-8''%E8%A1%A8%E6; "
      "quoted=\"a\\\"b;c\"; flag");
  CHECK(value.main == "text/plain");
  CHECK(value.get("charset") == "utf-8");
  CHECK(value.get("name") == "表\xE6\xAD\x97.csv");
  CHECK(value.get("quoted") == "a\"b;c");
  CHECK(value.get("flag").empty());
  CHECK(MailValue::of("").main.empty());
}

TEST_CASE("what looks like mail") {
  CHECK(looks_like_mail("From: a\nTo: b\nSubject: c\n\nx", ""));
  CHECK(looks_like_mail("Subject: c\n\nx", "a.eml"));
  CHECK_FALSE(looks_like_mail("name: a\nvalue: b\nfrom: c\n", ""));
  CHECK_FALSE(looks_like_mail("From,To,Date\n1,2,3\n", "a.eml"));
  CHECK_FALSE(looks_like_mail("日付: 1\nFrom: a\n", ""));
  CHECK(looks_like_mbox("From a Thu Jan  1 00:00:00 2026\nSubject: x\n\n"));
  CHECK_FALSE(looks_like_mbox("From here to there\n"));
}

TEST_CASE("a long line is cut, a header that is too long is told") {
  const std::string line(200'000, 'x');
  MemoryRandomSource source(as_bytes(line));
  LineReader lines(source, 0, line.size());
  std::size_t size = 0;
  std::size_t starts = 0;
  while (*lines.next()) {
    size += lines.line().size();
    starts += lines.starts();
  }
  CHECK(size == line.size());
  CHECK(starts == 1);
  const auto seen = walked("From: a\nTo: b\nDate: c\nX: " + std::string(400'000, 'y') + "\n\nbody", "a.eml");
  CHECK(seen.noted("too_large"));
  CHECK(seen.bytes == "body");
}

TEST_CASE("parts of a mail") {
  const std::string head =
      "From: a@example.jp\r\nTo: b\r\nSubject: =?utf-8?B?5ZCN?=\r\nMIME-Version: 1.0\r\n";
  const auto seen = walked(
      head +
          "Content-Type: multipart/mixed; boundary=\"x y\"\r\n\r\nbefore\r\n--x y\r\n\r\nplain\r\n"
          "--x y \r\nContent-Type: application/x; name=a.txt\r\nContent-Transfer-Encoding: base64\r\n\r\n"
          "aGVsbG8=\r\n--x y\r\nContent-Type: message/rfc822\r\n\r\nSubject: inner\r\n\r\ntext\r\n--x "
          "y--\r\nafter",
      "a.eml");
  CHECK(seen.notes.empty());
  CHECK(seen.parts == Strings{"a.eml", "a.eml/a.txt", "a.eml/4"});
  CHECK(seen.text ==
        "From: a@example.jp\nTo: b\nSubject: 名\nMIME-Version: 1.0\n"
        "Content-Type: multipart/mixed; boundary=\"x y\"\nSubject: inner\n");
  CHECK(seen.bytes == "before\r\nplain\r\nhellotext\r\nafter");
}

TEST_CASE("what a mail does not show") {
  const std::string head = "From: a\nTo: b\nSubject: c\n";
  CHECK(walked(head + "Content-Type: multipart/mixed\n\nx", "a.eml").notes == Strings{"broken"});
  CHECK(walked(head + "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nx", "a.eml").notes ==
        Strings{"truncated"});
  CHECK(walked(head + "Content-Type: text/plain; charset=x-none\n\nx", "a.eml").notes == Strings{"encoding"});
  CHECK(walked(head + "Content-Type: multipart/encrypted; boundary=b\n\n--b--\n", "a.eml").notes ==
        Strings{"encrypted"});
  CHECK(walked(head + "Content-Type: message/external-body; url=x\n\nx", "a.eml").noted("external_link"));
  CHECK(walked(head + "Content-Type: x/y\nContent-Transfer-Encoding: strange\n\nx", "a.eml").notes ==
        Strings{"unsupported"});
  // A charset that is named, in a quoted-printable text that a piece may cut.
  CHECK(walked(head + "Content-Type: text/plain; charset=Shift_JIS\nContent-Transfer-Encoding: "
                      "quoted-printable\n\n=96=BC=\n=95=EB\n",
               "a.eml")
            .text.ends_with("名簿\n"));
}

}  // namespace
}  // namespace sekisho::formats
