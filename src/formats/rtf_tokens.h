// The tokens of RTF 1.9.1 out of hostile bytes: tolerant as Word is, bounded, no recursion. Not thread-safe.
#pragma once

#include <string>
#include <string_view>

#include "base/random_source.h"

namespace sekisho::formats {

struct RtfToken {
  enum Kind { end, open, close, byte, word } kind = end;
  std::uint8_t value = 0;  // of a byte: a character of the text, also one written as \'hh
  bool escaped = false;    // it was written so
  std::string_view name;   // of a control word; of a control symbol its one character
  bool has_number = false;
  std::int32_t number = 0;
};

class RtfTokens {
 public:
  explicit RtfTokens(RandomSource& source) : source_(source) {}
  // Valid until the next call.
  RtfToken next();
  std::uint64_t at() const { return buffer_at_ + place_; }
  bool broken() const { return broken_; }  // the source failed
  // Raw bytes, as they follow a \bin. Less than `size`: the end.
  std::uint64_t skip(std::uint64_t size);
  std::size_t raw(std::span<std::uint8_t> out);

 private:
  static constexpr int none = -1;
  int peek();
  int get();
  RtfToken control();

  RandomSource& source_;
  Bytes buffer_;
  std::uint64_t buffer_at_ = 0;
  std::size_t place_ = 0;
  std::string word_;
  bool broken_ = false;
};

}  // namespace sekisho::formats
