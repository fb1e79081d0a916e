#include "biff_texts.h"

#include <algorithm>

#include "legacy_text.h"

namespace sekisho::formats {

// MS-OSHARED 2.3.7.1: behind the cells and a class, flags say which strings follow.
void append_hyperlink(ByteView record, std::string& out) {
  constexpr std::uint8_t url = 0xE0;  // the first byte of the monikers' classes
  constexpr std::uint8_t file = 0x03;
  Cursor at(part_of(record, 28));
  const std::uint32_t flags = at.u32();
  const auto line = [&](ByteView text, bool wide) {
    std::string decoded;
    wide ? append_utf16(text, decoded) : void(append_code_page(text, 932, decoded));
    decoded.resize(std::min(decoded.find('\0'), decoded.size()));
    if (!out.empty() && !decoded.empty()) out += '\n';
    out += decoded;
  };
  const auto counted = [&] { line(at.take(std::size_t{at.u32()} * 2), true); };
  if ((flags & 0x10) != 0) counted();
  if ((flags & 0x80) != 0) counted();
  if ((flags & 0x101) == 0x101) {
    counted();
  } else if ((flags & 1) != 0) {
    const ByteView moniker = at.take(16);
    if (!moniker.empty() && moniker[0] == url) {
      line(at.take(at.u32()), true);
    } else if (!moniker.empty() && moniker[0] == file) {
      at.u16();
      line(at.take(at.u32()), false);
      at.take(24);
      if (at.u32() > 6) {
        const std::uint32_t size = at.u32();
        at.u16();
        line(at.take(size), true);
      }
    }
  }
  if ((flags & 8) != 0) counted();
}

void append_other_cells(ByteView record, BiffBook& book, std::string& out) {
  Cursor at(part_of(record, 4));
  while (at.left() >= 9) {
    const std::uint8_t type = at.u8();
    if (type == 2) {
      const std::uint16_t count = at.u16();
      const ByteView rest = part_of(record, 4 + at.at());
      book.text(rest, count, out);
      const bool wide = !rest.empty() && (rest[0] & 1) != 0;
      at.take(book.version != Biff::v8 ? count : wide ? 1 + count * 2u : 1 + count);
    } else {
      const auto value = at.get<double>();
      if (type == 1) append_biff_number(value, {}, false, out);
    }
    out += ' ';
  }
}

void append_header(ByteView record, BiffBook& book, std::string& out) {
  if (record.size() < 2) return;
  if (book.version == Biff::v8)
    book.text(part_of(record, 2), little<std::uint16_t>(record), out);
  else
    book.text(part_of(record, 1), record[0], out);
}

// From BIFF8 on only who wrote it; the text is in a TXO.
void append_note(ByteView record, BiffBook& book, std::string& out) {
  if (book.version == Biff::v8)
    book.text(part_of(record, 10), little<std::uint16_t>(record, 8), out);
  else
    book.text(part_of(record, 6), record.size(), out);
}

}  // namespace sekisho::formats
