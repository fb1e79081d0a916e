// Checkpoints (c2sp.org/tlog-checkpoint): a signed note that says "this log had this many leaves and this
// root".
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/error.h"
#include "ledger/note.h"

namespace sekisho::ledger {

struct Checkpoint {
  std::string origin;  // names the log, e.g. "sekisho.mihon.example/ledger"; also the name of its key
  std::uint64_t size = 0;
  Hash root{};
  std::vector<std::string> extensions;  // further lines; we write none
  bool operator==(const Checkpoint&) const = default;
};

std::string checkpoint_text(const Checkpoint& checkpoint);
// Exactly the form of checkpoint_text(). Error: corrupt.
Result<Checkpoint> parse_checkpoint_text(std::string_view text);

// The signed note's octets. Error: invalid_input for an origin or extension that does not fit on a line.
Result<std::string> sign_checkpoint(const Checkpoint& checkpoint, const Signer& signer);
// Parses a signed note and checks this key's signature. Error: as parse_note, Verifier::verify,
// parse_checkpoint_text.
Result<Checkpoint> open_checkpoint(std::string_view note, const Verifier& verifier);

}  // namespace sekisho::ledger
