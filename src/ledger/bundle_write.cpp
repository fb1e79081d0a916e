#include <tuple>
#include <utility>

#include "bundle_io.h"
#include "entry_summary.h"
#include "ledger/bundle.h"
#include "ledger/checkpoint.h"
#include "ledger/entry.h"
#include "ledger/merkle.h"
#include "ledger/proof.h"

namespace sekisho::ledger {

struct BundleWriter::State {
  BundleDirectory directory;
  std::optional<BundleDirectory> proofs;  // of a partial bundle
  FileWriter entries;
  FileWriter disclosed;
  std::string note;
  Checkpoint checkpoint;
  Frontier frontier;                                    // of a whole bundle
  std::int64_t last_seq = -1;                           // of the entries
  std::pair<std::int64_t, std::string> last_disclosed;  // an empty path comes before every other
};

namespace {

std::unexpected<Error> misuse(std::string en) {
  return fail(ErrorCode::invalid_input, "証拠の束を作れません。管理者に知らせてください。",
              "bundle: " + std::move(en));
}

Result<void> write_new(const BundleDirectory& directory, std::string_view name, std::string_view text,
                       bool durable) {
  SEKISHO_TRY(Descriptor file, directory.create_file(name));
  FileWriter writer(std::move(file));
  SEKISHO_CHECK(writer.write(text));
  return writer.close(durable);
}

}  // namespace

BundleWriter::BundleWriter(std::unique_ptr<State> state) : state_(std::move(state)) {}
BundleWriter::BundleWriter(BundleWriter&&) noexcept = default;
BundleWriter& BundleWriter::operator=(BundleWriter&&) noexcept = default;
BundleWriter::~BundleWriter() = default;

Result<BundleWriter> BundleWriter::create(const std::filesystem::path& path, Scope scope, const Verifier& key,
                                          std::string_view checkpoint_note) {
  SEKISHO_TRY(Note note, parse_note(checkpoint_note));
  SEKISHO_CHECK(key.verify(note));
  SEKISHO_TRY(Checkpoint checkpoint, parse_checkpoint_text(note.text));
  if (checkpoint.origin != key.name()) return misuse("the checkpoint's origin is not the key's name");
  std::erase_if(note.signatures, [&](const Signature& signature) {
    return signature.name != key.name() || signature.key_id != key.key_id();
  });
  note.signatures.resize(1);
  SEKISHO_TRY(BundleDirectory directory, BundleDirectory::create(path));
  std::optional<BundleDirectory> proofs;
  if (scope == Scope::partial) {
    SEKISHO_TRY(proofs, directory.create_inside(proofs_directory));
  }
  SEKISHO_TRY(Descriptor entries, directory.create_file(entries_file));
  SEKISHO_TRY(Descriptor disclosed, directory.create_file(disclosed_file));
  SEKISHO_CHECK(write_new(directory, key_file, key.vkey() + "\n", true));
  return BundleWriter(std::unique_ptr<State>(new State{std::move(directory),
                                                       std::move(proofs),
                                                       FileWriter(std::move(entries)),
                                                       FileWriter(std::move(disclosed)),
                                                       write_note(note),
                                                       std::move(checkpoint),
                                                       {},
                                                       -1,
                                                       {0, ""}}));
}

Result<void> BundleWriter::add_entry(std::string_view leaf, std::span<const Hash> path) {
  SEKISHO_TRY(const Entry entry, decode_without_data(leaf));
  const auto seq = static_cast<std::uint64_t>(entry.seq);
  if (entry.seq <= state_->last_seq) return misuse("entries out of order");
  if (seq >= state_->checkpoint.size) return misuse("an entry after the checkpoint");
  const Hash hash = leaf_hash(leaf);
  if (state_->proofs) {
    const LogProof proof{std::nullopt, seq, {path.begin(), path.end()}, state_->note};
    if (!verify_inclusion(hash, seq, state_->checkpoint.size, path, state_->checkpoint.root))
      return misuse("the proof of entry " + std::to_string(seq) + " does not hold");
    SEKISHO_CHECK(write_new(*state_->proofs, proof_name(seq), write_proof(proof), false));
  } else {
    if (seq != state_->frontier.size() || !path.empty())
      return misuse("a whole bundle has all entries, without proofs");
    state_->frontier.append(hash);
  }
  state_->last_seq = entry.seq;
  SEKISHO_CHECK(state_->entries.write(leaf));
  return state_->entries.write("\n");
}

Result<void> BundleWriter::add_disclosed(std::int64_t seq, const Disclosed& disclosed) {
  SEKISHO_TRY(const std::string line, disclosed_line(seq, disclosed));
  std::pair place(seq, disclosed.field);
  if (place <= state_->last_disclosed) return misuse("disclosed values out of order");
  state_->last_disclosed = std::move(place);
  SEKISHO_CHECK(state_->disclosed.write(line));
  return state_->disclosed.write("\n");
}

Result<void> BundleWriter::finish() {
  if (state_->proofs ? state_->last_seq < 0 : state_->frontier.root() != state_->checkpoint.root)
    return misuse("the entries are not those of the checkpoint");
  SEKISHO_CHECK(state_->entries.close(true));
  SEKISHO_CHECK(state_->disclosed.close(true));
  return write_new(state_->directory, checkpoint_file, state_->note, true);
}

}  // namespace sekisho::ledger
