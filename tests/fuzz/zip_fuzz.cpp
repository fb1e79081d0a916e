// The zip directory: whatever the bytes, entries lie within the file and apart from each other, and a content
// that is read to its end is as long as the directory says.
#include <cstdlib>

#include "zip.h"

namespace {

using namespace sekisho;
using namespace sekisho::formats;

constexpr std::size_t most = 200;

void demand(bool condition) {
  if (!condition) std::abort();
}

void read(const ZipFile& zip, const ZipEntry& entry) {
  const auto content = zip.content(entry);
  if (!content) return;
  Bytes piece(4096);
  std::uint64_t size = 0;
  while (size < std::uint64_t{1} << 20) {
    const auto got = (*content)->read(piece);
    if (!got) return;
    if (*got == 0) return demand(size == entry.size);
    size += *got;
    demand(size <= entry.size);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  MemoryRandomSource source(ByteView(data, size));
  const auto zip = ZipFile::open(source, most);
  if (!zip) return 0;
  demand(zip->entries().size() <= most);
  std::uint64_t owned = 0;
  for (const ZipRange& range : zip->unowned()) demand(range.begin < range.end && range.end <= size);
  for (const ZipEntry& entry : zip->entries()) {
    demand(entry.header < entry.data && entry.data <= size && entry.packed <= size - entry.data);
    owned += entry.data - entry.header + entry.packed;
    demand(zip->find(entry.name) != nullptr);
    read(*zip, entry);
  }
  demand(owned <= size);
  return 0;
}
