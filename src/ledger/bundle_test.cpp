#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <iterator>

#include "ledger/bundle.h"
#include "ledger/checkpoint.h"
#include "ledger/entry.h"
#include "ledger/merkle.h"
#include "ledger/proof.h"
#include "test_tree.h"

using namespace sekisho;
using namespace sekisho::ledger;
using namespace sekisho::ledger::test;
namespace fs = std::filesystem;

namespace {

constexpr auto origin = "sekisho.mihon.example/ledger";

class Folder {  // removed with what is in it
 public:
  Folder() {
    std::string name = (fs::temp_directory_path() / "sekisho-bundle-XXXXXX").string();
    REQUIRE(::mkdtemp(name.data()) != nullptr);
    path_ = name;
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() { fs::remove_all(path_); }
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

Signer signer(std::uint8_t octet = 7) {
  Key seed;
  std::fill(seed.edit().begin(), seed.edit().end(), octet);
  return *Signer::make(origin, seed);
}

Disclosed name_of(std::int64_t seq, const char* field) {
  Disclosed shown{field, {}, "見本 " + std::to_string(seq) + "号"};
  shown.salt.fill(static_cast<std::uint8_t>(seq + 1));
  return shown;
}

std::string leaf_of(std::int64_t seq) {
  Entry entry;
  entry.seq = seq;
  entry.at = *parse_instant("2026-04-01T00:00:00.000Z") + std::chrono::minutes(seq);
  entry.town = "999999";
  entry.kind = seq % 3 == 0 ? "custody.returned" : "passage.applied";
  entry.actor = "acc_0123456789abcdef";
  entry.command = "cmd_0123456789abcdef";
  entry.subject = "psg_0123456789abcdef";
  entry.data["files"] = seq;
  for (const char* field : {"applicant.name", "recipient.name"})
    entry.commit[field] = commit(name_of(seq, field));
  return *encode(entry);
}

struct Log {
  explicit Log(std::int64_t size) {
    for (std::int64_t seq = 0; seq < size; ++seq) tree.append(leaf_of(seq));
    note = *sign_checkpoint({origin, static_cast<std::uint64_t>(size), tree.frontier().root(), {}}, signer());
  }
  MemoryTree tree;
  std::string note;
  std::uint64_t size() const { return tree.frontier().size(); }
};

void write_whole(const Log& log, const fs::path& path) {
  auto writer = BundleWriter::create(path, BundleWriter::Scope::whole, signer().verifier(), log.note);
  REQUIRE(writer);
  for (std::int64_t seq = 0; seq < static_cast<std::int64_t>(log.size()); ++seq)
    REQUIRE(writer->add_entry(leaf_of(seq)));
  if (log.size() > 2) {
    REQUIRE(writer->add_disclosed(1, name_of(1, "recipient.name")));
    REQUIRE(writer->add_disclosed(2, name_of(2, "applicant.name")));
    REQUIRE(writer->add_disclosed(2, name_of(2, "recipient.name")));
  }
  REQUIRE(writer->finish());
}

void write_partial(const Log& log, const fs::path& path, std::initializer_list<std::int64_t> chosen) {
  auto writer = BundleWriter::create(path, BundleWriter::Scope::partial, signer().verifier(), log.note);
  REQUIRE(writer);
  for (const std::int64_t seq : chosen)
    REQUIRE(writer->add_entry(leaf_of(seq),
                              *inclusion_proof(log.tree, static_cast<std::uint64_t>(seq), log.size())));
  REQUIRE(writer->add_disclosed(*chosen.begin(), name_of(*chosen.begin(), "recipient.name")));
  REQUIRE(writer->finish());
}

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}
void write(const fs::path& path, const std::string& text) {
  fs::remove(
      path);  // a new file: some file systems wait for the disk when an old one is cut off and rewritten
  std::ofstream out(path, std::ios::binary | std::ios::trunc);
  out << text;
  REQUIRE(out.flush());
}

// Each octet of each file: changed, removed, doubled, and others put before it.
std::size_t bend_everything(const fs::path& bundle) {
  std::size_t bent = 0;
  std::vector<fs::path> files;
  for (const auto& item : fs::recursive_directory_iterator(bundle))
    if (item.is_regular_file()) files.push_back(item.path());
  for (const auto& file : files) {
    const std::string good = read(file);
    const auto refused = [&](const std::string& text) {
      if (text == good) return;
      write(file, text);
      ++bent;
      REQUIRE_MESSAGE(!verify_bundle(bundle), file.string() << ": " << text);
    };
    for (std::size_t i = 0; i <= good.size(); ++i) {
      for (const char c : {'\n', ' ', '0', '=', '{', '\0'}) refused(std::string(good).insert(i, 1, c));
      if (i == good.size()) break;
      refused(std::string(good).insert(i, 1, good[i]));
      refused(std::string(good).erase(i, 1));
      for (const int flip : {1, 2, 4, 0x10, 0x20, 0x80}) {
        auto text = good;
        text[i] = static_cast<char>(text[i] ^ flip);
        refused(text);
      }
      auto text = good;
      text[i] = '\n';
      refused(text);
    }
    write(file, good);
  }
  REQUIRE(verify_bundle(bundle));
  return bent;
}

}  // namespace

TEST_CASE("a whole ledger verifies, and the report says what is in it") {
  const Folder folder;
  const Log log(7);
  write_whole(log, folder.path() / "b");
  const auto report = verify_bundle(folder.path() / "b", signer().verifier());
  REQUIRE(report);
  CHECK(report->origin == origin);
  CHECK(report->whole);
  CHECK(report->size == 7);
  CHECK(report->entries == 7);
  CHECK(report->root == log.tree.frontier().root());
  CHECK(report->disclosed == 3);
  CHECK(report->kinds ==
        std::map<std::string, std::uint64_t>{{"custody.returned", 3}, {"passage.applied", 4}});
  CHECK(format_instant(*report->first) == "2026-04-01T00:00:00.000Z");
  CHECK(format_instant(*report->last) == "2026-04-01T00:06:00.000Z");
  CHECK(report->fingerprint == signer().verifier().fingerprint());
  CHECK(report->key_pinned);
  CHECK_FALSE(verify_bundle(folder.path() / "b")->key_pinned);
  CHECK(verify_bundle(folder.path() / "b", signer(8).verifier()).error().code == ErrorCode::unauthenticated);
  CHECK(verify_bundle(folder.path() / "none").error().code == ErrorCode::not_found);
}

TEST_CASE("an empty ledger and one of a single entry") {
  const Folder folder;
  for (const std::int64_t size : {0, 1}) {
    const auto path = folder.path() / std::to_string(size);
    write_whole(Log(size), path);
    CHECK(verify_bundle(path)->entries == static_cast<std::uint64_t>(size));
    CHECK(bend_everything(path) > 1'000);
  }
}

TEST_CASE("no octet of a whole bundle can be changed, removed or added") {
  const Folder folder;
  write_whole(Log(4), folder.path() / "b");
  CHECK(bend_everything(folder.path() / "b") > 20'000);
}

TEST_CASE("no octet of a partial bundle can be changed, removed or added") {
  const Folder folder;
  write_partial(Log(11), folder.path() / "b", {2, 10});
  const auto report = *verify_bundle(folder.path() / "b");
  CHECK_FALSE(report.whole);
  CHECK(report.entries == 2);
  CHECK(report.size == 11);
  CHECK(bend_everything(folder.path() / "b") > 20'000);
}

TEST_CASE("no file may be missing, unknown, or anything but a file") {
  const Folder folder;
  const auto bundle = folder.path() / "b";
  write_partial(Log(11), bundle, {2, 10});
  std::vector<fs::path> files;
  for (const auto& item : fs::recursive_directory_iterator(bundle))
    if (item.is_regular_file()) files.push_back(item.path());
  CHECK(files.size() == 6);
  const auto aside = folder.path() / "aside";
  for (const auto& file : files) {
    fs::rename(file, aside);
    CHECK_MESSAGE(!verify_bundle(bundle), file.string());
    fs::create_symlink(aside, file);
    CHECK_MESSAGE(!verify_bundle(bundle), file.string());
    fs::remove(file);
    REQUIRE(::mkfifo(file.c_str(), 0600) == 0);
    CHECK_MESSAGE(!verify_bundle(bundle), file.string());
    fs::remove(file);
    fs::create_directory(file);
    CHECK_MESSAGE(!verify_bundle(bundle), file.string());
    fs::remove(file);
    fs::rename(aside, file);
  }
  for (const char* name :
       {"README", ".hidden", "entries.jsonl~", "proofs/3.tlog-proof", "proofs/02.tlog-proof", "proofs/x"}) {
    write(bundle / name, read(bundle / "proofs/2.tlog-proof"));
    CHECK_MESSAGE(!verify_bundle(bundle), name);
    fs::remove(bundle / name);
  }
  CHECK(verify_bundle(bundle));
}

TEST_CASE("parts of honest bundles do not make another one") {
  const Folder folder;
  const auto whole = folder.path() / "w";
  const auto partial = folder.path() / "p";
  const Log log(7);
  write_whole(log, whole);
  write_partial(log, partial, {1, 4});
  SUBCASE("a whole bundle with a directory of proofs") {
    fs::create_directory(whole / "proofs");
    CHECK_FALSE(verify_bundle(whole));
  }
  SUBCASE("a partial bundle without it") {
    fs::remove_all(partial / "proofs");
    CHECK_FALSE(verify_bundle(partial));
  }
  SUBCASE("entries swapped, repeated, left out") {
    const auto text = read(whole / "entries.jsonl");
    const auto first = text.substr(0, text.find('\n') + 1);
    for (const auto& bent : {text + first, first + text, text.substr(first.size()),
                             text.substr(first.size()) + first, std::string()}) {
      write(whole / "entries.jsonl", bent);
      CHECK_FALSE(verify_bundle(whole));
    }
  }
  SUBCASE("disclosed lines swapped, repeated, or of another entry") {
    const auto text = read(whole / "disclosed.jsonl");
    const auto first = text.substr(0, text.find('\n') + 1);
    const auto stray = *disclosed_line(6, name_of(5, "recipient.name")) + "\n";
    const auto no_field = *disclosed_line(6, name_of(6, "other")) + "\n";
    const auto no_entry = *disclosed_line(7, name_of(7, "recipient.name")) + "\n";
    for (const auto& bent :
         {text.substr(first.size()) + first, first + text, text + stray, text + no_field, text + no_entry}) {
      write(whole / "disclosed.jsonl", bent);
      CHECK_FALSE(verify_bundle(whole));
    }
    write(whole / "disclosed.jsonl", first);  // showing less is the holder's right
    CHECK(verify_bundle(whole)->disclosed == 1);
  }
  SUBCASE("an older checkpoint, another key, a witness nobody can check") {
    const auto older = Log(6).note;
    write(whole / "checkpoint", older);
    CHECK_FALSE(verify_bundle(whole));
    auto note = *parse_note(log.note);
    note.signatures.push_back({"witness.example", 7, Bytes(72, 1)});
    write(whole / "checkpoint", write_note(note));
    CHECK_FALSE(verify_bundle(whole));
    write(whole / "checkpoint", log.note);
    write(whole / "key.vkey", signer(8).verifier_key() + "\n");
    CHECK_FALSE(verify_bundle(whole));
  }
  SUBCASE("the proof of one entry under the name of another, or with extra data") {
    auto proof = *parse_proof(read(partial / "proofs/4.tlog-proof"));
    write(partial / "proofs/1.tlog-proof", write_proof(proof));
    CHECK_FALSE(verify_bundle(partial));
    proof = *parse_proof(read(partial / "proofs/4.tlog-proof"));
    proof.extra = Bytes{1};
    write_partial(log, folder.path() / "q", {1, 4});
    write(folder.path() / "q/proofs/4.tlog-proof", write_proof(proof));
    CHECK_FALSE(verify_bundle(folder.path() / "q"));
  }
}

TEST_CASE("the writer makes no bundle that would be refused") {
  const Folder folder;
  const Log log(5);
  using Scope = BundleWriter::Scope;
  const auto key = signer().verifier();
  CHECK_FALSE(BundleWriter::create(folder.path(), Scope::whole, key, log.note));  // exists
  CHECK_FALSE(BundleWriter::create(folder.path() / "a", Scope::whole, signer(8).verifier(), log.note));
  auto writer = *BundleWriter::create(folder.path() / "a", Scope::whole, key, log.note);
  CHECK_FALSE(writer.add_entry(leaf_of(1)));
  CHECK(writer.add_entry(leaf_of(0)));
  CHECK_FALSE(writer.add_entry(leaf_of(0)));
  CHECK_FALSE(writer.finish());
  CHECK(writer.add_disclosed(0, name_of(0, "recipient.name")));
  CHECK_FALSE(writer.add_disclosed(0, name_of(0, "applicant.name")));
  CHECK_FALSE(verify_bundle(folder.path() / "a"));
  auto partial = *BundleWriter::create(folder.path() / "b", Scope::partial, key, log.note);
  CHECK_FALSE(partial.finish());
  CHECK_FALSE(partial.add_entry(leaf_of(1), *inclusion_proof(log.tree, 2, 5)));
  CHECK_FALSE(partial.add_entry(leaf_of(5), *inclusion_proof(log.tree, 2, 5)));
  auto witnessed = *parse_note(log.note);
  witnessed.signatures.insert(witnessed.signatures.begin(), {"witness.example", 7, Bytes(72, 1)});
  auto stripped = *BundleWriter::create(folder.path() / "c", Scope::whole, key, write_note(witnessed));
  for (std::int64_t seq = 0; seq < 5; ++seq) CHECK(stripped.add_entry(leaf_of(seq)));
  CHECK(stripped.finish());
  CHECK(verify_bundle(folder.path() / "c"));
  CHECK((fs::status(folder.path() / "c/entries.jsonl").permissions() & fs::perms(0777)) == fs::perms(0600));
}

// tests/api/ledger_oracle_test.sh lets Go's own packages read what is written here.
TEST_CASE("bundles and proofs for the independent reader") {
  const char* where = std::getenv("SEKISHO_LEDGER_ORACLE_DIR");
  const Folder folder;
  const fs::path path = where == nullptr ? folder.path() : fs::path(where);
  const Log log(260);
  write_whole(log, path / "whole");
  write_partial(log, path / "partial", {0, 1, 63, 64, 127, 128, 255, 256, 258, 259});
  write(path / "vkey", signer().verifier_key());
  std::string lines;
  for (std::uint64_t to = 1; to <= 70; ++to) {
    for (std::uint64_t from = 1; from <= to; ++from) {
      lines += std::to_string(from) + " " + std::to_string(to) + " " + to_base64(*root_at(log.tree, from)) +
               " " + to_base64(*root_at(log.tree, to));
      for (const Hash& hash : *consistency_proof(log.tree, from, to)) lines += " " + to_base64(hash);
      lines += "\n";
    }
  }
  write(path / "consistency.txt", lines);
  CHECK(verify_bundle(path / "whole", signer().verifier()));
  CHECK(verify_bundle(path / "partial", signer().verifier()));
}
