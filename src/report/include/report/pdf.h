// Papers as PDF, A4: title, headings, paragraphs, labels with values, tables that break over pages and repeat
// their header. Japanese text is wrapped as Japanese is, and can be searched and copied. At the foot of each
// page: who issued it, the entry of the ledger, page and number of pages.
//
// Fonts come from the Debian package fonts-ipaexfont. For one thread; different papers may be made at the
// same time.
#pragma once

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/error.h"
#include "base/time.h"
#include "report/table.h"

namespace sekisho::report {

struct PdfHead {
  std::string title;
  std::string issuer;    // the town: "見本市"
  std::string evidence;  // the ledger's entry: "台帳 48,211 番"; may be empty
  Instant made{};        // into the file's properties
  bool landscape = false;
};

struct Fact {
  std::string label, value;
};

class Pdf {
 public:
  explicit Pdf(PdfHead head);  // the title stands on the first page
  ~Pdf();

  void heading(std::string_view text);
  void paragraph(std::string_view text);  // line breaks are kept
  void facts(std::span<const Fact> facts);
  // Columns share the width as their hints say; numbers stand to the right. Days are written as they are
  // given.
  void begin_table(Table table);  // its title, if it has one, stands above it
  void row(std::span<const std::string> cells);
  void end_table();
  void gap(double millimetres);
  void next_page();

  // Characters for which no installed font has a shape (they are drawn as boxes).
  std::size_t unknown_characters() const;

  // Once. Errors: too_large (more than 3,000 pages), io.
  Result<Bytes> finish();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace sekisho::report
