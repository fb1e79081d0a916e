// The two compressions of the binary office formats, and the look at a module's source text.
#include "binary_fuzzing.h"
#include "lzfu.h"
#include "vba.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace sekisho;
  using namespace sekisho::formats;
  constexpr std::size_t most = std::size_t{1} << 20;
  const ByteView bytes(data, size);
  VbaSigns signs;
  if (const auto plain = decompress_vba(bytes, most)) {
    fuzzing::demand(plain->size() <= most);
    signs.look(as_text(*plain));
  }
  if (const auto plain = decompress_rtf(bytes, most)) fuzzing::demand(plain->size() <= most);
  signs.look(as_text(bytes));
  fuzzing::demand(signs.detail().size() < 2000);
  return 0;
}
