// A row of a table as the table lane sees it: what its cells may say, and where each of these stands.
#pragma once

#include <array>
#include <cstdint>

#include "attribute.h"

namespace sekisho::inspect {

// What a cell may be, of one kind.
struct TableItem {
  std::uint64_t digest;        // 0: nothing after all, or not computed yet (TableRow::Late)
  std::uint64_t municipality;  // of an address; 0: none
  std::uint32_t tag;
  Attribute kind;
  std::uint8_t cell;
  bool whole;  // no reading of the cell takes in more characters
};

struct TableRowHead {
  const std::uint8_t* begin = nullptr;
  const std::uint8_t* next = nullptr;
  bool ordinary = false;     // must be read the ordinary way
  std::uint8_t columns = 0;  // fields that the row counts
  bool filled = false;
  std::uint8_t items = 0;
  std::uint8_t lates = 0;
  std::uint8_t numbers = 0;
  std::uint8_t individual_numbers = 0;  // with right check digits
  std::uint8_t record_codes = 0;
  bool late_read = false;
  bool account = false;
  bool branch = false;
  // What stood before, for values that stand in several cells. Columns are counted from 1; 0: none.
  std::uint8_t letters_column = 0;
  bool letters_known = false;  // their text is at letters_text
  bool letters_kana = false;
  std::uint8_t letters_size = 0;
  std::uint16_t letters_text = 0;
  std::uint16_t text_size = 0;
  std::uint8_t digits_column = 0;  // at most six of them
  std::uint8_t digits_cells = 0;
  std::uint8_t digits_size = 0;
};

struct TableRow : TableRowHead {
  static constexpr std::size_t most_cells = 24;
  static constexpr std::size_t most_items = 56;
  static constexpr std::size_t most_text = 512;

  // A name in another order, or a word of it: hashed only when its looks do not deny it.
  struct Late {
    std::uint32_t shape;
    std::uint16_t text;
    std::uint8_t size;
    std::uint8_t item;  // the next one is it as a reading, when it is in kana
    bool kana;
  };
  struct Number {
    std::uint64_t value;
    std::uint8_t size;
    std::uint8_t column;
  };

  void clear() { static_cast<TableRowHead&>(*this) = {}; }
  // Where the next item stands; a row of too many is an ordinary one.
  TableItem& add(Attribute kind, std::uint64_t digest, std::size_t cell, bool whole);

  std::array<TableItem, most_items> item;
  std::array<Late, most_items> late;
  std::array<Number, most_cells> number;
  std::array<char16_t, most_text> text;
};

}  // namespace sekisho::inspect
