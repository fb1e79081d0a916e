#include <algorithm>

#include "base/encoding.h"
#include "byte_cursor.h"
#include "legacy_text.h"
#include "ole.h"
#include "ole_classes.h"
#include "source_part.h"

namespace sekisho::formats {
namespace {

constexpr std::size_t most_head = 4096;  // of a package, before its content

std::string plain(std::string_view text) {
  std::string out;
  for (const char c : text.substr(0, 60))
    if (c >= ' ' && c < 0x7F) out.push_back(c);
  return out;
}

std::string_view zero_ended(ByteView head, std::size_t& at) {
  const auto rest = as_text(part_of(head, at));
  const std::string_view text = rest.substr(0, rest.find('\0'));
  at = std::min(at + text.size() + 1, head.size());
  return text;
}

std::string file_name(std::string_view path) {
  std::string name = to_utf8(as_bytes(path), Encoding::cp932).value_or("");
  if (name.empty()) append_code_page(as_bytes(path), 1252, name);
  // A backslash of a path is never the second byte of a character once the text is UTF-8.
  const std::size_t slash = name.find_last_of("\\/");
  return slash == std::string::npos ? name : name.substr(slash + 1);
}

}  // namespace

// A length, then what the Packager writes: label, file name, where the file was, its bytes. Other OLE 1
// objects have their bytes alone.
void read_ole_native(RandomSource& stream, Walk& walk) {
  Bytes head(std::min<std::uint64_t>(most_head, stream.size()));
  const auto got = stream.read_at(0, head);
  if (!got || *got < head.size()) return walk.unseen(NoteCode::broken);
  walk.hostile(NoteCode::ole_package);
  std::size_t at = 6;
  if (little<std::uint16_t>(head, 4) == 2) {
    const std::string_view label = zero_ended(head, at);
    const std::string_view path = zero_ended(head, at);
    const auto type = little<std::uint32_t>(head, at);
    at += 4;
    const auto temporary = little<std::uint32_t>(head, at);
    if (type == 0x00030000 && temporary < most_head && at + 8 + temporary <= head.size()) {
      at += 4 + temporary;
      const auto size = little<std::uint32_t>(head, at);
      const std::uint64_t begin = at + 4;
      SourcePart content(stream, begin, size);
      if (content.size() < size) walk.unseen(NoteCode::truncated);
      walk.member(PartKind::attachment, file_name(label.empty() ? path : label), content);
      return;
    }
    if (type == 0x00010000)
      return walk.hostile(NoteCode::external_link, link_host(path));  // a link to a file
  }
  SourcePart content(stream, 4, little<std::uint32_t>(head));
  walk.member(PartKind::attachment, "", content);
}

// MS-OLEDS 2.3.3. What a program loads when the document is opened or the object updated.
void read_ole_link(RandomSource& stream, Walk& walk) {
  const auto bytes = read_whole(stream, std::size_t{1} << 20);
  if (!bytes) return note_error(walk, bytes.error());
  if ((little<std::uint32_t>(*bytes, 4) & 1) == 0) return;
  // The moniker's text is UTF-16 for a URL and for most files, and ANSI for old ones.
  std::string host;
  for (const std::size_t odd : {0u, 1u}) {
    const std::string text = utf16_text(part_of(*bytes, odd));
    for (const std::string_view mark : {"http://", "https://", "ftp://", "file://", "\\\\"})
      if (const auto at = text.find(mark); at != std::string::npos && host.empty())
        host = link_host(std::string_view(text).substr(at));
  }
  const auto ansi = as_text(*bytes);
  for (const std::string_view mark : {"http://", "https://", "\\\\"})
    if (const auto at = ansi.find(mark); at != std::string_view::npos && host.empty())
      host = link_host(ansi.substr(at, 300));
  if (host.empty()) return walk.hostile(NoteCode::external_link);
  walk.hostile(NoteCode::remote_template, host);
}

std::string object_kind(const OleStorage& storage) {
  if (const auto known = note_of_class(storage.node().clsid); known && known->code == NoteCode::ole_object)
    return known->detail;
  const auto stream = storage.open("\1CompObj");
  if (!stream) return {};
  Bytes head(std::min<std::uint64_t>(most_head, stream->size()));
  const auto got = stream->read_at(0, head);
  if (!got || head.size() < 32) return {};
  const auto size = little<std::uint32_t>(head, 28);
  std::string_view kind = as_text(part_of(head, 32, size));
  return plain(kind.substr(0, kind.find('\0')));
}

}  // namespace sekisho::formats
