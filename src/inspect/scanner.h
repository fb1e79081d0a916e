// Finds records, fields and words in text, and offers what may be an attribute to the matcher. Takes any text
// (CSV, TSV, fixed width, JSON, XML, prose), in pieces cut anywhere, in bounded memory. Copyable, see
// Matcher.
//
// A record is a line (line breaks inside quotes do not end it), in JSON an object that is an element of a
// list (or stands by itself), in XML an element that follows one of the same name.
#pragma once

#include <array>

#include <cstdint>
#include <functional>
#include <optional>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/bytes.h"
#include "base/encoding.h"
#include "inspect/dataset_import.h"

#include "inspect/values.h"
#include "matcher.h"
#include "pattern_counts.h"

namespace sekisho::inspect {

class LaneTable;
class ScanTable;

class Scanner {
 public:
  Scanner(Matcher::Datasets datasets, bool samples);

  // What follows is a text, or a table, of its own.
  void begin_part(const std::string& path, bool paragraphs);
  bool feed(std::u16string_view text);  // false: a control character that no text has (binary data)
  // Whole lines of CSV, TSV, fixed width or prose, undecoded, much faster than feed: as many of them as there
  // are in `bytes`. Gives back how many bytes were taken (to the last line's end), `stuck` where feed() must
  // take over for the line that begins there, and `wrong` where a byte does not belong to the encoding. Call
  // it at_line_start().
  enum class Lane { taken, stuck, wrong };
  Lane lines(ByteView bytes, const LaneTable& table, std::size_t& taken);
  bool at_line_start() const;
  bool in_lines() const { return shape_ == Shape::lines; }
  bool shape_known() const { return shape_ != Shape::unknown; }
  void row(std::uint64_t number, std::span<const std::string_view> cells);
  void finish();  // the part
  // Given the bytes of base64 that stands inside a text, in pieces; an empty one ends it.
  using Decoded = std::function<void(ByteView)>;
  void give_decoded(Decoded to) { decoded_ = std::move(to); }

  Matcher& matcher() { return matcher_; }
  const Matcher& matcher() const { return matcher_; }
  std::uint64_t records() const { return records_; }
  const PatternCounts& patterns() const { return patterns_; }
  PatternCounts& patterns() { return patterns_; }
  // Cells that a spreadsheet would calculate, and those that would do harm, since it was last asked.
  std::pair<std::uint64_t, std::uint64_t> take_formulas() {
    return {std::exchange(formulas_, 0), std::exchange(dangerous_formulas_, 0)};
  }
  // Held an encrypted message in text form, since it was last asked.
  bool take_encrypted() { return std::exchange(encrypted_, false); }

 private:
  enum class Shape { unknown, lines, json, xml };
  static constexpr std::size_t field_capacity = 512;
  static constexpr std::size_t field_overlap = 64;
  static constexpr std::size_t words_of_field = 64;
  static constexpr std::size_t split_over = 12;  // cells that one number may be split over

  // scanner.cpp: structure
  bool unit(char16_t c);
  void plain(char16_t c);
  void special(char16_t c);
  void escape(char16_t c);
  void replay();
  void put(char16_t folded, std::uint8_t flags);
  void end_field();
  void end_line();
  void end_record();
  void decide_shape(char16_t c);
  void json(char16_t c);
  void open_tag();
  void tag(char16_t c);
  void notice_encrypted();

  // look.cpp: what a field says besides the datasets
  void look(std::u16string_view text, unsigned flags);
  void look(std::uint64_t value, std::size_t size);
  void at_sign(std::u16string_view local);
  void formula(std::string_view cell);
  void formula_unit(char16_t c);
  std::u16string_view label() const {
    const std::size_t column = field_number_ - record_field_;
    return column < labels_.size() ? std::u16string_view(labels_[column]) : std::u16string_view();
  }
  void abandon();

  // embedded.cpp: base64, and tables whose rows are columns
  void base64(char16_t c);
  void end_base64();
  bool base64_from(const std::uint8_t* at, const std::uint8_t* end, const std::uint8_t*& run_end);
  void note_heading(std::u16string_view first, unsigned flags);
  void turn_record();
  void flush_turned();

  // lane.cpp
  template <Encoding encoding>
  Lane line(const std::uint8_t*& at, const std::uint8_t* end, const LaneTable& table);
  template <Encoding encoding>
  Lane simple_line(const std::uint8_t*& at, const std::uint8_t* end, const LaneTable& table);
  bool segment(const std::uint8_t* p, const std::uint8_t* end, const LaneTable& table);
  bool simple_number(const std::uint8_t*& p);
  bool simple_names(const char16_t* folded, std::size_t size, std::size_t gap, unsigned flags);
  void lane_field(char16_t* begin, std::size_t size, unsigned flags);
  struct Remembered {
    std::uint64_t hash = 0;
    Bytes raw;
    Matcher::Memo memo;
  };
  static constexpr std::size_t remembered = 256;
  // Where the segment of a line that begins at `at` ends, when it is one worth remembering; else nullptr.
  Remembered* recall(const std::uint8_t* at, const std::uint8_t* end, const std::uint8_t*& segment_end,
                     std::uint64_t& hash);

