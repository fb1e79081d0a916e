// How far a Scanner has come: of the text, the record, the field, and what they may still turn out to be.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "inspect/dataset_import.h"
#include "inspect/values.h"
#include "matcher.h"
#include "pattern_counts.h"
#include "table_lane.h"

namespace sekisho::inspect {

class ScanTable;

struct ScannerState {
  using Decoded = std::function<void(ByteView)>;
  enum class Shape { unknown, lines, json, xml };
  static constexpr std::size_t field_capacity = 512;
  static constexpr std::size_t field_overlap = 64;
  static constexpr std::size_t words_of_field = 64;
  static constexpr std::size_t split_over = 12;       // cells that one number may be split over
  static constexpr double individual_numbers = 1e11;  // that have a right check digit
  static constexpr double record_codes = 1e10;
  // What a field of a table gave, by its bytes.
  struct Remembered {
    std::uint64_t hash = 0;
    Bytes raw;
    Matcher::Memo memo;
  };
  static constexpr std::size_t remembered = 256;

  ScannerState(Matcher::Datasets datasets, bool samples, AttributeSet only)
      : matcher_(datasets, samples, only) {}

  std::pair<std::uint64_t, std::uint64_t> take_formulas() {
    return {std::exchange(formulas_, 0), std::exchange(dangerous_formulas_, 0)};
  }

  const ScanTable* table_ = nullptr;
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
  TableLane tables_;
  unsigned table_pause_ = 0;  // records that the table lane leaves out
  unsigned table_next_pause_ = 0;
  std::array<std::uint8_t, 256> padded_{};
  std::array<bool, TableRow::most_cells> longer_cells_{};  // columns whose last cell was no name
  std::u16string cell_;
  std::u16string scratch_;
  std::u16string word_;
  std::u16string joined_;
  AddressForm address_;
};

}  // namespace sekisho::inspect
