// The reader of XML: whatever the bytes, and however they are cut, it ends, tells the same, and keeps its
// limits.
#include <algorithm>
#include <cstdlib>
#include <cstring>

#include "xml.h"

namespace {

using namespace sekisho;
using namespace sekisho::formats;

class Slow final : public ByteSource {
 public:
  Slow(ByteView bytes, std::size_t step) : bytes_(bytes), step_(step) {}
  Result<std::size_t> read(std::span<std::uint8_t> out) override {
    const std::size_t now = std::min({out.size(), step_, bytes_.size() - at_});
    if (now > 0) std::memcpy(out.data(), bytes_.data() + at_, now);
    at_ += now;
    return now;
  }

 private:
  ByteView bytes_;
  std::size_t step_;
  std::size_t at_ = 0;
};

std::string told(ByteView bytes, std::size_t step) {
  Slow source(bytes, step);
  XmlReader reader(source);
  std::string out;
  for (unsigned depth = 0;;) switch (reader.next()) {
      case XmlToken::start:
        if (reader.depth() != ++depth) std::abort();
        out += "<" + std::string(reader.local());
        for (const XmlAttribute& a : reader.attributes()) out += "," + std::string(a.value);
        break;
      case XmlToken::end:
        if (reader.depth() != --depth) std::abort();
        out += ">";
        break;
      case XmlToken::text:
      case XmlToken::comment:
        out += reader.text();
        break;
      case XmlToken::finished:
        return out;
      case XmlToken::failed:
        if (reader.trouble() == XmlTrouble::none || reader.next() != XmlToken::failed) std::abort();
        return "!";
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const ByteView bytes(data, size);
  const std::string whole = told(bytes, size + 1);
  if (whole != told(bytes, 1) || whole != told(bytes, 7)) std::abort();
  return 0;
}
