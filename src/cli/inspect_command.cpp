#include <fmt/format.h>
#include <openssl/crypto.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>
#include <iostream>
#include <thread>

#include "inspect_commands.h"
#include "inspect_jobs.h"
#include "inspect_print.h"
#include "options.h"
#include "terminal.h"

namespace sekisho::cli {
namespace {

using namespace inspect;

constexpr std::string_view help =
    R"(sekisho inspect FILE… [--dataset [名前=]INDEX]… [--key KEYFILE] [オプション]

ファイルの中身を調べます：だれのデータが何人分あるか、害のあるものはないか、終わりまで確かめられたか。
What is in these files: whose data, how many, anything hostile, and was all of it seen? "-" reads standard input.

  --dataset INDEX      照合するデータの索引（sekisho dataset import で作ったもの。何度でも。「名前=INDEX」で名前を付ける）
                       an index to compare with, repeatable; NAME=INDEX gives it a name. --register is the older word
  --key KEYFILE        索引の鍵。32 バイト、または 64 桁の 16 進数 / the index key: 32 bytes or 64 hex digits
  --password-file F    暗号化されたファイルのパスワード（1 行。何度でも） / a password for what is encrypted, repeatable
  --ask-password       パスワードを端末で聞く / ask for it at the terminal
  --only individual-number  個人番号だけを探す。ほかの項目は照合しない代わりに、ずっと速い
                       look for individual numbers alone: nothing else is compared, and it is much faster
  --rules FOLDER    団体が決めた規則（*.yar と patterns.tsv） / the town's own rules: YARA, regular expressions
  --clamd SOCKET       ウイルス検査もする。clamd のソケットのパス、または ホスト:ポート / scan by clamd as well
  --jobs N             同時に調べる数。既定は CPU の数 / files at a time; as many as processors
  --max-depth N        入れ子の深さの限度。既定 8 / how deep nested files are opened
  --time N             1 ファイルの秒数の限度。既定 1800 / seconds for one file
  --sha256             読んだ内容の SHA-256 も出す / print the SHA-256 of the content
  --json               1 ファイルを 1 行の JSON で出す / one JSON object a line, in the order of the files

ファイルは 1 つずつ、ほかのファイルにもネットワークにも触れない別のプロセスで読みます。読み手が倒れても、それが結果になります。
Each file is read by a process of its own that can touch neither other files nor the network.
個人番号・住民票コード・口座のような番号、または同じ人を指す 2 つ以上の項目（氏名と生年月日など）があるときに数えます。
終わりまで確かめられないもの（暗号化、画像、壊れたファイル）は「なし」ではありません。索引を指定しないときも同じです。

終了コード / exit code
  0  すべて終わりまで確かめ、何も見つからなかった / all of it was seen, nothing found
  1  見つかった、害がある、または確かめられないものがある / something found, hostile, or not fully seen
  2  使い方の誤り / wrong usage
  3  読めないファイルがある（ほかに 1 のものがなければ） / a file could not be read, and none is a 1
)";

constexpr std::array kinds{
    OptionKind{'D', "dataset", true, false},
    OptionKind{'D', "datasets", true, false},
    OptionKind{'D', "register", true, false},
    OptionKind{'K', "key", true, false},
    OptionKind{'P', "password-file", true, false},
    OptionKind{'A', "ask-password", false, false},
    OptionKind{'C', "clamd", true, false},
    OptionKind{'R', "rules", true, false},
    OptionKind{'N', "jobs", true, false},
    OptionKind{'X', "max-depth", true, false},
    OptionKind{'T', "time", true, false},
    OptionKind{'S', "sha256", false, false},
    OptionKind{'J', "json", false, false},
    OptionKind{'O', "only", true, false},
    OptionKind{'h', "help", false},
};

// nullopt: no number between 1 and `most`
std::optional<unsigned> number(const std::string& text, unsigned most) {
  unsigned value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value == 0 || value > most)
    return std::nullopt;
  return value;
}

std::unexpected<Error> usage(std::string ja, std::string en) {
  return fail(ErrorCode::invalid_input, std::move(ja), std::move(en));
}

