#include <algorithm>
#include <map>

#include "biff_crypto.h"
#include "biff_sheet.h"
#include "biff_signs.h"
#include "biff_texts.h"
#include "legacy_text.h"
#include "ole.h"
#include "readers.h"

namespace sekisho::formats {
namespace {

constexpr unsigned most_depth = 16;  // a chart in a sheet is 2
constexpr std::size_t most_sheets = 10'000;
constexpr std::size_t most_beside = std::size_t{1} << 20;  // comments and the like that are held

class Workbook {
 public:
  Workbook(RandomSource& stream, Walk& walk)
      : records_(stream), walk_(walk), sink_(walk.sink()), book_(walk.limits().held), sheet_(book_, sink_) {}

  void read() {
    std::uint64_t counted = 0;
    while (!walk_.stopped() && sheet_.wanted() && records_.next()) {
      if (!one()) break;
      if (records_.at() - counted < (std::uint64_t{1} << 20)) continue;
      if (!walk_.unpacked(0)) break;
      counted = records_.at();
    }
    const bool whole = !walk_.stopped() && sheet_.wanted() && !locked_ && !failed_;
    const bool cut = whole && (records_.broken() || depth_ > 0);
    while (depth_ > 0) end();
    if (cut) walk_.unseen(records_.broken() ? NoteCode::broken : NoteCode::truncated);
    if (failed_) walk_.unseen(NoteCode::broken);
    if (sheet_.broken()) walk_.unseen(NoteCode::broken, "セル");
    if (book_.undecoded) walk_.unseen(NoteCode::encoding, "コードページ " + std::to_string(book_.code_page));
    if (whole && std::ranges::any_of(places_, [](const auto& place) { return !place.second.met; }))
      walk_.unseen(NoteCode::broken, "実体のないシート");
    if (whole) leftovers();
    signs_.tell(walk_, locked_);
  }

 private:
  struct Place {
    std::string name;
    bool macros = false;
    bool hidden = false;
    bool met = false;
  };

  // False: no record after it can be read.
  bool one() {
    const ByteView data = records_.data();
    switch (records_.type()) {
      case 0x0809:
      case 0x0409:
      case 0x0209:
      case 0x0009:
        return begin(data);
      case 0x000A:
        if (depth_ > 0) end();
        return true;
      case 0x002F:
        return unlock(data);
      default:
        if (depth_ == 0) return true;  // between the sheets
        if (records_.type() == 0x0006 || records_.type() == 0x0406) formula(data);
        if (sheet_.take(records_)) return true;
        if (!beside(data)) return globals(data);
        return true;
    }
  }

  bool begin(ByteView data) {
    const auto kind = little<std::uint16_t>(data, 2);
    if (depth_ >= most_depth) {
      failed_ = true;
      return false;
    }
    if (depth_ == 0) {
      switch (records_.type()) {
        case 0x0009:
          book_.version = Biff::v2;
          break;
        case 0x0209:
          book_.version = Biff::v3;
          break;
        case 0x0409:
          book_.version = Biff::v4;
          break;
        default:
          book_.version = little<std::uint16_t>(data) >= 0x0600 ? Biff::v8 : Biff::v5;
      }
    }
    const auto place = places_.find(records_.at());
    macros_ = kind == 0x40 || (place != places_.end() && place->second.macros);
    signs_.sheet(macros_, place != places_.end() && place->second.hidden);
    if (kind == 0x06) signs_.vba_module();
    if (place != places_.end()) place->second.met = true;
    sheet_.flush();
    const bool part = depth_ > 0 || kind != 0x05;
    if (part)
      sink_.begin(macros_ ? PartKind::macro : PartKind::sheet,
                  place != places_.end() ? place->second.name : std::string());
    parts_[depth_++] = part;
    return true;
  }

  void end() {
    sheet_.flush();
    if (!beside_.empty()) {
      sink_.begin(PartKind::properties, "comments");
      sink_.text(beside_);
      sink_.end();
      beside_.clear();
    }
    if (parts_[--depth_]) sink_.end();
  }

  bool unlock(ByteView data) {
    cipher_ = biff_cipher(data, book_.version == Biff::v8, walk_.passwords());
    if (cipher_) {
      records_.decrypt_with(cipher_.get());
      return true;
    }
    locked_ = true;
    walk_.unseen(NoteCode::encrypted);
    return false;
  }

  // What a formula is made of: its value may not show it.
  void formula(ByteView data) {
    if (book_.version < Biff::v4) return;
    const ByteView expression = part_of(data, book_.version == Biff::v4 ? 18 : 22);
    if (macros_) signs_.formula(expression);
    texts(expression);
  }

  void texts(ByteView expression) {
    std::string text;
    append_formula_texts(expression, book_, text);
    if (!text.empty()) keep(std::string_view(text).substr(0, text.size() - 1));
  }

  void keep(std::string_view text) {
    if (text.empty()) return;
    if (beside_.size() + text.size() > most_beside) {
      sheet_.flush();
      sink_.begin(PartKind::properties, "comments");
      sink_.text(beside_);
      sink_.end();
      beside_.clear();
    }
    beside_ += text;
    beside_ += '\n';
  }

