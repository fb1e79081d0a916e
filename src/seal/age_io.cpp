#include "seal/age_io.h"

#include <fcntl.h>
#include <openssl/crypto.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

namespace sekisho::seal::age {
namespace {

// A pipe holds 64 KiB by default; a filter loses a third of its speed to the hand-overs. Best effort.
void widen_pipe(int fd) {
  struct stat status{};
  if (fstat(fd, &status) == 0 && S_ISFIFO(status.st_mode)) (void)fcntl(fd, F_SETPIPE_SZ, 1024 * 1024);
}

}  // namespace

Result<std::size_t> MemorySource::read(std::span<std::uint8_t> out) {
  const std::size_t size = std::min(out.size(), rest_.size());
  std::copy_n(rest_.begin(), size, out.begin());
  rest_ = rest_.subspan(size);
  return size;
}

Result<void> MemorySink::write(ByteView more) {
  data.insert(data.end(), more.begin(), more.end());
  return {};
}

FdSource::FdSource(int fd, std::string name) : fd_(fd), name_(std::move(name)) {
  widen_pipe(fd);
  (void)posix_fadvise(fd, 0, 0, POSIX_FADV_SEQUENTIAL);
}

Result<std::size_t> FdSource::read(std::span<std::uint8_t> out) {
  for (;;) {
    const ssize_t got = ::read(fd_, out.data(), out.size());
    if (got >= 0) {
      total_ += static_cast<std::uint64_t>(got);
      return static_cast<std::size_t>(got);
    }
    if (errno == EINTR) continue;
    return fail(ErrorCode::io, "「" + name_ + "」を読み取れません。ファイルや媒体の状態を確かめてください。",
                "cannot read " + name_ + ": " + std::strerror(errno));
  }
}

FdSink::FdSink(int fd, std::string name) : fd_(fd), name_(std::move(name)) { widen_pipe(fd); }

Result<void> FdSink::write(ByteView data) {
  while (!data.empty()) {
    const ssize_t put = ::write(fd_, data.data(), data.size());
    if (put < 0) {
      if (errno == EINTR) continue;
      return fail(ErrorCode::io,
                  "「" + name_ + "」に書き込めません。空き容量や書き込みの許可を確かめてください。",
                  "cannot write " + name_ + ": " + std::strerror(errno));
    }
    total_ += static_cast<std::uint64_t>(put);
    data = data.subspan(static_cast<std::size_t>(put));
  }
  return {};
}

BufferedSource::~BufferedSource() { OPENSSL_cleanse(buffer_.data(), buffer_.size()); }

Result<bool> BufferedSource::fill() {
  if (begin_ > 0) {
    std::copy(buffer_.begin() + static_cast<std::ptrdiff_t>(begin_),
              buffer_.begin() + static_cast<std::ptrdiff_t>(end_), buffer_.begin());
    end_ -= begin_;
    begin_ = 0;
  }
  SEKISHO_TRY(const std::size_t got, from_.read(std::span(buffer_).subspan(end_)));
  end_ += got;
  return got > 0;
}

Result<std::size_t> BufferedSource::read(std::span<std::uint8_t> out) {
  if (begin_ == end_) return from_.read(out);
  const std::size_t size = std::min(out.size(), end_ - begin_);
  std::copy_n(buffer_.begin() + static_cast<std::ptrdiff_t>(begin_), size, out.begin());
  begin_ += size;
  return size;
}

Result<ByteView> BufferedSource::peek(std::size_t size) {
  size = std::min(size, buffer_.size());
  while (end_ - begin_ < size) {
    SEKISHO_TRY(const bool more, fill());
    if (!more) break;
  }
  return ByteView(buffer_).subspan(begin_, std::min(size, end_ - begin_));
}

void BufferedSource::skip(std::size_t size) { begin_ += std::min(size, end_ - begin_); }

Result<std::string> BufferedSource::read_line(std::size_t limit) {
  std::string line;
  for (;;) {
    if (begin_ == end_) {
      SEKISHO_TRY(const bool more, fill());
      if (!more) return line;
    }
    const ByteView have = ByteView(buffer_).subspan(begin_, end_ - begin_);
    const auto newline = std::find(have.begin(), have.end(), '\n');
    const std::size_t size = static_cast<std::size_t>(newline - have.begin()) +
                             (newline == have.end() ? std::size_t{0} : std::size_t{1});
    if (line.size() + size > limit) {
      return fail(ErrorCode::invalid_input, "行が長すぎます。ファイルの種類を確かめてください。",
                  "a line is too long");
    }
    line += as_text(have.first(size));
    begin_ += size;
    if (newline != have.end()) return line;
  }
}

Result<std::size_t> read_full(Source& from, std::span<std::uint8_t> out) {
  std::size_t have = 0;
  while (have < out.size()) {
    SEKISHO_TRY(const std::size_t got, from.read(out.subspan(have)));
    if (got == 0) break;
    have += got;
  }
  return have;
}

}  // namespace sekisho::seal::age
