#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>

#include "base/json.h"
#include "files.h"
#include "options.h"
#include "seal/age.h"
#include "seal_commands.h"
#include "terminal.h"

namespace sekisho::cli {
namespace {

namespace age = seal::age;

constexpr std::string_view help =
    R"(Usage: sekisho open [-i FILE]... [-p] [--passphrase-file FILE] [-o OUTPUT] [INPUT]

Decrypts INPUT (or standard input), a file in the format age v1, to OUTPUT (or standard output). Binary and text (armor)
files are told apart by themselves, and so are files sealed for keys and files sealed with a passphrase.

  -i, --identity FILE          the secret keys to try (AGE-SECRET-KEY-1..., one a line, as `sekisho seal --generate-key`
                               or age-keygen writes them); can be repeated; - is standard input
  -p, --passphrase             the file must be one with a passphrase. It is asked for at the terminal, unless
                               --passphrase-file or $SEKISHO_PASSPHRASE gives it
      --passphrase-file FILE   take the passphrase from the one line in FILE (- is standard input)
  -o, --output OUTPUT          the file to write (mode 0600). It appears when all of INPUT has been verified, and replaces
                               one of the same name
      --sync                   with -o: return when the medium holds it
      --json                   a summary, or the error, as one JSON object on standard error
  -d, --decrypt                accepted for the habit's sake
  -h, --help                   this text

Everything that is written has been verified, but whether the file was complete is known only at its end: without -o,
throw away what came out if the exit code is not 0.

Exit codes: 0 opened; 1 failed (damaged, wrong key, cannot read or write), and no OUTPUT was left; 2 wrong usage.

例　自分の秘密鍵で開く　　　　sekisho open -i himitsu.key -o data.zip data.zip.age
　　パスフレーズで開く　　　　sekisho open -o data.zip data.zip.age
終了コードが 0 でないときは、画面やパイプに出た途中の内容を使わないでください。
)";

constexpr std::array kinds{
    OptionKind{'i', "identity", true},     OptionKind{'p', "passphrase", false},
    OptionKind{'o', "output", true},       OptionKind{'d', "decrypt", false},
    OptionKind{'h', "help", false},        OptionKind{'J', "json", false, false},
    OptionKind{'S', "sync", false, false}, OptionKind{'F', "passphrase-file", true, false},
};

struct OpenSummary {
  std::string result;
  std::string command;
  std::string output;
  std::int64_t bytes_in = 0;
  std::int64_t bytes_out = 0;
  bool passphrase = false;
};
BOOST_DESCRIBE_STRUCT(OpenSummary, (), (result, command, output, bytes_in, bytes_out, passphrase))

// Control characters would let the content of a stranger's file drive the terminal.
class TerminalSink final : public age::Sink {
 public:
  explicit TerminalSink(age::Sink& to) : to_(to) {}
  Result<void> write(ByteView data) override {
    const auto plain = [](std::uint8_t c) {
      return (c >= 0x20 && c != 0x7f) || c == '\n' || c == '\t' || c == '\r';
    };
    if (std::all_of(data.begin(), data.end(), plain)) return to_.write(data);
    return fail(ErrorCode::unsupported,
                "文字ではない内容のため、画面に出しません。-o でファイルを指定してください。",
                "the content is not text; use -o OUTPUT (or -o - to force it)");
  }

 private:
  age::Sink& to_;
};

std::optional<Error> wrong_usage(const Options& options) {
  const auto error = [](std::string ja, std::string en) {
    return Error{ErrorCode::invalid_input, std::move(ja), std::move(en), {}};
  };
  if (options.operands.size() > 1) {
    return error("入力のファイルは一つだけ指定してください。",
                 "more than one INPUT (options come with a dash)");
  }
  if (options.has('i') && options.has('p')) {
    return error("秘密鍵（-i）とパスフレーズ（-p）は、どちらか一方だけ指定してください。",
                 "-p cannot be combined with -i");
  }
  int from_stdin = options.operands.empty() || options.operands[0] == "-" ? 1 : 0;
  for (const char letter : {'i', 'F'})
    for (const std::string& path : options.values(letter)) from_stdin += path == "-" ? 1 : 0;
  if (from_stdin > 1) {
    return error("標準入力（-）から読めるのは一つだけです。",
                 "only one thing can be read from standard input");
  }
  if (options.has('S') && options.value('o').value_or("-") == "-") {
    return error("--sync は -o と一緒に使ってください。", "--sync needs -o");
  }
  if (options.operands.empty() && isatty(STDIN_FILENO) == 1) {
    return error("開くファイルを指定してください。--help に例があります。",
                 "give the file to open; see --help");
  }
  return {};
}

Result<void> open_file(const Options& options, OpenSummary& summary) {
  age::OpenOptions how;
  how.threads = pipeline_threads();
  for (const std::string& path : options.values('i')) {
    SEKISHO_TRY(const InputFile file, InputFile::open(path));
    age::FdSource source(file.fd(), file.name());
    SEKISHO_TRY(const auto more, age::read_identities(source, file.name()));
    how.identities.insert(how.identities.end(), more.begin(), more.end());
  }
  how.passphrase = [&]() -> Result<std::string> {
    summary.passphrase = true;
    return obtain_passphrase(options.value('F'), false);
  };
  SEKISHO_TRY(const InputFile input, InputFile::open(options.operands.empty() ? "-" : options.operands[0]));
  SEKISHO_TRY(OutputFile output, OutputFile::create(options.value('o').value_or("-"), 0600));

  age::FdSource from(input.fd(), input.name());
  age::FdSink to(output.fd(), output.name());
  TerminalSink to_terminal(to);
  const bool guard = !options.has('o') && output.is_terminal();
  SEKISHO_CHECK(age::decrypt(from, guard ? static_cast<age::Sink&>(to_terminal) : to, how));
  SEKISHO_CHECK(output.commit(options.has('S')));
  summary.output = output.name();
  summary.bytes_in = static_cast<std::int64_t>(from.total());
  summary.bytes_out = static_cast<std::int64_t>(to.total());
  return {};
}

}  // namespace

int run_open(std::span<const std::string> args) {
  const auto options = parse_options(args, kinds);
  if (!options) return report("open", options.error(), false, exit_usage);
  if (options->has('h')) {
    std::fwrite(help.data(), 1, help.size(), stdout);
    return 0;
  }
  const bool as_json = options->has('J');
  if (const auto wrong = wrong_usage(*options)) return report("open", *wrong, as_json, exit_usage);
  OpenSummary summary{.result = "ok", .command = "open", .output = {}};
  if (const auto opened = open_file(*options, summary); !opened)
    return report("open", opened.error(), as_json, exit_no);
  if (as_json) std::fprintf(stderr, "%s\n", json::write(summary).c_str());
  return 0;
}

}  // namespace sekisho::cli
