// The recognisers of numbers and addresses: hits stand in the line, in order, and do not overlap.
#include <cstdlib>

#include "base/decoder.h"
#include "patterns.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace sekisho;
  std::u16string line;
  Decoder(Encoding::utf8).feed({data, size}, line);
  std::size_t last = 0;
  const std::u16string_view label = std::u16string_view(line).substr(0, size % 9);
  inspect::Patterns::scan(
      line,
      [&](const inspect::PatternHit& hit) {
        if (hit.begin < last || hit.end <= hit.begin || hit.end > line.size()) std::abort();
        last = hit.end;
        const auto value = std::u16string_view(line).substr(hit.begin, hit.end - hit.begin);
        if (inspect::masked(value).find('*') == std::string::npos) std::abort();
      },
      label);
  return 0;
}
