#include "terminal.h"

#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <iostream>

#include "base/bytes.h"
#include "files.h"
#include "seal/age_io.h"

namespace sekisho::cli {
namespace {

constexpr std::size_t max_passphrase = 4096;

std::unexpected<Error> usage(std::string ja, std::string en) {
  return fail(ErrorCode::invalid_input, std::move(ja), std::move(en));
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
  seal::age::FdSource keyboard(terminal, "/dev/tty");
  std::string line;
  const Hidden hidden(terminal);  // before the question: what is typed at once is neither shown nor lost
  SEKISHO_CHECK(screen.write(as_bytes(question)));
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

ProgressLine::ProgressLine() : terminal_(::isatty(STDERR_FILENO) == 1) {}

ProgressLine::~ProgressLine() { clear(); }

void ProgressLine::clear() {
  if (shown_) std::cerr << "\r\x1b[K" << std::flush;
  shown_ = false;
}

void ProgressLine::show(const std::string& text) {
  if (!terminal_) return;
  using namespace std::chrono;
  const long now = duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count();
  if (now - last_ < 100) return;
  last_ = now;
  shown_ = true;
  std::cerr << "\r\x1b[K" << text << std::flush;
}

}  // namespace sekisho::cli
