#include "seal_shared.h"

#include <fcntl.h>
#include <openssl/crypto.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <thread>

#include "base/json.h"
#include "base/secret.h"
#include "seal/age_io.h"

namespace sekisho::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t max_passphrase = 4096;

struct ErrorReport {
  std::string result;
  std::string command;
  std::string ja;
  std::string en;
};
BOOST_DESCRIBE_STRUCT(ErrorReport, (), (result, command, ja, en))

std::unexpected<Error> system_error(const std::string& what, const std::string& name, std::string ja) {
  const int number = errno;
  return fail(number == ENOENT ? ErrorCode::not_found : ErrorCode::io, "「" + name + "」" + std::move(ja),
              "cannot " + what + " " + name + ": " + std::strerror(number));
}

std::unexpected<Error> usage(std::string ja, std::string en) {
  return fail(ErrorCode::invalid_input, std::move(ja), std::move(en));
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

// Turns the echo off while it lives. Ctrl-C ends the line instead of the program, so that the echo always
// comes back.
class Hidden {
 public:
  static constexpr char interrupt = 3;

  explicit Hidden(int terminal) : terminal_(terminal) {
    if (tcgetattr(terminal_, &before_) != 0) return;
    termios hidden = before_;
    hidden.c_lflag &= ~static_cast<tcflag_t>(ECHO | ISIG);
    hidden.c_cc[VEOL] = interrupt;
    changed_ = tcsetattr(terminal_, TCSAFLUSH, &hidden) == 0;
  }
  ~Hidden() {
    if (changed_) (void)tcsetattr(terminal_, TCSAFLUSH, &before_);
  }
  Hidden(const Hidden&) = delete;
  Hidden& operator=(const Hidden&) = delete;

 private:
  int terminal_;
  termios before_{};
  bool changed_ = false;
};

Result<std::string> ask(int terminal, std::string_view question) {
  seal::age::FdSink screen(terminal, "/dev/tty");
  SEKISHO_CHECK(screen.write(as_bytes(question)));
  seal::age::FdSource keyboard(terminal, "/dev/tty");
  std::string line;
  const Hidden hidden(terminal);
  for (;;) {
    std::uint8_t c = 0;
    SEKISHO_TRY(const std::size_t got, keyboard.read(std::span(&c, 1)));
    if (got == 0 || c == Hidden::interrupt) {
      (void)screen.write(as_bytes("\n"));
      return fail(ErrorCode::invalid_input, "パスフレーズの入力を中止しました。", "no passphrase was typed");
    }
    if (c == '\n') break;
    if (line.size() == max_passphrase)
      return usage("パスフレーズが長すぎます。", "the passphrase is too long");
    line += static_cast<char>(c);
  }
  SEKISHO_CHECK(screen.write(as_bytes("\n")));
  return line;
}

Result<std::string> ask_at_terminal(bool confirm) {
  const int terminal = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC);
  if (terminal < 0) {
    return fail(ErrorCode::invalid_input,
                "パスフレーズを入れる端末がありません。--passphrase-file か、環境変数 SEKISHO_PASSPHRASE "
                "で渡してください。",
                "no terminal to ask for the passphrase; use --passphrase-file or $SEKISHO_PASSPHRASE");
  }
  auto first = ask(terminal, "Passphrase / パスフレーズ: ");
  if (first && confirm) {
    auto second = ask(terminal, "Once more / もう一度: ");
    if (!second) {
      first = std::move(second);
    } else if (*second != *first) {
      first = usage("二度の入力が一致しません。もう一度やり直してください。", "the two passphrases differ");
    }
  }
  close(terminal);
  return first;
}

