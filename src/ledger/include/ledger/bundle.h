// Evidence bundle: a directory that proves, off line and to anyone, what the ledger says
// (docs/ledger-format.md).
//   checkpoint       signed note with exactly one signature, by the key in key.vkey
//   key.vkey         verifier key of the log, one line
//   entries.jsonl    leaves, one a line, by ascending seq
//   disclosed.jsonl  {"field","salt","seq","value"} canonical JSON, one a line, by ascending (seq, field);
//   may be empty proofs/SEQ.tlog-proof  one for each entry of a partial bundle; no such directory: the whole
//   ledger is there
// No octet of a bundle is outside what is checked, and nothing else may lie in the directory.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/error.h"
#include "base/time.h"
#include "ledger/commitment.h"
#include "ledger/note.h"

namespace sekisho::ledger {

struct BundleReport {
  std::string origin;
  std::uint64_t size = 0;  // leaves the checkpoint speaks of
  Hash root{};
  bool whole = false;            // all of them are in the bundle
  std::uint64_t entries = 0;     // in the bundle
  std::uint64_t disclosed = 0;   // values shown, each matching its commitment
  std::optional<Instant> first;  // of the first and the last entry in the bundle
  std::optional<Instant> last;
  std::map<std::string, std::uint64_t> kinds;  // kind -> entries; beyond 1,000 kinds the rest is under "*"
  std::string fingerprint;                     // of the key, hex
  bool key_pinned = false;  // false: the bundle's own key was believed; a person must compare the fingerprint
};

// Reads each file once, in memory that does not grow with the bundle. Error: corrupt with the file and line;
// unauthenticated if the bundle was signed by another key than the trusted one; not_found, io.
Result<BundleReport> verify_bundle(const std::filesystem::path& directory,
                                   const std::optional<Verifier>& trusted = std::nullopt);

// One line of disclosed.jsonl, without its newline.
Result<std::string> disclosed_line(std::int64_t seq, const Disclosed& disclosed);

// Writes a bundle into a directory that it creates (readable by its owner only). Not thread-safe. A bundle
// that was not finished has no checkpoint and does not verify.
class BundleWriter {
 public:
  enum class Scope { whole, partial };
  // `checkpoint` is the signed note; signatures by other keys than `key` are left out, for nobody could check
  // them.
  static Result<BundleWriter> create(const std::filesystem::path& directory, Scope scope, const Verifier& key,
                                     std::string_view checkpoint);
  BundleWriter(BundleWriter&&) noexcept;
  BundleWriter& operator=(BundleWriter&&) noexcept;
  ~BundleWriter();

  // By ascending seq; `path` is the inclusion proof for the checkpoint's size (partial bundles only).
  Result<void> add_entry(std::string_view leaf, std::span<const Hash> path = {});
  // By ascending (seq, field), independently of the entries.
  Result<void> add_disclosed(std::int64_t seq, const Disclosed& disclosed);
  Result<void> finish();

 private:
  struct State;
  explicit BundleWriter(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace sekisho::ledger
