// Writes xlsx (Office Open XML, ISO/IEC 29500-1) as a stream: no temporary file, since rows may be personal
// data that must not lie on the disk in the clear, and constant memory.
//
// Each sheet has a header row that stays while one scrolls and is repeated on each printed page, a filter,
// widths, a Japanese font, and prints on A4 at the paper's width. Texts are texts, whatever they begin with:
// no formula is ever written. Days and numbers are real ones.
#pragma once

#include "report/table.h"

namespace sekisho::report {

class XlsxWriter final : public TableWriter {
 public:
  XlsxWriter(Table first, Sink sink);
  ~XlsxWriter() override;

  // Errors: too_large (more than 1,048,576 rows), and the sink's own. A text of more than 32,767 characters
  // is cut there, and says so at its end.
  Result<void> row(std::span<const std::string> cells) override;
  // Ends the sheet and begins another. Titles become the sheets' names: without []:*?/\, at most 31
  // characters, each one different.
  Result<void> sheet(Table next);
  Result<void> finish() override;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace sekisho::report
