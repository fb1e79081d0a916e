#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <boost/json.hpp>

#include "ledger/canonical.h"

using namespace sekisho;
using namespace sekisho::ledger;
namespace bj = boost::json;

TEST_CASE("members are sorted by UTF-16 code units, as RFC 8785 section 3.2.3 shows") {
  const auto value = bj::parse(
      R"({"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One",)"
      R"("\ud83d\ude00":"Emoji: Grinning Face","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis"})");
  CHECK(*canonical(value) ==
        "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\xC2\x80\":\"Control\",\"ö\":\"Latin Small Letter O "
        "With Diaeresis\","
        "\"€\":\"Euro Sign\",\"😀\":\"Emoji: Grinning Face\",\"\xEF\xAC\xB3\":\"Hebrew Letter Dalet With "
        "Dagesh\"}");
}

TEST_CASE("the shortest escapes, and none that are not needed") {
  using namespace std::string_view_literals;
  const bj::value value = bj::string("\x00\b\t\n\f\r\x1f\"\\/\x7f 関所\xE2\x80\xA8"sv);
  CHECK(*canonical(value) == "\"\\u0000\\b\\t\\n\\f\\r\\u001f\\\"\\\\/\x7f 関所\xE2\x80\xA8\"");
}

TEST_CASE("whole numbers within 2^53-1, literals and nesting") {
  CHECK(*canonical(bj::parse(
            R"( { "b" : [ 9007199254740991, -9007199254740991, 0, true, false, null ], "a" : { } } )")) ==
        R"({"a":{},"b":[9007199254740991,-9007199254740991,0,true,false,null]})");
  CHECK(*canonical(bj::value(std::uint64_t{7})) == "7");
  CHECK(canonical(bj::value(std::uint64_t{9007199254740992})).error().code == ErrorCode::invalid_input);
  CHECK_FALSE(canonical(bj::value(std::int64_t{-9007199254740992})));
  CHECK_FALSE(canonical(bj::value(0.5)));
  CHECK_FALSE(canonical(bj::value("\xED\xA0\x80")));  // a surrogate
  CHECK_FALSE(canonical(bj::value("\xC0\xAF")));      // overlong
  CHECK_FALSE(canonical(bj::value("\xE9\x96")));      // cut off
}

TEST_CASE("what is deeper than sixteen levels is neither written nor read") {
  const std::string deepest = std::string(16, '[') + std::string(16, ']');
  CHECK(*canonical(*parse_canonical(deepest)) == deepest);
  CHECK_FALSE(parse_canonical("[" + deepest + "]"));
  CHECK_FALSE(parse_canonical(std::string(60'000, '[')));
  CHECK_FALSE(canonical(bj::array{bj::parse(deepest)}));
}

TEST_CASE("only the canonical octets are read") {
  for (const char* good :
       {"{}", "[]", "0", "-1", "\"\"", "null", R"({"a":1,"b":{"":[]}})", R"("/")", R"("\u001f")"})
    CHECK_MESSAGE(parse_canonical(good), good);
  for (const char* bad : {"",
                          " {}",
                          "{} ",
                          "{}\n",
                          "{ }",
                          R"({"b":1,"a":2})",
                          R"({"a":1,"a":1})",
                          R"({"a":1,"a":2})",
                          "1.0",
                          "1e2",
                          "-0",
                          "01",
                          "9007199254740992",
                          "-9007199254740992",
                          "18446744073709551616",
                          "1E400",
                          R"("\/")",
                          R"("\u001F")",
                          R"("\u0041")",
                          R"("\u000a")",
                          R"("\ud83d\ude00")",
                          R"("\ud800")",
                          "\"\t\"",
                          "\"\xC0\xAF\"",
                          "\"\xED\xA0\x80\"",
                          "\"\xF4\x90\x80\x80\"",
                          "tru",
                          "NaN",
                          "[1,]",
                          "[1 ,2]",
                          "{\"a\":1,}",
                          "'a'",
                          "// x\n1",
                          "\xEF\xBB\xBF{}",
                          "{}{}",
                          "{\"\xEF\xAC\xB3\":1,\"😀\":2}"})
    CHECK_MESSAGE(!parse_canonical(bad), bad);
  CHECK_FALSE(parse_canonical(std::string_view("{}\0", 3)));
  CHECK(parse_canonical("{\"😀\":2,\"\xEF\xAC\xB3\":1}"));
}

TEST_CASE("the size is limited") {
  CHECK(parse_canonical("\"" + std::string(65'533, 'a') + "\""));
  CHECK(parse_canonical("\"" + std::string(65'534, 'a') + "\"").error().code == ErrorCode::too_large);
  CHECK(parse_canonical("\"" + std::string(65'534, 'a') + "\"", 100'000));
}

TEST_CASE(
    "any object of texts and numbers is read back as it was, and any changed octet changes the value or is "
    "refused") {
  CHECK(rc::check([](std::map<std::string, std::int32_t> numbers, std::vector<std::string> texts,
                     std::uint16_t at, std::uint8_t flip) {
    const auto ascii = [](std::string text) {
      for (char& c : text) c = static_cast<char>(c & 0x7F);
      return text;
    };
    bj::object object;
    for (const auto& [key, number] : numbers) object[ascii(key)] = number;
    bj::array array;
    for (const auto& text : texts) array.push_back(bj::value(ascii(text)));
    object["texts"] = array;
    auto text = *canonical(object);
    const auto again = parse_canonical(text);
    RC_ASSERT(again.has_value());
    RC_ASSERT(*again == bj::value(object));
    RC_PRE(flip != 0);
    text[at % text.size()] = static_cast<char>(text[at % text.size()] ^ flip);
    const auto changed = parse_canonical(text);
    RC_ASSERT(!changed || *changed != bj::value(object));
  }));
}
