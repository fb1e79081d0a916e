// LZH, by Yoshizaki's header levels 0 to 3. The headers are read here, since their names are in CP932, which
// libarchive takes for an error in any other locale; what they head is unpacked by libarchive, one entry at a
// time.
#include <archive.h>

#include <algorithm>
#include <numeric>
#include <optional>

#include "archive_stream.h"
#include "base/encoding.h"
#include "byte_cursor.h"
#include "file_kind.h"
#include "member_name.h"
#include "parts.h"
#include "readers.h"

namespace sekisho::formats {
namespace {

constexpr std::size_t most_header = std::size_t{64} << 10;

struct Entry {
  std::string method;
  std::string name;
  std::string folder;
  std::uint64_t packed = 0;
  std::uint64_t size = 0;
  std::uint16_t crc16 = 0;
  std::uint64_t data = 0;  // offset in the archive
};

std::unexpected<Error> corrupt(const char* en) {
  return fail(ErrorCode::corrupt, "LZH ファイルが壊れています。作り直してください。", en);
}

// 0xFF is between folders.
std::string path_of(ByteView raw) {
  std::string path;
  for (auto at = raw.begin();;) {
    const auto mark = std::find(at, raw.end(), 0xFF);
    path += member_name(ByteView(at, mark));
    if (mark == raw.end()) return path;
    path += '/';
    at = mark + 1;
  }
}

std::string utf16_path(ByteView raw) {
  Bytes units(raw.begin(), raw.end());
  for (std::size_t i = 0; i + 1 < units.size(); i += 2)
    if (units[i] == 0xFF && units[i + 1] == 0xFF) {
      units[i] = '/';
      units[i + 1] = 0;
    }
  return to_utf8(units, Encoding::utf16le).value_or("");
}

class Header {
 public:
  explicit Header(ByteView bytes) : bytes_(bytes) {}

  // `at`: where the header lies. Errors: corrupt.
  Result<Entry> read(std::uint64_t at) {
    if (bytes_.size() < 24) return corrupt("a header that breaks off");
    entry_.method = as_text(bytes_.subspan(2, 5));
    entry_.packed = u32(bytes_, 7);
    entry_.size = u32(bytes_, 11);
    const unsigned level = bytes_[20];
    if (level > 3) return corrupt("a header of no known level");
    SEKISHO_TRY(const std::size_t size, level < 2 ? short_header(level) : long_header(level));
    entry_.data = at + size;
    return entry_;
  }

 private:
  // The length of all headers.
  Result<std::size_t> short_header(unsigned level) {
    const std::size_t size = std::size_t{bytes_[0]} + 2;
    const std::size_t name = bytes_[21];
    const std::size_t least = 22 + name + 2 + (level == 1 ? 3 : 0);
    if (size > bytes_.size() || size < least) return corrupt("a header of no possible length");
    const ByteView summed = bytes_.subspan(2, size - 2);
    if ((std::accumulate(summed.begin(), summed.end(), 0U) & 0xFF) != bytes_[1])
      return corrupt("a header's sum");
    entry_.name = path_of(bytes_.subspan(22, name));
    entry_.crc16 = u16(bytes_, 22 + name);
    if (level == 0) return size;
    SEKISHO_TRY(const std::size_t end, extensions(size - 2, 2, bytes_.size()));
    // The packed size of level 1 counts them.
    if (end - size > entry_.packed) return corrupt("extended headers that are longer than the entry");
    entry_.packed -= end - size;
    return end;
  }

  Result<std::size_t> long_header(unsigned level) {
    const std::size_t width = level == 2 ? 2 : 4;
    const std::size_t first = level == 2 ? 24 : 28;
    if (bytes_.size() < first + width) return corrupt("a header that breaks off");
    const std::size_t size = level == 2 ? u16(bytes_, 0) : u32(bytes_, 24);
    if (size > bytes_.size() || size < first + width) return corrupt("a header of no possible length");
    entry_.crc16 = u16(bytes_, 21);
    SEKISHO_CHECK(extensions(first, width, size));
    return size;
  }

