#include <algorithm>

#include "byte_cursor.h"
#include "legacy_text.h"
#include "ole.h"
#include "source_part.h"
#include "word_rows.h"
#include "word_text.h"

namespace sekisho::formats {
namespace {

constexpr std::size_t most_table = std::size_t{16} << 20;  // of the piece table
constexpr std::size_t most_fib = 4096;

// The parts of a FIB (MS-DOC 2.5) that are needed to find the text.
struct Fib {
  explicit Fib(ByteView bytes) : bytes_(bytes) {
    std::size_t at = 34 + std::size_t{little<std::uint16_t>(bytes, 32)} * 2;
    longs_ = at + 2;
    at = longs_ + std::size_t{little<std::uint16_t>(bytes, at)} * 4;
    places_ = at + 2;
  }
  std::uint16_t version() const { return little<std::uint16_t>(bytes_, 2); }
  std::uint16_t flags() const { return little<std::uint16_t>(bytes_, 10); }
  std::uint32_t characters(std::size_t part) const {  // ccpText and the seven after it
    return little<std::uint32_t>(bytes_, longs_ + 12 + part * 4);
  }
  std::pair<std::uint32_t, std::uint32_t> place(std::size_t index) const {  // fc, lcb in the table stream
    return {little<std::uint32_t>(bytes_, places_ + index * 8),
            little<std::uint32_t>(bytes_, places_ + index * 8 + 4)};
  }

 private:
  ByteView bytes_;
  std::size_t longs_ = 0, places_ = 0;
};

class Document {
 public:
  Document(const OleStorage& storage, RandomSource& text)
      : storage_(storage), walk_(storage.walk), text_(text) {}

  void read() {
    Bytes head(std::min<std::uint64_t>(most_fib, text_.size()));
    const auto got = text_.read_at(0, head);
    if (!got || head.size() < 512) return walk_.unseen(NoteCode::broken);
    const Fib fib(head);
    constexpr std::uint16_t word_97 = 0xC0;
    constexpr std::uint16_t encrypted = 0x0100;
    if ((fib.flags() & encrypted) != 0) {
      if (has("Macros")) walk_.hostile(NoteCode::vba);
      return walk_.unseen(NoteCode::encrypted);
    }
    if (little<std::uint16_t>(head) != 0xA5EC || fib.version() < word_97)
      return walk_.unseen(NoteCode::unsupported, "Word 95");
    table_ = storage_.open((fib.flags() & 0x0200) != 0 ? "1Table" : "0Table");
    if (!table_) return walk_.unseen(NoteCode::broken);
    constexpr std::size_t paragraphs = 13;
    constexpr std::size_t clx = 33;
    constexpr std::size_t associations = 32;
    constexpr std::size_t drawings = 50;
    rows_ = WordRows(text_, part(fib.place(paragraphs)));
    const Bytes pieces = part(fib.place(clx));
    if (!read_pieces(pieces, fib)) walk_.unseen(NoteCode::broken);
    pictures(part(fib.place(drawings)));
    attached_template(part(fib.place(associations)));
  }

 private:
  bool has(std::string_view name) const { return storage_.file.find(storage_.index, name).has_value(); }

  Bytes part(std::pair<std::uint32_t, std::uint32_t> place) const {
    if (place.second == 0 || place.second > most_table) return {};
    SourcePart slice(*table_, place.first, place.second);
    return read_whole(slice, most_table).value_or(Bytes());
  }

  // Clx, MS-DOC 2.9.38: formatting runs, then the piece table.
  bool read_pieces(ByteView clx, const Fib& fib) {
    std::size_t at = 0;
    while (at + 3 <= clx.size() && clx[at] == 1) at += 3 + std::size_t{little<std::uint16_t>(clx, at + 1)};
    if (at + 5 > clx.size() || clx[at] != 2) return false;
    const ByteView plc = part_of(clx, at + 5, little<std::uint32_t>(clx, at + 1));
    if (plc.size() < 16) return false;
    const std::size_t count = (plc.size() - 4) / 12;
    const auto data = storage_.file.find(storage_.index, "Data");
    WordText out(walk_, rows_, data && storage_.file.nodes()[*data].size > 0);
    std::uint64_t told = 0;
    std::uint32_t last = 0;
    for (std::size_t i = 0; i < count; ++i) {
      const auto begin = little<std::uint32_t>(plc, i * 4);
      const auto end = little<std::uint32_t>(plc, i * 4 + 4);
      const auto place = little<std::uint32_t>(plc, (count + 1) * 4 + i * 8 + 2);
      if (begin < last || end < begin) return false;
      last = end;
      told += end - begin;
      if (told > 2 * text_.size()) return false;  // pieces that say the same again and again
      if (!piece(place, end - begin, out)) return walk_.stopped();
    }
    out.finish();
    std::uint64_t expected = 0;
    for (std::size_t i = 0; i < 8; ++i) expected += fib.characters(i);
    return last >= expected;
  }

  bool piece(std::uint32_t place, std::uint32_t count, WordText& out) {
    const bool compressed = (place & 0x40000000) != 0;
    const std::uint64_t from = compressed ? (place & 0x3FFFFFFF) / 2 : place & 0x3FFFFFFF;
    std::uint64_t left = std::uint64_t{count} * (compressed ? 1 : 2);
    if (from > text_.size() || left > text_.size() - from) return false;
    Bytes buffer(std::min<std::uint64_t>(left, std::uint64_t{64} << 10));
    for (std::uint64_t at = from; left > 0;) {
      const auto size = std::min<std::uint64_t>(left, buffer.size());
      const auto got = text_.read_at(at, std::span(buffer).first(size));
      if (!got || *got < size) return false;
      left -= size;
      if (!out.units(ByteView(buffer).first(size), !compressed, at)) return false;
      at += size;
    }
    return true;
  }

  // OfficeArtContent: a store of pictures is the second record of the drawing group.
  void pictures(ByteView drawings) {
    const std::size_t first = 8 + 8 + std::size_t{little<std::uint32_t>(drawings, 12)};
    if (little<std::uint16_t>(drawings, first + 2) == 0xF001) walk_.unseen(NoteCode::picture);
  }

  // SttbfAssoc: the second string is the template's path.
  void attached_template(ByteView strings) {
    Cursor at(part_of(strings, 6));
    for (int i = 0; i < 2; ++i) {
      const std::string text = utf16_text(at.take(std::size_t{at.u16()} * 2));
      if (i == 0) continue;
      const std::string host = link_host(text);
      if (!host.empty()) walk_.hostile(NoteCode::remote_template, host);
    }
  }

  const OleStorage& storage_;
  Walk& walk_;
  RandomSource& text_;
  std::unique_ptr<RandomSource> table_;
  WordRows rows_;
};

}  // namespace

void read_word(const OleStorage& storage) {
  const auto text = storage.open("WordDocument");
  if (text) Document(storage, *text).read();
}

}  // namespace sekisho::formats
