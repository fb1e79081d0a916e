// The text of WordprocessingML, DrawingML, VML and other small XML of office packages, told by local names:
// paragraphs go to the sink as text, tables as rows. Whatever character data there is, it is given; so are
// the attributes that hold words of people. Bounded memory. Not thread-safe.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "reader.h"
#include "xml.h"

namespace sekisho::formats {

class DocumentText {
 public:
  explicit DocumentText(Walk& walk) : walk_(walk) { open_.reserve(64); }
  // False: the sink wants no more.
  bool token(XmlReader& reader, XmlToken token);
  // All of a document, from where the reader stands to its end.
  bool all(XmlReader& reader);
  bool finish();

 private:
  struct Level {
    std::vector<std::string> cells;
    std::size_t bytes = 0;
    std::uint64_t row = 0;
    bool in_cell = false;
  };
  struct Open {
    XmlName name;
    bool words = false;  // text of its own
  };
  struct Field {
    std::string code;
    std::string
        quoted;  // the same with what QUOTE fields within stand for, whatever result is shown for them
    bool result = false;
  };

  void start(XmlReader& reader);
  void end(XmlName name);
  void attributes(XmlReader& reader);
  void field_character(std::string_view kind);
  void field_ends();
  void add(std::string_view text);
  void paragraph_ends();
  void line(std::string_view text);
  void row_ends();

  Walk& walk_;
  bool wanted_ = true;
  std::string paragraph_;
  std::string ruby_;                // readings, which would tear the words above which they stand
  std::vector<std::string> outer_;  // paragraphs around the text box at hand
  std::vector<Level> tables_;
  unsigned deeper_tables_ = 0;
  std::vector<Field> fields_;
  std::vector<Open> open_;
  unsigned in_ruby_ = 0;
  unsigned in_code_ = 0;
  std::uint64_t tables_begun_ = 0;
};

}  // namespace sekisho::formats
