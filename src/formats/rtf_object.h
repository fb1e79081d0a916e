// An object inside RTF: the bytes behind the hexadecimal digits of \objdata, as a stream.
#pragma once

#include "rtf_tokens.h"

namespace sekisho::formats {

// Reads on to the end of the group that is open. Whatever stands between the digits is left out, as Word
// does; bytes of a \bin belong to the object. `tokens` outlives it.
class RtfObjectSource final : public ByteSource {
 public:
  explicit RtfObjectSource(RtfTokens& tokens) : tokens_(tokens) {}
  Result<std::size_t> read(std::span<std::uint8_t> out) override;
  // What is left of the group, so that reading goes on behind it. False: the file ends before.
  bool finish();

 private:
  RtfTokens& tokens_;
  unsigned depth_ = 0;
  std::uint64_t raw_ = 0;  // bytes of a \bin that are still to come
  int half_ = -1;
  bool ended_ = false;
  bool cut_ = false;
};

}  // namespace sekisho::formats
