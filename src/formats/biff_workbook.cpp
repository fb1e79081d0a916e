#include "biff_workbook.h"

#include <algorithm>

#include "base/decoder.h"
#include "legacy_text.h"

namespace sekisho::formats {

// XLUnicodeRichExtendedString, MS-XLS 2.5.293; its reading is an ExtRst, 2.5.86.
std::size_t SharedStrings::one(BiffText& at, std::string& text) {
  const std::uint16_t count = at.u16();
  const std::uint8_t flags = at.u8();
  const std::uint16_t runs = (flags & 8) != 0 ? at.u16() : 0;
  const std::uint32_t extra = (flags & 4) != 0 ? at.u32() : 0;
  at.characters(count, (flags & 1) != 0, text);
  at.skip(std::uint64_t{runs} * 4);
  if (extra == 0) return 0;
  const Bytes reading = at.take(std::min<std::uint32_t>(extra, 0x10000));
  at.skip(extra - std::min<std::uint32_t>(extra, 0x10000));
  const std::size_t before = text.size();
  append_utf16(part_of(reading, 14, std::size_t{little<std::uint16_t>(reading, 12)} * 2), text);
  return text.size() - before;
}

bool SharedStrings::keep(std::string_view text, std::size_t kana) {
  full_ = full_ || text_.size() + ends_.size() * sizeof(End) + text.size() > most_;
  if (full_) return false;
  text_ += text;
  ends_.push_back({text_.size(), static_cast<std::uint32_t>(kana)});
  used_.push_back(false);
  return true;
}

std::string_view SharedStrings::text_of(std::uint32_t index) const {
  const std::uint64_t begin = index == 0 ? 0 : ends_[index - 1].end;
  return std::string_view(text_).substr(begin, ends_[index].end - begin);
}

SharedStrings::One SharedStrings::at(std::uint32_t index) {
  if (!has(index)) return {};
  used_[index] = true;
  const std::string_view all = text_of(index);
  const std::size_t text = all.size() - ends_[index].kana;
  return {all.substr(0, text), all.substr(text)};
}

void BiffBook::text(ByteView rest, std::size_t count, std::string& out) {
  if (version != Biff::v8) {
    undecoded = !append_code_page(part_of(rest, 0, count), code_page, out) || undecoded;
    return;
  }
  if (rest.empty()) return;
  if ((rest[0] & 1) != 0) return append_utf16(part_of(rest, 1, count * 2), out);
  for (const std::uint8_t b : part_of(rest, 1, count)) append_utf8(b, out);
}

void BiffBook::add_format(ByteView record, bool with_id) {
  const auto id = with_id ? little<std::uint16_t>(record) : static_cast<std::uint16_t>(formats.size());
  if (formats.size() >= 10'000) return;
  std::string code;
  const ByteView rest = part_of(record, with_id ? 2 : 0);
  if (version == Biff::v8)
    text(part_of(rest, 2), little<std::uint16_t>(rest), code);
  else if (!rest.empty())
    text(part_of(rest, 1), rest[0], code);
  formats.emplace(id, biff_format_by_code(code));
}

BiffFormat BiffBook::format_of(unsigned xf) const {
  if (xf >= cell_formats.size()) return {};
  const auto own = formats.find(cell_formats[xf]);
  return own != formats.end() ? own->second : biff_format_by_id(cell_formats[xf]);
}

}  // namespace sekisho::formats
