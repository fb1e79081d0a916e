#include "base/source.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <string>

namespace sekisho {
namespace {

std::unexpected<Error> system_error(int number, const std::filesystem::path& path) {
  const std::string en = path.string() + ": " + std::strerror(number);
  if (number == ENOENT || number == ENOTDIR)
    return fail(ErrorCode::not_found, "「" + path.string() + "」がありません。場所と名前を確かめてください。",
                en);
  if (number == EACCES || number == EPERM)
    return fail(ErrorCode::forbidden, "「" + path.string() + "」を開く権限がありません。", en);
  return fail(ErrorCode::io, "「" + path.string() + "」を読めませんでした。媒体や接続を確かめてください。",
              en);
}

class FileSource final : public ByteSource {
 public:
  FileSource(int fd, std::filesystem::path path) : fd_(fd), path_(std::move(path)) {
    struct stat status{};
    if (::fstat(fd_, &status) == 0 && S_ISREG(status.st_mode))
      size_ = static_cast<std::uint64_t>(status.st_size);
    ::posix_fadvise(fd_, 0, 0, POSIX_FADV_SEQUENTIAL);
  }
  FileSource(const FileSource&) = delete;
  FileSource& operator=(const FileSource&) = delete;
  ~FileSource() override { ::close(fd_); }

  Result<std::size_t> read(std::span<std::uint8_t> out) override {
    for (;;) {
      const ssize_t got = ::read(fd_, out.data(), out.size());
      if (got >= 0) return static_cast<std::size_t>(got);
      if (errno != EINTR) return system_error(errno, path_);
    }
  }
  std::optional<std::uint64_t> size() const override { return size_; }

 private:
  int fd_;
  std::filesystem::path path_;
  std::optional<std::uint64_t> size_;
};

}  // namespace

Result<std::size_t> MemorySource::read(std::span<std::uint8_t> out) {
  const std::size_t count = std::min(out.size(), bytes_.size() - at_);
  std::copy_n(bytes_.begin() + static_cast<std::ptrdiff_t>(at_), count, out.begin());
  at_ += count;
  return count;
}

Result<std::unique_ptr<ByteSource>> open_file(const std::filesystem::path& path) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return system_error(errno, path);
  return std::make_unique<FileSource>(fd, path);
}

Result<Bytes> read_all(ByteSource& source, std::size_t limit) {
  Bytes out;
  std::size_t used = 0;
  for (;;) {
    if (used == out.size()) out.resize(std::min(limit + 1, std::max<std::size_t>(64 * 1024, used * 2)));
    SEKISHO_TRY(const std::size_t got, source.read(std::span(out).subspan(used)));
    used += got;
    if (used > limit)
      return fail(ErrorCode::too_large, "大きすぎて読み込めません。",
                  "more than " + std::to_string(limit) + " bytes");
    if (got == 0) break;
  }
  out.resize(used);
  return out;
}

}  // namespace sekisho
