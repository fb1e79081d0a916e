#include "html_tokens.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/decoder.h"

namespace sekisho::formats {
namespace {

constexpr std::size_t longest_reference = 32;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
bool is_letter(char c) { return lower(c) >= 'a' && lower(c) <= 'z'; }
bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }

std::string lowered(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), lower);
  return out;
}

char32_t named(std::string_view name) {
  constexpr std::pair<std::string_view, char32_t> names[] = {
      {"amp", U'&'},     {"lt", U'<'},       {"gt", U'>'},     {"quot", U'"'},   {"apos", U'\''},
      {"nbsp", 0xA0},    {"yen", 0xA5},      {"copy", 0xA9},   {"reg", 0xAE},    {"deg", 0xB0},
      {"middot", 0xB7},  {"times", 0xD7},    {"ensp", 0x2002}, {"emsp", 0x2003}, {"ndash", 0x2013},
      {"mdash", 0x2014}, {"hellip", 0x2026}, {"lpar", U'('},   {"rpar", U')'},   {"comma", U','},
      {"period", U'.'},  {"colon", U':'},    {"commat", U'@'}, {"num", U'#'},    {"hyphen", 0x2010},
      {"dash", 0x2010},  {"plus", U'+'},     {"sol", U'/'},    {"Tab", U'\t'},   {"NewLine", U'\n'},
      {"lowbar", U'_'},  {"shy", 0xAD},      {"zwnj", 0x200C}, {"zwj", 0x200D}};
  for (const auto& [known, character] : names)
    if (known == name) return character;
  return 0;
}

char32_t numbered(std::string_view digits) {
  const bool hex = !digits.empty() && lower(digits[0]) == 'x';
  if (hex) digits.remove_prefix(1);
  std::uint32_t value = 0;
  const auto [end, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), value, hex ? 16 : 10);
  if (error != std::errc() || end != digits.data() + digits.size()) return digits.empty() ? 0 : 0xFFFD;
  return value == 0 || value > 0x10FFFF || (value >= 0xD800 && value < 0xE000) ? 0xFFFD : value;
}

}  // namespace

std::string html_resolved(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t amp = std::min(text.find('&', at), text.size());
    out += text.substr(at, amp - at);
    at = amp;
    if (at == text.size()) break;
    std::size_t end = at + 1;
    while (end < text.size() && end - at < longest_reference &&
           (is_letter(text[end]) || text[end] == '#' || (text[end] >= '0' && text[end] <= '9')))
      ++end;
    const std::string_view name = text.substr(at + 1, end - at - 1);
    const char32_t c = name.starts_with('#') ? numbered(name.substr(1)) : named(name);
    if (c != 0) {
      append_utf8(c, out);
      at = end + (end < text.size() && text[end] == ';');
    } else {
      out += '&';
      ++at;
    }
  }
  return out;
}

void HtmlTokens::feed(std::string_view utf8) {
  held_ += utf8;
  while (take(false) > 0) {
  }
  held_.erase(0, at_);
  searched_ -= std::min(searched_, at_);
  at_ = 0;
}

void HtmlTokens::finish() {
  while (take(true) > 0) {
  }
  held_.clear();
  at_ = 0;
}

void HtmlTokens::text(std::string_view utf8, bool raw) {
  if (!utf8.empty()) raw ? sink_.text(utf8, true) : sink_.text(html_resolved(utf8), false);
}

// One token from at_ on. 0: more is needed.
std::size_t HtmlTokens::take(bool last) {
  if (at_ == held_.size()) return 0;
  const std::size_t from = at_;
  if (!raw_.empty()) {
    raw(last);
  } else if (held_[at_] == '<') {
    markup(last);
  } else {
    const std::string_view rest = std::string_view(held_).substr(at_);
    std::size_t size = std::min(rest.find('<'), rest.size());
    // A reference is not cut.
    if (size == rest.size() && !last)
      if (const auto amp = rest.rfind('&'); amp != rest.npos && rest.size() - amp < longest_reference)
        size = amp;
    text(rest.substr(0, size), false);
    at_ += size;
  }
  return at_ - from;
}

