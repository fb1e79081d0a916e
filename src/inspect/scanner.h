// Finds records, fields and words in text, and offers what may be an attribute to the matcher. Takes any text
// (CSV, TSV, fixed width, JSON, XML, prose), in pieces cut anywhere, in bounded memory. Copyable, see
// Matcher.
//
// A record is a line (line breaks inside quotes do not end it), in JSON an object that is an element of a
// list (or stands by itself), in XML an element that follows one of the same name.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "base/bytes.h"
#include "base/encoding.h"
#include "inspect/values.h"
#include "matcher.h"

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

  Matcher& matcher() { return matcher_; }
  const Matcher& matcher() const { return matcher_; }
  std::uint64_t records() const { return records_; }
  std::uint64_t formulas() const { return formulas_; }
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

  // lane.cpp
  template <Encoding encoding>
  Lane line(const std::uint8_t*& at, const std::uint8_t* end, const LaneTable& table);
  void lane_field(char16_t* begin, std::size_t size, unsigned flags);

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
  Span span(std::size_t at, std::size_t size) const {
    return {field_number_, static_cast<std::uint16_t>(at), static_cast<std::uint16_t>(at + size + removed_)};
  }
  void grouped_number(std::u16string_view text, std::size_t at);
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
  std::uint64_t line_ = 1;
  bool record_begun_ = false;
  bool paragraphs_ = false;
  bool encrypted_ = false;

  // The field being read, folded; one blank between words.
  std::u16string field_;
  std::uint32_t field_number_ = 0;
  std::size_t removed_ = 0;  // blanks taken out of the token at hand
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

  std::u16string cell_;
  std::u16string scratch_;
  std::u16string word_;
  std::u16string joined_;
  AddressForm address_;
};

}  // namespace sekisho::inspect
