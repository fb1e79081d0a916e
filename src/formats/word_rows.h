// Where the rows of a Word document's tables end: the mark of a row's end is the same character as a cell's,
// and only the paragraph's properties tell them apart (MS-DOC 2.4.3).
#pragma once

#include <vector>

#include "base/random_source.h"

namespace sekisho::formats {

class WordRows {
 public:
  WordRows() = default;
  // `text` is the WordDocument stream, `bins` the PlcBtePapx of the table stream. What is damaged in them is
  // left out: rows are then told by their marks alone.
  WordRows(RandomSource& text, ByteView bins);
  bool known() const { return !ends_.empty(); }
  bool ends_at(std::uint64_t place) const;  // of the first byte behind a mark, in the WordDocument stream

 private:
  std::vector<std::uint32_t> ends_;
};

}  // namespace sekisho::formats
