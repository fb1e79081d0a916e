#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <boost/json.hpp>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <iostream>

#include "inspect/dataset_import.h"
#include "inspect/synthetic_register.h"
#include "inspect_commands.h"
#include "inspect_print.h"
#include "options.h"
#include "plain_file.h"
#include "terminal.h"

namespace sekisho::cli {
namespace {

namespace bj = boost::json;
using namespace inspect;

constexpr std::string_view help = R"(sekisho dataset import FILE --out INDEX --key KEYFILE [オプション]
sekisho dataset synthesize -o FILE [--seed N] [--count N] [--extract] [--encoding utf-8|cp932]

import      町のデータの抽出（住民基本台帳、住民税、給付金、口座など。CSV・TSV・固定長・xlsx）から、検査で照合する索引を作ります。
            索引に個人の情報は入りません（鍵つきのハッシュだけ）。FILE の「-」は標準入力です。
            Makes the index that inspections compare with from one extract. It holds keyed hashes only.
  --out INDEX        作る索引。すべて成功したときだけ置き換わる / replaced only when all went well
  --key KEYFILE      索引の鍵。32 バイト、または 64 桁の 16 進数。索引とは別の場所に置く / keep it apart from the index
  --unit U           何を数えるか。person（既定）、household、account、item / what is counted
  --column 見出し=意味  列の意味を指定する（何度でも） / what a column means, repeatable. 意味（英字の名前でもよい）:
                     宛名番号 氏名 旧氏 フリガナ 生年月日 性別 住所 郵便番号 個人番号 住民票コード 世帯番号 電話番号
                     銀行コード 支店コード 口座番号 住民となった日 使わない
  --fixed 見出し:幅,…  固定長の列（CP932・EUC-JP ではバイト数、ほかは文字数） / columns of fixed width
  --encoding E       auto（既定）、utf-8、cp932、euc-jp、utf-16le、utf-16be
  --sheet 名前       xlsx のシート。既定は最初 / the sheet of an xlsx, else the first
  --json             結果を JSON で出す / print the result as JSON
  1 行目は見出しです。列名がふつうのもの（氏名、カナ氏名、生年月日、…）なら、--column は要りません。
  誤りのある行があれば、何も取り込まず、行と列を示します。

synthesize  架空の町「見本市」の住民台帳を作ります（試験・実演用）。同じ --seed からは同じ台帳ができます。
            Makes the register of a fictional town; the same seed gives the same register.
  -o FILE            書き出すファイル（"-" は標準出力） / "-" is standard output
  --seed N           既定 1        --count N  住民の数、既定 460517
  --extract          統一コード・氏名・郵便番号・住所・生年月日・性別・住民となった日 だけ / seven columns only
  --encoding E       utf-8（既定）、cp932

「sekisho register」は、この命令の以前の名前です（使えます） / sekisho register is an older name of this command.

終了コード / exit code
  0  成功 / done    1  データに誤りがあり、取り込まなかった / refused    2  使い方の誤り / wrong usage
  3  読み書きの失敗 / reading or writing failed
)";

// "dataset" and --map are the words of earlier versions.
constexpr std::array import_kinds{
    OptionKind{'O', "out", true, false},    OptionKind{'K', "key", true, false},
    OptionKind{'M', "column", true, false}, OptionKind{'M', "map", true, false},
    OptionKind{'U', "unit", true, false},   OptionKind{'F', "fixed", true, false},
    OptionKind{'T', "sheet", true, false},  OptionKind{'E', "encoding", true, false},
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
  return report("dataset", Error{ErrorCode::invalid_input, std::move(ja), std::move(en), {}}, json,
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
    problems.push_back({{"row", p.row}, {"column", p.column}, {"ja", p.ja}, {"en", p.en}});
  return {{"imported", report.imported},
          {"rows", report.rows},
          {"units", report.units},
          {"households", report.households},
          {"unmatchable", report.unmatchable},
          {"encoding", report.encoding},
          {"columns", used},
          {"ignored", bj::value_from(report.ignored)},
          {"problem_count", report.problem_count},
          {"problems", problems},
          {"index_bytes", report.index_bytes}};
}

void print(const ImportReport& report, Unit unit) {
  std::string out = report.imported ? "取り込みました。\n" : "取り込みませんでした。索引は前のままです。\n";
  out += fmt::format("行 {}、{} {}", report.rows, report.units, unit_counter(unit));
  if (report.households > 0) out += fmt::format("、{} 世帯", report.households);
  if (!report.encoding.empty()) out += "、文字コード " + report.encoding;
  out += "\n";
  for (const auto& [heading, column] : report.used)
    out += fmt::format("  使った列   {} → {}\n", heading, column_name(column));
  for (const auto& heading : report.ignored) out += "  使わない列 " + heading + "\n";
  if (report.unmatchable > 0)
    out += fmt::format("検査で見分けられない（項目が足りない）もの {} {}\n", report.unmatchable,
                       unit_counter(unit));
  if (report.problem_count > 0) out += fmt::format("気になる点 {} 件\n", report.problem_count);
  for (const auto& p : report.problems)
    out += fmt::format("  {} 行目{}：{}\n", p.row, p.column.empty() ? "" : "「" + p.column + "」", p.ja);
  if (report.problem_count > report.problems.size()) out += "  ほか\n";
  std::cout << harmless(out);
}

// "統一コード:10,氏名:40"
std::optional<std::vector<FixedColumn>> fixed_columns(std::string_view text) {
  std::vector<FixedColumn> out;
  while (!text.empty()) {
    const std::string_view one = text.substr(0, text.find(','));
    text.remove_prefix(std::min(text.size(), one.size() + 1));
    const std::size_t colon = one.rfind(':');
    const auto width = colon == one.npos ? std::nullopt : number(std::string(one.substr(colon + 1)));
    if (!width || *width == 0 || *width > 10'000) return std::nullopt;
    out.push_back({std::string(one.substr(0, colon)), static_cast<std::size_t>(*width)});
  }
  return out;
}

Result<ImportOptions> import_options(const Options& options) {
  const auto refused = [](std::string ja, std::string en) {
    return fail(ErrorCode::invalid_input, std::move(ja), std::move(en));
  };
  ImportOptions import;
  if (const auto encoding = options.value('E'); encoding && *encoding != "auto") {
    import.encoding = encoding_from_name(*encoding);
    if (!import.encoding)
      return refused("--encoding は auto、utf-8、cp932、euc-jp、utf-16le、utf-16be のどれかです。",
                     "--encoding is auto, utf-8, cp932, euc-jp, utf-16le or utf-16be");
  }
  if (const auto text = options.value('U')) {
    const auto unit = unit_from_name(*text);
    if (!unit)
      return refused("--unit は person、household、account、item のどれかです。",
                     "--unit is person, household, account or item");
    import.unit = *unit;
  }
  for (const std::string& map : options.values('M')) {
    const std::size_t equals = map.rfind('=');
    const std::string meaning = equals == map.npos ? "" : map.substr(equals + 1);
    auto column = column_from_code(meaning);
    if (!column && meaning == column_name(Column::ignore)) column = Column::ignore;
    if (!column) column = column_from_header(meaning);
    if (!column)
      return refused("--column は「見出し=意味」の形です：" + map, "--column takes HEADING=MEANING: " + map);
    import.columns[map.substr(0, equals)] = *column;
  }
  if (const auto text = options.value('F')) {
    auto columns = fixed_columns(*text);
    if (!columns || columns->empty())
      return refused("--fixed は「見出し:幅,見出し:幅」の形です。",
                     "--fixed takes HEADING:WIDTH,HEADING:WIDTH");
    import.fixed = *std::move(columns);
    import.layout = Layout::fixed_width;
  }
  import.sheet = options.value('T').value_or("");
  return import;
}

int run_import(std::span<const std::string> args) {
  const auto options = parse_options(args, import_kinds);
  if (!options) return report("dataset", options.error(), false, exit_usage);
  const bool json = options->has('J');
  const auto out = options->value('O');
  const auto key_path = options->value('K');
  if (options->operands.size() != 1 || !out || !key_path)
    return wrong("取り込むファイルと --out、--key を指定してください。",
                 "name the extract's file, --out and --key", json);
  const auto import = import_options(*options);
  if (!import) return report("dataset", import.error(), json, exit_usage);
  const auto key = read_index_key(*key_path);
  if (!key) return report("dataset", key.error(), json, exit_io);
  const auto file = PlainFile::open(options->operands[0]);
  if (!file) return report("dataset", file.error(), json, exit_io);
  DescriptorSource source = file->source();
  const Result<ImportReport> done = [&] {
    ProgressLine line;
    return import_dataset(source, *import, *key, *out, [&](std::uint64_t read, std::uint64_t size) {
      line.show(fmt::format("取り込み中 {} / {} MiB", read >> 20, size >> 20));
    });
  }();
  if (!done)
    return report("dataset", done.error(), json,
                  done.error().code == ErrorCode::invalid_input ? exit_no : exit_io);
  if (json) {
    std::cout << bj::serialize(to_json(*done)) << "\n";
  } else {
    print(*done, import->unit);
  }
  return done->imported ? exit_ok : exit_no;
}

int run_synthesize(std::span<const std::string> args) {
  const auto options = parse_options(args, synthesize_kinds);
  if (!options) return report("dataset", options.error(), false, exit_usage);
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
      "dataset",
      {ErrorCode::io, "「" + *out + "」に書き込めませんでした。", *out + ": " + std::strerror(error), {}},
      json, exit_io);
}

}  // namespace

int run_dataset(std::span<const std::string> args) {
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
