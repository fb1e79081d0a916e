#include <algorithm>

#include "byte_cursor.h"
#include "legacy_text.h"
#include "ole.h"
#include "source_part.h"

namespace sekisho::formats {
namespace {

constexpr std::size_t most_bytes = std::size_t{4} << 20;
constexpr std::uint32_t most_values = 10'000;

// One section of a property set (MS-OLEPS 2.20): ids and offsets of values with a type.
class Section {
 public:
  Section(ByteView bytes, std::string& out) : bytes_(bytes), out_(out) {}

  void read() {
    const std::uint32_t count = std::min(little<std::uint32_t>(bytes_, 4), most_values);
    for (std::uint32_t i = 0; i < count; ++i)
      if (little<std::uint32_t>(bytes_, 8 + std::size_t{i} * 8) == 1)
        code_page_ = little<std::uint16_t>(
            bytes_, std::size_t{little<std::uint32_t>(bytes_, 12 + std::size_t{i} * 8)} + 4);
    for (std::uint32_t i = 0; i < count; ++i) {
      const auto id = little<std::uint32_t>(bytes_, 8 + std::size_t{i} * 8);
      Cursor at(part_of(bytes_, little<std::uint32_t>(bytes_, 12 + std::size_t{i} * 8)));
      if (id == 0)
        dictionary(at);
      else
        value(at, at.u32());
    }
  }

 private:
  void line(ByteView text, bool wide) {
    std::string decoded;
    wide ? append_utf16(text, decoded) : void(append_code_page(text, code_page_, decoded));
    decoded.resize(std::min(decoded.find('\0'), decoded.size()));
    if (decoded.empty() || out_.size() > most_bytes) return;
    out_ += decoded;
    out_ += '\n';
  }

  void string(Cursor& at, bool wide) {
    const std::size_t size = std::size_t{at.u32()} * (wide ? 2 : 1);
    line(at.take(size), wide || code_page_ == 1200);
    if (wide && size % 4 != 0) at.take(4 - size % 4);
  }

  void value(Cursor& at, std::uint32_t type) {
    const bool list = (type & 0x1000) != 0;
    const std::uint32_t count = list ? std::min(at.u32(), most_values) : 1;
    for (std::uint32_t i = 0; i < count && at.left() > 4 && left_ > 0; ++i, --left_) {
      std::uint32_t kind = type & 0xFFF;
      if (kind == 12 && list) kind = at.u32() & 0xFFF;
      if (kind == 30 || kind == 8)
        string(at, false);
      else if (kind == 31)
        string(at, true);
      else if (kind == 3 || kind == 2 || kind == 11)
        at.take(4);
      else
        return;
    }
  }

  // The names of a user's own properties.
  void dictionary(Cursor& at) {
    const std::uint32_t count = std::min(at.u32(), most_values);
    for (std::uint32_t i = 0; i < count && at.left() > 8 && left_ > 0; ++i, --left_) {
      at.u32();
      string(at, code_page_ == 1200);
    }
  }

  ByteView bytes_;
  std::string& out_;
  unsigned code_page_ = 1252;
  std::uint32_t left_ = most_values;  // over all properties: they may all lie in one place
};

}  // namespace

void read_properties(RandomSource& stream, Walk& walk) {
  const auto bytes = read_whole(stream, most_bytes);
  if (!bytes) return note_error(walk, bytes.error());
  std::string text;
  const std::uint32_t sections = std::min(little<std::uint32_t>(*bytes, 24), std::uint32_t{4});
  for (std::uint32_t i = 0; i < sections && text.size() < most_bytes; ++i)
    Section(part_of(*bytes, little<std::uint32_t>(*bytes, 44 + std::size_t{i} * 20)), text).read();
  if (text.size() > most_bytes) walk.unseen(NoteCode::too_large, "プロパティ");
  if (text.empty()) return;
  walk.sink().begin(PartKind::properties, "");
  walk.sink().text(text);
  walk.sink().end();
}

}  // namespace sekisho::formats
