#include "file_kind.h"
#include "parts.h"
#include "readers.h"

namespace sekisho::formats {

bool recognises_program(const Head& head, RandomSource&) {
  const FileKind kind = file_kind(head.bytes);
  return kind == FileKind::program || kind == FileKind::link;
}

bool recognises_picture(const Head& head, RandomSource&) {
  return file_kind(head.bytes) >= FileKind::picture;
}

void read_picture(RandomSource& content, Walk& walk) {
  Bytes head(std::min<std::uint64_t>(content.size(), 4096));
  const auto got = content.read_at(0, head);
  if (!got) return note_error(walk, got.error());
  walk.unseen(NoteCode::picture, std::string(format_name(ByteView(head).first(*got))));
}

}  // namespace sekisho::formats
