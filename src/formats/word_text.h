// The characters of a Word document as paragraphs: table cells are kept in one line, fields are told with
// what they ask for, and what starts a program or loads something is noted.
#pragma once

#include <string>

#include "note_once.h"
#include "reader.h"
#include "word_rows.h"

namespace sekisho::formats {

// Of a field's instruction: "DDEAUTO c:\\…", "INCLUDETEXT …". Notes what may do harm.
void notice_field(std::string_view instruction, NoteOnce& note);

class WordText {
 public:
  // `data`: there is a store of what stands in the text as a picture.
  WordText(Walk& walk, const WordRows& rows, bool data)
      : walk_(walk), note_(walk), rows_(rows), data_(data) {}
  // UTF-16LE, or Windows-1252; `from` is where the piece stands in the file. False: the sink wants no more.
  bool units(ByteView piece, bool wide, std::uint64_t from);
  void finish();

 private:
  bool one(char16_t unit, std::uint64_t end);
  bool flush();
  void notice();

  Walk& walk_;
  NoteOnce note_;
  const WordRows& rows_;
  bool data_;
  std::u16string line_;
  std::u16string instruction_;
  unsigned fields_ = 0;  // instructions that are open
  bool after_cell_ = false;
};

}  // namespace sekisho::formats
