// How an XML document says which encoding it is in (XML 1.0, 4.3.3 and appendix F), and its references (4.1).
// Pure and thread-safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/encoding.h"

namespace sekisho::formats {

struct XmlEncoding {
  Encoding encoding;
};
// Of a document that begins so. Nothing where it names one that is not read.
std::optional<XmlEncoding> xml_encoding(ByteView start);

// "amp", "#12354", "#x3042"; 0 where it is not known or no character.
char32_t xml_reference(std::string_view reference);

// Bytes that were taken from a source already, then the rest of it. The source outlives it.
class Rejoined final : public ByteSource {
 public:
  Rejoined(std::string_view first, ByteSource& rest) : first_(first), rest_(rest) {}
  Result<std::size_t> read(std::span<std::uint8_t> out) override;

 private:
  std::string first_;
  std::size_t at_ = 0;
  ByteSource& rest_;
};

}  // namespace sekisho::formats
