// The rows of one sheet, from the records of its cells, as they come. Not thread-safe.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "biff_workbook.h"
#include "formats/sink.h"

namespace sekisho::formats {

class BiffSheet {
 public:
  BiffSheet(BiffBook& book, Sink& sink) : book_(book), sink_(sink), cells_(columns) {}
  // Takes the record if it is about cells. False: it is not.
  bool take(BiffRecords& records);
  void flush();                            // the row that is open
  bool wanted() const { return wanted_; }  // false: the sink wants no more
  bool broken() const { return broken_; }  // a cell at no place, or a string that is not there

 private:
  static constexpr std::size_t columns = 256;

  std::string* cell(std::uint16_t row, std::uint16_t column);
  std::string* cell(Cursor& at);  // row, column, format
  void number(double value);      // into the awaited cell
  void result(Cursor& at);        // of a formula
  void multiple(ByteView data);
  void fault(std::string& out, std::uint8_t value, bool is_error);

  BiffBook& book_;
  Sink& sink_;
  std::vector<std::string> cells_;
  std::vector<std::string> kana_;
  std::vector<std::string_view> shown_;
  std::size_t filled_ = 0;
  std::optional<std::uint16_t> row_;
  std::uint16_t format_ = 0;        // of the cell at hand
  std::string* awaited_ = nullptr;  // the cell whose text comes in the next STRING
  bool wanted_ = true;
  bool broken_ = false;
};

}  // namespace sekisho::formats
