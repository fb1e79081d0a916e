// Mail: its header fields and encodings by themselves, and any bytes as a mail.
#include "charset.h"
#include "mail_header.h"
#include "walk_fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace sekisho;
  using namespace sekisho::formats;
  const ByteView bytes(data, size);
  const std::string_view text = as_text(bytes);
  decoded_words(text.substr(0, 4096));
  MailValue::of(text.substr(0, 4096));
  for (const auto label : {"iso-2022-jp", "euc-jp", "shift_jis", "gb18030", "utf-7", ""})
    decoded(bytes, label);
  fuzz::walk_through(bytes, "a.eml");
  fuzz::walk_through(bytes, "a.mbox");
  return 0;
}
