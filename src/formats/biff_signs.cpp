#include "biff_signs.h"

#include <algorithm>

#include "legacy_text.h"

namespace sekisho::formats {
namespace {

std::string lower(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return out;
}

}  // namespace

void BiffSigns::sheet(bool macros, bool hidden) {
  xlm_ = xlm_ || macros;
  hidden_ = hidden_ || (macros && hidden);
}

// The store of pictures is the second thing in the group of drawings (MS-ODRAW 2.2.12).
void BiffSigns::drawings(ByteView group) {
  const std::size_t second = 16 + std::size_t{little<std::uint32_t>(group, 12)};
  picture_ = picture_ || little<std::uint16_t>(group, second + 2) == 0xF001;
}

// MS-XLS 2.4.271. 3 divides a program from its topic; two counts stand for this workbook and for add-ins.
// Before BIFF8: a count, a character that says what kind it is (2 to 4: this workbook), a path.
void BiffSigns::other_book(ByteView data, BiffBook& book) {
  program_ = false;
  std::string path;
  if (book.version == Biff::v8) {
    const auto count = little<std::uint16_t>(data, 2);
    if (data.size() <= 4 || count == 0x0401 || count == 0x3A01) return;
    book.text(part_of(data, 4), count, path);
  } else {
    if (data.size() < 3 || data[0] < 2 || (data[1] >= 2 && data[1] <= 4)) return;
    book.text(part_of(data, 2), data[0], path);
  }
  program_ = path.find('\3') != std::string::npos;
  if (program_) return;
  external_ = true;
  if (const auto url = path.find("http"); url != std::string::npos)
    host_ = link_host(std::string_view(path).substr(url));
}

// What is no OLE link and belongs to a program is a DDE link.
void BiffSigns::other_name(ByteView data) {
  if (!program_ || data.size() < 2) return;
  ((data[0] & 0x10) == 0 ? dde_ : external_) = true;
}

// Names that start something; the built-in ones are one character.
void BiffSigns::name(ByteView data, BiffBook& book) {
  if (data.size() < 15) return;
  std::string text;
  book.text(part_of(data, 14), data[3], text);
  if ((little<std::uint16_t>(data) & 0x20) != 0) {
    const char c = text.empty() ? '\0' : text[0];
    text = c == 1    ? "Auto_Open"
           : c == 2  ? "Auto_Close"
           : c == 10 ? "Auto_Activate"
           : c == 11 ? "Auto_Deactivate"
                     : "";
  }
  for (const std::string_view start : {"Auto_Open", "Auto_Close", "Auto_Activate", "Auto_Deactivate"})
    if (lower(text).starts_with(lower(start)) && starts_.find(start) == std::string::npos)
      starts_ += (starts_.empty() ? "" : ", ") + std::string(start);
}

void BiffSigns::tell(Walk& walk, bool locked) const {
  if (xlm_) {
    std::string detail = starts_.empty() ? "" : "自動で動く: " + starts_;
    if (hidden_) detail += detail.empty() ? "隠しシート" : "、隠しシート";
    for (std::size_t i = 0; i < calls_.size(); ++i)
      detail += (i > 0 ? ", " : detail.empty() ? "注意が要る: " : "、注意が要る: ") + calls_[i];
    walk.hostile(NoteCode::xlm, detail);
  }
  // Where the workbook can be read, its project tells more.
  if (vba_ && locked) walk.hostile(NoteCode::vba);
  if (dde_) walk.hostile(NoteCode::dde, "リンク");
  if (external_) walk.hostile(NoteCode::external_link, host_);
  if (picture_) walk.unseen(NoteCode::picture);
}

}  // namespace sekisho::formats
