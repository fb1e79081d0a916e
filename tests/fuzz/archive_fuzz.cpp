// A walk through any bytes: it ends within its limits, and parts begin and end in pairs. Every reader is
// behind it; the seeds are archives, and the first byte chooses the name.
#include "walk_fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::string_view names[] = {"a.zip", "a.csv.gz", "a", "見積.pdf.exe", "a.lzh", "a.7z"};
  if (size == 0) return 0;
  sekisho::formats::fuzz::walk_through({data + 1, size - 1}, names[data[0] % std::size(names)]);
  return 0;
}
