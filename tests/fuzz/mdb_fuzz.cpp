// The Access reader, of libmdb.
#include "walked_fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  sekisho::formats::fuzz::walk_bytes({data, size}, "a.mdb");
  return 0;
}
