#include <doctest/doctest.h>

#include "ledger/checkpoint.h"
#include "ledger/merkle.h"
#include "ledger/note.h"
#include "ledger/proof.h"
#include "test_tree.h"

using namespace sekisho;
using namespace sekisho::ledger;
using namespace sekisho::ledger::test;

namespace {

constexpr auto origin = "sekisho.mihon.example/ledger";

Signer signer(std::uint8_t first = 0, std::string name = origin) {
  Key seed;
  for (std::size_t i = 0; i < 32; ++i) seed.edit()[i] = static_cast<std::uint8_t>(first + i);
  return *Signer::make(std::move(name), seed);
}

// Made by Go's golang.org/x/mod/sumdb/note with the same seed (tests/api/go_verify note).
constexpr auto go_vkey = "sekisho.mihon.example/ledger+0ba6f6c4+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4";
constexpr auto go_note =
    "sekisho.mihon.example/ledger\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\n"
    "— sekisho.mihon.example/ledger "
    "C6b2xMztqM4c4KNeOBLC8t9cvrAyCdgKVMsO0NGtTFXA8lDYfWqDuRs1TebE/iWIHFChB3nsBQkmxxPghEwaYyWZoQA=\n";

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  const auto at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

}  // namespace

TEST_CASE("keys and signatures are those that Go makes") {
  CHECK(signer().verifier_key() == go_vkey);
  CHECK(signer().verifier().fingerprint().substr(0, 8) == "0ba6f6c4");
  CHECK(*sign_checkpoint({origin, 0, empty_root(), {}}, signer()) == go_note);
  const auto opened = open_checkpoint(go_note, *Verifier::parse(go_vkey));
  REQUIRE(opened);
  CHECK(opened->size == 0);
  CHECK(write_note(*parse_note(go_note)) == go_note);
}

TEST_CASE("a note with any octet changed, removed or added does not verify") {
  const auto key = *Verifier::parse(go_vkey);
  const std::string note = go_note;
  for (std::size_t i = 0; i < note.size(); ++i) {
    for (int flip = 1; flip < 256; ++flip) {
      auto bent = note;
      bent[i] = static_cast<char>(bent[i] ^ flip);
      REQUIRE_FALSE(open_checkpoint(bent, key));
    }
    auto less = note;
    REQUIRE_FALSE(open_checkpoint(less.erase(i, 1), key));
  }
  for (std::size_t i = 0; i <= note.size(); ++i) {
    for (const char c : {'\n', ' ', '0', 'A', '='}) {
      auto more = note;
      REQUIRE_FALSE(open_checkpoint(more.insert(i, 1, c), key));
    }
  }
}

TEST_CASE("signatures by unknown keys are kept and passed over; a wrong one by a known key is not") {
  const auto key = *Verifier::parse(go_vkey);
  auto note = *parse_note(go_note);
  Signature witness{"witness.example", 7, Bytes(72, 1)};
  note.signatures.insert(note.signatures.begin(), witness);
  CHECK(open_checkpoint(write_note(note), key));
  CHECK(parse_note(write_note(note))->signatures.front().bytes == witness.bytes);
  CHECK(open_checkpoint(write_note(note), signer(9).verifier()).error().code == ErrorCode::unauthenticated);
  CHECK_FALSE(open_checkpoint(write_note(note), signer(0, "another.example").verifier()));
  auto wrong = note.signatures.back();
  wrong.bytes[0] ^= 1;
  note.signatures.push_back(wrong);
  CHECK(open_checkpoint(write_note(note), key).error().code == ErrorCode::corrupt);
  note.signatures.assign(100, witness);
  CHECK(parse_note(write_note(note)));
  note.signatures.push_back(witness);
  CHECK_FALSE(parse_note(write_note(note)));
}

TEST_CASE("a note's text may hold blank lines; the last one divides") {
  const auto note = *sign_note("一\n\n二\n", signer());
  const auto again = *parse_note(write_note(note));
  CHECK(again.text == "一\n\n二\n");
  CHECK(signer().verifier().verify(again));
  for (const char* bad : {"", "no newline", "tab\t\n", "\xff\n", "cr\r\n"})
    CHECK_FALSE(sign_note(bad, signer()));
}