Result<void> limits(const Options& options, InspectJobs& jobs) {
  struct Number {
    char letter;
    std::string_view name;
    unsigned most;
    std::function<void(unsigned)> take;
  };
  const Number numbers[] = {
      {'N', "--jobs", 256, [&](unsigned n) { jobs.at_once = n; }},
      {'X', "--max-depth", 64, [&](unsigned n) { jobs.options.walk.limits.depth = n; }},
      {'T', "--time", 604'800, [&](unsigned n) { jobs.options.walk.limits.time = std::chrono::seconds(n); }},
  };
  for (const Number& one : numbers) {
    const auto text = options.value(one.letter);
    if (!text) continue;
    const auto value = number(*text, one.most);
    if (!value)
      return usage(fmt::format("{} には、1 から {} までの数を指定してください。", one.name, one.most),
                   fmt::format("{} takes a number from 1 to {}", one.name, one.most));
    one.take(*value);
  }
  return {};
}

Result<void> passwords(const Options& options, InspectJobs& jobs) {
  for (const std::string& file : options.values('P')) {
    SEKISHO_TRY(std::string password, obtain_passphrase(file, false));
    jobs.options.walk.passwords.push_back(std::move(password));
  }
  if (options.has('A')) {
    SEKISHO_TRY(std::string password, obtain_passphrase(std::nullopt, false));
    jobs.options.walk.passwords.push_back(std::move(password));
  }
  return {};
}

// "住民基本台帳=/var/lib/jumin.idx"; a path that has a "=" of its own is there as it stands.
DatasetName named(const std::string& given, std::string& path) {
  const std::size_t equals = given.find('=');
  std::error_code ignored;
  path = equals == given.npos || std::filesystem::exists(given, ignored) ? given : given.substr(equals + 1);
  const std::filesystem::path file(path);
  return {file.filename().string(),
          path.size() == given.size() ? file.stem().string() : given.substr(0, equals)};
}

Result<void> datasets(const Options& options, InspectJobs& jobs) {
  if (!options.has('D')) return {};
  SEKISHO_TRY(const IndexKey key, read_index_key(*options.value('K')));
  for (const std::string& given : options.values('D')) {
    std::string path;
    DatasetName name = named(given, path);
    auto loaded = Dataset::load(path, key, std::move(name));
    if (!loaded) {
      Error error = std::move(loaded).error();
      error.ja = "「" + path + "」：" + error.ja;
      error.en = path + ": " + error.en;
      return pass_on(std::move(error));
    }
    jobs.datasets.push_back(*std::move(loaded));
  }
  return {};
}

}  // namespace

int run_inspect(std::span<const std::string> args) {
  const auto options = parse_options(args, kinds);
  if (!options) return report("inspect", options.error(), false, exit_usage);
  if (options->has('h')) {
    std::cout << help;
    return exit_ok;
  }
  const bool json = options->has('J');
  const auto wrong = [json](std::string ja, std::string en) {
    return report("inspect", Error{ErrorCode::invalid_input, std::move(ja), std::move(en), {}}, json,
                  exit_usage);
  };
  InspectJobs jobs;
  jobs.files = options->operands;
  jobs.at_once = std::max(std::thread::hardware_concurrency(), 1u);
  jobs.options.sha256 = options->has('S');
  if (jobs.files.empty()) return wrong("調べるファイルを指定してください。", "name the files to inspect");
  if (std::count(jobs.files.begin(), jobs.files.end(), "-") > 1)
    return wrong("「-」は 1 つだけです。", "\"-\" can be given once");
  if (const auto only = options->value('O')) {
    if (*only != "individual-number")
      return wrong("--only に指定できるのは individual-number だけです。",
                   "--only knows individual-number alone");
    jobs.options.only = Only::individual_numbers;
  }
  if (options->has('D') != options->has('K'))
    return wrong("--dataset と --key は、両方を指定してください。", "--dataset and --key go together");
  if (const auto good = limits(*options, jobs); !good)
    return report("inspect", good.error(), json, exit_usage);
  if (const auto asked = passwords(*options, jobs); !asked)
    return report("inspect", asked.error(), json,
                  asked.error().code == ErrorCode::invalid_input ? exit_usage : exit_io);
  if (const auto loaded = datasets(*options, jobs); !loaded)
    return report("inspect", loaded.error(), json, exit_io);
  for (const auto& dataset : jobs.datasets)
    if (jobs.options.only == Only::individual_numbers && !dataset->has_individual_numbers())
      return wrong(
          "「" + dataset->name().name + "」の索引には個人番号がありません。--only を外してください。",
          "the index " + dataset->name().id + " has no individual numbers; leave --only out");
  if (const auto folder = options->value('R')) {
    auto rules = load_town_rules(*folder);
    if (!rules)
      return report("inspect", rules.error(), json,
                    rules.error().code == ErrorCode::invalid_input ? exit_usage : exit_io);
    jobs.options.rules = *std::move(rules);
  }
  if (const auto clamd = options->value('C')) {
    antivirus::ScannerOptions scanner;
    scanner.address = *clamd;
    jobs.scanner.emplace(std::move(scanner));
    // Asked once before: a wrong address is better said at once than of every file.
    if (const auto there = jobs.scanner->version(); !there)
      return report("inspect", there.error(), json,
                    there.error().code == ErrorCode::invalid_input ? exit_usage : exit_io);
  }

  bool found = false;
  bool failed = false;
  inspect_all(jobs, sandbox::Examiner(), [&](const std::string& file, const Result<Report>& result) {
    if (json) std::cout << as_json_line(file, result);
    if (!result) {
      failed = true;
      if (!json) report("inspect", result.error(), false, exit_io);
    } else {
      found = found || result->verdict != Verdict::clean || stops(*result);
      if (!json) std::cout << for_people(file, *result, jobs.options.only);
    }
    std::cout.flush();
  });
  for (std::string& password : jobs.options.walk.passwords) OPENSSL_cleanse(password.data(), password.size());
  return found ? exit_no : failed ? exit_io : exit_ok;
}

}  // namespace sekisho::cli
