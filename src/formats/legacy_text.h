// Text of the binary office formats, in the code page of the machine that wrote it, to UTF-8. Pure.
#pragma once

#include <string>
#include <string_view>

#include "base/bytes.h"

namespace sekisho::formats {

// Appends to `out`. False: characters of a code page that is not read stand there as U+FFFD. Read are 932,
// 1252 (and the ASCII of any other), 1200, 65001.
bool append_code_page(ByteView text, unsigned code_page, std::string& out);
// UTF-16LE; a half unit at the end is left out, what is no character becomes U+FFFD.
void append_utf16(ByteView text, std::string& out);
inline std::string utf16_text(ByteView text) {
  std::string out;
  append_utf16(text, out);
  return out;
}
// The code page of a Windows character set (RTF's \fcharset, the fonts of BIFF), or `other`.
unsigned code_page_of_charset(unsigned charset, unsigned other);
// Where a link leads: the host of an URL or of \\host\share; empty for a file of the same machine.
std::string link_host(std::string_view target);

}  // namespace sekisho::formats