  // What stands in a sheet beside its cells.
  bool beside(ByteView data) {
    std::string text;
    switch (records_.type()) {
      case 0x001C:
        append_note(data, book_, text);
        break;
      case 0x01B6: {  // TXO
        const auto count = little<std::uint16_t>(data, 10);
        if (count == 0) return true;
        BiffText at(records_, data.size());
        const bool wide = (at.u8() & 1) != 0;
        at.characters(count, wide, text);
        break;
      }
      case 0x0014:
      case 0x0015:
        append_header(data, book_, text);
        break;
      case 0x100D:  // a text of a chart
        if (data.size() > 3) book_.text(part_of(data, 3), data[2], text);
        break;
      case 0x005A:
        append_other_cells(data, book_, text);
        break;
      case 0x01B8:
        append_hyperlink(data, text);
        break;
      case 0x007F:
      case 0x00E9:
        signs_.picture();
        return true;
      default:
        return false;
    }
    keep(text);
    return true;
  }

  bool globals(ByteView data) {
    switch (records_.type()) {
      case 0x0022:
        book_.from_1904 = little<std::uint16_t>(data) != 0;
        break;
      case 0x0042:
        // 1200 says that strings are UTF-16; those of BIFF5 are in the machine's own.
        book_.code_page = little<std::uint16_t>(data);
        break;
      case 0x0085:
        bound_sheet(data);
        break;
      case 0x001E:
        book_.add_format(data, false);
        break;
      case 0x041E:
        book_.add_format(data, book_.version >= Biff::v5);
        break;
      case 0x00E0:
        add_xf(little<std::uint16_t>(data, 2));
        break;
      case 0x0243:
      case 0x0443:
        add_xf(data.size() > 1 ? data[1] : 0);
        break;
      case 0x00FC:
        return shared_strings();
      case 0x01AE:
        signs_.other_book(data, book_);
        break;
      case 0x0017:
        if (book_.version != Biff::v8) signs_.other_book(data, book_);
        break;
      case 0x0023:
        signs_.other_name(data);
        break;
      case 0x0018:
        signs_.name(data, book_);
        texts(part_of(data, 14));
        break;
      case 0x00DC:
        signs_.other_source();
        break;
      case 0x00D3:
        signs_.vba_module();
        break;
      case 0x00EB:
        signs_.drawings(data);
        break;
      default:
        break;
    }
    return true;
  }

  void add_xf(std::uint16_t format) {
    if (book_.cell_formats.size() < 0x10000) book_.cell_formats.push_back(format);
  }

  void bound_sheet(ByteView data) {
    if (data.size() < 7 || places_.size() >= most_sheets) return;
    Place place;
    place.hidden = (data[4] & 3) != 0;
    place.macros = data[5] == 1;
    signs_.sheet(place.macros, place.hidden);
    book_.text(part_of(data, 7), data[6], place.name);
    places_.emplace(little<std::uint32_t>(data), std::move(place));
  }

  bool shared_strings() {
    bool told = false;
    const bool whole = book_.strings.read(records_, [&](std::string_view text) {
      if (!told) {
        walk_.unseen(NoteCode::too_large, "行と結び付けずに読んだ共有文字列");
        sink_.begin(PartKind::table, "shared strings");
      }
      told = true;
      return sink_.text(text) && sink_.text("\n") && !walk_.stopped();
    });
    if (told) sink_.end();
    if (!whole) failed_ = true;
    return true;
  }

  // Strings of cells that were deleted are still in the file.
  void leftovers() {
    bool told = false;
    book_.strings.unused([&](std::string_view text) {
      if (!told) sink_.begin(PartKind::table, "unused strings");
      told = true;
      return sink_.text(text) && sink_.text("\n") && !walk_.stopped();
    });
    if (told) sink_.end();
  }

  BiffRecords records_;
  Walk& walk_;
  Sink& sink_;
  BiffBook book_;
  BiffSheet sheet_;
  std::unique_ptr<BiffCipher> cipher_;
  std::map<std::uint64_t, Place> places_;  // by where the sheet begins
  std::string beside_;
  unsigned depth_ = 0;
  bool parts_[most_depth] = {};
  BiffSigns signs_;
  bool macros_ = false, locked_ = false, failed_ = false;
};

}  // namespace

void read_workbook(RandomSource& stream, Walk& walk) { Workbook(stream, walk).read(); }

// The records of a pivot table's source (MS-XLS 2.1.11), which outlive the sheet they were made from.
void read_pivot_cache(RandomSource& stream, Walk& walk) {
  BiffRecords records(stream);
  BiffBook book(0);
  std::string text;
  while (!walk.stopped() && records.next()) {
    const ByteView data = records.data();
    text.clear();
    if (records.type() == 0x00CD)
      book.text(part_of(data, 2), little<std::uint16_t>(data), text);
    else if (records.type() == 0x00C9)
      append_biff_number(little<double>(data), {}, false, text);
    else if (records.type() == 0x00CE && data.size() >= 5)
      text = std::to_string(little<std::uint16_t>(data)) + "-" +
             std::to_string(little<std::uint16_t>(data, 2)) + "-" + std::to_string(data[4]);
    if (text.empty()) continue;
    text += '\n';
    if (!walk.sink().text(text)) return;
  }
  if (records.broken()) walk.unseen(NoteCode::broken);
}

bool recognises_workbook(ByteView head) {
  if (head.size() < 8 || (head[0] != 0x09)) return false;
  const auto size = little<std::uint16_t>(head, 2);
  const auto kind = little<std::uint16_t>(head, 6);
  const bool version = head[1] == 0 || head[1] == 2 || head[1] == 4 || head[1] == 8;
  return version && size >= 4 && size <= 16 &&
         (kind == 5 || kind == 0x10 || kind == 0x20 || kind == 0x40 || kind == 0x100);
}

bool recognises_biff(const Head& head, RandomSource&) { return recognises_workbook(head.bytes); }
void read_biff(RandomSource& content, Walk& walk) { read_workbook(content, walk); }

}  // namespace sekisho::formats
