// Bytes to UTF-16 code units, strictly and piece by piece. One undefined or cut-off character and the text is
// refused.
#pragma once

#include <string>

#include "base/encoding.h"

namespace sekisho {

class Decoder {
 public:
  explicit Decoder(Encoding encoding) : encoding_(encoding) {}
  // Appends to `out`; what comes before a wrong byte is appended as well. False: not this encoding, for good.
  bool feed(ByteView bytes, std::u16string& out);
  bool finish() const { return !failed_ && held_size_ == 0; }  // false: the text ends inside a character
  Encoding encoding() const { return encoding_; }
  // Of CP932: so far no character of two bytes, and half-width kana. So EUC-JP looks that is read as CP932.
  bool only_half_kana() const { return single_kana_ && !pairs_; }

 private:
  const std::uint8_t* utf8(const std::uint8_t* at, const std::uint8_t* end, char16_t*& to);
  const std::uint8_t* cp932(const std::uint8_t* at, const std::uint8_t* end, char16_t*& to);
  const std::uint8_t* euc_jp(const std::uint8_t* at, const std::uint8_t* end, char16_t*& to);
  const std::uint8_t* utf16(const std::uint8_t* at, const std::uint8_t* end, char16_t*& to);
  bool run(ByteView bytes, std::u16string& out);

  Encoding encoding_;
  bool failed_ = false;
  bool started_ = false;
  bool pairs_ = false;
  bool single_kana_ = false;
  std::size_t held_size_ = 0;  // bytes of a character that the last piece cut
  std::uint8_t held_[4] = {};
};

void append_utf8(char32_t character, std::string& out);
// Unpaired surrogates become U+FFFD.
void utf16_to_utf8(std::u16string_view text, std::string& out);

}  // namespace sekisho
