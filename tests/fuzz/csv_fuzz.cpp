// The CSV reader: whatever the bytes and wherever reads are cut, it ends, stays within its limits, and says
// the same.
#include <algorithm>
#include <cstdlib>

#include "base/csv.h"
#include "inspect/text.h"
#include "inspect/values.h"

namespace {

using namespace sekisho;
using namespace sekisho::inspect;

class Pieces final : public ByteSource {
 public:
  Pieces(ByteView bytes, std::size_t piece) : bytes_(bytes), piece_(piece) {}
  Result<std::size_t> read(std::span<std::uint8_t> out) override {
    const std::size_t n = std::min({out.size(), piece_, bytes_.size()});
    std::copy_n(bytes_.begin(), n, out.begin());
    bytes_ = bytes_.subspan(n);
    return n;
  }

 private:
  ByteView bytes_;
  std::size_t piece_;
};

void demand(bool condition) {
  if (!condition) std::abort();
}

std::string transcript(ByteView bytes, std::size_t piece, const CsvLimits& limits) {
  Pieces source(bytes, piece);
  CsvReader reader(source, 0, limits);
  std::string out;
  for (;;) {
    const auto row = reader.next();
    if (!row) return out + "!" + row.error().en;
    if (row->empty()) return out;
    demand(row->size() <= limits.fields);
    for (const auto field : *row) {
      demand(field.size() <= limits.field_bytes);
      out += std::to_string(field.size()) + ":";
      out += field;
    }
    out += "@" + std::to_string(reader.line()) + "\n";
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const ByteView bytes(data + 1, size - 1);
  const CsvLimits limits{.field_bytes = 64, .fields = 16, .row_bytes = 256};
  demand(transcript(bytes, 1 + data[0] % 7, limits) == transcript(bytes, size, limits));
  const std::u16string folded = fold(as_text(bytes));
  parse_date(folded);
  static AddressForm form;
  canonical_address(folded, form);
  demand(form.canonical.size() <= form.whole.size() && form.end <= folded.size());
  for (const Encoding encoding :
       {Encoding::utf8, Encoding::cp932, Encoding::euc_jp, Encoding::utf16le, Encoding::utf16be}) {
    const auto whole = to_utf8(bytes, encoding);
    Pieces source(bytes, 1 + data[0] % 5);
    const auto text = as_utf8(source, encoding);
    const auto streamed = read_all(*text, 1 << 20);
    demand(whole.has_value() == streamed.has_value());
    if (whole) demand(as_text(*streamed) == *whole);
  }
  return 0;
}