  // Each tells the length of the next; where the last ends.
  Result<std::size_t> extensions(std::size_t at, std::size_t width, std::size_t end) {
    for (;;) {
      if (at + width > end) return corrupt("an extended header that breaks off");
      const std::size_t size = width == 2 ? u16(bytes_, at) : u32(bytes_, at);
      at += width;
      if (size == 0) return at;
      if (size < 1 + width || size > end - at) return corrupt("an extended header of no possible length");
      extension(bytes_[at], bytes_.subspan(at + 1, size - 1 - width));
      at += size - width;
    }
  }

  void extension(std::uint8_t type, ByteView data) {
    switch (type) {
      case 0x01:
        entry_.name = path_of(data);
        break;
      case 0x02:
        entry_.folder = path_of(data);
        break;
      case 0x42:
        if (data.size() < 16) break;
        entry_.packed = u64(data, 0);
        entry_.size = u64(data, 8);
        break;
      case 0x44:
        entry_.name = utf16_path(data);
        break;
      case 0x45:
        entry_.folder = utf16_path(data);
        break;
      default:
        break;
    }
  }

  ByteView bytes_;
  Entry entry_;
};

void put(Bytes& to, std::uint64_t value, unsigned bytes) {
  for (unsigned i = 0; i < bytes; ++i) to.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
}

// A level-0 header for the entry alone.
Bytes plain_header(const Entry& entry) {
  Bytes rest(entry.method.begin(), entry.method.end());
  put(rest, entry.packed, 4);
  put(rest, entry.size, 4);
  put(rest, 0, 4);
  put(rest, 0x20, 2);  // an ordinary file; level 0
  put(rest, 1, 1);
  put(rest, 'x', 1);
  put(rest, entry.crc16, 2);
  Bytes header;
  put(header, rest.size(), 1);
  put(header, std::accumulate(rest.begin(), rest.end(), 0U) & 0xFF, 1);
  header.insert(header.end(), rest.begin(), rest.end());
  return header;
}

bool read_entry(RandomSource& content, Walk& walk, const Entry& entry) {
  std::string name = entry.folder;
  if (!name.empty() && !name.ends_with('/')) name += '/';
  name += entry.name;
  if (entry.size > 0xFFFFFFFF || entry.packed > 0xFFFFFFFF)
    return unreadable_member(walk, PartKind::member, name,
                             Error{ErrorCode::unsupported, "4 GiB を超える LZH", "LZH of 4 GiB", {}});
  FramedSource one(plain_header(entry), content, entry.data, entry.data + entry.packed, Bytes(1));
  ArchiveStream archive(one, {archive_read_support_format_lha});
  const auto first = archive.next();
  if (!first) return unreadable_member(walk, PartKind::member, name, first.error());
  if (!*first) return true;
  ArchiveContent stream(archive);
  return walk.member(PartKind::member, name, stream);
}

}  // namespace

bool recognises_lzh(const Head& head, RandomSource&) { return file_kind(head.bytes) == FileKind::lzh; }

void read_lzh(RandomSource& content, Walk& walk) {
  Bytes bytes(most_header);
  for (std::uint64_t at = 0; at < content.size();) {
    if (!walk.unpacked(0)) return;
    bytes.resize(most_header);
    const auto got = content.read_at(at, bytes);
    if (!got) return note_error(walk, got.error());
    bytes.resize(*got);
    if (bytes.empty()) return walk.unseen(NoteCode::truncated);
    if (bytes[0] == 0 && !(bytes.size() > 20 && bytes[20] == 2)) {
      hidden_part(walk, content, at, content.size());
      return;
    }
    const auto entry = Header(bytes).read(at);
    if (!entry) {
      walk.unseen(NoteCode::broken);
      hidden_part(walk, content, at, content.size());
      return;
    }
    if (entry->data > content.size() || entry->packed > content.size() - entry->data)
      return walk.unseen(NoteCode::truncated);
    const bool folder = entry->method == "-lhd-" && entry->packed == 0;
    if (!folder && !read_entry(content, walk, *entry)) return;
    at = entry->data + entry->packed;
  }
}

}  // namespace sekisho::formats
