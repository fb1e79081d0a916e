#include "readers.h"

#include <array>

namespace sekisho::formats {

// What is told by a structure inside another format (a docx is a zip) stands before that format.
std::span<const Reader> readers() {
  static constexpr std::array<Reader, 12> all{{
      {"program", recognises_program, read_program},
      {"zip", recognises_zip, read_zip},
      {"archive", recognises_archive, read_archive},
      {"lzh", recognises_lzh, read_lzh},
      {"compressed", recognises_compressed, read_compressed},
      {"gzip", recognises_gzip, read_gzip},
      {"picture", recognises_picture, read_picture},
      {"encrypted", recognises_locked, read_locked},
      {"mbox", recognises_mbox, read_mbox},
      {"mail", recognises_mail, read_mail},
      {"uuencode", recognises_uuencode, read_uuencode},
      {"base64", recognises_base64, read_base64},
  }};
  return all;
}

}  // namespace sekisho::formats
