// The text of OpenDocument XML, told by local names: paragraphs as text, tables as rows, sheets as parts of
// their own. ISO/IEC 26300 (ODF 1.3). Bounded memory. Not thread-safe.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "links.h"
#include "reader.h"
#include "row_cells.h"
#include "xml.h"

namespace sekisho::formats {

class OdfText {
 public:
  explicit OdfText(Walk& walk) : walk_(walk) {}
  // All of a document; false: the sink wants no more.
  bool all(XmlReader& reader);

 private:
  struct Level {
    explicit Level(Sink& sink) : rows(sink) {}
    RowCells rows;
    std::uint64_t row = 0;
    std::uint64_t rows_repeated = 1;
    bool in_cell = false;
    std::string cell;  // its paragraphs
    std::string type;  // of its value
    std::string value;
    std::size_t columns_repeated = 1;
  };
  struct Around {
    std::string paragraph;
    unsigned inside;
  };
  struct Open {
    XmlName name;
    bool words = false;
  };

  void start(XmlReader& reader);
  void end(XmlName name);
  void links(XmlReader& reader);
  void table_starts(XmlReader& reader);
  void cell_starts(XmlReader& reader);
  void cell_ends(Level& table);
  void table_ends();
  void add(std::string_view text);
  void paragraph_ends();
  void line(std::string_view text);
  void box_starts();
  void box_ends();

  Walk& walk_;
  bool wanted_ = true;
  std::string paragraph_;
  std::string aside_;  // readings and note marks, which would tear the words around them
  unsigned in_aside_ = 0;
  unsigned inside_ = 0;         // paragraphs that are open
  std::vector<Around> around_;  // the paragraphs around the box at hand
  unsigned deeper_boxes_ = 0;
  std::vector<std::unique_ptr<Level>> tables_;
  unsigned deeper_tables_ = 0;
  unsigned formulas_ = formula_notes;
  std::vector<Open> open_;
};

}  // namespace sekisho::formats