Result<std::string> passphrase_in(const std::string& path) {
  SEKISHO_TRY(const InputFile file, InputFile::open(path));
  seal::age::FdSource source(file.fd(), file.name());
  std::string text(max_passphrase + 2, '\0');
  SEKISHO_TRY(
      const std::size_t size,
      seal::age::read_full(source, std::span(reinterpret_cast<std::uint8_t*>(text.data()), text.size())));
  text.resize(size);
  if (text.ends_with('\n')) text.pop_back();
  if (text.ends_with('\r')) text.pop_back();
  if (text.size() > max_passphrase || text.find('\n') != std::string::npos) {
    return usage("パスフレーズのファイルには、一行だけを入れてください。",
                 path + ": a passphrase file holds one line of at most 4096 bytes");
  }
  return text;
}

}  // namespace

bool Options::has(char letter) const { return value(letter).has_value(); }

std::optional<std::string> Options::value(char letter) const {
  const auto all = values(letter);
  return all.empty() ? std::nullopt : std::optional(all.back());
}

std::vector<std::string> Options::values(char letter) const {
  std::vector<std::string> out;
  for (const auto& [given_letter, text] : given)
    if (given_letter == letter) out.push_back(text);
  return out;
}

Result<Options> parse_options(std::span<const std::string> args, std::span<const OptionKind> kinds) {
  Options out;
  const auto unknown = [](const std::string& option) {
    return usage("「" + option + "」という指定はありません。--help で使い方を確かめてください。",
                 "unknown option " + option + " (see --help)");
  };
  for (std::size_t i = 0; i < args.size(); ++i) {
    const std::string& arg = args[i];
    if (arg == "--") {
      out.operands.insert(out.operands.end(), args.begin() + static_cast<std::ptrdiff_t>(i) + 1, args.end());
      break;
    }
    if (arg.size() < 2 || arg[0] != '-') {
      out.operands.push_back(arg);
      continue;
    }
    const bool by_name = arg[1] == '-';
    for (std::size_t at = by_name ? 2 : 1; at < arg.size();) {
      const std::size_t equals = by_name ? arg.find('=') : std::string::npos;
      const std::string option = by_name ? arg.substr(0, equals) : std::string("-") + arg[at];
      const auto kind = std::find_if(kinds.begin(), kinds.end(), [&](const OptionKind& k) {
        return by_name ? option.substr(2) == k.name : k.has_letter && k.letter == arg[at];
      });
      if (kind == kinds.end()) return unknown(option);
      std::optional<std::string> attached;
      if (by_name) {
        if (equals != std::string::npos) attached = arg.substr(equals + 1);
        at = arg.size();
      } else {
        ++at;
        if (kind->takes_value && at < arg.size()) attached = arg.substr(std::exchange(at, arg.size()));
      }
      if (!kind->takes_value && attached)
        return usage("「" + option + "」に値は要りません。", option + " takes no value");
      if (kind->takes_value && !attached) {
        if (++i == args.size())
          return usage("「" + option + "」の後に値が要ります。", option + " needs a value");
        attached = args[i];
      }
      out.given.emplace_back(kind->letter, attached.value_or(""));
    }
  }
  return out;
}

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

Result<std::string> obtain_passphrase(const std::optional<std::string>& file, bool confirm) {
  const char* environment = std::getenv("SEKISHO_PASSPHRASE");
  auto passphrase = file                     ? passphrase_in(*file)
                    : environment != nullptr ? Result<std::string>(environment)
                                             : ask_at_terminal(confirm);
  if (passphrase && passphrase->empty()) {
    return usage("パスフレーズが空です。パスフレーズを入れてください。", "the passphrase is empty");
  }
  return passphrase;
}

unsigned pipeline_threads() { return std::clamp(std::thread::hardware_concurrency(), 1U, 4U); }

int report(std::string_view command, const Error& error, bool json, bool usage_error) {
  if (json) {
    const std::string text =
        sekisho::json::write(ErrorReport{"error", std::string(command), error.ja, error.en});
    std::fprintf(stderr, "%s\n", text.c_str());
  } else {
    const std::string name(command);
    std::fprintf(stderr, "sekisho %s: %s\nsekisho %s: %s\n", name.c_str(), error.en.c_str(), name.c_str(),
                 error.ja.c_str());
  }
  return usage_error ? 2 : 1;
}

}  // namespace sekisho::cli
