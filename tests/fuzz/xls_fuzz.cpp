// The records of a workbook without a compound file around them, of each version.
#include "binary_fuzzing.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace sekisho;
  constexpr std::uint8_t versions[] = {0, 2, 4, 8, 8};
  if (size == 0) return 0;
  const unsigned which = data[0] % 5;
  Bytes stream{9, versions[which], 8, 0, 0, static_cast<std::uint8_t>(which == 3 ? 5 : 6), 0x10, 0, 0, 0, 0,
               0};
  stream.insert(stream.end(), data + 1, data + size);
  formats::fuzzing::run(stream, "a.xls");
  return 0;
}
