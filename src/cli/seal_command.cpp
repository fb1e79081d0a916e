#include <openssl/crypto.h>
#include <unistd.h>

#include <array>
#include <cstdio>

#include "base/json.h"
#include "base/time.h"
#include "files.h"
#include "options.h"
#include "seal/age.h"
#include "seal_commands.h"
#include "terminal.h"

namespace sekisho::cli {
namespace {

namespace age = seal::age;

constexpr std::string_view help =
    R"(Usage: sekisho seal (-r RECIPIENT | -R FILE | -i FILE)... [-a] [-o OUTPUT] [INPUT]
       sekisho seal -p [--passphrase-file FILE] [-a] [-o OUTPUT] [INPUT]
       sekisho seal --generate-key [-o FILE]

Encrypts INPUT (or standard input) to OUTPUT (or standard output) in the format age v1, so that only the recipients
can open it: with `sekisho open`, or with the public tool `age -d`. The file itself names no recipient.

  -r, --recipient RECIPIENT    for the owner of this public key (age1...); can be repeated
  -R, --recipients-file FILE   for all public keys in FILE, one a line; # begins a comment; - is standard input
  -i, --identity FILE          for the owner of the secret key in FILE (yourself); can be repeated
  -p, --passphrase             for whoever knows a passphrase; cannot be combined with the above. It is asked for at the
                               terminal, unless --passphrase-file or $SEKISHO_PASSPHRASE gives it
      --passphrase-file FILE   take the passphrase from the one line in FILE (- is standard input)
  -a, --armor                  write text (for mail and the like) instead of binary; a third larger
  -o, --output OUTPUT          the file to write. It appears when it is complete, and replaces one of the same name
      --sync                   with -o: return when the medium holds it (before you unplug a USB stick)
      --generate-key           make a key pair: the secret key goes to OUTPUT (mode 0600, never over another file) or
                               standard output; give away only the public key (age1...) that is printed
      --json                   a summary, or the error, as one JSON object on standard error
  -e, --encrypt                accepted for the habit's sake
  -h, --help                   this text

Exit codes: 0 sealed; 1 failed, and no OUTPUT was left; 2 wrong usage.

例　鍵を作り、公開鍵を相手に渡してもらう　　sekisho seal --generate-key -o himitsu.key
　　相手の公開鍵で暗号化して媒体に書く　　　sekisho seal -r age1... -o /media/usb/data.zip.age --sync data.zip
　　受け取った人が開く　　　　　　　　　　　sekisho open -i himitsu.key -o data.zip data.zip.age
パスフレーズは、ファイルとは別の手段で相手に伝えてください。
)";

constexpr std::array kinds{
    OptionKind{'r', "recipient", true},    OptionKind{'R', "recipients-file", true},
    OptionKind{'i', "identity", true},     OptionKind{'p', "passphrase", false},
    OptionKind{'a', "armor", false},       OptionKind{'o', "output", true},
    OptionKind{'e', "encrypt", false},     OptionKind{'h', "help", false},
    OptionKind{'J', "json", false, false}, OptionKind{'F', "passphrase-file", true, false},
    OptionKind{'S', "sync", false, false}, OptionKind{'G', "generate-key", false, false},
};

struct SealSummary {
  std::string result;
  std::string command;
  std::string output;
  std::int64_t bytes_in = 0;
  std::int64_t bytes_out = 0;
  std::vector<std::string> recipients;
  bool passphrase = false;
  bool armor = false;
};
BOOST_DESCRIBE_STRUCT(SealSummary, (),
                      (result, command, output, bytes_in, bytes_out, recipients, passphrase, armor))

struct KeySummary {
  std::string result;
  std::string command;
  std::string output;
  std::string public_key;
};
BOOST_DESCRIBE_STRUCT(KeySummary, (), (result, command, output, public_key))

std::optional<Error> wrong_usage(const Options& options) {
  const auto error = [](std::string ja, std::string en) {
    return Error{ErrorCode::invalid_input, std::move(ja), std::move(en), {}};
  };
  const bool for_keys = options.has('r') || options.has('R') || options.has('i');
  const bool passphrase = options.has('p') || options.has('F');
  if (options.operands.size() > 1) {
    return error("入力のファイルは一つだけ指定してください。",
                 "more than one INPUT (options come with a dash)");
  }
  if (options.has('G')) {
    if (for_keys || passphrase || options.has('a') || !options.operands.empty()) {
      return error("--generate-key と一緒に使えるのは -o だけです。",
                   "--generate-key goes with -o and --json only");
    }
    return {};
  }
  if (for_keys && passphrase) {
    return error("公開鍵（-r、-R、-i）とパスフレーズ（-p）は、どちらか一方だけ指定してください。",
                 "-p cannot be combined with -r, -R or -i");
  }
  if (!for_keys && !passphrase) {
    return error(
        "誰に宛てるかを -r（公開鍵）か -p（パスフレーズ）で指定してください。--help に例があります。",
        "give the recipients (-r, -R, -i) or -p; see --help");
  }
  int from_stdin = options.operands.empty() || options.operands[0] == "-" ? 1 : 0;
  for (const char letter : {'R', 'i', 'F'})
    for (const std::string& path : options.values(letter)) from_stdin += path == "-" ? 1 : 0;
  if (from_stdin > 1) {
    return error("標準入力（-）から読めるのは一つだけです。",
                 "only one thing can be read from standard input");
  }
  if (options.has('S') && options.value('o').value_or("-") == "-") {
    return error("--sync は -o と一緒に使ってください。", "--sync needs -o");
  }
  if (!options.has('a') && !options.has('o') && isatty(STDOUT_FILENO) == 1) {
    return error("暗号化した内容は画面に出せません。-o でファイルを指定するか、-a で文字の形にしてください。",
                 "will not write binary to the terminal; use -o OUTPUT or -a (or -o - to force it)");
  }
  return {};
}

Result<std::vector<age::Recipient>> recipients_of(const Options& options) {
  std::vector<age::Recipient> out;
  for (const auto& [letter, text] : options.given) {
    if (letter == 'r') {
      SEKISHO_TRY(const age::Recipient recipient, age::parse_recipient(text));
      out.push_back(recipient);
    } else if (letter == 'R' || letter == 'i') {
      SEKISHO_TRY(const InputFile file, InputFile::open(text));
      age::FdSource source(file.fd(), file.name());
      if (letter == 'R') {
        SEKISHO_TRY(const auto more, age::read_recipients(source, file.name()));
        out.insert(out.end(), more.begin(), more.end());
      } else {
        SEKISHO_TRY(const auto identities, age::read_identities(source, file.name()));
        for (const age::Identity& identity : identities) out.push_back(age::recipient_of(identity));
      }
    }
  }
  return out;
}

Result<void> generate_key(const Options& options) {
  const age::Identity identity = age::generate_identity();
  const std::string now = format_instant(SystemClock().now());
  std::string text = age::format_identity_file(identity, now.substr(0, 19) + "Z");
  SEKISHO_TRY(OutputFile output, OutputFile::create(options.value('o').value_or("-"), 0600));
  age::FdSink sink(output.fd(), output.name());
  const auto written = sink.write(as_bytes(text));
  OPENSSL_cleanse(text.data(), text.size());
  SEKISHO_CHECK(written);
  SEKISHO_CHECK(output.commit(true, true));
  const std::string public_key = age::format_recipient(age::recipient_of(identity));
  if (options.has('J')) {
    const KeySummary summary{"ok", "seal", output.name(), public_key};
    std::fprintf(stderr, "%s\n", json::write(summary).c_str());
  } else if (options.has('o')) {
    std::fprintf(stderr, "Public key: %s\n", public_key.c_str());
  }
  return {};
}

Result<void> seal_file(const Options& options, SealSummary& summary) {
  SEKISHO_TRY(const auto recipients, recipients_of(options));
  for (const age::Recipient& recipient : recipients)
    summary.recipients.push_back(age::format_recipient(recipient));
  SEKISHO_TRY(const InputFile input, InputFile::open(options.operands.empty() ? "-" : options.operands[0]));
  std::string passphrase;
  if (recipients.empty()) {
    SEKISHO_TRY(passphrase, obtain_passphrase(options.value('F'), true));
  }
  SEKISHO_TRY(OutputFile output, OutputFile::create(options.value('o').value_or("-"), 0666));

  age::FdSource from(input.fd(), input.name());
  age::FdSink to(output.fd(), output.name());
  const age::SealOptions how{.armor = options.has('a'), .threads = pipeline_threads()};
  const auto sealed =
      recipients.empty() ? age::encrypt(from, to, passphrase, how) : age::encrypt(from, to, recipients, how);
  OPENSSL_cleanse(passphrase.data(), passphrase.size());
  SEKISHO_CHECK(sealed);
  SEKISHO_CHECK(output.commit(options.has('S')));
  summary.output = output.name();
  summary.bytes_in = static_cast<std::int64_t>(from.total());
  summary.bytes_out = static_cast<std::int64_t>(to.total());
  summary.passphrase = recipients.empty();
  summary.armor = how.armor;
  return {};
}

}  // namespace

int run_seal(std::span<const std::string> args) {
  const auto options = parse_options(args, kinds);
  if (!options) return report("seal", options.error(), false, exit_usage);
  if (options->has('h')) {
    std::fwrite(help.data(), 1, help.size(), stdout);
    return 0;
  }
  const bool as_json = options->has('J');
  if (const auto wrong = wrong_usage(*options)) return report("seal", *wrong, as_json, exit_usage);
  if (options->has('G')) {
    const auto made = generate_key(*options);
    return made ? 0 : report("seal", made.error(), as_json, exit_no);
  }
  SealSummary summary{.result = "ok", .command = "seal", .output = {}, .recipients = {}};
  if (const auto sealed = seal_file(*options, summary); !sealed)
    return report("seal", sealed.error(), as_json, exit_no);
  if (as_json) std::fprintf(stderr, "%s\n", json::write(summary).c_str());
  return 0;
}

}  // namespace sekisho::cli
