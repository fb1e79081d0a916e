#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <boost/json.hpp>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <iostream>

#include "inspect/register.h"
#include "inspect/synthetic_register.h"
#include "inspect_commands.h"
#include "options.h"
#include "terminal.h"

namespace sekisho::cli {
namespace {

namespace bj = boost::json;
using namespace inspect;

constexpr std::string_view help = R"(sekisho register import FILE --out INDEX --key KEYFILE [オプション]
sekisho register synthesize -o FILE [--seed N] [--count N] [--extract] [--encoding utf-8|cp932]

import      住民の台帳（CSV・TSV）から、検査に使う索引を作ります。索引に個人の情報は入りません（鍵つきのハッシュだけ）。
            Makes the index for inspections from the residents' CSV. The index holds keyed hashes only.
  --out INDEX        作る索引。すべて成功したときだけ置き換わる / replaced only when all went well
  --key KEYFILE      索引の鍵。32 バイト、または 64 桁の 16 進数。索引とは別の場所に置く / keep it apart from the index
  --map 列名=項目    列の意味を指定する（何度でも）。項目は 宛名番号 氏名 旧氏 フリガナ 生年月日 性別 住所 郵便番号
                     個人番号 住民票コード 世帯番号 住民となった日 使わない / what a column means, repeatable
  --encoding E       auto（既定）、utf-8、cp932 / auto is the default
  --json             結果を JSON で出す / print the result as JSON
  1 行目は見出しです。列名がふつうのもの（氏名、カナ氏名、生年月日、…）なら、--map は要りません。
  誤りのある行が 1 つでもあれば、何も取り込まず、行と列を示します。

synthesize  架空の町「見本市」の住民台帳を作ります（試験・実演用）。同じ --seed からは同じ台帳ができます。
            Makes the register of a fictional town; the same seed gives the same register.
  -o FILE            書き出すファイル（"-" は標準出力） / "-" is standard output
  --seed N           既定 1        --count N  住民の数、既定 460517
  --extract          統一コード・氏名・郵便番号・住所・生年月日・性別・住民となった日 だけ / seven columns only
  --encoding E       utf-8（既定）、cp932

終了コード / exit code
  0  成功 / done    1  台帳に誤りがあり、取り込まなかった / refused    2  使い方の誤り / wrong usage
  3  読み書きの失敗 / reading or writing failed
)";

constexpr std::array import_kinds{
    OptionKind{'O', "out", true, false},   OptionKind{'K', "key", true, false},
    OptionKind{'M', "map", true, false},   OptionKind{'E', "encoding", true, false},
    OptionKind{'J', "json", false, false},
};
constexpr std::array synthesize_kinds{
    OptionKind{'o', "out", true},
    OptionKind{'S', "seed", true, false},
    OptionKind{'C', "count", true, false},
    OptionKind{'X', "extract", false, false},
    OptionKind{'E', "encoding", true, false},
    OptionKind{'J', "json", false, false},
};

int wrong(std::string ja, std::string en, bool json) {
  return report("register", Error{ErrorCode::invalid_input, std::move(ja), std::move(en), {}}, json,
                exit_usage);
}

std::optional<std::uint64_t> number(const std::string& text) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

bj::object to_json(const ImportReport& report) {
  bj::object used;
  for (const auto& [heading, column] : report.used) used[heading] = bj::string(column_name(column));
  bj::array problems;
  for (const auto& p : report.problems)
    problems.push_back({{"line", p.line}, {"column", p.column}, {"ja", p.ja}, {"en", p.en}});
  return {{"imported", report.imported},
          {"rows", report.rows},
          {"residents", report.residents},
          {"unmatchable", report.unmatchable},
          {"encoding", bj::string(encoding_name(report.encoding))},
          {"columns", used},
          {"ignored", bj::value_from(report.ignored)},
          {"problem_count", report.problem_count},
          {"problems", problems},
          {"index_bytes", report.index_bytes}};
}

void print(const ImportReport& report) {
  std::cout << (report.imported ? "取り込みました。" : "取り込みませんでした。索引は前のままです。") << "\n";
  std::cout << fmt::format("行 {}、住民 {} 人、文字コード {}\n", report.rows, report.residents,
                           encoding_name(report.encoding));
  for (const auto& [heading, column] : report.used)
    std::cout << "  使った列   " << heading << " → " << column_name(column) << "\n";
  for (const auto& heading : report.ignored) std::cout << "  使わない列 " << heading << "\n";
  if (report.unmatchable > 0)
    std::cout << "検査で見分けられない（項目が足りない）住民 " << report.unmatchable << " 人\n";
  if (report.problem_count > 0) std::cout << "気になる点 " << report.problem_count << " 件\n";
  for (const auto& p : report.problems)
    std::cout << "  " << p.line << " 行目" << (p.column.empty() ? "" : "「" + p.column + "」") << "：" << p.ja
              << "\n";
  if (report.problem_count > report.problems.size()) std::cout << "  ほか\n";
}

int run_import(std::span<const std::string> args) {
  const auto options = parse_options(args, import_kinds);
  if (!options) return report("register", options.error(), false, exit_usage);
  const bool json = options->has('J');
  const auto out = options->value('O');
  const auto key_path = options->value('K');
  if (options->operands.size() != 1 || !out || !key_path)
    return wrong("台帳のファイルと --out、--key を指定してください。",
                 "name the register's file, --out and --key", json);
  ImportOptions import;
  if (const auto encoding = options->value('E'); encoding && *encoding != "auto") {
    import.encoding = encoding_from_name(*encoding);
    if (!import.encoding)
      return wrong("--encoding は auto、utf-8、cp932 のどれかです。", "--encoding is auto, utf-8 or cp932",
                   json);
  }
  for (const std::string& map : options->values('M')) {
    const std::size_t equals = map.rfind('=');
    const std::string meaning = equals == map.npos ? "" : map.substr(equals + 1);
    const auto column = meaning == column_name(Column::ignore) ? Column::ignore : column_from_header(meaning);
    if (!column)
      return wrong("--map は「列名=項目」の形です：" + map, "--map takes COLUMN=MEANING: " + map, json);
    import.columns[map.substr(0, equals)] = *column;
  }
  const auto key = read_index_key(*key_path);
  if (!key) return report("register", key.error(), json, exit_io);
  const std::string file = options->operands[0];
  const Result<ImportReport> done = [&] {
    ProgressLine line;
    return import_register([&] { return open_file(file); }, import, *key, *out,
                           [&](std::uint64_t rows) { line.show(fmt::format("取り込み中 {} 行", rows)); });
  }();
  if (!done)
    return report("register", done.error(), json,
                  done.error().code == ErrorCode::invalid_input ? exit_no : exit_io);
  if (json) {
    std::cout << bj::serialize(to_json(*done)) << "\n";
  } else {
    print(*done);
  }
  return done->imported ? exit_ok : exit_no;
}

int run_synthesize(std::span<const std::string> args) {
  const auto options = parse_options(args, synthesize_kinds);
  if (!options) return report("register", options.error(), false, exit_usage);
  const bool json = options->has('J');
  const auto out = options->value('o');
  if (!out || !options->operands.empty())
    return wrong("-o で書き出すファイルを指定してください。", "name the file to write with -o", json);
  const auto seed = number(options->value('S').value_or("1"));
  const auto count = number(options->value('C').value_or(std::to_string(synthetic_residents)));
  const auto encoding = encoding_from_name(options->value('E').value_or("utf-8"));
  if (!seed || !count || *count > 100'000'000)
    return wrong("--seed と --count は数です（--count は 1 億まで）。",
                 "--seed and --count are numbers, --count up to 100,000,000", json);
  if (!encoding || (*encoding != Encoding::utf8 && *encoding != Encoding::cp932))
    return wrong("--encoding は utf-8 か cp932 です。", "--encoding is utf-8 or cp932", json);
  const int fd =
      *out == "-" ? STDOUT_FILENO : ::open(out->c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  int error = fd < 0 ? errno : 0;
  const bool done = fd >= 0 && write_synthetic_csv(
                                   {*seed, static_cast<std::uint32_t>(*count), options->has('X'), *encoding},
                                   [&](std::string_view piece) {
                                     while (!piece.empty()) {
                                       const ssize_t n = ::write(fd, piece.data(), piece.size());
                                       if (n < 0 && errno == EINTR) continue;
                                       if (n < 0) error = errno;
                                       if (n < 0) return false;
                                       piece.remove_prefix(static_cast<std::size_t>(n));
                                     }
                                     return true;
                                   });
  if (fd > STDERR_FILENO && ::close(fd) != 0 && error == 0) error = errno;
  if (done && error == 0) return exit_ok;
  return report(
      "register",
      {ErrorCode::io, "「" + *out + "」に書き込めませんでした。", *out + ": " + std::strerror(error), {}},
      json, exit_io);
}

}  // namespace

int run_register(std::span<const std::string> args) {
  if (args.empty())
    return wrong("import か synthesize を指定してください。", "say import or synthesize", false);
  for (const std::string& arg : args)
    if (arg == "--help" || arg == "-h") {
      std::cout << help;
      return exit_ok;
    }
  if (args[0] == "import") return run_import(args.subspan(1));
  if (args[0] == "synthesize") return run_synthesize(args.subspan(1));
  return wrong("知らない指定です：" + args[0], "neither import nor synthesize: " + args[0], false);
}

}  // namespace sekisho::cli
