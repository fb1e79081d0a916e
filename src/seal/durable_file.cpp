#include "seal/durable_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "seal/errors.h"

namespace sekisho::seal {

std::unexpected<Error> system_error(int errnum, const std::string& what) {
  const std::string en = what + ": " + std::generic_category().message(errnum);
  if (errnum == ENOSPC || errnum == EDQUOT)
    return fail(ErrorCode::unavailable,
                "保管場所の空きが足りないため、保存できませんでした。ここまでに受け取った分は失われていません"
                "。システム管理者に空きを増やすよう連絡し、その後に続きから送り直してください。",
                en);
  if (errnum == ENOENT) return fail(ErrorCode::not_found, "指定されたデータは保管されていません。", en);
  return fail(ErrorCode::io,
              "保管場所の読み書きに失敗しました。ここまでに受け取った分は失われていません。しばらくしてからや"
              "り直し、続くときはシステム管理者に連絡してください。",
              en);
}

Fd::~Fd() {
  if (fd_ >= 0) ::close(fd_);
}

Result<Fd> open_file(const std::filesystem::path& path, int flags) {
  // A directory may be a link to a larger disk; a file that is a link was put there by somebody else.
  if ((flags & O_DIRECTORY) == 0) flags |= O_NOFOLLOW;
  for (;;) {
    const int fd = ::open(path.c_str(), flags | O_CLOEXEC, 0600);
    if (fd >= 0) return Fd(fd);
    if (errno != EINTR) return system_error(errno, "open " + path.string());
  }
}

Result<std::uint64_t> file_size(const Fd& file) {
  struct stat status{};
  if (::fstat(file.get(), &status) != 0) return system_error(errno, "fstat");
  return static_cast<std::uint64_t>(status.st_size);
}

Result<void> write_at(const Fd& file, std::uint64_t offset, ByteView bytes) {
  while (!bytes.empty()) {
    const ssize_t wrote = ::pwrite(file.get(), bytes.data(), bytes.size(), static_cast<off_t>(offset));
    if (wrote < 0) {
      if (errno == EINTR) continue;
      return system_error(errno, "pwrite");
    }
    offset += static_cast<std::uint64_t>(wrote);
    bytes = bytes.subspan(static_cast<std::size_t>(wrote));
  }
  return {};
}

Result<std::size_t> read_at(const Fd& file, std::uint64_t offset, std::span<std::uint8_t> out) {
  std::size_t done = 0;
  while (done < out.size()) {
    const ssize_t got =
        ::pread(file.get(), out.data() + done, out.size() - done, static_cast<off_t>(offset + done));
    if (got < 0) {
      if (errno == EINTR) continue;
      return system_error(errno, "pread");
    }
    if (got == 0) break;
    done += static_cast<std::size_t>(got);
  }
  return done;
}

Result<void> sync_data(const Fd& file) {
  if (::fdatasync(file.get()) != 0) return system_error(errno, "fdatasync");
  return {};
}

Result<void> make_directory(const std::filesystem::path& directory) {
  struct stat status{};
  if (::stat(directory.c_str(), &status) == 0)
    return S_ISDIR(status.st_mode) ? Result<void>{} : system_error(ENOTDIR, directory.string());
  const auto parent = std::filesystem::absolute(directory).lexically_normal().parent_path();
  if (parent != directory) SEKISHO_CHECK(make_directory(parent));
  if (::mkdir(directory.c_str(), 0700) != 0 && errno != EEXIST)
    return system_error(errno, "mkdir " + directory.string());
  return sync_directory(parent);
}

Result<void> sync_directory(const std::filesystem::path& directory) {
  SEKISHO_TRY(const Fd handle, open_file(directory, O_RDONLY | O_DIRECTORY));
  if (::fsync(handle.get()) != 0) return system_error(errno, "fsync " + directory.string());
  return {};
}

Result<void> replace_file(const std::filesystem::path& path, ByteView bytes) {
  const std::filesystem::path temporary = path.string() + ".tmp";
  {
    SEKISHO_TRY(const Fd file, open_file(temporary, O_WRONLY | O_CREAT | O_TRUNC));
    SEKISHO_CHECK(write_at(file, 0, bytes));
    SEKISHO_CHECK(sync_data(file));
  }
  if (::rename(temporary.c_str(), path.c_str()) != 0)
    return system_error(errno, "rename to " + path.string());
  return sync_directory(path.parent_path());
}

Result<std::optional<Bytes>> read_small_file(const std::filesystem::path& path, std::size_t limit) {
  auto file = open_file(path, O_RDONLY);
  if (!file) {
    if (file.error().code == ErrorCode::not_found) return std::nullopt;
    return pass_on(std::move(file).error());
  }
  Bytes bytes(limit + 1);
  SEKISHO_TRY(const std::size_t got, read_at(*file, 0, bytes));
  if (got > limit) return corrupt(path.string() + " is larger than it can be");
  bytes.resize(got);
  return bytes;
}

Result<bool> remove_file(const std::filesystem::path& path) {
  if (::unlink(path.c_str()) == 0) return true;
  if (errno == ENOENT) return false;
  return system_error(errno, "unlink " + path.string());
}

Result<std::unique_ptr<FileSource>> FileSource::open(const std::filesystem::path& path) {
  SEKISHO_TRY(Fd file, open_file(path, O_RDONLY));
  return adopt(std::move(file));
}

Result<std::unique_ptr<FileSource>> FileSource::adopt(Fd file) {
  SEKISHO_TRY(const std::uint64_t size, file_size(file));
  return std::unique_ptr<FileSource>(new FileSource(std::move(file), size));
}

Result<std::size_t> FileSource::read_at(std::uint64_t offset, std::span<std::uint8_t> out) {
  return seal::read_at(file_, offset, out);
}

}  // namespace sekisho::seal
