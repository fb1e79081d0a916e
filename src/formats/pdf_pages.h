// What a page shows and how much there is to go through, without its text. By qpdf. Not thread-safe.
#pragma once

#include <map>

#include "pdf_structure.h"
#include "qpdf.h"

namespace sekisho::formats {

class PdfPages {
 public:
  explicit PdfPages(Walk& walk) : walk_(walk) {}
  PdfPageFacts facts(QPDFObjectHandle page);

 private:
  struct Shown {
    bool image = false;
    bool large_image = false;
    std::uint64_t work = 0;  // bytes of content, each time that it is called
  };

  Shown resources(QPDFObjectHandle dictionary, int depth);  // of all forms: the one with most work
  Shown form(QPDFObjectHandle stream, int depth);
  Shown content(QPDFObjectHandle stream, const Shown& called);

  Walk& walk_;
  // Resources and forms are mostly shared by all pages. A form that leads to itself finds nothing.
  std::map<QPDFObjGen, Shown> resources_, forms_;
};

}  // namespace sekisho::formats
