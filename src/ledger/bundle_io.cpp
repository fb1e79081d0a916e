#include "bundle_io.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>
#include <system_error>

namespace sekisho::ledger {
namespace {

constexpr std::size_t block = 1 << 20;

std::unexpected<Error> system_says(std::string_view what) {
  const int number = errno;
  const bool missing = number == ENOENT || number == ENOTDIR;
  return fail(missing ? ErrorCode::not_found : ErrorCode::io,
              missing
                  ? "「" + std::string(what) + "」が見つかりません。場所を確かめてください。"
                  : "「" + std::string(what) + "」を読み書きできません。権限と空き容量を確かめてください。",
              std::string(what) + ": " + std::generic_category().message(number));
}

Result<std::size_t> read_some(const Descriptor& file, char* out, std::size_t size, std::string_view name) {
  while (true) {
    const auto got = ::read(file.get(), out, size);
    if (got >= 0) return static_cast<std::size_t>(got);
    if (errno != EINTR) return system_says(name);
  }
}

struct CloseDirectory {
  void operator()(DIR* directory) const { ::closedir(directory); }
};

}  // namespace

std::string proof_name(std::uint64_t seq) { return std::to_string(seq) + std::string(proof_suffix); }

Descriptor& Descriptor::operator=(Descriptor&& other) noexcept {
  std::swap(fd_, other.fd_);
  return *this;
}
Descriptor::~Descriptor() {
  if (fd_ >= 0) ::close(fd_);
}

Result<BundleDirectory> BundleDirectory::open(const std::filesystem::path& path) {
  Descriptor descriptor(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (descriptor.get() < 0) return system_says(path.string());
  return BundleDirectory(std::move(descriptor));
}

Result<BundleDirectory> BundleDirectory::create(const std::filesystem::path& path) {
  if (::mkdir(path.c_str(), 0700) != 0) return system_says(path.string());
  return open(path);
}

Result<BundleDirectory> BundleDirectory::open_inside(std::string_view name) const {
  Descriptor descriptor(::openat(descriptor_.get(), std::string(name).c_str(),
                                 O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
  if (descriptor.get() < 0) return system_says(name);
  return BundleDirectory(std::move(descriptor));
}

Result<BundleDirectory> BundleDirectory::create_inside(std::string_view name) const {
  if (::mkdirat(descriptor_.get(), std::string(name).c_str(), 0700) != 0) return system_says(name);
  return open_inside(name);
}

Result<void> BundleDirectory::each(const std::function<Result<void>(std::string_view)>& see) const {
  const int copy = ::openat(descriptor_.get(), ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (copy < 0) return system_says(".");
  const std::unique_ptr<DIR, CloseDirectory> stream(::fdopendir(copy));
  if (!stream) {
    const Descriptor closes_it(copy);
    return system_says(".");
  }
  while (true) {
    errno = 0;
    const dirent* item = ::readdir(stream.get());
    if (item == nullptr) break;
    const std::string_view name(item->d_name);
    if (name == "." || name == "..") continue;
    SEKISHO_CHECK(see(name));
  }
  if (errno != 0) return system_says(".");
  return {};
}

Result<Descriptor> BundleDirectory::open_file(std::string_view name) const {
  // O_NONBLOCK: a named pipe must not hold the reader up. It has no effect on regular files.
  Descriptor file(::openat(descriptor_.get(), std::string(name).c_str(),
                           O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC));
  if (file.get() < 0 && errno != ELOOP) return system_says(name);
  struct stat status{};
  if (file.get() < 0 || ::fstat(file.get(), &status) != 0 || !S_ISREG(status.st_mode)) {
    return fail(ErrorCode::corrupt,
                "「" + std::string(name) + "」がふつうのファイルではありません。受け取り直してください。",
                std::string(name) + ": not a regular file");
  }
  return file;
}

Result<Descriptor> BundleDirectory::create_file(std::string_view name) const {
  Descriptor file(::openat(descriptor_.get(), std::string(name).c_str(),
                           O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
  if (file.get() < 0) return system_says(name);
  return file;
}

Result<std::string> BundleDirectory::read_file(std::string_view name, std::size_t max_size) const {
  SEKISHO_TRY(const Descriptor file, open_file(name));
  struct stat status{};
  if (::fstat(file.get(), &status) != 0) return system_says(name);
  // One octet more than there should be: a file that grows meanwhile is seen to be too large, or ends here.
  std::string text(std::min(max_size, static_cast<std::size_t>(status.st_size)) + 1, '\0');
  std::size_t size = 0;
  while (size < text.size()) {
    SEKISHO_TRY(const std::size_t got, read_some(file, text.data() + size, text.size() - size, name));
    if (got == 0) break;
    size += got;
  }
  if (size == text.size())
    return fail(ErrorCode::corrupt, "「" + std::string(name) + "」が大きすぎます。受け取り直してください。",
                std::string(name) + ": too large");
  text.resize(size);
  return text;
}

LineReader::LineReader(Descriptor file, std::string_view name, std::size_t max_line)
    : file_(std::move(file)),
      name_(name),
      max_line_(max_line),
      capacity_(block + max_line + 1),
      buffer_(std::make_unique_for_overwrite<char[]>(capacity_)) {}

Result<std::optional<std::string_view>> LineReader::next() {
  std::size_t searched = begin_;
  while (true) {
    const void* found = std::memchr(buffer_.get() + searched, '\n', end_ - searched);
    if (found != nullptr) {
      const auto length = static_cast<std::size_t>(static_cast<const char*>(found) - buffer_.get()) - begin_;
      if (length > max_line_) break;
      const std::string_view line(buffer_.get() + begin_, length);
      begin_ += length + 1;
      ++line_;
      return line;
    }
    if (end_ - begin_ > max_line_ || at_end_) break;
    std::memmove(buffer_.get(), buffer_.get() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
    searched = end_;
    SEKISHO_TRY(const std::size_t got, read_some(file_, buffer_.get() + end_, capacity_ - end_, name_));
    end_ += got;
    at_end_ = got == 0;
  }
  if (begin_ == end_) return std::nullopt;
  const bool too_long = end_ - begin_ > max_line_;
  return at(name_, line_ + 1,
            Error{ErrorCode::corrupt,
                  too_long ? "行が長すぎます。" : "行が途中で切れています。受け取り直してください。",
                  too_long ? "line too long" : "no newline at the end",
                  {}});
}

Result<void> FileWriter::write(std::string_view text) {
  pending_ += text;
  if (pending_.size() >= block) return flush();
  return {};
}

Result<void> FileWriter::flush() {
  std::string_view rest = pending_;
  while (!rest.empty()) {
    const auto done = ::write(file_.get(), rest.data(), rest.size());
    if (done < 0 && errno == EINTR) continue;
    if (done < 0) return system_says("証拠の束");
    rest.remove_prefix(static_cast<std::size_t>(done));
  }
  pending_.clear();
  return {};
}

Result<void> FileWriter::close(bool durable) {
  SEKISHO_CHECK(flush());
  if (durable && ::fsync(file_.get()) != 0) return system_says("証拠の束");
  file_ = Descriptor();
  return {};
}

std::unexpected<Error> at(std::string_view name, std::uint64_t line, Error error) {
  std::string file(
      name.substr(0, 100));  // perhaps a stranger's: it must not drive a terminal, nor break the JSON
  if (!std::all_of(file.begin(), file.end(), [](char c) { return c > 0x20 && c < 0x7F; })) file = "?";
  const std::string number = std::to_string(line);
  error.ja = "「" + file + "」" + (line == 0 ? "" : "の" + number + "行目") + "：" + error.ja;
  error.en = file + (line == 0 ? "" : ":" + number) + ": " + error.en;
  if (error.code != ErrorCode::unsupported && error.code != ErrorCode::io &&
      error.code != ErrorCode::not_found)
    error.code = ErrorCode::corrupt;
  return pass_on(std::move(error));
}

}  // namespace sekisho::ledger
