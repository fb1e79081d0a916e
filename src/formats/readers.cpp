#include "readers.h"

#include <array>

namespace sekisho::formats {

// What is told by a structure inside another format (a docx is a zip) stands before that format.
std::span<const Reader> readers() {
  static constexpr std::array<Reader, 23> all{{
      {"program", recognises_program, read_program},
      {"office", recognises_office, read_office},
      {"ole", recognises_ole, read_ole},
      {"rtf", recognises_rtf, read_rtf},
      {"rtf object", recognises_rtf_object, read_rtf_object},
      {"pdf", is_pdf, read_pdf},
      {"sqlite", is_sqlite, read_sqlite},
      {"access", is_access, read_access},
      {"zip", recognises_zip, read_zip},
      {"archive", recognises_archive, read_archive},
      {"lzh", recognises_lzh, read_lzh},
      {"compressed", recognises_compressed, read_compressed},
      {"gzip", recognises_gzip, read_gzip},
      {"picture", recognises_picture, read_picture},
      {"biff", recognises_biff, read_biff},
      {"sylk", recognises_sylk, read_sylk},
      {"encrypted", recognises_locked, read_locked},
      {"signature", recognises_signature, read_signature},
      {"mbox", recognises_mbox, read_mbox},
      {"mail", recognises_mail, read_mail},
      {"html", is_html, read_html},
      {"uuencode", recognises_uuencode, read_uuencode},
      {"base64", recognises_base64, read_base64},
  }};
  return all;
}

}  // namespace sekisho::formats
