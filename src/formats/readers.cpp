#include "readers.h"

#include <array>

namespace sekisho::formats {

// What is told by a structure inside another format (a docx is a zip) stands before that format.
std::span<const Reader> readers() {
  static constexpr std::array<Reader, 4> all{{
      {"pdf", is_pdf, read_pdf},
      {"sqlite", is_sqlite, read_sqlite},
      {"access", is_access, read_access},
      {"html", is_html, read_html},
  }};
  return all;
}

}  // namespace sekisho::formats
