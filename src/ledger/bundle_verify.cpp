#include <set>
#include <utility>

#include "bundle_disclosed.h"
#include "bundle_io.h"
#include "entry_summary.h"
#include "ledger/bundle.h"
#include "ledger/checkpoint.h"
#include "ledger/entry.h"
#include "ledger/merkle.h"
#include "ledger/proof.h"
#include "text.h"

namespace sekisho::ledger {
namespace {

constexpr std::size_t max_kinds = 1'000;

std::unexpected<Error> refused(std::string_view file, std::uint64_t line, std::string ja, std::string en) {
  return at(file, line, Error{ErrorCode::corrupt, std::move(ja), std::move(en), {}});
}

// Exactly the files of a bundle, no more and no fewer. True: there are proofs, so it is a partial bundle.
Result<bool> check_listing(const BundleDirectory& directory) {
  std::set<std::string_view> missing{checkpoint_file, key_file, entries_file, disclosed_file};
  bool partial = false;
  SEKISHO_CHECK(directory.each([&](std::string_view name) -> Result<void> {
    if (name == proofs_directory) {
      partial = true;
    } else if (missing.erase(name) == 0) {
      return refused(name, 0, "証拠の束のものではないファイルです。", "does not belong to a bundle");
    }
    return {};
  }));
  if (!missing.empty())
    return refused(*missing.begin(), 0, "ファイルが足りません。証拠の束を受け取り直してください。",
                   "is missing");
  return partial;
}

Result<Verifier> read_key(const BundleDirectory& directory) {
  SEKISHO_TRY(const std::string text, directory.read_file(key_file, 1'000));
  std::string_view rest = text;
  const auto line = take_line(rest);
  if (!line || !rest.empty())
    return refused(key_file, 0, "検証鍵は一行でなければなりません。", "not one line");
  auto key = Verifier::parse(*line);
  if (!key) return at(key_file, 1, std::move(key).error());
  return key;
}

// One signature, and by this key: what nobody can check has no place in evidence.
Result<Checkpoint> read_checkpoint(const std::string& bytes, const Verifier& key) {
  const auto note = parse_note(bytes);
  if (!note) return at(checkpoint_file, 0, note.error());
  if (note->signatures.size() != 1)
    return refused(checkpoint_file, 0, "確かめられない署名が付いています。", "not exactly one signature");
  if (auto right = key.verify(*note); !right) return at(checkpoint_file, 0, std::move(right).error());
  auto checkpoint = parse_checkpoint_text(note->text);
  if (!checkpoint) return at(checkpoint_file, 0, std::move(checkpoint).error());
  if (checkpoint->origin != key.name())
    return refused(checkpoint_file, 0, "台帳の名前が、検証鍵の名前と一致しません。",
                   "the origin is not the key's name");
  return checkpoint;
}

// Entries of the whole ledger: their root is computed anew. Entries of a part: each has its own proof.
class EntryCheck {
 public:
  virtual ~EntryCheck() = default;
  virtual Result<void> see(const Entry& entry, std::string_view leaf, std::uint64_t line) = 0;
  virtual Result<void> finish() = 0;
};

class WholeCheck final : public EntryCheck {
 public:
  explicit WholeCheck(const Checkpoint& checkpoint) : checkpoint_(checkpoint) {}

  Result<void> see(const Entry& entry, std::string_view leaf, std::uint64_t line) override {
    if (static_cast<std::uint64_t>(entry.seq) != frontier_.size() || frontier_.size() == checkpoint_.size)
      return refused(entries_file, line, "記録の番号が続いていません。抜けているか、余分です。",
                     "entries are not numbered 0 to size-1");
    frontier_.append(leaf_hash(leaf));
    return {};
  }
  Result<void> finish() override {
    if (frontier_.size() != checkpoint_.size)
      return refused(entries_file, 0, "記録が足りません。", "fewer entries than the checkpoint says");
    if (frontier_.root() != checkpoint_.root) {
      return refused(entries_file, 0, "記録が、署名された台帳と一致しません。どこかが書き換えられています。",
                     "the entries do not have the signed root");
    }
    return {};
  }

 private:
  const Checkpoint& checkpoint_;
  Frontier frontier_;
};

class PartialCheck final : public EntryCheck {
 public:
  PartialCheck(const Checkpoint& checkpoint, const std::string& note, BundleDirectory proofs)
      : checkpoint_(checkpoint), note_(note), proofs_(std::move(proofs)) {}

  Result<void> see(const Entry& entry, std::string_view leaf, std::uint64_t line) override {
    if (entry.seq <= last_)
      return refused(entries_file, line, "記録の順序が正しくないか、重なっています。",
                     "out of order or repeated");
    last_ = entry.seq;
    ++entries_;
    const auto seq = static_cast<std::uint64_t>(entry.seq);
    const std::string name = proof_name(seq);
    auto text = proofs_.read_file(name, max_note_size + 10'000);
    if (!text && text.error().code == ErrorCode::not_found)
      return refused(entries_file, line, "この記録の証明がありません。", "no " + name);
    if (!text) return pass_on(std::move(text).error());
    const auto proof = parse_proof(*text);
    if (!proof) return at(name, 0, proof.error());
    if (proof->extra || proof->checkpoint != note_ || proof->index != seq)
      return refused(name, 0, "この束のこの記録の証明ではありません。",
                     "not the proof of this entry in this bundle");
    if (!verify_inclusion(leaf_hash(leaf), seq, checkpoint_.size, proof->path, checkpoint_.root)) {
      return refused(name, 0,
                     "この記録は、署名された台帳に含まれていません。記録か証明が書き換えられています。",
                     "the entry is not in the signed tree");
    }
    return {};
  }
  // Each entry had the proof of its number. As many files as entries, each named as a proof: there is none
  // besides.
  Result<void> finish() override {
    if (entries_ == 0)
      return refused(entries_file, 0, "記録が一件もありません。", "no entries in a partial bundle");
    std::uint64_t files = 0;
    SEKISHO_CHECK(proofs_.each([&](std::string_view name) -> Result<void> {
      const auto stem = name.ends_with(proof_suffix) ? name.substr(0, name.size() - proof_suffix.size()) : "";
      if (!parse_decimal(stem) || ++files > entries_)
        return refused(name, 0, "どの記録のものでもないファイルです。", "belongs to no entry of the bundle");
      return {};
    }));
    if (files != entries_)
      return refused(proofs_directory, 0, "証明が足りません。", "fewer proofs than entries");
    return {};
  }

 private:
  const Checkpoint& checkpoint_;
  const std::string& note_;
  BundleDirectory proofs_;
  std::int64_t last_ = -1;
  std::uint64_t entries_ = 0;
};

Result<std::unique_ptr<EntryCheck>> make_check(bool partial, const BundleDirectory& directory,
                                               const Checkpoint& checkpoint, const std::string& note) {
  if (!partial) return std::make_unique<WholeCheck>(checkpoint);
  auto proofs = directory.open_inside(proofs_directory);
  if (!proofs) return at(proofs_directory, 0, std::move(proofs).error());
  return std::make_unique<PartialCheck>(checkpoint, note, *std::move(proofs));
}

void count(const Entry& entry, BundleReport& report) {
  ++report.entries;
  if (!report.first) report.first = entry.at;
  report.last = entry.at;
  const auto kind = report.kinds.find(entry.kind);
  if (kind != report.kinds.end()) {
    ++kind->second;
  } else {
    ++report.kinds[report.kinds.size() < max_kinds ? entry.kind : "*"];
  }
}

}  // namespace

Result<BundleReport> verify_bundle(const std::filesystem::path& path,
                                   const std::optional<Verifier>& trusted) {
  SEKISHO_TRY(const BundleDirectory directory, BundleDirectory::open(path));
  SEKISHO_TRY(const bool partial, check_listing(directory));
  SEKISHO_TRY(const Verifier key, read_key(directory));
  if (trusted && trusted->vkey() != key.vkey()) {
    return fail(ErrorCode::unauthenticated,
                "証拠の束の鍵が、指定された鍵と違います。別の台帳のものか、偽物です。",
                "the bundle's key " + key.vkey() + " is not the trusted key " + trusted->vkey(), "key");
  }
  SEKISHO_TRY(const std::string note, directory.read_file(checkpoint_file, max_note_size));
  SEKISHO_TRY(const Checkpoint checkpoint, read_checkpoint(note, key));
  SEKISHO_TRY(const auto check, make_check(partial, directory, checkpoint, note));
  SEKISHO_TRY(DisclosedReader disclosed, DisclosedReader::open(directory));
  SEKISHO_TRY(Descriptor file, directory.open_file(entries_file));

  BundleReport report;
  LineReader lines(std::move(file), entries_file, max_leaf_size);
  while (true) {
    SEKISHO_TRY(const auto leaf, lines.next());
    if (!leaf) break;
    const auto entry = decode_without_data(*leaf);
    if (!entry) return at(entries_file, lines.line(), entry.error());
    SEKISHO_CHECK(check->see(*entry, *leaf, lines.line()));
    SEKISHO_CHECK(disclosed.check_against(*entry));
    count(*entry, report);
  }
  SEKISHO_CHECK(check->finish());
  SEKISHO_CHECK(disclosed.finish());

  report.origin = checkpoint.origin;
  report.size = checkpoint.size;
  report.root = checkpoint.root;
  report.whole = !partial;
  report.disclosed = disclosed.count();
  report.fingerprint = key.fingerprint();
  report.key_pinned = trusted.has_value();
  return report;
}

}  // namespace sekisho::ledger
