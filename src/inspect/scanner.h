// Finds records, fields and words in text, and offers what may be an attribute to the matcher. Takes any text
// (CSV, TSV, fixed width, JSON, XML, prose), in pieces cut anywhere, in bounded memory. Copyable, see
// Matcher.
//
// A record is a line (line breaks inside quotes do not end it), in JSON an object that is an element of a
// list (or stands by itself), in XML an element that follows one of the same name.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "base/bytes.h"
#include "base/encoding.h"
#include "matcher.h"
#include "pattern_counts.h"
#include "scanner_state.h"

namespace sekisho::inspect {

class LaneTable;

class Scanner : private ScannerState {
 public:
  Scanner(Matcher::Datasets datasets, bool samples, AttributeSet only = all_attributes);

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
  // sweep.cpp: lines that somebody else has looked at, and one with nothing in it but one 個人番号
  void pass_lines(std::uint64_t lines, std::uint64_t records);
  void lone_number(std::uint64_t twelve);
  bool past_headings() const { return !first_record_; }
  bool speaks_of_licences() const;  // in its columns' headings
  bool in_lines() const { return shape_ == Shape::lines; }
  bool shape_known() const { return shape_ != Shape::unknown; }
  void row(std::uint64_t number, std::span<const std::string_view> cells);
  void finish();  // the part
  // Given the bytes of base64 that stands inside a text, in pieces; an empty one ends it.
  using Decoded = ScannerState::Decoded;
  void give_decoded(Decoded to) { decoded_ = std::move(to); }

  Matcher& matcher() { return matcher_; }
  const Matcher& matcher() const { return matcher_; }
  std::uint64_t records() const { return records_; }
  const PatternCounts& patterns() const { return patterns_; }
  PatternCounts& patterns() { return patterns_; }
  // Cells that a spreadsheet would calculate, and those that would do harm, since it was last asked.
  using ScannerState::take_formulas;
  bool take_encrypted() { return std::exchange(encrypted_, false); }

 private:
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
  void separated(char16_t separator, char16_t before);
  void at_sign(std::u16string_view local);
  void formula(std::string_view cell);
  void formula_unit(char16_t c);
  std::u16string_view label() const;
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
  bool fold_cell(const std::uint8_t* p, const std::uint8_t* end, const LaneTable& table,
                 std::array<char16_t, 256>& folded, std::size_t& size, unsigned& flags) const;
  bool simple_number(const std::uint8_t*& p);
  bool simple_names(const char16_t* folded, std::size_t size, std::size_t gap, unsigned flags);
  void lane_field(char16_t* begin, std::size_t size, unsigned flags);
  bool remembered_field(const std::uint8_t* begin, const std::uint8_t* end, const LaneTable& table);
  bool simple_cell(std::string_view cell);
  // table_lines.cpp, table_cells.cpp: rows of tables, many at a time (table_lane.h)
  template <Encoding encoding>
  Lane table_lines(const std::uint8_t*& at, const std::uint8_t* end, const LaneTable& table);
  template <Encoding encoding>
  Lane ordinary_line(const std::uint8_t*& at, const std::uint8_t* end, const LaneTable& table);
  template <Encoding encoding>
  bool table_row(const std::uint8_t*& p, const std::uint8_t* end, const LaneTable& table, TableRow& row);
  template <Encoding encoding>
  void table_cell(TableRow& row, const std::uint8_t* begin, const std::uint8_t* end, const LaneTable& table);
  bool table_cells(std::uint64_t number, std::span<const std::string_view> cells);
  bool table_lane_may_go() const;
  void end_table_row(const TableRow& row);
  void table_number(TableRow& row, std::uint64_t value, std::size_t size);
  void table_day(TableRow& row, std::int32_t days, bool whole);
  void table_name(TableRow& row, std::size_t text, std::size_t size, bool kana, bool at_once);
  bool table_names(TableRow& row, const char16_t* folded, std::size_t size, std::size_t gap, unsigned flags);
  void table_other(TableRow& row, const std::uint8_t* begin, const std::uint8_t* end, const LaneTable& table);
  bool learn_address(std::u16string_view text, unsigned flags, TableLane::KnownCell& cell);
  bool learn_cell(const std::uint8_t* begin, const std::uint8_t* end, std::size_t column,
                  const LaneTable& table, TableLane::KnownCell& cell);
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
  std::uint16_t placed(std::size_t at, bool begin) const;
  void join_words(std::u16string_view text, std::size_t at);
  Span span(std::size_t at, std::size_t size) const;
  void grouped_number(std::u16string_view text, std::size_t at);
  AttributeSet group_kinds(std::uint64_t value) const;  // of a number that is written in groups
  void phone_number(std::u16string_view text, std::size_t at);
  bool individual_number(std::uint64_t twelve, std::size_t at);
  // split.cpp: values that stand in several cells
  void join_digits(std::uint64_t value, std::size_t size);
  void join_texts(std::u16string_view text, unsigned flags);
};

}  // namespace sekisho::inspect
