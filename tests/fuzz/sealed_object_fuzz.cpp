// Arbitrary and damaged sealed objects: the reader opens exactly what was sealed, and nothing else.
#include <algorithm>
#include <cstdlib>
#include <cstring>

#include "seal/sealed_object.h"

using namespace sekisho;
using namespace sekisho::seal;

namespace {

class MemorySource final : public Source {
 public:
  explicit MemorySource(Bytes bytes) : bytes_(std::move(bytes)) {}
  Result<std::size_t> read_at(std::uint64_t offset, std::span<std::uint8_t> out) override {
    if (offset >= bytes_.size()) return std::size_t{0};
    const auto size = std::min<std::size_t>(out.size(), bytes_.size() - offset);
    std::copy_n(bytes_.begin() + static_cast<std::ptrdiff_t>(offset), size, out.begin());
    return size;
  }
  std::uint64_t size() const override { return bytes_.size(); }

 private:
  Bytes bytes_;
};

void must(bool held) {
  if (!held) std::abort();
}

struct Input {
  const std::uint8_t* at;
  std::size_t left;
  std::uint32_t number() {
    std::uint32_t value = 0;
    const std::size_t take = std::min<std::size_t>(left, sizeof value);
    if (take > 0) std::memcpy(&value, at, take);
    at += take;
    left -= take;
    return value;
  }
};

const Key& key() {
  static const Key fixed(std::array<std::uint8_t, 32>{1, 2, 3});
  return fixed;
}

Bytes seal_all(ByteView plain) {
  Bytes out;
  SealWriter writer(key(), {}, [&](ByteView sealed) -> Result<void> {
    out.insert(out.end(), sealed.begin(), sealed.end());
    return {};
  });
  must(writer.write(plain).has_value() && writer.finish().has_value());
  return out;
}

// Whatever the reader gives must be the plaintext, also where a part of the object is damaged.
void read_ranges(const Bytes& sealed, const Bytes& plain, bool whole, Input& input) {
  auto reader = SealedReader::open(std::make_unique<MemorySource>(sealed), key(), {});
  if (!reader) {
    must(!whole && reader.error().code == ErrorCode::corrupt);
    return;
  }
  must((*reader)->size() == plain.size());
  Bytes all(plain.size());
  const auto complete = (*reader)->read(0, all);
  must(complete.has_value() == whole);
  must(!whole || all == plain);
  for (int i = 0; i < 4; ++i) {
    const std::uint64_t offset = input.number() % (plain.size() + 10);
    Bytes out(input.number() % (3 * chunk_size));
    const auto got = (*reader)->read(offset, out);
    if (!got) continue;
    must(*got == (offset >= plain.size() ? 0 : std::min<std::size_t>(out.size(), plain.size() - offset)));
    must(std::equal(
        out.begin(), out.begin() + static_cast<std::ptrdiff_t>(*got),
        plain.begin() + static_cast<std::ptrdiff_t>(std::min<std::uint64_t>(offset, plain.size()))));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Input input{data, size};
  const std::uint32_t mode = input.number() % 3;
  if (mode == 0) {  // bytes from anywhere
    auto reader =
        SealedReader::open(std::make_unique<MemorySource>(Bytes(input.at, input.at + input.left)), key(), {});
    must(!reader && reader.error().code == ErrorCode::corrupt);
    return 0;
  }
  if (mode == 1) {  // a true header with forged chunks behind it
    Bytes forged = seal_all({});
    forged.resize(header_size);
    forged.resize(header_size + input.number() % 3 * sealed_chunk_size);
    forged.insert(forged.end(), input.at, input.at + input.left);
    must(!SealedReader::open(std::make_unique<MemorySource>(std::move(forged)), key(), {}));
    return 0;
  }
  Bytes plain(input.number() % (4 * chunk_size + 2));
  for (std::size_t i = 0; i < plain.size(); ++i) plain[i] = static_cast<std::uint8_t>(i * 31 >> 3);
  const Bytes sealed = seal_all(plain);
  Bytes changed = sealed;
  for (std::uint32_t edits = input.number() % 4; edits > 0; --edits) {
    const std::uint32_t what = input.number();
    const std::size_t at = changed.empty() ? 0 : input.number() % changed.size();
    if (what % 4 == 0 && !changed.empty()) {
      changed[at] ^= static_cast<std::uint8_t>(what >> 8);
    } else if (what % 4 == 1) {
      changed.resize(at);
    } else if (what % 4 == 2) {
      changed.resize(changed.size() + (what >> 8) % 20000);
    } else if (changed.size() >= chunk_offset(2)) {
      const auto chunk = changed.begin() + static_cast<std::ptrdiff_t>(chunk_offset(0));
      std::swap_ranges(chunk, chunk + sealed_chunk_size, chunk + sealed_chunk_size);
    }
  }
  read_ranges(changed, plain, changed == sealed, input);
  return 0;
}
