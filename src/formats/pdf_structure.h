// What a PDF holds beside the text of its pages: who may open it, actions, attachments, forms, pictures. By
// qpdf, which reads the file piece by piece. ISO 32000-1. Not thread-safe.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "reader.h"

namespace sekisho::formats {

struct PdfPageFacts {
  bool image = false;        // any
  bool large_image = false;  // of the size of a scan or a photograph
  bool drawn = false;        // enough is painted to be letters as outlines
  bool heavy = false;        // more to be gone through than a page may have
};

struct PdfStructure {
  std::string password;  // the one that opens it; mostly empty
  std::vector<PdfPageFacts> pages;
  Bytes whole;  // the file with pages that show all their text; empty where it is to be read as it lies
};

// Tells the sink everything but the pages' text. nullopt: the pages cannot be read; it is noted already.
std::optional<PdfStructure> read_pdf_structure(RandomSource& content, Walk& walk);

}  // namespace sekisho::formats
