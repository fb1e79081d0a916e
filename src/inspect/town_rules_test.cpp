#include "inspect/town_rules.h"

#include <doctest/doctest.h>

namespace sekisho::inspect {
namespace {

using Names = std::vector<std::string>;
using namespace std::chrono_literals;

TownRules rules(std::string_view yara, std::vector<NamedPattern> patterns = {}) {
  auto made = TownRules::compile(yara, patterns);
  REQUIRE_MESSAGE(made.has_value(), made.error().en);
  return *std::move(made);
}

constexpr std::string_view two = R"(
import "hash"
private rule part { strings: $a = "見本" condition: $a }
rule town_word { strings: $a = "部外秘" wide ascii $b = /案件-[0-9]{4}/ condition: any of them and part }
rule digest { condition: hash.sha256(0, filesize) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" }
)";

TEST_CASE("YARA rules over bytes, compiled or loaded") {
  const TownRules compiled = rules(two);
  const auto saved = compiled.save();
  REQUIRE(saved.has_value());
  const auto loaded = TownRules::load(*saved);
  REQUIRE(loaded.has_value());
  for (const TownRules* each : {&compiled, &*loaded}) {
    CHECK(each->scan(as_bytes("見本 部外秘"), 5s).value() == Names{"town_word"});
    CHECK(each->scan(as_bytes("見本 案件-1234"), 5s).value() == Names{"town_word"});
    CHECK(each->scan(as_bytes("部外秘"), 5s).value().empty());
    CHECK(each->scan(as_bytes("abc"), 5s).value() == Names{"digest"});
    CHECK(each->scan({}, 5s).value().empty());
  }
}

TEST_CASE("what is wrong is said with its line, in both languages") {
  const auto error = [](std::string_view yara) {
    const auto made = TownRules::compile(yara, {});
    REQUIRE_FALSE(made.has_value());
    CHECK(made.error().code == ErrorCode::invalid_input);
    CHECK(made.error().field == "yara");
    return made.error();
  };
  const Error wrong = error("rule a { condition: true }\nrule b { condition: nothing }");
  CHECK(wrong.ja.contains("2 行目"));
  CHECK(wrong.en.contains("line 2"));
  CHECK(error("rule a {\n  strings }").en.contains("line 2"));
  CHECK(error("include \"/etc/passwd\"\nrule a { condition: true }").en.contains("include"));
  CHECK(error("import \"cuckoo\" rule a { condition: true }").en.contains("cuckoo"));
  CHECK(error("import \"console\" rule a { condition: console.log(\"a\") }").en.contains("console"));
  CHECK(TownRules::compile(std::string(TownRules::most_source + 1, ' '), {}).error().code ==
        ErrorCode::too_large);
}

TEST_CASE("regular expressions over lines") {
  const TownRules compiled = rules("", {{"案件", "案件-[0-9]{4}"}, {"内線", "内線[:：]?(\\d{4})"}});
  const auto loaded = TownRules::load(compiled.save().value());
  REQUIRE(loaded.has_value());
  for (const TownRules* each : {&compiled, &*loaded}) {
    Names found;
    const std::string_view line = "案件-1234と案件-5678、内線：4321";
    each->match(line, [&](std::string_view name, std::size_t begin, std::size_t end) {
      found.push_back(std::string(name) + "=" + std::string(line.substr(begin, end - begin)));
    });
    CHECK(found == Names{"案件=案件-1234", "案件=案件-5678", "内線=内線：4321"});
    each->match("", [](auto, auto, auto) { FAIL("nothing is there"); });
  }
  rules("", {{"empty", "x*"}}).match("ab", [](auto, auto, auto) { FAIL("empty matches are none"); });
  const std::vector<NamedPattern> wrong{{"括弧", "("}};
  const auto made = TownRules::compile("", wrong);
  REQUIRE_FALSE(made.has_value());
  CHECK(made.error().field == "括弧");
  const std::vector<NamedPattern> back{{"b", "(a)\\1"}};
  CHECK_FALSE(TownRules::compile("", back).has_value());
  const std::vector<NamedPattern> huge{{"c", "((a{100}){100}){100}"}};
  CHECK_FALSE(TownRules::compile("", huge).has_value());
}

TEST_CASE("a large part is scanned in pieces that overlap") {
  const TownRules compiled = rules(
      "rule a { strings: $a = \"needle\" condition: $a } rule b { strings: $b = \"straw\" condition: $b }");
  constexpr std::size_t whole = 4 << 20;
  for (const std::size_t at :
       {std::size_t{0}, whole - 3, whole, 2 * whole - TownScan::overlap - 3, 3 * whole}) {
    CAPTURE(at);
    TownScan scan(compiled, 60s, whole);
    Bytes part(3 * whole + 6, ' ');
    std::ranges::copy(as_bytes("needle"), part.begin() + static_cast<std::ptrdiff_t>(at));
    for (std::size_t from = 0; from < part.size(); from += 100'000)
      REQUIRE(scan.feed(ByteView(part).subspan(from, std::min<std::size_t>(100'000, part.size() - from)))
                  .has_value());
    CHECK(scan.finish().value() == Names{"a"});
    CHECK(scan.in_pieces());
  }
  TownScan small(compiled, 60s, whole);
  REQUIRE(small.feed(as_bytes("straw and needle")).has_value());
  CHECK(small.finish().value() == Names{"a", "b"});
  CHECK_FALSE(small.in_pieces());
}

TEST_CASE("a rule that takes too long ends in time") {
  const TownRules compiled = rules(
      "rule a { condition: for all i in (0..1000000000) : (for all j in (0..1000) : (uint8(i) == uint8(i))) "
      "}");
  const auto scanned = compiled.scan(Bytes(1000), 1s);  // would take years
  CHECK_FALSE(scanned.has_value());
}

TEST_CASE("saved rules that are cut are refused") {
  const Bytes saved = rules(two, {{"a", "b"}}).save().value();
  for (const std::size_t size :
       {std::size_t{0}, std::size_t{3}, std::size_t{6}, std::size_t{12}, std::size_t{20}})
    CHECK_FALSE(TownRules::load(ByteView(saved).first(size)).has_value());
}

}  // namespace
}  // namespace sekisho::inspect
