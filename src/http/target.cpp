// Request targets and UTF-8.
#include <algorithm>

#include "head.h"

namespace sekisho::http {
namespace {

std::unexpected<Fault> bad(const char* reason) { return std::unexpected(Fault{400, reason}); }

int hex(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

Checked<std::string> decode(std::string_view text, bool plus_is_space) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%') {
      const int high = i + 2 < text.size() ? hex(text[i + 1]) : -1;
      const int low = high >= 0 ? hex(text[i + 2]) : -1;
      if (low < 0) return bad("a percent sign without two hexadecimal digits");
      out.push_back(static_cast<char>(high * 16 + low));
      i += 2;
    } else {
      out.push_back(plus_is_space && text[i] == '+' ? ' ' : text[i]);
    }
  }
  if (!is_utf8(out)) return bad("the target is not UTF-8");
  return out;
}

bool has_control(std::string_view text) {
  return std::ranges::any_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

}  // namespace

bool is_utf8(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c < 0x80) {
      ++i;
      continue;
    }
    const std::size_t more = c >= 0xf0 ? 3 : c >= 0xe0 ? 2 : 1;
    if (c < 0xc2 || c > 0xf4 || text.size() - i <= more) return false;
    std::uint32_t point = c & (0x3fu >> more);
    for (std::size_t k = 1; k <= more; ++k) {
      const auto next = static_cast<unsigned char>(text[i + k]);
      if ((next & 0xc0) != 0x80) return false;
      point = point << 6 | (next & 0x3fu);
    }
    constexpr std::uint32_t least[] = {0, 0x80, 0x800, 0x10000};
    if (point < least[more] || point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff)) return false;
    i += more + 1;
  }
  return true;
}

// Dot segments, empty segments and encoded slashes are refused rather than resolved: no address of ours has
// them, and whatever stands in front of the server may have resolved them otherwise.
Checked<Target> parse_target(std::string_view raw, const Limits& limits) {
  if (raw.size() > limits.target_bytes) return std::unexpected(Fault{414, "the target is too long"});
  if (raw.empty() || raw.front() != '/') return bad("the target is not in origin form");
  for (const char c : raw) {
    const auto u = static_cast<unsigned char>(c);
    if (u <= 0x20 || u >= 0x7f || std::string_view("\"#<>\\").contains(c))
      return bad("a character that needs encoding");
  }
  const auto mark = std::min(raw.find('?'), raw.size());
  const auto path = raw.substr(0, mark);

  Target out;
  for (std::size_t start = 1; start <= path.size();) {
    const auto end = std::min(path.find('/', start), path.size());
    auto segment = decode(path.substr(start, end - start), false);
    if (!segment) return std::unexpected(segment.error());
    const bool last = end == path.size();
    if (segment->empty() && !last) return bad("an empty path segment");
    if (*segment == "." || *segment == "..") return bad("a dot segment");
    if (segment->contains('/') || segment->contains('\\')) return bad("an encoded slash");
    if (has_control(*segment)) return bad("a control character in the path");
    out.path += '/';
    out.path += *segment;
    start = end + 1;
  }

  for (std::size_t start = mark + 1; start < raw.size();) {
    const auto end = std::min(raw.find('&', start), raw.size());
    const auto pair = raw.substr(start, end - start);
    start = end + 1;
    if (pair.empty()) continue;
    if (out.query.size() == limits.query_params) return bad("too many query parameters");
    const auto equals = std::min(pair.find('='), pair.size());
    auto name = decode(pair.substr(0, equals), true);
    if (!name) return std::unexpected(name.error());
    auto value = decode(pair.substr(std::min(equals + 1, pair.size())), true);
    if (!value) return std::unexpected(value.error());
    if (name->contains('\0') || value->contains('\0')) return bad("a NUL in the query");
    out.query.emplace_back(*std::move(name), *std::move(value));
  }
  return out;
}

}  // namespace sekisho::http
