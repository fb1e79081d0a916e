#include "xml_text.h"

#include <fmt/format.h>

#include <optional>

#include "base/decoder.h"

namespace sekisho::report {
namespace {

// The four digits of "_xHHHH_" at the front.
std::optional<char16_t> escaped(std::u16string_view text) {
  if (text.size() < 7 || text[0] != u'_' || text[1] != u'x' || text[6] != u'_') return std::nullopt;
  unsigned value = 0;
  for (std::size_t i = 2; i < 6; ++i) {
    const char16_t c = text[i];
    const int digit = c >= u'0' && c <= u'9'   ? c - u'0'
                      : c >= u'a' && c <= u'f' ? c - u'a' + 10
                      : c >= u'A' && c <= u'F' ? c - u'A' + 10
                                               : -1;
    if (digit < 0) return std::nullopt;
    value = value << 4 | static_cast<unsigned>(digit);
  }
  return static_cast<char16_t>(value);
}

bool is_high(char16_t c) { return c >= 0xD800 && c <= 0xDBFF; }

}  // namespace

bool append_xml(std::string_view utf8, std::string& out, std::size_t units) {
  std::u16string text;
  Decoder decoder(Encoding::utf8);
  if (!decoder.feed(as_bytes(utf8), text) || !decoder.finish()) text.push_back(0xFFFD);
  std::size_t end = text.size();
  if (end > units) {
    end = units;
    if (is_high(text[end - 1])) --end;
  }
  const std::u16string_view rest = text;
  for (std::size_t i = 0; i < end; ++i) {
    const char16_t c = text[i];
    if (c == u'&') {
      out += "&amp;";
    } else if (c == u'<') {
      out += "&lt;";
    } else if (c == u'>') {
      out += "&gt;";
    } else if (c == u'"') {
      out += "&quot;";
    } else if (c == u'_' && escaped(rest.substr(i))) {
      out += "_x005F_";
    } else if ((c < 0x20 && c != u'\n' && c != u'\t') || c >= 0xFFFE) {
      out += fmt::format("_x{:04X}_", static_cast<unsigned>(c));
    } else if (is_high(c)) {
      append_utf8(0x10000 + ((c & 0x3FFu) << 10) + (text[i + 1] & 0x3FFu), out);
      ++i;
    } else {
      append_utf8(c, out);
    }
  }
  return end == text.size();
}

std::string from_xstring(std::string_view utf8) {
  if (utf8.find_first_of("_\r") == utf8.npos) return std::string(utf8);
  std::u16string text;
  Decoder decoder(Encoding::utf8);
  decoder.feed(as_bytes(utf8), text);
  std::u16string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    char16_t c = text[i];
    if (const auto code = escaped(std::u16string_view(text).substr(i))) {
      c = *code;
      i += 6;
    }
    if (c != u'\r' && c != 0) out.push_back(c);
  }
  std::string joined;
  utf16_to_utf8(out, joined);
  return joined;
}

std::string column_letters(std::size_t column) {
  std::string out;
  for (++column; column > 0; column = (column - 1) / 26)
    out.insert(out.begin(), static_cast<char>('A' + (column - 1) % 26));
  return out;
}

}  // namespace sekisho::report
