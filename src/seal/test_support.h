// Shared by the tests of sealed objects.
#pragma once

#include <stdlib.h>

#include <algorithm>
#include <filesystem>
#include <random>
#include <stdexcept>

#include "seal/sealed_object.h"

namespace sekisho::seal::test {

class TemporaryDirectory {
 public:
  TemporaryDirectory() {
    std::string name = (std::filesystem::temp_directory_path() / "sekisho-seal-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("mkdtemp");
    path_ = name;
  }
  ~TemporaryDirectory() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TemporaryDirectory(const TemporaryDirectory&) = delete;
  TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

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

inline Bytes pattern(std::size_t size, std::uint32_t seed = 1) {
  std::mt19937 random(seed);
  Bytes out(size);
  for (auto& byte : out) byte = static_cast<std::uint8_t>(random());
  return out;
}

inline Bytes seal_all(const Key& key, ByteView context, ByteView plain) {
  Bytes out;
  SealWriter writer(key, context, [&](ByteView sealed) -> Result<void> {
    out.insert(out.end(), sealed.begin(), sealed.end());
    return {};
  });
  if (!writer.write(plain) || !writer.finish()) throw std::runtime_error("sealing to memory failed");
  return out;
}

inline Result<Bytes> open_all(const Key& key, ByteView context, Bytes sealed) {
  SEKISHO_TRY(auto reader,
              SealedReader::open(std::make_unique<MemorySource>(std::move(sealed)), key, context));
  Bytes out(reader->size());
  SEKISHO_TRY(const std::size_t got, reader->read(0, out));
  if (got != out.size()) throw std::runtime_error("a reader gives all that it says it has");
  return out;
}

}  // namespace sekisho::seal::test
