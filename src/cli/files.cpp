#include "files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>

#include "base/bytes.h"
#include "base/secret.h"

namespace sekisho::cli {
namespace {

namespace fs = std::filesystem;

std::unexpected<Error> system_error(const std::string& what, const std::string& name, std::string ja) {
  const int number = errno;
  return fail(number == ENOENT ? ErrorCode::not_found : ErrorCode::io, "「" + name + "」" + std::move(ja),
              "cannot " + what + " " + name + ": " + std::strerror(number));
}

// Where a write through symbolic links would go, also where nothing is yet.
std::string behind_links(fs::path path) {
  std::error_code error;
  for (int links = 0; links < 40 && fs::is_symlink(path, error); ++links) {
    const fs::path to = fs::read_symlink(path, error);
    if (error) break;
    path = path.parent_path() / to;  // an absolute `to` stands alone
  }
  return path.string();
}

}  // namespace

Result<InputFile> InputFile::open(const std::string& path) {
  if (path.empty() || path == "-") return InputFile(STDIN_FILENO, "standard input");
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY);
  if (fd < 0) return system_error("open", path, "を開けません。名前と、読み取りの許可を確かめてください。");
  InputFile file(fd, path);
  struct stat status{};
  if (fstat(fd, &status) == 0 && S_ISDIR(status.st_mode)) {
    errno = EISDIR;
    return system_error(
        "open", path, "はフォルダーです。一つのファイルにまとめてから（tar や zip など）指定してください。");
  }
  return file;
}

InputFile::~InputFile() {
  if (fd_ > STDERR_FILENO) close(fd_);
}

OutputFile::OutputFile(OutputFile&& other) noexcept
    : fd_(std::exchange(other.fd_, -1)),
      name_(std::move(other.name_)),
      target_(std::move(other.target_)),
      partial_(std::exchange(other.partial_, {})) {}

OutputFile::~OutputFile() {
  if (fd_ > STDERR_FILENO) close(fd_);
  if (!partial_.empty()) unlink(partial_.c_str());
}

bool OutputFile::is_terminal() const { return isatty(fd_) == 1; }

Result<OutputFile> OutputFile::create(const std::string& path, unsigned mode) {
  if (path.empty() || path == "-") return OutputFile(STDOUT_FILENO, "standard output");
  constexpr std::string_view why = "に書き込めません。名前と、書き込みの許可を確かめてください。";
  const std::string target = behind_links(path);
  struct stat status{};
  const bool exists = stat(target.c_str(), &status) == 0;
  if (exists && !S_ISREG(status.st_mode)) {
    const int fd = ::open(target.c_str(), O_WRONLY | O_CLOEXEC | O_NOCTTY);
    if (fd < 0) return system_error("write", path, std::string(why));
    return OutputFile(fd, path);
  }
  if (exists && access(target.c_str(), W_OK) != 0) return system_error("write", path, std::string(why));

  const fs::path folder = fs::path(target).has_parent_path() ? fs::path(target).parent_path() : fs::path(".");
  OutputFile file(::open(folder.c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, static_cast<mode_t>(mode)), path);
  file.target_ = target;
  if (file.fd_ < 0 && (errno == EOPNOTSUPP || errno == EISDIR || errno == EINVAL)) {
    std::string partial =
        (folder / ("." + fs::path(target).filename().string() + "." + to_hex(random_bytes(8)) + ".part"))
            .string();
    file.fd_ = ::open(partial.c_str(), O_CREAT | O_EXCL | O_NOFOLLOW | O_WRONLY | O_CLOEXEC,
                      static_cast<mode_t>(mode));
    if (file.fd_ >= 0) file.partial_ = std::move(partial);
  }
  if (file.fd_ < 0) return system_error("write", path, std::string(why));
  if (exists) (void)fchmod(file.fd_, status.st_mode & 0777U);
  return file;
}

// A nameless file gets a name through /proc; only rename() can then put it in the place of another.
Result<void> OutputFile::take_name(bool fresh) {
  constexpr std::string_view why = "という名前で保存できません。";
  const std::string self = "/proc/self/fd/" + std::to_string(fd_);
  if (partial_.empty()) {
    if (linkat(AT_FDCWD, self.c_str(), AT_FDCWD, target_.c_str(), AT_SYMLINK_FOLLOW) == 0) return {};
    if (errno != EEXIST || fresh) return system_error("save", name_, std::string(why));
    const fs::path target(target_);
    std::string partial =
        (target.parent_path() / ("." + target.filename().string() + "." + to_hex(random_bytes(8)) + ".part"))
            .string();
    if (linkat(AT_FDCWD, self.c_str(), AT_FDCWD, partial.c_str(), AT_SYMLINK_FOLLOW) != 0) {
      return system_error("save", name_, std::string(why));
    }
    partial_ = std::move(partial);
  }
  if (renameat2(AT_FDCWD, partial_.c_str(), AT_FDCWD, target_.c_str(), fresh ? RENAME_NOREPLACE : 0U) != 0) {
    return system_error("save", name_, std::string(why));
  }
  partial_.clear();
  return {};
}

Result<void> OutputFile::commit(bool sync, bool fresh) {
  if (target_.empty()) return {};
  if (sync && fsync(fd_) != 0)
    return system_error("write", name_, "に書き込めません。媒体の状態を確かめてください。");
  SEKISHO_CHECK(take_name(fresh));
  if (sync) {
    const fs::path parent = fs::path(target_).parent_path();
    const int folder = ::open(parent.empty() ? "." : parent.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const bool done = folder >= 0 && fsync(folder) == 0;
    if (folder >= 0) close(folder);
    if (!done) return system_error("write", name_, "に書き込めません。媒体の状態を確かめてください。");
  }
  // Only close() reports what a network file system could not store.
  if (close(std::exchange(fd_, -1)) != 0) return system_error("write", name_, "に書き込めません。");
  return {};
}

}  // namespace sekisho::cli
