#include "xml.h"

#include <emmintrin.h>

#include <algorithm>
#include <bit>
#include <cstring>

#include "xml_encoding.h"

namespace sekisho::formats {
namespace {

constexpr std::size_t padding = 64;
constexpr std::size_t least_window = 4096;

bool blank(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

bool ends_name(char c) { return blank(c) || c == '/' || c == '>' || c == '=' || c == '\0' || c == '<'; }

struct Named {
  char* end;
  char* local;
  XmlName name;
  bool prefixed;
};

Named name_from(char* p) {
  Named out{p, p, 0, false};
  std::size_t size = 0;
  for (; !ends_name(*p); ++p) {
    if (*p == ':') {
      out = {p, p + 1, 0, true};
      size = 0;
    } else {
      out.name = next_of_name(out.name, size++, *p);
    }
  }
  out.end = p;
  return out;
}

unsigned matches(__m128i octets, char c) {
  return static_cast<unsigned>(_mm_movemask_epi8(_mm_cmpeq_epi8(octets, _mm_set1_epi8(c))));
}

__m128i sixteen(const char* p) { return _mm_loadu_si128(reinterpret_cast<const __m128i*>(p)); }

}  // namespace

XmlRun xml_run(const char* from, const char* end) {
  unsigned references = 0;
  unsigned underscores = 0;
  for (const char* p = from; p < end; p += 16) {
    const __m128i octets = sixteen(p);
    const unsigned stop = matches(octets, '<');
    const unsigned amp = matches(octets, '&');
    const unsigned low = matches(octets, '_');
    if (stop != 0) {
      const unsigned before = (stop & (0U - stop)) - 1;
      return {p + std::countr_zero(stop), ((amp & before) | references) != 0,
              ((low & before) | underscores) != 0};
    }
    references |= amp;
    underscores |= low;
  }
  return {end, references != 0, underscores != 0};
}

XmlReader::XmlReader(ByteSource& source)
    // a small part needs no large window; one that is larger than it says comes in more pieces
    : source_(&source),
      capacity_(std::clamp<std::uint64_t>(source.size().value_or(window), least_window, window)),
      buffer_(std::make_unique_for_overwrite<char[]>(capacity_ + padding)) {
  at_ = end_ = buffer_.get();
  std::memset(end_, 0, padding);
  open_.reserve(32);
}

XmlReader::~XmlReader() = default;

XmlToken XmlReader::fail(XmlTrouble why) {
  if (trouble_ == XmlTrouble::none) trouble_ = why;
  at_ = end_;
  return XmlToken::failed;
}

bool XmlReader::read_some() {
  if (drained_) return false;
  auto got = source_->read(std::span(reinterpret_cast<std::uint8_t*>(end_),
                                     capacity_ - static_cast<std::size_t>(end_ - buffer_.get())));
  if (!got) {
    // what as_utf8 says of undecodable text
    trouble_ =
        decoded_ && got.error().code == ErrorCode::invalid_input ? XmlTrouble::encoding : XmlTrouble::source;
    error_ = std::move(got).error();
  }
  drained_ = !got || *got == 0;
  if (drained_) return false;
  end_ += *got;
  std::memset(end_, 0, padding);
  return true;
}

bool XmlReader::more() {
  const auto kept = static_cast<std::size_t>(end_ - at_);
  if (at_ != buffer_.get()) {
    std::memmove(buffer_.get(), at_, kept);
    at_ = buffer_.get();
    end_ = at_ + kept;
    std::memset(end_, 0, padding);
  }
  if (kept == capacity_) return false;
  return read_some();
}

bool XmlReader::need(std::size_t octets) {
  while (static_cast<std::size_t>(end_ - at_) < octets)
    if (!more()) return false;
  return true;
}

void XmlReader::begin() {
  begun_ = true;
  need(256);
  const auto known = xml_encoding(
      ByteView(reinterpret_cast<const std::uint8_t*>(at_), static_cast<std::size_t>(end_ - at_)));
  if (!known) {
    if (trouble_ == XmlTrouble::none) trouble_ = XmlTrouble::encoding;
    return;
  }
  if (known->encoding != Encoding::utf8) {
    joined_ =
        std::make_unique<Rejoined>(std::string_view(at_, static_cast<std::size_t>(end_ - at_)), *source_);
    decoded_ = as_utf8(*joined_, known->encoding);
    source_ = decoded_.get();
    end_ = at_;
    drained_ = false;
    need(3);
  }
  if (end_ - at_ >= 3 && std::memcmp(at_, "\xEF\xBB\xBF", 3) == 0) at_ += 3;
}

XmlToken XmlReader::next() {
  if (pending_end_) {
    pending_end_ = false;
    name_ = open_.back();
    open_.pop_back();
    --depth_;
    return XmlToken::end;
  }
  attributes_read_ = true;
  if (!begun_) begin();
  for (;;) {
    if (trouble_ != XmlTrouble::none) return XmlToken::failed;
    if (inside_ != Inside::content) {
      const XmlToken token = section();
      if (token == XmlToken::start) continue;  // it was empty
      return token;
    }
    if (at_ == end_ && !more()) return finish();
    if (*at_ != '<') {
      const XmlToken token = characters();
      if (token == XmlToken::text && depth_ == 0) continue;
      return token;
    }
    if (end_ - at_ < 2) need(2);
    const char second = at_[1];
    if (second == '/') return end_tag();
    if (second != '!' && second != '?' && second != '\0') return start_tag();
    const XmlToken token = declaration();
    if (token == XmlToken::failed) return token;
  }
}

XmlToken XmlReader::finish() {
  if (trouble_ != XmlTrouble::none) return XmlToken::failed;
  if (depth_ != 0 || !rooted_) return fail(XmlTrouble::broken);
  return XmlToken::finished;
}

// At the '>' that ends the tag at at_; null where it does not end. A '>' within quotes does not count.
char* XmlReader::tag_end(char* from) {
  auto offset = static_cast<std::size_t>(from - at_);
  char quote = 0;
  for (;;) {
    char* p = at_ + offset;
    if (quote == 0 && end_ - p >= 16) {
      const __m128i octets = sixteen(p);
      const unsigned stop = matches(octets, '>');
      if (stop != 0 && matches(octets, '\'') == 0) {
        const unsigned quotes = matches(octets, '"') & ((stop & (0U - stop)) - 1);
        if ((std::popcount(quotes) & 1) == 0) return p + std::countr_zero(stop);
      }
    }
    for (; p < end_; ++p) {
      if (quote != 0) {
        p = static_cast<char*>(std::memchr(p, quote, static_cast<std::size_t>(end_ - p)));
        if (p == nullptr) {
          p = end_;
          break;
        }
        quote = 0;
      } else if (*p == '"' || *p == '\'') {
        quote = *p;
      } else if (*p == '>') {
        return p;
      }
    }
    offset = static_cast<std::size_t>(p - at_);
    if (offset > longest_tag) {
      trouble_ = XmlTrouble::too_long;
      return nullptr;
    }
    if (offset == capacity_) {
      auto larger = std::make_unique_for_overwrite<char[]>(capacity_ * 2 + padding);
      std::memcpy(larger.get(), at_, offset);
      buffer_ = std::move(larger);
      capacity_ *= 2;
      at_ = buffer_.get();
      end_ = at_ + offset;
      std::memset(end_, 0, padding);
    }
    if (!more()) {
      if (trouble_ == XmlTrouble::none) trouble_ = XmlTrouble::broken;
      return nullptr;
    }
  }
}

XmlToken XmlReader::start_tag() {
  char* close = tag_end(at_ + 1);
  if (close == nullptr) return fail(trouble_);
  const Named named = name_from(at_ + 1);
  if (named.end == named.local || named.end > close || (rooted_ && depth_ == 0))
    return fail(XmlTrouble::broken);
  if (depth_ == deepest) return fail(XmlTrouble::too_deep);
  rooted_ = true;
  name_ = named.name;
  local_ = {named.local, static_cast<std::size_t>(named.end - named.local)};
  open_.push_back(name_);
  ++depth_;
  body_ = named.end;
  body_end_ = close;
  pending_end_ = close[-1] == '/';
  if (pending_end_) --body_end_;
  attributes_read_ = false;
  attributes_.clear();
  at_ = close + 1;
  return XmlToken::start;
}

XmlToken XmlReader::end_tag() {
  char* close = tag_end(at_ + 2);
  if (close == nullptr) return fail(trouble_);
  const Named named = name_from(at_ + 2);
  char* p = named.end;
  while (p < close && blank(*p)) ++p;
  if (p != close || depth_ == 0 || open_.back() != named.name) return fail(XmlTrouble::broken);
  name_ = named.name;
  open_.pop_back();
  --depth_;
  at_ = close + 1;
  return XmlToken::end;
}

// Leaves at_ behind a processing instruction, or within a comment or a CDATA section.
XmlToken XmlReader::declaration() {
  need(9);
  const std::string_view here(at_, static_cast<std::size_t>(end_ - at_));
  if (here.starts_with("<!--")) {
    inside_ = Inside::comment;
    at_ += 4;
    return XmlToken::comment;
  }
  if (here.starts_with("<![CDATA[") && depth_ > 0) {
    inside_ = Inside::cdata;
    at_ += 9;
    return XmlToken::text;
  }
  if (!here.starts_with("<?"))
    return fail(here.starts_with("<!D") ? XmlTrouble::declares_type : XmlTrouble::broken);
  at_ += 2;
  for (;;) {
    const std::string_view rest(at_, static_cast<std::size_t>(end_ - at_));
    const auto found = rest.find("?>");
    if (found != rest.npos) {
      at_ += found + 2;
      return XmlToken::text;
    }
    if (rest.size() > 1) at_ = end_ - 1;
    if (!more()) return fail(XmlTrouble::broken);
  }
}

// A piece of a comment or a CDATA section; start where there is nothing left of it.
XmlToken XmlReader::section() {
  const bool comment = inside_ == Inside::comment;
  const XmlToken token = comment ? XmlToken::comment : XmlToken::text;
  for (;;) {
    const std::string_view rest(at_, static_cast<std::size_t>(end_ - at_));
    const auto found = rest.find(comment ? "-->" : "]]>");
    if (found != rest.npos) {
      text_ = rest.substr(0, found);
      at_ += found + 3;
      inside_ = Inside::content;
      return text_.empty() ? XmlToken::start : token;
    }
    if (rest.size() > capacity_ / 2) {
      std::size_t size = rest.size() - 2;
      while (size > 1 && (rest[size] & 0xC0) == 0x80) --size;  // between characters
      text_ = rest.substr(0, size);
      at_ += size;
      return token;
    }
    if (!more()) return fail(XmlTrouble::broken);
  }
}

XmlToken XmlReader::characters() {
  XmlRun run = xml_run(at_, end_);
  while (run.end == end_ && (static_cast<std::size_t>(end_ - at_) < capacity_ / 2)) {
    const bool grown = more();  // moves what there is, in any case
    run = xml_run(at_, end_);
    if (!grown) break;
  }
  if (trouble_ != XmlTrouble::none) return fail(trouble_);
  char* to = at_ + (run.end - at_);
  if (to == end_ && !drained_) {
    // Cut between characters, and before a reference that may go on.
    char* cut = to;
    while (to - cut < 4 && (cut[-1] & 0xC0) == 0x80) --cut;
    if (to != cut || (cut[-1] & 0x80) != 0) --cut;
    for (char* p = cut; p > at_ && cut - p < 16; --p)
      if (p[-1] == '&') {
        cut = p - 1;
        break;
      }
    if (cut > at_) to = cut;
  }
  char* last = run.references ? xml_resolve(at_, to, at_) : to;
  if (last == nullptr) return fail(XmlTrouble::broken);
  text_ = {at_, static_cast<std::size_t>(last - at_)};
  at_ = to;
  if (depth_ == 0)
    for (const char c : text_)
      if (!blank(c)) return fail(XmlTrouble::broken);
  return XmlToken::text;
}

const std::vector<XmlAttribute>& XmlReader::attributes() {
  if (attributes_read_) return attributes_;
  attributes_read_ = true;
  const auto broken = [&]() -> const std::vector<XmlAttribute>& {
    fail(XmlTrouble::broken);
    return attributes_;
  };
  for (char* p = body_;;) {
    while (p < body_end_ && blank(*p)) ++p;
    if (p >= body_end_) return attributes_;
    char* whole = p;
    const Named named = name_from(p);
    p = named.end;
    while (p < body_end_ && blank(*p)) ++p;
    if (named.end == named.local || p >= body_end_ || *p != '=') return broken();
    ++p;
    while (p < body_end_ && blank(*p)) ++p;
    if (p >= body_end_ || (*p != '"' && *p != '\'')) return broken();
    char* value = p + 1;
    p = static_cast<char*>(std::memchr(value, *p, static_cast<std::size_t>(body_end_ - value)));
    if (p == nullptr) return broken();
    char* last = p;
    if (std::memchr(value, '&', static_cast<std::size_t>(p - value)) != nullptr)
      last = xml_resolve(value, p, value);
    if (last == nullptr || attributes_.size() == 4096) return broken();
    ++p;
    const std::string_view full(whole, static_cast<std::size_t>(named.end - whole));
    if (full == "xmlns" || full.starts_with("xmlns:")) continue;
    attributes_.push_back({named.name, named.prefixed, {value, static_cast<std::size_t>(last - value)}});
  }
}

std::optional<std::string_view> XmlReader::attribute(XmlName local) {
  const XmlAttribute* found = nullptr;
  for (const XmlAttribute& a : attributes())
    if (a.name == local && (found == nullptr || (found->prefixed && !a.prefixed))) found = &a;
  if (found == nullptr) return std::nullopt;
  return found->value;
}

std::optional<std::string_view> XmlReader::prefixed(XmlName local) {
  for (const XmlAttribute& a : attributes())
    if (a.name == local && a.prefixed) return a.value;
  return std::nullopt;
}

}  // namespace sekisho::formats
