// The words of a PDF page, put into lines and paragraphs. Words of a table's row stay in one line, so that
// the values of one record are found together. Pure and thread-safe.
#pragma once

#include <string>
#include <vector>

namespace sekisho::formats {

struct PdfWord {
  double left = 0, top = 0, right = 0, bottom = 0;  // points, from the page's upper left corner
  int turned = 0;  // quarter turns of the direction of reading; vertical writing is one
  bool space_after = false;
  std::string text;  // UTF-8
};

// UTF-8: '\t' between the columns of a line, '\n' after a line. Lines of prose that were broken at the margin
// are one line again.
std::string laid_out(std::vector<PdfWord> words);

}  // namespace sekisho::formats
