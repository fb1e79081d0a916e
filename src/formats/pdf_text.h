// The text layer of a PDF's pages, by poppler. Not thread-safe.
#pragma once

#include "pdf_structure.h"

namespace sekisho::formats {

// One part a page. Pages that show something but have no text are noted.
void read_pdf_text(RandomSource& content, const PdfStructure& structure, Walk& walk);

}  // namespace sekisho::formats
