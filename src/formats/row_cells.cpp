#include "row_cells.h"

#include <algorithm>

namespace sekisho::formats {

void RowCells::fill(std::size_t column) {
  const std::size_t gap = std::min({column - cells_.size(), gaps_left_, std::size_t{16384}});
  gaps_left_ -= gap;
  cells_.resize(cells_.size() + gap);
}

void RowCells::fetch() {
  for (const Shared& one : shared_) {
    const SharedStrings::Entry entry = strings_->read(*one.place);
    cells_[one.cell] = entry.text;
    if (!entry.reading.empty()) readings_.push_back(entry.reading);
  }
  shared_.clear();
  while (!cells_.empty() && cells_.back().empty()) cells_.pop_back();
}

bool RowCells::send() {
  if (!shared_.empty()) fetch();
  gaps_left_ = std::min(gaps_left_ + paid_ * 32, std::size_t{1} << 24);
  paid_ = 0;
  cells_.insert(cells_.end(), readings_.begin(), readings_.end());
  if (!cells_.empty()) wanted_ = sink_.row(number_, cells_) && wanted_;
  cells_.clear();
  readings_.clear();
  return wanted_;
}

std::string_view RowCells::kept_anew(std::string_view value) {
  held_ += block_size;
  if (held_ + value.size() > most_held) {
    send();
    held_ = 0;
    block_ = 0;
    at_ = 0;
    if (blocks_.size() > 1) blocks_.resize(1);
  }
  if (value.size() > block_size) {
    // A cell of a spreadsheet has 32,767 characters at most; this one goes out by itself.
    send();
    const std::string_view alone[] = {value};
    wanted_ = sink_.row(number_, alone) && wanted_;
    return {};
  }
  block_ = blocks_.empty() ? 0 : block_ + 1;
  if (block_ >= blocks_.size()) {
    blocks_.push_back(std::make_unique_for_overwrite<char[]>(block_size));
    block_ = blocks_.size() - 1;
  }
  value.copy(blocks_[block_].get(), value.size());
  at_ = value.size();
  return {blocks_[block_].get(), value.size()};
}

}  // namespace sekisho::formats
