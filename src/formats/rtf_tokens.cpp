#include "rtf_tokens.h"

#include <algorithm>

namespace sekisho::formats {
namespace {

constexpr std::size_t window_size = std::size_t{64} << 10;
constexpr std::size_t most_word = 255;  // Word's own limit

bool letter(int c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool digit(int c) { return c >= '0' && c <= '9'; }
int hex(int c) {
  if (digit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

}  // namespace

int RtfTokens::peek() {
  if (place_ < buffer_.size()) return buffer_[place_];
  buffer_at_ += buffer_.size();
  place_ = 0;
  buffer_.resize(window_size);
  const auto got = source_.read_at(buffer_at_, buffer_);
  broken_ = broken_ || !got;
  buffer_.resize(got.value_or(0));
  return buffer_.empty() ? none : buffer_[0];
}

int RtfTokens::get() {
  const int c = peek();
  if (c != none) ++place_;
  return c;
}

std::uint64_t RtfTokens::skip(std::uint64_t size) {
  std::uint64_t done = 0;
  while (done < size && peek() != none) {
    const auto part = std::min<std::uint64_t>(size - done, buffer_.size() - place_);
    place_ += part;
    done += part;
  }
  return done;
}

std::size_t RtfTokens::raw(std::span<std::uint8_t> out) {
  std::size_t done = 0;
  while (done < out.size() && peek() != none) {
    const auto part = std::min(out.size() - done, buffer_.size() - place_);
    std::copy_n(buffer_.begin() + static_cast<std::ptrdiff_t>(place_), part,
                out.begin() + static_cast<std::ptrdiff_t>(done));
    place_ += part;
    done += part;
  }
  return done;
}

RtfToken RtfTokens::control() {
  RtfToken token;
  token.kind = RtfToken::word;
  word_.clear();
  const int first = get();
  if (first == none) {
    token.kind = RtfToken::end;
    return token;
  }
  if (!letter(first)) {
    if (first == '\'') {
      const int high = hex(peek());
      if (high >= 0) get();
      const int low = hex(peek());
      if (low >= 0) get();
      token.kind = RtfToken::byte;
      token.escaped = true;
      token.value = static_cast<std::uint8_t>(std::max(high, 0) * 16 + std::max(low, 0));
      return token;
    }
    if (first == '\\' || first == '{' || first == '}') {
      token.kind = RtfToken::byte;
      token.escaped = true;
      token.value = static_cast<std::uint8_t>(first);
      return token;
    }
    word_.push_back(first == '\r' ? '\n' : static_cast<char>(first));
    token.name = word_;
    return token;
  }
  word_.push_back(static_cast<char>(first));
  while (letter(peek()) && word_.size() < most_word) word_.push_back(static_cast<char>(get()));
  token.name = word_;
  bool negative = false;
  if (peek() == '-') {
    get();
    negative = true;
  }
  std::int64_t number = 0;
  for (int digits = 0; digit(peek()) && digits < 20; ++digits) {
    number = std::min<std::int64_t>(number * 10 + (get() - '0'), INT32_MAX);
    token.has_number = true;
  }
  token.number = static_cast<std::int32_t>(negative ? -number : number);
  if (peek() == ' ') get();
  return token;
}

RtfToken RtfTokens::next() {
  for (;;) {
    const int c = get();
    RtfToken token;
    switch (c) {
      case none:
        return token;
      case '{':
        token.kind = RtfToken::open;
        return token;
      case '}':
        token.kind = RtfToken::close;
        return token;
      case '\\':
        return control();
      case '\r':
      case '\n':
        continue;
      default:
        token.kind = RtfToken::byte;
        token.value = static_cast<std::uint8_t>(c);
        return token;
    }
  }
}

}  // namespace sekisho::formats
