#include "xml_encoding.h"

#include <algorithm>
#include <charconv>
#include <cstring>

#include "xml.h"

namespace sekisho::formats {
namespace {

// The value of `encoding` in the declaration, or nothing.
std::string_view declared(std::string_view start) {
  if (!start.starts_with("<?xml")) return {};
  start = start.substr(0, start.find("?>"));
  auto at = start.find("encoding");
  if (at == start.npos) return {};
  at = start.find_first_of("\"'", at);
  if (at == start.npos) return {};
  const auto end = start.find(start[at], at + 1);
  return end == start.npos ? std::string_view{} : start.substr(at + 1, end - at - 1);
}

bool same_letters(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](char x, char y) { return (x | 0x20) == (y | 0x20); });
}

}  // namespace

std::optional<XmlEncoding> xml_encoding(ByteView start) {
  const auto begins = [&](std::string_view with) { return as_text(start).starts_with(with); };
  if (begins("\xFF\xFE") || begins(std::string_view("<\0", 2))) return XmlEncoding{Encoding::utf16le};
  if (begins("\xFE\xFF") || begins(std::string_view("\0<", 2))) return XmlEncoding{Encoding::utf16be};
  std::string_view text = as_text(start);
  const bool marked = begins("\xEF\xBB\xBF");
  if (marked) text.remove_prefix(3);
  const std::string_view name = declared(text);
  if (marked || name.empty() || same_letters(name, "us-ascii")) return XmlEncoding{Encoding::utf8};
  const auto known = encoding_from_name(name);
  // UTF-16 would have been seen above: here it is a lie.
  if (!known || *known == Encoding::utf16le || *known == Encoding::utf16be) return std::nullopt;
  return XmlEncoding{*known};
}

char32_t xml_reference(std::string_view reference) {
  if (reference == "amp") return U'&';
  if (reference == "lt") return U'<';
  if (reference == "gt") return U'>';
  if (reference == "quot") return U'"';
  if (reference == "apos") return U'\'';
  if (!reference.starts_with('#')) return 0;
  const bool hex = reference.starts_with("#x");
  reference.remove_prefix(hex ? 2 : 1);
  std::uint32_t number = 0;
  const auto [end, error] =
      std::from_chars(reference.data(), reference.data() + reference.size(), number, hex ? 16 : 10);
  if (error != std::errc{} || end != reference.data() + reference.size()) return 0;
  if (number > 0x10FFFF || (number >= 0xD800 && number <= 0xDFFF)) return 0;
  return number;
}

// No reference is shorter than the character that it stands for.
char* xml_resolve(const char* from, const char* to, char* out) {
  for (const char* p = from; p < to;) {
    if (*p != '&') {
      *out++ = *p++;
      continue;
    }
    char32_t character = 0;
    const char* q = p + 1;
    if (to - p > 3 && q[0] == '#' && q[1] != 'x') {
      for (++q; q < to && *q >= '0' && *q <= '9' && q - p < 10; ++q)
        character = character * 10 + static_cast<char32_t>(*q - '0');
      if (q == to || *q != ';' || character > 0x10FFFF || (character >= 0xD800 && character <= 0xDFFF))
        return nullptr;
    } else {
      q = static_cast<const char*>(std::memchr(p, ';', static_cast<std::size_t>(to - p)));
      if (q == nullptr) return nullptr;
      character = xml_reference({p + 1, static_cast<std::size_t>(q - p - 1)});
    }
    if (character == 0) return nullptr;
    p = q + 1;
    const auto low = [&](unsigned shift) { return static_cast<char>(0x80 | (character >> shift & 0x3F)); };
    if (character < 0x80) {
      *out++ = static_cast<char>(character);
    } else if (character < 0x800) {
      *out++ = static_cast<char>(0xC0 | character >> 6);
      *out++ = low(0);
    } else if (character < 0x10000) {
      *out++ = static_cast<char>(0xE0 | character >> 12);
      *out++ = low(6);
      *out++ = low(0);
    } else {
      *out++ = static_cast<char>(0xF0 | character >> 18);
      *out++ = low(12);
      *out++ = low(6);
      *out++ = low(0);
    }
  }
  return out;
}

Result<std::size_t> Rejoined::read(std::span<std::uint8_t> out) {
  if (at_ == first_.size()) return rest_.read(out);
  const std::size_t now = std::min(out.size(), first_.size() - at_);
  std::memcpy(out.data(), first_.data() + at_, now);
  at_ += now;
  return now;
}

}  // namespace sekisho::formats