  // tokens.cpp: values
  void field(std::u16string_view text, unsigned flags);
  void two_words(std::u16string_view text, std::size_t gap, unsigned flags);
  void token(std::u16string_view text, std::size_t at, unsigned flags);
  void digits(std::u16string_view text, std::size_t at);
  void digits(std::uint64_t value, std::size_t size, std::size_t at);  // at most 18 of them
  void mixed(std::u16string_view text, std::size_t at, unsigned flags);
  void runs(std::u16string_view text, std::size_t at, std::size_t names_from);
  void name(std::u16string_view text, std::size_t at, bool kana);
  void date(std::u16string_view text, std::size_t at);
  void address(std::u16string_view text, std::size_t at);
  // Of a place in a token, the place in its field.
  std::uint16_t placed(std::size_t at, bool begin) const {
    std::size_t before = 0;
    for (std::size_t i = 0; i < removed_count_; ++i) before += begin ? removed_[i] <= at : removed_[i] < at;
    return static_cast<std::uint16_t>(at + before);
  }
  void join_words(std::u16string_view text, std::size_t at);
  Span span(std::size_t at, std::size_t size) const {
    return {field_number_, placed(at, true), placed(at + size, false)};
  }
  void grouped_number(std::u16string_view text, std::size_t at);
  AttributeSet group_kinds(std::uint64_t value) const;  // of a number that is written in groups
  void phone_number(std::u16string_view text, std::size_t at);
  bool individual_number(std::uint64_t twelve, std::size_t at);

  // split.cpp: values that stand in several cells
  void join_digits(std::uint64_t value, std::size_t size);
  void join_texts(std::u16string_view text, unsigned flags);

  const ScanTable* table_;
  Matcher matcher_;
  Shape shape_ = Shape::unknown;
  std::uint64_t records_ = 0;
  std::uint64_t formulas_ = 0;
  std::uint64_t dangerous_formulas_ = 0;
  PatternCounts patterns_;
  std::vector<std::u16string> labels_;  // of the columns, when the first record looks like headings
  bool first_record_ = true;
  bool headings_ = true;                // the first record, so far
  std::uint32_t mail_field_ = nothing;  // stood before an '@'
  std::u16string mail_local_;
  std::u16string formula_;  // the cell that begins like one, as far as read

  std::uint64_t line_ = 1;
  std::uint64_t row_ = 1;  // of the record at hand
  bool record_begun_ = false;
  bool paragraphs_ = false;
  bool encrypted_ = false;

  // The field being read, folded; one blank between words.
  std::u16string field_;
  std::uint32_t field_number_ = 0;
  // Where blanks were taken out of the token at hand.
  std::array<std::uint16_t, words_of_field> removed_{};
  std::size_t removed_count_ = 0;
  std::uint8_t field_flags_ = 0;
  unsigned blanks_ = 0;
  char16_t high_ = 0;  // first half of a pair

  bool in_quotes_ = false;
  unsigned quoted_lines_ = 0;

  std::u16string escape_;  // "\uXXXX" or "&#…;" as far as read
  bool replaying_ = false;

  std::uint64_t lists_ = 0;  // JSON: bit d says that depth d is a list
  unsigned depth_ = 0;
  unsigned record_depth_ = 0;  // 0: none
  bool in_string_ = false;

  static constexpr std::size_t deepest = 32;
  std::array<std::uint32_t, deepest + 1> open_{};
  std::array<std::uint32_t, deepest + 1> sibling_{};
  enum class Tag { none, start, name, close, rest } tag_ = Tag::none;
  std::uint32_t tag_hash_ = 0;
  char16_t before_ = 0;

  // The last cells, for values that are split over several.
  struct ShortNumber {
    std::uint32_t field;
    std::uint8_t size;
    std::uint64_t value;
  };
  std::array<ShortNumber, split_over> numbers_{};
  std::size_t number_count_ = 0;
  std::u16string before_text_;  // the texts of the cells before, joined
  std::u16string last_text_;
  std::uint32_t last_text_field_ = 0;
  unsigned last_text_flags_ = 0;
  char16_t era_ = 0;  // as a digit, of the cell era_field_
  std::uint32_t era_field_ = 0;

  Decoded decoded_;
  std::string base64_;           // the run being read
  std::size_t base64_line_ = 0;  // characters of it since the last line's end
  bool base64_whole_ = false;    // it began where its line began
  bool base64_given_ = false;    // its first pieces went out already

  // Rows that begin with a heading are kept by column, until the next that does not.
  std::vector<Matcher::Memo> turned_;
  std::vector<Column> turned_headings_;
  std::uint64_t turned_row_ = 0;
  std::uint32_t record_field_ = 0;  // the first of the record
  std::optional<Column> heading_;

  std::vector<Remembered> remembered_;
  std::u16string cell_;
  std::u16string scratch_;
  std::u16string word_;
  std::u16string joined_;
  AddressForm address_;
};

}  // namespace sekisho::inspect
