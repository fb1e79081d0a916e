// Rows of a table, many at a time: their cells were told apart by their form (table_cells.cpp), and here
// whole rows are compared with the datasets. Most rows of a table need little: a number leads to one line,
// and that line explains every cell; or nothing of the row leads anywhere. All others are left to the
// ordinary way, so that whatever is counted here is what the Matcher would have counted.
#pragma once

#include <span>
#include <vector>

#include "base/bytes.h"
#include "matcher.h"
#include "table_row.h"

namespace sekisho::inspect {

class TableLane {
 public:
  static constexpr std::size_t batch = 32;
  // What a cell gave that had to be read closely, by its bytes.
  struct KnownCell {
    std::uint64_t hash = 0;
    Bytes raw;
    bool usable = false;   // there is nothing more to it than its items
    bool letters = false;  // it may be a part of what its neighbour begins
    bool begins_with_digit = false;
    bool heading = false;
    std::vector<TableItem> items;
  };
  static constexpr std::size_t known_cells = 128;

  void clear() { size_ = 0; }
  std::size_t size() const { return size_; }
  TableRow& row(std::size_t i) { return rows_[i]; }
  TableRow& next();  // to be filled
  void keep() { ++size_; }
  // The entry for such bytes. When its hash is not `hash`, or its bytes are others, it is to be learnt.
  KnownCell& known(std::uint64_t hash);

  // Compares what is in the rows, as far as it can be known without the rows before.
  void look_up(Matcher& matcher);
  // Counts the row. False: it must be read the ordinary way.
  bool take(Matcher& matcher, std::size_t row);

 private:
  static constexpr std::size_t most_candidates = 12;
  static constexpr std::size_t most_pairs = 32;
  // What one dataset has to say of one row.
  struct Side {
    std::uint64_t alive = 0;        // items that may be in it
    std::uint64_t held = 0;         // by who is meant
    std::uint64_t unexplained = 0;  // by who is meant
    std::uint32_t cells = 0;        // that who is meant explains
    bool open = false;              // what is unexplained may be of others
    AttributeSet set = 0;
    bool ordinary = false;
    std::uint8_t candidates = 0;  // rows of the dataset that a number leads to
    std::uint8_t meant = 0;       // the first of them are who is meant
    std::uint8_t pairs = 0;
    std::array<std::uint32_t, most_candidates> candidate;
    std::array<std::uint64_t, most_pairs> pair;  // keys that must not lead to anybody else
  };
  Side& side(std::size_t row, std::size_t dataset) { return sides_[dataset * batch + row]; }
  static void look_at_numbers(const Dataset::Data& data, const TableRow& row, Side& side);
  static void find_candidates(const Dataset::Data& data, const TableRow& row, Side& side);
  static void judge(const Matcher& matcher, const Dataset::Data& data, TableRow& row, Side& side);
  static bool judge_candidates(const Dataset::Data& data, const TableRow& row, Side& side);
  static void read_late(const Matcher& matcher, TableRow& row);
  static void look_at_texts(const Dataset::Data& data, const TableRow& row, Side& side);
  static void pair_up(const Dataset::Data& data, const TableRow& row, Side& side);

  std::vector<TableRow> rows_;
  std::vector<Side> sides_;
  std::vector<KnownCell> known_;
  std::size_t size_ = 0;
};

}  // namespace sekisho::inspect
