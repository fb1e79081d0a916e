// The characters of a Word document as paragraphs: table cells are kept in one line, fields are told with
// what they ask for, and what starts a program or loads something is noted.
#pragma once

#include <string>

#include "reader.h"

namespace sekisho::formats {

// Of a field's instruction: "DDEAUTO c:\\…", "INCLUDETEXT …". Notes what may do harm.
void notice_field(std::string_view instruction, Walk& walk);

class WordText {
 public:
  explicit WordText(Walk& walk) : walk_(walk) {}
  // UTF-16LE, or Windows-1252. False: the sink wants no more.
  bool units(ByteView piece, bool wide);
  void finish();

 private:
  bool one(char16_t unit);
  bool flush();
  void notice();

  Walk& walk_;
  std::u16string line_;
  std::u16string instruction_;
  unsigned fields_ = 0;  // instructions that are open
  bool after_cell_ = false;
  bool picture_ = false;
};

}  // namespace sekisho::formats