std::size_t HtmlTokens::markup(bool last) {
  const std::string_view rest = std::string_view(held_).substr(at_);
  const auto done = [&](std::size_t size) {
    searched_ = 0;
    quote_ = last_ = 0;
    at_ += size;
    return size;
  };
  if (rest.size() < 4 && !last) return 0;
  const char next = rest.size() > 1 ? rest[1] : '\0';
  const bool comment = rest.starts_with("<!--");
  if (!comment && next != '!' && next != '?' && next != '/' && !is_letter(next)) {
    text(rest.substr(0, 1), false);
    return done(1);
  }
  if (comment || next == '!' || next == '?') {
    const std::string_view closing = comment ? "-->" : ">";
    const std::size_t from = std::max<std::size_t>(searched_ > at_ ? searched_ - at_ : 0, 2);
    const std::size_t end = rest.find(closing, from);
    if (end == rest.npos && rest.size() < most_ && !last) {
      searched_ = at_ + rest.size() - std::min<std::size_t>(rest.size(), 3);
      return 0;
    }
    if (end == rest.npos && !last) sink_.too_large();
    const std::size_t size = end == rest.npos ? rest.size() : end;
    std::string_view inside = rest.substr(2, size - std::min<std::size_t>(size, 2));
    if (comment) inside.remove_prefix(std::min<std::size_t>(inside.size(), 2));
    sink_.comment(inside);
    return done(end == rest.npos ? rest.size() : end + closing.size());
  }
  // A tag ends at the first '>' that is not inside of a value; a value's quotes stand after '='.
  std::size_t i = std::max<std::size_t>(searched_ > at_ ? searched_ - at_ : 0, 1);
  for (; i < rest.size(); ++i) {
    const char c = rest[i];
    if (quote_ != 0) {
      if (c == quote_) quote_ = 0, last_ = c;
      continue;
    }
    if ((c == '"' || c == '\'') && last_ == '=') {
      quote_ = c;
    } else if (c == '>') {
      break;
    } else if (!is_space(c)) {
      last_ = c;
    }
  }
  if (i == rest.size()) {
    searched_ = at_ + i;
    if (rest.size() < most_ && !last) return 0;
    if (!last) sink_.too_large();
    // What begins like a tag and has no end is text, whatever is inside.
    text(rest, true);
    return done(rest.size());
  }
  const std::string inside(rest.substr(1, i - 1));
  done(i + 1);
  tag(inside);
  return i + 1;
}

void HtmlTokens::tag(std::string_view inside) {
  const bool closing = inside.starts_with('/');
  if (closing) inside.remove_prefix(1);
  std::size_t at = 0;
  while (at < inside.size() && !is_space(inside[at]) && inside[at] != '/') ++at;
  const std::string name = lowered(inside.substr(0, at));
  if (closing) {
    if (at < inside.size()) sink_.comment(inside.substr(at));
    return sink_.end(name);
  }
  std::vector<HtmlAttribute> attributes;
  while (at < inside.size()) {
    while (at < inside.size() && (is_space(inside[at]) || inside[at] == '/')) ++at;
    const std::size_t begin = at;
    while (at < inside.size() && !is_space(inside[at]) && inside[at] != '=' && inside[at] != '/') ++at;
    HtmlAttribute attribute{lowered(inside.substr(begin, at - begin)), {}};
    while (at < inside.size() && is_space(inside[at])) ++at;
    if (at < inside.size() && inside[at] == '=') {
      ++at;
      while (at < inside.size() && is_space(inside[at])) ++at;
      const char quote = at < inside.size() && (inside[at] == '"' || inside[at] == '\'') ? inside[at] : '\0';
      if (quote != 0) ++at;
      std::size_t end = at;
      while (end < inside.size() && (quote != 0 ? inside[end] != quote : !is_space(inside[end]))) ++end;
      attribute.value = html_resolved(inside.substr(at, end - at));
      at = end + (quote != 0 && end < inside.size());
    }
    if (!attribute.name.empty()) {
      attributes.push_back(std::move(attribute));
    } else if (at == begin) {
      ++at;
    }
  }
  if (name == "script" || name == "style") raw_ = name;
  sink_.start(name, attributes);
}

// Up to "</script" or "</style"; no more is held than the length of that.
std::size_t HtmlTokens::raw(bool last) {
  const std::string_view rest = std::string_view(held_).substr(at_);
  const std::string closing = "</" + raw_;
  const auto found = std::ranges::search(rest, closing, [](char a, char b) { return lower(a) == b; });
  std::size_t size = static_cast<std::size_t>(found.begin() - rest.begin());
  if (found.empty() && !last) size = rest.size() - std::min(rest.size(), closing.size());
  text(rest.substr(0, size), true);
  at_ += size;
  if (!found.empty() || last) raw_.clear();
  if (found.empty() || size > 0) return size;
  // The end tag itself stands here now, and is markup.
  return markup(last);
}

}  // namespace sekisho::formats
