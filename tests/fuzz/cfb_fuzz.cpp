// Compound files and everything that is read out of them, as a walk finds it.
#include "binary_fuzzing.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  sekisho::formats::fuzzing::run({data, size}, "a.xls");
  return 0;
}
