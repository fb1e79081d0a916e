// Transparency log proofs (c2sp.org/tlog-proof@v1): one text file that shows off line that a leaf is in a
// signed log.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/error.h"
#include "ledger/checkpoint.h"
#include "ledger/note.h"

namespace sekisho::ledger {

struct LogProof {
  std::optional<Bytes> extra;  // never authenticated; we write none
  std::uint64_t index = 0;
  std::vector<Hash> path;  // inclusion_proof(index, size of the checkpoint)
  std::string checkpoint;  // the signed note, octet for octet
};

std::string write_proof(const LogProof& proof);
// One proof, one sequence of octets. The checkpoint is taken as it stands. Error: corrupt, too_large.
Result<LogProof> parse_proof(std::string_view text);

// Checks the signature and that `leaf` is at `proof.index`. What comes back is the checkpoint that vouches
// for it.
Result<Checkpoint> verify_proof(const LogProof& proof, std::string_view leaf, const Verifier& verifier);

}  // namespace sekisho::ledger
