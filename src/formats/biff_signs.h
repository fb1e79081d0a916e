// What a binary workbook refers to and what it starts, gathered record by record; told once, at its end.
#pragma once

#include <string>

#include "biff_formula.h"
#include "biff_workbook.h"
#include "reader.h"

namespace sekisho::formats {

class BiffSigns {
 public:
  void sheet(bool macros, bool hidden);  // a sheet of Excel 4.0 macros, or another
  void vba_module() { vba_ = true; }
  void picture() { picture_ = true; }
  void other_source() { external_ = true; }  // a query of a database or of the web
  void formula(ByteView expression) { add_macro_calls(expression, calls_); }  // of a macro sheet
  void drawings(ByteView group);                                              // MSODRAWINGGROUP
  void other_book(ByteView data, BiffBook& book);  // SUPBOOK; EXTERNSHEET before BIFF8
  void other_name(ByteView data);                  // EXTERNNAME
  void name(ByteView data, BiffBook& book);        // a defined name
  void tell(Walk& walk, bool locked) const;

 private:
  std::string starts_;
  std::string host_;
  std::vector<std::string> calls_;
  bool xlm_ = false;
  bool hidden_ = false;  // a sheet of macros is
  bool vba_ = false;
  bool external_ = false;
  bool dde_ = false;
  bool program_ = false;  // the other book at hand is a program and its topic
  bool picture_ = false;
};

}  // namespace sekisho::formats
