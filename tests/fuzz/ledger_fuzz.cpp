// Arbitrary text as canonical JSON, entry, signed note, checkpoint, proof and verifier key: whatever is
// accepted is written back octet for octet, so nothing that is read has a second form.
#include <boost/json.hpp>
#include <cstdlib>

#include "ledger/canonical.h"
#include "ledger/checkpoint.h"
#include "ledger/entry.h"
#include "ledger/merkle.h"
#include "ledger/note.h"
#include "ledger/proof.h"

using namespace sekisho;
using namespace sekisho::ledger;

namespace {

void must(bool held) {
  if (!held) std::abort();
}

void proof(std::string_view text) {
  const auto parsed = parse_proof(text);
  if (!parsed) return;
  must(write_proof(*parsed) == text);
  // A path that holds at one place holds at no other, and with no hash more or less.
  const Hash leaf = leaf_hash("leaf");
  const std::uint64_t size = parsed->index + 1;
  const Hash root = empty_root();
  must(!verify_inclusion(leaf, parsed->index, size, parsed->path, root));
  must(!verify_consistency(parsed->index, leaf, size + 1, root, parsed->path));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  switch (data[0] % 6) {
    case 0:
      if (const auto value = parse_canonical(text)) must(canonical(*value) == text);
      break;
    case 1:
      if (const auto entry = decode(text)) must(encode(*entry) == text);
      break;
    case 2:
      if (const auto note = parse_note(text)) must(write_note(*note) == text);
      break;
    case 3:
      if (const auto checkpoint = parse_checkpoint_text(text)) must(checkpoint_text(*checkpoint) == text);
      break;
    case 4:
      proof(text);
      break;
    case 5:
      if (const auto key = Verifier::parse(text)) must(key->vkey() == text);
      break;
  }
  return 0;
}
