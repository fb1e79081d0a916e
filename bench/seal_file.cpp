// Seals or opens one file, file to file, with a key of its own: what bench/run times against `age`.
//   seal_file seal IN OUT KEYFILE | seal_file open IN OUT KEYFILE
#include <fcntl.h>
#include <unistd.h>

#include <cstdio>
#include <cstring>
#include <string>

#include "seal/sealed_object.h"

namespace {

using namespace sekisho;

constexpr std::size_t block = 1 << 20;

bool write_all(int fd, ByteView bytes) {
  while (!bytes.empty()) {
    const ssize_t put = ::write(fd, bytes.data(), bytes.size());
    if (put <= 0) return false;
    bytes = bytes.subspan(static_cast<std::size_t>(put));
  }
  return true;
}

class FileBytes final : public seal::Source {
 public:
  explicit FileBytes(int fd) : fd_(fd), size_(static_cast<std::uint64_t>(::lseek(fd, 0, SEEK_END))) {}
  Result<std::size_t> read_at(std::uint64_t offset, std::span<std::uint8_t> out) override {
    const ssize_t got = ::pread(fd_, out.data(), out.size(), static_cast<off_t>(offset));
    if (got < 0) return fail(ErrorCode::io, "読めません。", "read failed");
    return static_cast<std::size_t>(got);
  }
  std::uint64_t size() const override { return size_; }

 private:
  int fd_;
  std::uint64_t size_;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 5) return 2;
  const int in = ::open(argv[2], O_RDONLY | O_CLOEXEC);
  const int out = ::open(argv[3], O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  const int key_file = ::open(argv[4], O_RDONLY | O_CLOEXEC);
  Key key;
  if (in < 0 || out < 0 || ::read(key_file, key.edit().data(), 32) != 32) return 1;
  const auto context = as_bytes("bench");
  Bytes buffer(block);
  if (std::strcmp(argv[1], "seal") == 0) {
    seal::SealWriter writer(key, context, [out](ByteView sealed) -> Result<void> {
      if (!write_all(out, sealed)) return fail(ErrorCode::io, "書けません。", "write failed");
      return {};
    });
    for (ssize_t got = 0; (got = ::read(in, buffer.data(), buffer.size())) > 0;)
      if (!writer.write(ByteView(buffer).first(static_cast<std::size_t>(got)))) return 1;
    return writer.finish() ? 0 : 1;
  }
  const auto reader = seal::SealedReader::open(std::make_unique<FileBytes>(in), key, context);
  if (!reader) return 1;
  for (std::uint64_t at = 0; at < (*reader)->size();) {
    const auto got = (*reader)->read(at, buffer);
    if (!got || !write_all(out, ByteView(buffer).first(*got))) return 1;
    at += *got;
  }
  return 0;
}
