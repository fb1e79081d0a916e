#include "legacy_text.h"

#include <algorithm>

#include "base/decoder.h"
#include "byte_cursor.h"

namespace sekisho::formats {
namespace {

constexpr char16_t unknown = 0xFFFD;

// 80–9F of Windows-1252; the other upper half is Latin-1.
constexpr char16_t western[32] = {0x20AC,  unknown, 0x201A, 0x0192, 0x201E, 0x2026,  0x2020, 0x2021,
                                  0x02C6,  0x2030,  0x0160, 0x2039, 0x0152, unknown, 0x017D, unknown,
                                  unknown, 0x2018,  0x2019, 0x201C, 0x201D, 0x2022,  0x2013, 0x2014,
                                  0x02DC,  0x2122,  0x0161, 0x203A, 0x0153, unknown, 0x017E, 0x0178};

bool japanese(ByteView text, std::string& out) {
  bool whole = true;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::uint8_t lead = text[i];
    if (lead < 0x80) {
      out.push_back(static_cast<char>(lead));
      continue;
    }
    const bool pair = (lead >= 0x81 && lead <= 0x9F) || (lead >= 0xE0 && lead <= 0xFC);
    const std::uint8_t trail = pair && i + 1 < text.size() ? text[i + 1] : 0;
    const char16_t character = cp932_to_unicode(lead, trail);
    if (character == 0xFFFF) {
      whole = false;
      append_utf8(unknown, out);
      continue;
    }
    append_utf8(character, out);
    i += pair;
  }
  return whole;
}

}  // namespace

bool append_code_page(ByteView text, unsigned code_page, std::string& out) {
  switch (code_page) {
    case 932:
    case 10001:  // the Macintosh's Japanese differs in a few signs only
      return japanese(text, out);
    case 1200:
      append_utf16(text, out);
      return true;
    case 65001:
      out.append(as_text(text));  // the sink mends what is malformed
      return true;
    default:
      break;
  }
  const bool latin = code_page == 1252 || code_page == 32769 || code_page == 28591;
  bool whole = true;
  for (const std::uint8_t b : text) {
    const char16_t c = b < 0x80 ? b : !latin ? unknown : b < 0xA0 ? western[b - 0x80] : b;
    whole = whole && c != unknown;
    append_utf8(c, out);
  }
  return whole;
}

void append_utf16(ByteView text, std::string& out) {
  std::u16string units(text.size() / 2, u'\0');
  for (std::size_t i = 0; i < units.size(); ++i) units[i] = little<char16_t>(text, i * 2);
  utf16_to_utf8(units, out);
}

unsigned code_page_of_charset(unsigned charset, unsigned other) {
  switch (charset) {
    case 0:
      return 1252;
    case 128:
      return 932;
    case 129:
      return 949;
    case 134:
      return 936;
    case 136:
      return 950;
    case 161:
      return 1253;
    case 162:
      return 1254;
    case 177:
      return 1255;
    case 178:
      return 1256;
    case 186:
      return 1257;
    case 204:
      return 1251;
    case 238:
      return 1250;
    default:
      return other;
  }
}

std::string link_host(std::string_view target) {
  std::size_t begin = target.find("://");
  if (begin != std::string_view::npos)
    begin += 3;
  else if (target.starts_with("\\\\") || target.starts_with("//"))
    begin = 2;
  else
    return {};
  std::string_view host = target.substr(begin);
  host = host.substr(0, host.find_first_of("/\\?#"));
  if (const auto at = host.rfind('@'); at != std::string_view::npos && target[0] != '\\')
    host = host.substr(at + 1);
  host = host.substr(0, 100);
  const bool plain = std::ranges::all_of(host, [](char c) { return c > ' ' && c < 0x7F; });
  return plain ? std::string(host) : std::string();
}

}  // namespace sekisho::formats