TEST_CASE("key names and verifier keys are strict") {
  for (const char* good : {"a", "sekisho.mihon.example/ledger", "見本市"}) CHECK(is_key_name(good));
  for (const char* bad : {"", "a b", "a+b", "a\n", "a\xC2\xA0", "a\xE3\x80\x80z", "a\xE2\x80\x83", "\xff"})
    CHECK_FALSE(is_key_name(bad));
  CHECK_FALSE(Signer::make("a b", Key()));
  const std::string vkey = go_vkey;
  for (std::size_t i = 0; i < vkey.size(); ++i) {
    for (int flip = 1; flip < 256; ++flip) {
      auto bent = vkey;
      bent[i] = static_cast<char>(bent[i] ^ flip);
      REQUIRE_FALSE(Verifier::parse(bent));
    }
  }
  CHECK_FALSE(Verifier::parse(vkey + "\n"));
  CHECK_FALSE(Verifier::parse(replaced(vkey, "0ba6f6c4", "0BA6F6C4")));
  CHECK_FALSE(Verifier::parse(""));
  CHECK_FALSE(Verifier::parse("++"));
}

TEST_CASE("a checkpoint's text has one form") {
  const Hash root = naive_root(0, 3);
  const Checkpoint checkpoint{origin, 3, root, {"extension"}};
  const auto text = checkpoint_text(checkpoint);
  CHECK(*parse_checkpoint_text(text) == checkpoint);
  for (const auto& bad : {replaced(text, "\n3\n", "\n03\n"), replaced(text, "\n3\n", "\n+3\n"),
                          replaced(text, "\n3\n", "\n3 \n"), replaced(text, "\n3\n", "\n\n"),
                          replaced(text, "\n3\n", "\n9223372036854775808\n"), replaced(text, "=\n", "\n"),
                          replaced(text, origin, ""), text + "\n", text + "unfinished",
                          replaced(text, "\n3\n", "\n0\n"), std::string()}) {
    CHECK_MESSAGE(!parse_checkpoint_text(bad), bad);
  }
  CHECK_FALSE(sign_checkpoint({"two\nlines", 3, root, {}}, signer()));
  CHECK_FALSE(sign_checkpoint({"", 3, root, {}}, signer()));
  CHECK_FALSE(sign_checkpoint({origin, 3, root, {""}}, signer()));
}

TEST_CASE("a proof is written, read and verified; any octet of it matters but the extra data") {
  MemoryTree tree;
  for (std::size_t i = 0; i < 11; ++i) tree.append(sample_leaf(i));
  const auto note = *sign_checkpoint({origin, 11, tree.frontier().root(), {}}, signer());
  const auto key = signer().verifier();
  for (std::uint64_t index = 0; index < 11; ++index) {
    const LogProof proof{std::nullopt, index, *inclusion_proof(tree, index, 11), note};
    const auto text = write_proof(proof);
    CHECK(text.starts_with("c2sp.org/tlog-proof@v1\nindex " + std::to_string(index) + "\n"));
    CHECK(write_proof(*parse_proof(text)) == text);
    CHECK(verify_proof(*parse_proof(text), sample_leaf(index), key)->size == 11);
    CHECK_FALSE(verify_proof(*parse_proof(text), sample_leaf(index) + " ", key));
    CHECK_FALSE(verify_proof(*parse_proof(text), sample_leaf(index), signer(1).verifier()));
    const auto holds = [&](const std::string& bent) {
      const auto parsed = parse_proof(bent);
      return parsed && verify_proof(*parsed, sample_leaf(index), key).has_value();
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
      for (const int flip : {1, 2, 0x20, 0x80}) {
        auto bent = text;
        bent[i] = static_cast<char>(bent[i] ^ flip);
        REQUIRE_FALSE(holds(bent));
      }
      auto less = text;
      REQUIRE_FALSE(holds(less.erase(i, 1)));
      for (const char c : {'\n', '0', 'A'}) {
        auto more = text;
        REQUIRE_FALSE(holds(more.insert(i, 1, c)));
      }
    }
  }
  LogProof extra{Bytes{1, 2, 3}, 0, *inclusion_proof(tree, 0, 11), note};
  CHECK(parse_proof(write_proof(extra))->extra == Bytes{1, 2, 3});
  CHECK(verify_proof(extra, sample_leaf(0), key));
  extra.path.resize(64);
  CHECK_FALSE(parse_proof(write_proof(extra)));
}
