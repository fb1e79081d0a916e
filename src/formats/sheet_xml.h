// A worksheet of SpreadsheetML into rows. ECMA-376 part 1, 18.3. Not thread-safe.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "document_text.h"
#include "links.h"
#include "number_shown.h"
#include "reader.h"
#include "row_cells.h"
#include "shared_strings.h"
#include "xml.h"

namespace sekisho::formats {

// The number formats of a workbook and which cell format has which.
class WorkbookStyles {
 public:
  bool since_1904 = false;

  void define(unsigned id, std::string_view code) {
    // 255 characters are the most that a format has
    if (own_.size() < most) own_[id] = number_style(code.substr(0, 1024));
  }
  void add_cell(unsigned id) {
    if (cells_.size() == most) return;
    if (!own_.contains(id)) own_.emplace(id, number_style(id));
    cells_.push_back(&own_.at(id));
  }
  const NumberStyle& of(std::size_t style) const { return style < cells_.size() ? *cells_[style] : plain_; }

 private:
  static constexpr std::size_t most = 65'536;
  std::unordered_map<unsigned, NumberStyle> own_;  // its nodes stay where they are
  std::vector<const NumberStyle*> cells_;
  NumberStyle plain_;
};

class SheetXml {
 public:
  // `strings` null: they could not be read; that is noted already.
  SheetXml(Walk& walk, const WorkbookStyles& styles, SharedStrings* strings)
      : walk_(walk), styles_(styles), strings_(strings), rows_(walk.sink(), strings), rest_(walk) {}
  bool read(XmlReader& reader);

 private:
  enum class Type : std::uint8_t { number, shared, inline_text, string, truth, error, day };

  bool cells(XmlReader& reader);
  const char* plain_cell(const char* at, const char* end);
  const char* plain_row(const char* at, const char* end);
  void start(XmlReader& reader);
  void end(XmlReader& reader);
  void cell_starts(XmlReader& reader);
  void cell_ends();
  void value(std::size_t column, Type type, std::size_t style, std::string_view text, bool escapes);
  static Type type_of(std::string_view name);

  Walk& walk_;
  const WorkbookStyles& styles_;
  SharedStrings* strings_;
  RowCells rows_;
  DocumentText rest_;
  bool wanted_ = true;
  bool lacks_string_ = false;
  bool in_data_ = false;
  bool in_row_ = false;
  bool in_cell_ = false;
  unsigned data_depth_ = 0;
  std::uint64_t row_ = 0;
  // the cell at hand
  std::size_t column_ = 0;
  std::size_t style_ = 0;
  Type type_ = Type::number;
  std::string value_;
  std::string reading_;
  std::string formula_;
  std::string* into_ = nullptr;  // what the text at hand belongs to
  unsigned in_reading_ = 0;
  unsigned formulas_ = formula_notes;
};

}  // namespace sekisho::formats
