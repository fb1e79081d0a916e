#include "ledger/proof.h"

#include "ledger/merkle.h"
#include "text.h"

namespace sekisho::ledger {
namespace {

constexpr std::string_view header = "c2sp.org/tlog-proof@v1";
constexpr std::size_t max_path = 63;               // of a tree of up to 2^63 leaves
constexpr std::size_t max_proof_size = 1'100'000;  // the largest note, the longest path, and some extra data

std::unexpected<Error> bad(std::string why) {
  return corrupt("証明の形が正しくありません。書き換えられたか、壊れています。", "proof: " + std::move(why));
}

}  // namespace

std::string write_proof(const LogProof& proof) {
  std::string out = std::string(header) + "\n";
  if (proof.extra) out += "extra " + to_base64(*proof.extra) + "\n";
  out += "index " + std::to_string(proof.index) + "\n";
  for (const Hash& hash : proof.path) out += to_base64(hash) + "\n";
  return out + "\n" + proof.checkpoint;
}

Result<LogProof> parse_proof(std::string_view text) {
  if (text.size() > max_proof_size)
    return fail(ErrorCode::too_large, "証明が大きすぎます。", "proof: above 1,100,000 octets");
  if (take_line(text) != header) return bad("not a c2sp.org/tlog-proof@v1");
  LogProof proof;
  auto line = take_line(text);
  if (line && line->starts_with("extra ")) {
    proof.extra = from_base64(line->substr(6));
    if (!proof.extra || proof.extra->empty()) return bad("the extra data is not base64");
    line = take_line(text);
  }
  if (!line || !line->starts_with("index ")) return bad("no index");
  const auto index = parse_decimal(line->substr(6));
  if (!index) return bad("the index is not a number");
  proof.index = *index;
  while (true) {
    line = take_line(text);
    if (!line) return bad("no blank line before the checkpoint");
    if (line->empty()) break;
    const auto hash = parse_hash(*line);
    if (!hash || proof.path.size() == max_path) return bad("not an inclusion path");
    proof.path.push_back(*hash);
  }
  proof.checkpoint = text;
  return proof;
}

Result<Checkpoint> verify_proof(const LogProof& proof, std::string_view leaf, const Verifier& verifier) {
  SEKISHO_TRY(Checkpoint checkpoint, open_checkpoint(proof.checkpoint, verifier));
  if (!verify_inclusion(leaf_hash(leaf), proof.index, checkpoint.size, proof.path, checkpoint.root)) {
    return corrupt("この記録は、署名された台帳に含まれていません。記録か証明が書き換えられています。",
                   "the leaf is not at index " + std::to_string(proof.index) + " of the signed tree");
  }
  return checkpoint;
}

}  // namespace sekisho::ledger
