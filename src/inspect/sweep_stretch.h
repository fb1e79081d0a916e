// A closer look at a stretch of a line that has the marks of a 個人番号 in cells or groups.
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "scan_table.h"

namespace sekisho::inspect {

class Stretch {
 public:
  // From `at`, a character's first byte, to where no number can go on. A line feed stands before `end`.
  // More than eleven digits in a row are passed over.
  Stretch(const std::uint8_t* at, const std::uint8_t* end, const LaneTable& table);

  bool doubtful() const { return doubtful_; }  // the scanner has to look
  const std::uint8_t* end() const { return at_; }
  // What neighbouring cells give together, with a right check digit: found in a register, it is a number.
  std::span<const std::uint64_t> joined() const { return std::span(joined_).first(joined_count_); }

 private:
  static constexpr std::size_t most_cells = 12;
  enum class Gap { none, blank, dash, dashes, other };

  void read(const std::uint8_t* end);
  bool group(std::size_t size);
  bool character(const std::uint8_t* end);
  bool cell(std::uint64_t value, std::size_t size);
  bool dashed(std::uint64_t value, std::size_t size);
  bool breaks() const;
  void restart();

  const LaneTable& table_;
  const std::uint8_t* at_;
  bool doubtful_ = false;
  std::array<std::uint64_t, 8> joined_;
  std::size_t joined_count_ = 0;

  Gap gap_ = Gap::none;     // since the last digits
  std::size_t digits_ = 0;  // since something broke the stretch
  bool wide_ = false;       // not ASCII alone
  std::size_t words_ = 0;   // digits in words that single blanks part
  std::array<std::uint8_t, most_cells> sizes_;
  std::array<std::uint64_t, most_cells> values_;
  std::size_t cells_ = 0;
  std::size_t chain_ = 0;  // digits in groups that dashes part
  std::uint64_t chain_value_ = 0;
  std::array<std::uint64_t, 2> fours_;  // the last groups of four in it
  std::size_t four_count_ = 0;
};

// Twelve digits in a row or more, from `at` on, in a line that begins at `line`.
enum class Twelve {
  nothing,
  number,   // that fills a cell
  doubtful  // the scanner has to look
};
Twelve look_at_twelve(const std::uint8_t* line, const std::uint8_t* at, std::uint64_t& number);
// Whether the twelve digits at `at` have the check digit of a 個人番号; 16 bytes are read.
bool right_check_digit(const std::uint8_t* at);

}  // namespace sekisho::inspect
