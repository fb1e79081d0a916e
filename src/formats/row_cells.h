// A row of a table while its cells come one by one, placed by their column. Holds 4 MiB at most: what is
// longer goes to the sink in pieces under one number. Not thread-safe.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "formats/sink.h"
#include "shared_strings.h"

namespace sekisho::formats {

class RowCells {
 public:
  explicit RowCells(Sink& sink, const SharedStrings* strings = nullptr) : sink_(sink), strings_(strings) {
    cells_.reserve(64);
  }

  void begin(std::uint64_t number) {
    number_ = number;
    cells_.clear();
    readings_.clear();
    shared_.clear();
    at_ = 0;
    block_ = 0;
    held_ = 0;
  }
  // The column where a cell without a place of its own stands.
  std::size_t column() const { return next_column_; }
  // `value` must last until end(). An empty cell only keeps its place.
  void add(std::size_t column, std::string_view value) {
    if (!value.empty()) {
      if (cells_.size() >= most_cells) send();
      if (column > cells_.size()) fill(column);
      cells_.push_back(value);
      ++paid_;
    }
    next_column_ = column + 1;
  }
  // A string that cells share; its text is fetched when the row is complete.
  void add_shared(std::size_t column, const SharedStrings::Place& place) {
    if (cells_.size() >= most_cells) send();
    if (column > cells_.size()) fill(column);
    shared_.push_back({static_cast<std::uint32_t>(cells_.size()), &place});
    cells_.emplace_back();
    ++paid_;
    next_column_ = column + 1;
  }
  // Beside the cells, behind the last one: furigana, formulas with words in them.
  void beside(std::string_view value) {
    if (readings_.size() >= most_cells) send();
    if (!value.empty()) readings_.push_back(value);
  }
  // A copy that lasts until end().
  std::string_view kept(std::string_view value) {
    if (at_ + value.size() > block_size || blocks_.empty()) return kept_anew(value);
    char* const to = blocks_[block_].get() + at_;
    value.copy(to, value.size());
    at_ += value.size();
    return {to, value.size()};
  }
  // Room for a copy that is still to be made, and what of it was used; null: use kept().
  char* room(std::size_t most) {
    return at_ + most > block_size || blocks_.empty() ? nullptr : blocks_[block_].get() + at_;
  }
  void used(const char* end) { at_ = static_cast<std::size_t>(end - blocks_[block_].get()); }
  // False: the sink wants no more.
  bool end() {
    next_column_ = 0;
    if (cells_.empty() && readings_.empty()) return wanted_;
    return send();
  }

 private:
  static constexpr std::size_t block_size = std::size_t{256} << 10;
  static constexpr std::size_t most_held = std::size_t{4} << 20;
  static constexpr std::size_t most_cells = 65'536;
  struct Shared {
    std::uint32_t cell;
    const SharedStrings::Place* place;
  };
  void fill(std::size_t column);
  void fetch();
  bool send();
  std::string_view kept_anew(std::string_view value);

  Sink& sink_;
  const SharedStrings* strings_;
  std::uint64_t number_ = 0;
  std::vector<std::string_view> cells_;
  std::vector<std::string_view> readings_;
  std::vector<Shared> shared_;
  std::size_t next_column_ = 0;
  std::vector<std::unique_ptr<char[]>> blocks_;  // block_size each
  std::size_t block_ = 0;
  std::size_t at_ = 0;
  std::size_t held_ = 0;
  // Gaps cost a few octets in a file and much here, so they are paid for with cells.
  std::size_t gaps_left_ = std::size_t{1} << 20;
  std::size_t paid_ = 0;
  bool wanted_ = true;
};

}  // namespace sekisho::formats
