#include "word_text.h"

#include <algorithm>

#include "base/decoder.h"
#include "byte_cursor.h"
#include "legacy_text.h"

namespace sekisho::formats {
namespace {
constexpr std::size_t most_line = std::size_t{32} << 10;
constexpr std::size_t most_instruction = 1000;
}  // namespace

void notice_field(std::string_view instruction, NoteOnce& note) {
  const auto begin = instruction.find_first_not_of(" \t\r\n\"\\");
  if (begin == std::string_view::npos) return;
  instruction.remove_prefix(begin);
  std::string word(instruction.substr(0, instruction.find_first_of(" \t\r\n\"\\{")));
  std::ranges::transform(word, word.begin(),
                         [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  std::string target;
  for (const std::string_view mark : {"http://", "https://", "ftp://", "\\\\", "//"})
    if (const auto at = instruction.find(mark); at != std::string_view::npos && target.empty())
      target = link_host(instruction.substr(at));
  if (word == "DDE" || word == "DDEAUTO") note(NoteCode::dde, word);
  for (const std::string_view loads :
       {"INCLUDETEXT", "INCLUDEPICTURE", "INCLUDE", "IMPORT", "LINK", "RD", "DATABASE"})
    if (word == loads) note(NoteCode::external_link, target);
}

bool WordText::flush() {
  std::string text;
  utf16_to_utf8(line_, text);
  line_.clear();
  return text.empty() || walk_.sink().text(text);
}

void WordText::notice() {
  std::string text;
  utf16_to_utf8(instruction_, text);
  instruction_.clear();
  notice_field(text, note_);
}

// `end` is the place behind it in the file.
bool WordText::one(char16_t unit, std::uint64_t end) {
  const bool cell = unit == 7;
  switch (unit) {
    case 7:
      // The end of a cell or a row. Where the rows are not known, a second mark ends one.
      line_.push_back((rows_.known() ? rows_.ends_at(end) : after_cell_) ? u'\n' : u'\t');
      break;
    case 0x0B:
    case 0x0C:
    case 0x0D:
    case 0x0E:
      line_.push_back(u'\n');
      break;
    case 0x09:
      line_.push_back(u'\t');
      break;
    case 0x13:  // a field: its instruction, 14, what it shows, 15
      // One inside an instruction: what is read of the outer one may be its whole name.
      if (fields_ > 0) notice();
      ++fields_;
      line_.push_back(u' ');
      break;
    case 0x14:
    case 0x15:
      if (fields_ > 0) {
        notice();
        --fields_;
      }
      line_.push_back(u' ');
      break;
    case 0x01:
      if (data_) note_(NoteCode::picture);
      break;
    case 0x1E:
      line_.push_back(u'-');
      break;
    case 0x1F:
      break;
    default:
      if (unit < 0x20) break;
      line_.push_back(unit);
      if (fields_ > 0 && instruction_.size() < most_instruction) instruction_.push_back(unit);
  }
  after_cell_ = cell;
  // Not between the halves of a character.
  return line_.size() < most_line || (unit >= 0xD800 && unit < 0xDC00 && line_.size() < 2 * most_line) ||
         flush();
}

bool WordText::units(ByteView piece, bool wide, std::uint64_t from) {
  if (wide) {
    for (std::size_t i = 0; i + 2 <= piece.size(); i += 2)
      if (!one(little<char16_t>(piece, i), from + i + 2)) return false;
    return !walk_.stopped();
  }
  for (const std::uint8_t b : piece) {
    ++from;
    std::u16string units;
    if (b >= 0x80 && b < 0xA0) {
      std::string utf8;
      append_code_page(ByteView(&b, 1), 1252, utf8);
      Decoder decoder(Encoding::utf8);
      decoder.feed(as_bytes(utf8), units);
    } else {
      units.push_back(b);
    }
    for (const char16_t unit : units)
      if (!one(unit, from)) return false;
  }
  return !walk_.stopped();
}

void WordText::finish() { flush(); }

}  // namespace sekisho::formats
