// What the cells of a binary workbook refer to: shared strings, number formats, the code page. Not
// thread-safe.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "biff_numbers.h"
#include "biff_records.h"

namespace sekisho::formats {

enum class Biff : std::uint8_t { v2 = 2, v3, v4, v5 = 5, v8 = 8 };

// The SST (MS-XLS 2.4.265). Holds at most `most` bytes; beyond that strings are not kept, but can be told.
class SharedStrings {
 public:
  struct One {
    std::string_view text;
    std::string_view kana;  // the reading that is shown above it
  };
  explicit SharedStrings(std::uint64_t most) : most_(most) {}
  // Reads the SST record at which `records` stands, with its CONTINUEs. `spare` is called with each string
  // for which there is no room; false ends the reading. False: it ends early.
  template <class F>
  bool read(BiffRecords& records, F&& spare) {
    BiffText at(records);
    at.u32();
    const std::uint32_t count = at.u32();
    std::string text;
    for (std::uint32_t i = 0; i < count && !at.over(); ++i) {
      text.clear();
      const std::size_t kana = one(at, text);
      if (at.over()) break;
      if (!keep(text, kana) && !spare(std::string_view(text))) return true;
    }
    return !at.over();
  }
  One at(std::uint32_t index);  // and remembers that it was asked for; empty where there is none
  bool has(std::uint32_t index) const { return index < ends_.size(); }
  bool full() const { return full_; }
  template <class F>
  void unused(F&& tell) const {
    for (std::uint32_t i = 0; i < ends_.size(); ++i)
      if (!used_[i] && !tell(text_of(i))) return;
  }

 private:
  struct End {
    std::uint64_t end;   // in text_
    std::uint32_t kana;  // bytes of it that are the reading, at its end
  };
  static std::size_t one(BiffText& at, std::string& text);  // how many bytes of `text` are the reading
  bool keep(std::string_view text, std::size_t kana);
  std::string_view text_of(std::uint32_t index) const;

  std::uint64_t most_;
  std::string text_;
  std::vector<End> ends_;
  std::vector<bool> used_;
  bool full_ = false;
};

struct BiffBook {
  explicit BiffBook(std::uint64_t most) : strings(most) {}
  Biff version = Biff::v8;
  unsigned code_page = 1252;
  bool from_1904 = false;
  SharedStrings strings;
  std::map<std::uint16_t, BiffFormat> formats;  // by id
  std::vector<std::uint16_t> cell_formats;      // XF: ids of formats
  bool undecoded = false;                       // characters of a code page that is not read

  void add_format(ByteView record, bool with_id);
  BiffFormat format_of(unsigned xf) const;
  // Characters as this version stores them: from BIFF8 on with a byte of flags before them.
  void text(ByteView rest, std::size_t count, std::string& out);
};

}  // namespace sekisho::formats
