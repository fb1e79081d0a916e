#include <algorithm>
#include <vector>

#include "byte_cursor.h"
#include "legacy_text.h"
#include "note_once.h"
#include "ole.h"
#include "source_part.h"
#include "zlib_source.h"

namespace sekisho::formats {
namespace {

constexpr std::size_t most_depth = 64;
constexpr std::size_t most_text = std::size_t{4} << 20;  // one atom

// The records of the PowerPoint Document stream (MS-PPT 2.3.1): containers are entered, a few atoms are read.
class Slides {
 public:
  Slides(RandomSource& stream, Walk& walk) : stream_(stream), walk_(walk), note_(walk) {}

  void read() {
    std::uint64_t at = 0;
    std::uint64_t counted = 0;
    Bytes window;
    std::uint64_t window_at = 0;
    while (!walk_.stopped()) {
      while (!open_.empty() && at >= open_.back().end) close();
      if (at + 8 > stream_.size()) break;
      if (at < window_at || at + 8 > window_at + window.size()) {
        window.resize(std::size_t{64} << 10);
        const auto got = stream_.read_at(at, window);
        window.resize(got.value_or(0));
        window_at = at;
        if (window.size() < 8) {
          walk_.unseen(NoteCode::broken);
          break;
        }
      }
      const ByteView head = part_of(window, at - window_at, 8);
      const auto kind = little<std::uint16_t>(head);
      const auto type = little<std::uint16_t>(head, 2);
      const std::uint64_t size = little<std::uint32_t>(head, 4);
      const std::uint64_t limit = open_.empty() ? stream_.size() : open_.back().end;
      if (size > limit - at - 8) {
        walk_.unseen(NoteCode::broken);
        break;
      }
      at += 8;
      if ((kind & 0xF) == 0xF) {
        if (!enter(type, at + size)) break;
      } else {
        if (!atom(type, kind >> 4, at, size)) break;
        at += size;
      }
      if (at - counted < (std::uint64_t{1} << 20)) continue;
      counted = at;
      if (!walk_.unpacked(0)) break;
    }
    while (!open_.empty()) close();
  }

 private:
  struct Container {
    std::uint64_t end;
    bool part;
  };

  bool enter(std::uint16_t type, std::uint64_t end) {
    if (open_.size() >= most_depth) {
      walk_.unseen(NoteCode::too_deep);
      return false;
    }
    constexpr std::uint16_t slide = 1006, notes = 1008, master = 1016;
    const bool part = type == slide || type == notes || type == master;
    if (part)
      walk_.sink().begin(PartKind::slide, type == slide   ? std::to_string(++slides_)
                                          : type == notes ? "notes"
                                                          : "master");
    open_.push_back({end, part});
    if (type == 0x0FCC) note_(NoteCode::ole_object);
    if (type == 0x0FEE) note_(NoteCode::activex);
    if (type == 0x0FCE) note_(NoteCode::external_link);
    if (type != 0x2F14) return true;
    walk_.unseen(NoteCode::encrypted);
    return false;
  }

  void close() {
    if (open_.back().part) walk_.sink().end();
    open_.pop_back();
  }

  bool atom(std::uint16_t type, unsigned instance, std::uint64_t at, std::uint64_t size) {
    switch (type) {
      case 0x0FA0:  // TextCharsAtom
      case 0x0FBA:  // CString
      case 0x0FA8:  // TextBytesAtom: the lower halves of UTF-16
        return text(at, size, type != 0x0FA8);
      case 0x1011:  // an embedded object, a control or the VBA project, as a compound file
        return object(instance, at, size);
      case 0x07E7:  // sound
        note_(NoteCode::picture);
        return true;
      default:
        return true;
    }
  }

  bool text(std::uint64_t at, std::uint64_t size, bool wide) {
    SourcePart part(stream_, at, size);
    const auto bytes = read_whole(part, most_text);
    if (!bytes) {
      note_(NoteCode::too_large);
      return true;
    }
    std::string out;
    if (wide)
      append_utf16(*bytes, out);
    else
      append_code_page(*bytes, 28591, out);
    for (char& c : out)
      if (static_cast<unsigned char>(c) < 0x20 && c != '\t') c = '\n';
    return walk_.sink().text(out) && walk_.sink().text("\n");
  }

  bool object(unsigned instance, std::uint64_t at, std::uint64_t size) {
    if (instance == 0) {
      SourcePart part(stream_, at, size);
      return walk_.member(PartKind::member, "object", part);
    }
    ZlibSource unpacked(stream_, at + 4, at + size);
    return walk_.member(PartKind::member, "object", unpacked);
  }

  RandomSource& stream_;
  Walk& walk_;
  NoteOnce note_;
  std::vector<Container> open_;
  unsigned slides_ = 0;
};

}  // namespace

void read_powerpoint(const OleStorage& storage) {
  const auto stream = storage.open("PowerPoint Document");
  if (!stream) return;
  constexpr std::uint32_t encrypted = 0xF3D1C4DF;
  if (const auto user = storage.open("Current User")) {
    Bytes head(std::min<std::uint64_t>(20, user->size()));
    if (user->read_at(0, head) && little<std::uint32_t>(head, 12) == encrypted)
      return storage.walk.unseen(NoteCode::encrypted);
  }
  if (storage.file.find(storage.index, "EncryptedSummary")) return storage.walk.unseen(NoteCode::encrypted);
  Slides(*stream, storage.walk).read();
}

}  // namespace sekisho::formats
