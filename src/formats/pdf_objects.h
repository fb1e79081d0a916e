// Goes through every object that a PDF's trailer leads to, once, and keeps what deserves telling. By qpdf.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "qpdf.h"
#include "reader.h"

namespace sekisho::formats {

struct PdfObjects {
  std::vector<QPDFObjectHandle> files;                               // file specifications with a file inside
  std::vector<QPDFObjectHandle> xml;                                 // streams: metadata and forms (XFA)
  std::set<std::string> javascript, launch, media, links, unmapped;  // what each was called by
  bool hidden_layers = false;
};

// The texts of annotations, fields and properties go to the sink at once, one line an object. False: stop.
bool collect_pdf_objects(QPDF& pdf, Walk& walk, PdfObjects& out);

}  // namespace sekisho::formats
