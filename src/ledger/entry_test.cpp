#include <doctest/doctest.h>

#include <boost/json.hpp>

#include "ledger/canonical.h"
#include "ledger/commitment.h"
#include "ledger/entry.h"

using namespace sekisho;
using namespace sekisho::ledger;
namespace bj = boost::json;

namespace {
Entry sample() {
  Entry entry;
  entry.seq = 48'211;
  entry.at = *parse_instant("2026-11-23T04:43:31.123Z");
  entry.town = "999999";
  entry.kind = "passage.applied";
  entry.kind_version = 2;
  entry.actor = "acc_0123456789abcdef";
  entry.command = "cmd_0123456789abcdef";
  entry.subject = "psg_0123456789abcdef";
  entry.data = {{"purpose", "給付金の支給"}, {"files", 3}};
  entry.commit["recipient.name"] = commit({"recipient.name", {}, "見本 太郎"});
  return entry;
}
}  // namespace

TEST_CASE("an entry is these octets, for good") {
  const auto leaf = *encode(sample());
  CHECK(
      leaf ==
      R"({"actor":"acc_0123456789abcdef","at":"2026-11-23T04:43:31.123Z","command":"cmd_0123456789abcdef",)"
      R"("commit":{"recipient.name":"2Q4862J1qLULGGzXVyjI029pcuiElMksWWXs51bYpcI="},"data":{"files":3,"purpose":"給付金の支給"},)"
      R"("kind":"passage.applied","kv":2,"seq":48211,"subject":"psg_0123456789abcdef","town":"999999","v":1})");
  const auto again = *decode(leaf);
  CHECK(*encode(again) == leaf);
  CHECK(again.data.at("files") == 3);
  CHECK(again.commit == sample().commit);
  CHECK(again.at == sample().at);
}

TEST_CASE("an entry out of its form is not written") {
  const auto refused = [](auto change) {
    Entry entry = sample();
    change(entry);
    const auto leaf = encode(entry);
    return leaf ? std::string("accepted") : leaf.error().field;
  };
  CHECK(refused([](Entry& e) { e.seq = -1; }) == "seq");
  CHECK(refused([](Entry& e) { e.seq = max_seq + 1; }) == "seq");
  CHECK(refused([](Entry& e) { e.town = ""; }) == "town");
  CHECK(refused([](Entry& e) { e.town = "見本市"; }) == "town");
  CHECK(refused([](Entry& e) { e.kind = "passage..applied"; }) == "kind");
  CHECK(refused([](Entry& e) { e.kind = "Passage"; }) == "kind");
  CHECK(refused([](Entry& e) { e.kind_version = 0; }) == "kv");
  CHECK(refused([](Entry& e) { e.actor = "a b"; }) == "actor");
  CHECK(refused([](Entry& e) { e.command = ""; }) == "command");
  CHECK(refused([](Entry& e) { e.subject = std::string(65, 'a'); }) == "subject");
  CHECK(refused([](Entry& e) { e.commit["氏名"] = {}; }) == "commit");
  CHECK(refused([](Entry& e) { e.at = Instant(std::chrono::sys_days(std::chrono::year(12'000) / 1 / 1)); }) ==
        "at");
  CHECK(refused([](Entry& e) { e.data["text"] = std::string(65'535, 'x'); }) == "data");
  CHECK_FALSE(encode([] {
    Entry e = sample();
    e.data["ratio"] = 0.5;
    return e;
  }()));
}

TEST_CASE("only what encode makes is read") {
  const auto leaf = *encode(sample());
  const auto object = bj::parse(leaf).as_object();
  for (const auto& member : object) {  // each member missing, of another type, and one too many
    auto less = object;
    less.erase(member.key());
    CHECK_FALSE(decode(*canonical(less)));
    auto other = object;
    other[member.key()] = bj::array{};
    CHECK_FALSE(decode(*canonical(other)));
  }
  auto more = object;
  more["note"] = "x";
  CHECK_FALSE(decode(*canonical(more)));
  auto newer = object;
  newer["v"] = 2;
  CHECK(decode(*canonical(newer)).error().code == ErrorCode::unsupported);
  auto short_hash = object;
  short_hash["commit"].as_object()["recipient.name"] = "AAAA";
  CHECK_FALSE(decode(*canonical(short_hash)));
  auto local_time = object;
  local_time["at"] = "2026-11-23T13:43:31.123+09:00";
  CHECK_FALSE(decode(*canonical(local_time)));
  CHECK_FALSE(decode(leaf + "\n"));
  CHECK_FALSE(decode("[]"));
  CHECK_FALSE(decode(""));
}

TEST_CASE("a commitment is kept by its salt and value, and by nothing else") {
  auto shown = *disclose("workers[0].name", "見本 花子");
  const Hash committed = commit(shown);
  CHECK(check(shown, committed));
  CHECK(commit(*disclose("workers[0].name", "見本 花子")) != committed);  // another salt
  std::string message(as_text(shown.salt));
  CHECK(sha256(message + "見本 花子") == committed);
  for (auto& octet : shown.salt) {
    octet ^= 1;
    CHECK_FALSE(check(shown, committed));
    octet ^= 1;
  }
  shown.value += " ";
  CHECK_FALSE(check(shown, committed));
  CHECK_FALSE(disclose("", "x"));
  CHECK_FALSE(disclose("氏名", "x"));
  CHECK_FALSE(disclose("name", "\xff"));
  CHECK(disclose("name", std::string(40'000, 'a')).error().code == ErrorCode::too_large);
}
