// What a binary workbook refers to and what it starts, gathered record by record; told once, at its end.
#pragma once

#include <string>

#include "biff_workbook.h"
#include "reader.h"

namespace sekisho::formats {

class BiffSigns {
 public:
  void sheet(bool macros, bool hidden);  // a sheet of Excel 4.0 macros, or another
  void vba_module() { vba_ = true; }
  void picture() { picture_ = true; }
  void drawings(ByteView group);                   // MSODRAWINGGROUP
  void other_book(ByteView data, BiffBook& book);  // SUPBOOK; EXTERNSHEET before BIFF8
  void other_name(ByteView data, Walk& walk);      // EXTERNNAME
  void name(ByteView data, BiffBook& book);        // a defined name
  void tell(Walk& walk, bool locked) const;

 private:
  std::string starts_;
  std::string host_;
  bool xlm_ = false;
  bool hidden_ = false;  // a sheet of macros is
  bool vba_ = false;
  bool external_ = false;
  bool program_ = false;  // the other book at hand is a program and its topic
  bool picture_ = false;
};

}  // namespace sekisho::formats
