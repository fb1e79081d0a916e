// What stands in a text in another shape: base64 of more text, and tables whose rows are columns.
#include <algorithm>

#include "scan_table.h"
#include "scanner.h"

namespace sekisho::inspect {
namespace {

constexpr std::size_t shortest_base64 = 24;
constexpr std::size_t piece_of_base64 = std::size_t{1} << 16;
constexpr std::size_t full_line = 60;  // lines of so much base64 go on in the next
constexpr std::size_t most_columns = 20'000;
constexpr std::size_t most_headings = 16;

int value_of(char c) {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  if (c >= '0' && c <= '9') return c - '0' + 52;
  if (c == '+' || c == '-') return 62;
  return c == '/' || c == '_' ? 63 : -1;
}

bool is_base64(char16_t c) { return c < 0x80 && value_of(static_cast<char>(c)) >= 0; }

// 24 bits from four characters; what is left over at the end are padding bits.
Bytes decoded(std::string_view text) {
  Bytes out;
  std::uint32_t bits = 0;
  int held = 0;
  for (const char c : text) {
    const int value = value_of(c);
    if (value < 0) continue;
    bits = bits << 6 | static_cast<std::uint32_t>(value);
    if ((held += 6) < 8) continue;
    held -= 8;
    out.push_back(static_cast<std::uint8_t>(bits >> held));
  }
  return out;
}

// Words and numbers of a text are base64 by their letters, but what they decode to is noise.
bool looks_like_text(ByteView bytes) {
  const ByteView head = bytes.first(std::min<std::size_t>(bytes.size(), 64));
  const bool utf16 =
      head.size() >= 2 && ((head[0] == 0xFF && head[1] == 0xFE) || (head[0] == 0xFE && head[1] == 0xFF));
  return utf16 || std::none_of(head.begin(), head.end(), [](std::uint8_t b) {
           return (b < 0x20 && b != '\t' && b != '\n' && b != '\r') || b == 0x7F;
         });
}

}  // namespace

void Scanner::base64(char16_t c) {
  if (!decoded_) return;
  if (is_base64(c)) {
    if (base64_.empty() && !base64_given_)
      base64_whole_ = before_ == u'\n' || before_ == u'\r' || before_ == 0;
    base64_ += static_cast<char>(c);
    ++base64_line_;
    if (base64_.size() < piece_of_base64) return;
    const Bytes bytes = decoded(base64_);  // a multiple of four characters
    if (base64_given_ || looks_like_text(bytes)) {
      decoded_(bytes);
      base64_given_ = true;
    }
    base64_.clear();
    return;
  }
  if (base64_.empty() && !base64_given_) return;
  if (base64_whole_ && (c == u'\n' || c == u'\r') && (base64_line_ >= full_line || base64_line_ == 0)) {
    base64_line_ = 0;
    return;
  }
  end_base64();
}

void Scanner::end_base64() {
  base64_line_ = 0;
  if (decoded_ && (base64_given_ || base64_.size() >= shortest_base64)) {
    const Bytes bytes = decoded(base64_);
    if (base64_given_ || looks_like_text(bytes)) {
      if (!bytes.empty()) decoded_(bytes);
      decoded_({});
    }
  }
  base64_.clear();
  base64_given_ = false;
}

// Of a run of base64 on the fast way. False: it may go on in the next line, or is too long for it.
bool Scanner::base64_from(const std::uint8_t* at, const std::uint8_t* end, const std::uint8_t*& run_end) {
  run_end = at;
  while (run_end < end && is_base64(*run_end)) ++run_end;
  const auto size = static_cast<std::size_t>(run_end - at);
  if (size < shortest_base64 || !decoded_) return true;
  if (size >= full_line) return false;
  const Bytes bytes = decoded({reinterpret_cast<const char*>(at), size});
  if (looks_like_text(bytes)) {
    decoded_(bytes);
    decoded_({});
  }
  return true;
}

void Scanner::note_heading(std::u16string_view first, unsigned flags) {
  if (shape_ != Shape::lines || (flags & flag::digit) || first.size() > 12 || first.find(u' ') != first.npos)
    return;
  heading_ = column_from_folded(first);
  if (heading_ == Column::ignore) heading_.reset();
}

void Scanner::turn_record() {
  const bool next =
      heading_ && turned_headings_.size() < most_headings &&
      std::find(turned_headings_.begin(), turned_headings_.end(), *heading_) == turned_headings_.end();
  if (!next) flush_turned();
  if (!heading_) return;
  const Matcher::Memo row = matcher_.record();
  if (turned_headings_.empty()) turned_row_ = line_;
  turned_headings_.push_back(*heading_);
  for (const auto& value : row.values) {
    const std::size_t column = value.at.field - record_field_;
    if (column == 0 || column > most_columns) continue;
    if (column >= turned_.size()) turned_.resize(column + 1);
    turned_[column].values.push_back(value);
    turned_[column].values.back().at.field = static_cast<std::uint32_t>(turned_headings_.size());
  }
}

void Scanner::flush_turned() {
  if (turned_headings_.size() > 1) {
    // What the record at hand has so far must wait.
    const Matcher::Memo row = matcher_.record();
    matcher_.abandon_record();
    matcher_.begin_row(turned_row_);
    for (const Matcher::Memo& column : turned_) {
      for (const auto& value : column.values) matcher_.again({{value}}, value.at.field);
      matcher_.end_record();
    }
    matcher_.begin_row(line_);
    for (const auto& value : row.values) matcher_.again({{value}}, value.at.field);
  }
  turned_.clear();
  turned_headings_.clear();
}

}  // namespace sekisho::inspect
