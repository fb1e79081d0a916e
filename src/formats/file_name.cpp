#include "file_name.h"

#include "base/decoder.h"

namespace sekisho::formats {
namespace {

bool turns_direction(char16_t c) {
  return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x200E || c == 0x200F;
}

}  // namespace

void notice_name(const Head& head, Sink& sink) {
  std::u16string units;
  Decoder decoder(Encoding::utf8);
  decoder.feed(as_bytes(head.name), units);
  for (const char16_t c : units)
    if (turns_direction(c)) {
      sink.note({NoteCode::bidi_name, {}});
      return;
    }
}

}  // namespace sekisho::formats
