// A cell of an extract in the form in which values are compared.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "scan_table.h"

namespace sekisho::inspect {

class CellText {
 public:
  // In `table`'s encoding. Blanks are dropped.
  void fold(std::string_view cell, const LaneTable& table);
  std::u16string_view view() const { return {text_.data(), size_}; }
  bool empty() const { return size_ == 0; }
  // On top of fold: see canonical_name.
  void make_name();
  // On top of fold: what stands between the digits of a number is left out.
  void make_number();

 private:
  std::u16string text_;  // longer than what stands in it, so that nothing is checked while it is written
  std::size_t size_ = 0;
};

// Cells that need no folding, as most of a register are.
struct PlainNumber {
  std::uint64_t value;
  std::size_t size;   // digits, zeros in front as well
  std::size_t zeros;  // those in front
};
// Digits and hyphens of ASCII; no more digits than a number has.
std::optional<PlainNumber> plain_number(std::string_view cell);
// 19850102, 1985-01-02 and 1985/01/02 as 19850102.
std::optional<std::uint64_t> plain_date(std::string_view cell);

}  // namespace sekisho::inspect
