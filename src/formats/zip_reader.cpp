#include <archive.h>

#include "archive_stream.h"
#include "file_kind.h"
#include "parts.h"
#include "readers.h"
#include "zip.h"
#include "zip_locked.h"

namespace sekisho::formats {
namespace {

bool read_entry(RandomSource& content, const ZipFile& zip, const ZipEntry& entry, Walk& walk) {
  const bool plain = !entry.encrypted && (entry.method == 0 || entry.method == 8 || entry.method == 9);
  const auto stream = plain ? zip.content(entry) : unlocked(content, entry, walk.passwords());
  if (!stream) return unreadable_member(walk, PartKind::member, entry.name, stream.error());
  return walk.member(PartKind::member, entry.name, **stream);
}

void read_directory(RandomSource& content, const ZipFile& zip, Walk& walk) {
  if (!zip.comments().empty() && !walk.sink().bytes(as_bytes(zip.comments()))) return;
  for (const ZipEntry& entry : zip.entries())
    if (!entry.folder && !read_entry(content, zip, entry, walk)) return;
  for (const ZipRange& range : zip.unowned())
    if (!hidden_part(walk, content, range.begin, range.end)) return;
}

}  // namespace

bool recognises_zip(const Head& head, RandomSource&) { return file_kind(head.bytes) == FileKind::zip; }

void read_zip(RandomSource& content, Walk& walk) {
  const auto zip = ZipFile::open(content, walk.limits().members);
  if (zip) return read_directory(content, *zip, walk);
  // Without a directory that holds, what can be seen is what the local headers tell; it is not all.
  if (zip.error().code == ErrorCode::corrupt) {
    ArchiveStream archive(content, {archive_read_support_format_zip_streamable}, walk.passwords());
    for (;;) {
      const auto entry = archive.next();
      if (!entry || !*entry) break;
      ArchiveContent stream(archive);
      if ((*entry)->file && !walk.member(PartKind::member, (*entry)->name, stream)) return;
      if (!walk.unpacked(0)) return;
    }
  }
  if (zip.error().code == ErrorCode::too_large) return walk.unseen(NoteCode::too_many);
  note_error(walk, zip.error());
}

// A program that unpacks itself is a program before a zip.
void read_program(RandomSource& content, Walk& walk) {
  walk.unseen(NoteCode::unsupported, "プログラム");
  const auto zip = ZipFile::open(content, walk.limits().members);
  if (!zip || zip->entries().empty()) return;
  for (const ZipEntry& entry : zip->entries())
    if (!entry.folder && !read_entry(content, *zip, entry, walk)) return;
}

}  // namespace sekisho::formats
