#include "readers.h"

#include <array>

namespace sekisho::formats {

// What is told by a structure inside another format (a docx is a zip) stands before that format.
std::span<const Reader> readers() {
  static constexpr std::array<Reader, 5> all{
      // Compound files and what else came before OOXML.
      Reader{"ole", recognises_ole, read_ole},
      Reader{"rtf", recognises_rtf, read_rtf},
      Reader{"rtf object", recognises_rtf_object, read_rtf_object},
      Reader{"biff", recognises_biff, read_biff},
      Reader{"sylk", recognises_sylk, read_sylk},
  };
  return all;
}

}  // namespace sekisho::formats
