// Streaming reader of comma- or tab-separated text (RFC 4180, with what real exports add): quotes, line
// breaks inside quotes, CR LF / LF / CR, a UTF-8 BOM, a last line without a line break, blank lines
// (skipped). Structure is read from bytes: in CP932 no comma, quote, CR, LF or TAB is ever a trail byte, so
// one reader serves UTF-8 and CP932. Memory is bounded by the limits, whatever the input.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/source.h"

namespace sekisho {

struct CsvLimits {
  std::size_t field_bytes = 64 * 1024;
  std::size_t fields = 1000;            // in one row
  std::size_t row_bytes = 1024 * 1024;  // of all fields of one row together
};

class CsvReader {
 public:
  // `delimiter` 0 takes TAB when the first line holds a TAB and no comma, a comma otherwise. `source`
  // outlives the reader.
  explicit CsvReader(ByteSource& source, char delimiter = 0, CsvLimits limits = {});

  // The next row, unquoted; the views live until the next call. An empty span is the end.
  // Errors: invalid_input (text after a closing quote, a quote inside an unquoted field, end of file inside
  // quotes), too_large (a limit), or the source's own; `ja` and `en` name line and column. Errors are final.
  Result<std::span<const std::string_view>> next();

  std::uint64_t line() const { return row_line_; }      // where the row just returned begins, from 1
  std::uint64_t rows() const { return rows_; }          // rows returned so far
  std::uint64_t consumed() const { return consumed_; }  // bytes taken from the source
  char delimiter() const { return delimiter_; }

 private:
  enum class State { field_start, plain, quoted, after_quote };

  bool plain_row();
  Result<bool> fill();
  Result<void> begin();
  Result<bool> take(char c);  // true: the row is complete
  Result<void> put(char c);
  Result<void> take_run();
  std::size_t field_size() const { return text_.size() - (bounds_.empty() ? 0 : bounds_.back()); }
  Result<void> end_field();
  std::unexpected<Error> wrong(ErrorCode code, std::string_view ja, std::string_view en) const;

  ByteSource& source_;
  char delimiter_;
  CsvLimits limits_;
  std::vector<std::uint8_t> buffer_;
  std::size_t at_ = 0;
  std::size_t end_ = 0;
  bool begun_ = false;
  bool at_end_ = false;
  bool skip_lf_ = false;
  State state_ = State::field_start;
  std::string text_;                 // the row's fields, one after the other
  std::vector<std::size_t> bounds_;  // end of each field in text_
  std::vector<std::string_view> fields_;
  std::uint64_t line_ = 1;
  std::uint64_t row_line_ = 1;
  std::uint64_t rows_ = 0;
  std::uint64_t consumed_ = 0;
};

}  // namespace sekisho
