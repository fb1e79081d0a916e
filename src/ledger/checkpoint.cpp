#include "ledger/checkpoint.h"

#include <algorithm>

#include "ledger/merkle.h"
#include "text.h"

namespace sekisho::ledger {
namespace {

std::unexpected<Error> bad(std::string why) {
  return corrupt("チェックポイントの形が正しくありません。書き換えられたか、壊れています。",
                 "checkpoint: " + std::move(why));
}

bool fits_line(std::string_view text) {
  return !text.empty() &&
         std::none_of(text.begin(), text.end(), [](char c) { return static_cast<std::uint8_t>(c) < 0x20; });
}

}  // namespace

std::string checkpoint_text(const Checkpoint& checkpoint) {
  std::string out =
      checkpoint.origin + "\n" + std::to_string(checkpoint.size) + "\n" + to_base64(checkpoint.root) + "\n";
  for (const auto& line : checkpoint.extensions) out += line + "\n";
  return out;
}

Result<Checkpoint> parse_checkpoint_text(std::string_view text) {
  Checkpoint checkpoint;
  const auto origin = take_line(text);
  if (!origin || !fits_line(*origin)) return bad("no origin");
  const auto size_line = take_line(text);
  const auto size = size_line ? parse_decimal(*size_line) : std::nullopt;
  if (!size) return bad("no tree size");
  const auto root_line = take_line(text);
  const auto root = root_line ? parse_hash(*root_line) : std::nullopt;
  if (!root) return bad("no root hash");
  checkpoint.origin = *origin;
  checkpoint.size = *size;
  checkpoint.root = *root;
  while (!text.empty()) {
    const auto line = take_line(text);
    if (!line || !fits_line(*line)) return bad("an empty or unfinished extension line");
    checkpoint.extensions.emplace_back(*line);
  }
  if (checkpoint.size == 0 && checkpoint.root != empty_root()) return bad("not the root of an empty tree");
  return checkpoint;
}

Result<std::string> sign_checkpoint(const Checkpoint& checkpoint, const Signer& signer) {
  auto text = checkpoint_text(checkpoint);
  if (const auto again = parse_checkpoint_text(text); !again || *again != checkpoint)
    return fail(ErrorCode::invalid_input, "台帳の名前に使えない文字があります。",
                "not a checkpoint: its origin or a line is out of form", "origin");
  SEKISHO_TRY(const Note note, sign_note(std::move(text), signer));
  return write_note(note);
}

Result<Checkpoint> open_checkpoint(std::string_view bytes, const Verifier& verifier) {
  SEKISHO_TRY(const Note note, parse_note(bytes));
  SEKISHO_CHECK(verifier.verify(note));
  return parse_checkpoint_text(note.text);
}

}  // namespace sekisho::ledger
