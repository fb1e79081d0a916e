#include "plain_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <vector>

namespace sekisho::cli {
namespace {

std::unexpected<Error> unreadable(const std::string& path, int error) {
  const ErrorCode code = error == ENOENT   ? ErrorCode::not_found
                         : error == EACCES ? ErrorCode::forbidden
                                           : ErrorCode::io;
  return fail(code, "「" + path + "」を読めません。", path + ": " + std::strerror(error));
}

}  // namespace

PlainFile::~PlainFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

Result<PlainFile> PlainFile::open(const std::string& path) {
  PlainFile file(path == "-" ? ::fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1)
                             : ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY));
  struct stat status{};
  if (file.descriptor_ < 0 || ::fstat(file.descriptor_, &status) != 0) return unreadable(path, errno);
  if (S_ISDIR(status.st_mode)) return unreadable(path, EISDIR);
  // Of standard input that somebody has read from, the rest is meant.
  if (!S_ISREG(status.st_mode) || ::lseek(file.descriptor_, 0, SEEK_CUR) != 0) return file.spooled(path);
  file.size_ = static_cast<std::uint64_t>(status.st_size);
  return file;
}

Result<PlainFile> PlainFile::spooled(const std::string& path) const {
  const std::string folder = std::filesystem::temp_directory_path().string();
  PlainFile file(::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600));
  if (file.descriptor_ < 0) return unreadable(folder, errno);
  std::vector<char> piece(std::size_t{1} << 18);
  for (;;) {
    const ssize_t got = ::read(descriptor_, piece.data(), piece.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return unreadable(path, errno);
    if (got == 0) break;
    for (ssize_t at = 0; at < got;) {
      const ssize_t now = ::write(file.descriptor_, piece.data() + at, static_cast<std::size_t>(got - at));
      if (now < 0 && errno == EINTR) continue;
      if (now <= 0) return unreadable(folder, errno);
      at += now;
    }
    file.size_ += static_cast<std::uint64_t>(got);
  }
  // A second door, for reading alone: it may be handed to a confined process.
  PlainFile again(
      ::open(("/proc/self/fd/" + std::to_string(file.descriptor_)).c_str(), O_RDONLY | O_CLOEXEC));
  if (again.descriptor_ < 0) return unreadable(folder, errno);
  again.size_ = file.size_;
  return again;
}

}  // namespace sekisho::cli
