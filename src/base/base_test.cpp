#include <doctest/doctest.h>

#include "base/bytes.h"
#include "base/ids.h"
#include "base/time.h"

using namespace sekisho;

TEST_CASE("RFC 4648 vectors") {
  CHECK(to_base64(as_bytes("foob")) == "Zm9vYg==");
  CHECK(to_base64_raw(as_bytes("foob")) == "Zm9vYg");
  CHECK(to_base32(as_bytes("foobar")) == "MZXW6YTBOI");
  CHECK(as_text(*from_base64("Zm9vYmE=")) == "fooba");
  CHECK(as_text(*from_base32("MZXW6YTBOI")) == "foobar");
  CHECK(to_hex(as_bytes("\x0f\xa0")) == "0fa0");
  CHECK(*from_hex("0FA0") == to_bytes(as_bytes("\x0f\xa0")));
  for (const char* bad : {"Zm9vYh==", "Zm9vYg=", "Zm9v Yg==", "Zm9vYg==="}) CHECK_FALSE(from_base64(bad));
  CHECK_FALSE(from_hex("0g"));
  CHECK_FALSE(from_hex("012"));
}

TEST_CASE("days in Japan begin at 15:00 UTC") {
  const auto before = *parse_instant("2026-11-22T14:59:59.999Z");
  const auto after = *parse_instant("2026-11-22T15:00:00.000Z");
  CHECK(format_day(day_in_japan(before)) == "2026-11-22");
  CHECK(format_day(day_in_japan(after)) == "2026-11-23");
  CHECK(start_of(day_in_japan(after)) == after);
  CHECK(format_instant(after) == "2026-11-22T15:00:00.000Z");
}

TEST_CASE("dates that do not exist are refused") {
  for (const char* bad : {"2026-02-29", "2026-13-01", "2026-1-01", "2026/01/01", "", "20260101xx"})
    CHECK_FALSE(parse_day(bad));
  CHECK(parse_day("2028-02-29"));
}

TEST_CASE("Japanese eras, first years included") {
  CHECK(format_wareki(*parse_day("2026-11-23")) == "令和8年11月23日");
  CHECK(format_wareki(*parse_day("2019-05-01")) == "令和元年5月1日");
  CHECK(format_wareki(*parse_day("2019-04-30")) == "平成31年4月30日");
  CHECK(format_wareki(*parse_day("1989-01-07")) == "昭和64年1月7日");
}

TEST_CASE("ids name their kind and nothing else") {
  CHECK(is_id(make_id("psg")));
  CHECK(make_id("psg") != make_id("psg"));
  for (const char* bad :
       {"psg", "psg_", "../etc/passwd00000", "PSG_0123456789abcdef", "psg_0123456789abcde/"})
    CHECK_FALSE(is_id(bad));
}
