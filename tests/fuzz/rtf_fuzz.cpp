// RTF, with the objects in it.
#include <string>

#include "binary_fuzzing.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string text = "{\\rtf1";
  text.append(reinterpret_cast<const char*>(data), size);
  sekisho::formats::fuzzing::run(sekisho::as_bytes(text), "a.rtf");
  return 0;
}
