// What tus says in headers: numbers, metadata, checksums.
#include <algorithm>

#include "head.h"
#include "http/tus.h"

namespace sekisho::http {

std::optional<std::uint64_t> parse_tus_number(std::string_view text) {
  if (text.empty() || text.size() > 18) return std::nullopt;
  std::uint64_t value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + static_cast<std::uint64_t>(c - '0');
  }
  return value;
}

// "key base64,key base64,key": a key alone has an empty value.
std::optional<Pairs> parse_tus_metadata(std::string_view text) {
  Pairs out;
  if (text.empty()) return out;
  for (bool more = true; more;) {
    const auto end = text.find(',');
    more = end != std::string_view::npos;
    auto item = text.substr(0, end);
    if (more) text.remove_prefix(end + 1);
    while (item.starts_with(' ')) item.remove_prefix(1);
    while (item.ends_with(' ')) item.remove_suffix(1);
    const auto space = std::min(item.find(' '), item.size());
    const auto key = item.substr(0, space);
    const auto value = from_base64(item.substr(std::min(space + 1, item.size())));
    const bool printable = std::ranges::all_of(key, [](char c) { return c > 0x20 && c < 0x7f; });
    if (key.empty() || key.size() > 128 || !printable || !value || out.size() == 32) return std::nullopt;
    if (std::ranges::any_of(out, [&](const auto& known) { return known.first == key; })) return std::nullopt;
    out.emplace_back(std::string(key), std::string(as_text(*value)));
  }
  return out;
}

std::optional<TusChecksum> parse_tus_checksum(std::string_view text) {
  const auto space = text.find(' ');
  if (space == std::string_view::npos || space == 0 || space > 32) return std::nullopt;
  TusChecksum out;
  out.algorithm = text.substr(0, space);
  if (!is_token(out.algorithm)) return std::nullopt;
  auto digest = from_base64(text.substr(space + 1));
  if (!digest || digest->empty()) return std::nullopt;
  out.digest = *std::move(digest);
  const std::size_t size = out.algorithm == "sha1" ? 20 : out.algorithm == "sha256" ? 32 : 0;
  out.known = size != 0;
  if (out.known && out.digest.size() != size) return std::nullopt;
  return out;
}

}  // namespace sekisho::http
