#include <string_view>

#include "pdf_text.h"
#include "readers.h"

namespace sekisho::formats {

// Readers take a PDF whose mark stands within the first 1,024 bytes (ISO 32000-1, annex H, note 13).
bool is_pdf(const Head& head, RandomSource&) {
  return as_text(head.bytes.first(std::min<std::size_t>(head.bytes.size(), 1024))).contains("%PDF-");
}

void read_pdf(RandomSource& content, Walk& walk) {
  if (const auto structure = read_pdf_structure(content, walk)) read_pdf_text(content, *structure, walk);
}

}  // namespace sekisho::formats
