#include <fmt/format.h>

#include <array>
#include <boost/json.hpp>
#include <filesystem>
#include <iostream>

#include "inspect/inspector.h"
#include "inspect_commands.h"
#include "options.h"
#include "terminal.h"

namespace sekisho::cli {
namespace {

namespace bj = boost::json;
using namespace inspect;

constexpr std::string_view help = R"(sekisho inspect FILE [--register INDEX --key KEYFILE] [--json] [--sha256]

ファイルの中に、台帳の住民のデータがあるかを調べます。
Tells whether residents of the register are in FILE ("-" reads standard input).

  --register INDEX  台帳の索引（sekisho register import で作ったもの） / the register index
  --key KEYFILE     索引の鍵。32 バイト、または 64 桁の 16 進数 / the index key: 32 bytes or 64 hex digits
  --max-bytes N     これより大きいファイルは「確かめられない」とする / larger files are unreadable
  --sha256          読んだ内容の SHA-256 も出す / print the SHA-256 of the content
  --json            結果を JSON で出す / print the result as JSON

個人番号か住民票コードが台帳にあるとき、または 2 つの項目（氏名と生年月日など）が同じ住民を指すときに、
その住民が「ある」と数えます。名前や日付だけの一致は数えません。
終わりまで読めないファイル（圧縮、暗号化、画像、壊れた文字）は「確かめられない」であり、「なし」ではありません。
索引を指定しないときも「確かめられない」になります。

終了コード / exit code
  0  終わりまで読み、住民は見つからなかった / read to the end, no resident found
  1  住民が見つかった、または確かめられなかった / residents found, or could not be checked
  2  使い方の誤り / wrong usage
  3  読み込みの失敗 / reading failed
)";

constexpr std::array kinds{
    OptionKind{'R', "register", true, false},  OptionKind{'K', "key", true, false},
    OptionKind{'M', "max-bytes", true, false}, OptionKind{'S', "sha256", false, false},
    OptionKind{'J', "json", false, false},     OptionKind{'h', "help", false},
};

class Shown final : public Progress {
 public:
  void at(std::uint64_t bytes, std::optional<std::uint64_t> total, std::uint32_t residents) override {
    const auto mib = [](std::uint64_t n) { return static_cast<double>(n) / (1 << 20); };
    line_.show(total && *total > 0
                   ? fmt::format("検査中 {:.0f} / {:.0f} MiB（{:.0f}%） 住民 {} 人", mib(bytes), mib(*total),
                                 100.0 * static_cast<double>(bytes) / static_cast<double>(*total), residents)
                   : fmt::format("検査中 {:.0f} MiB 住民 {} 人", mib(bytes), residents));
  }

 private:
  ProgressLine line_;
};

bj::object to_json(const Report& report) {
  bj::array evidence;
  for (const auto& e : report.evidence) {
    bj::array attributes;
    for (std::size_t i = 0; i < attribute_count; ++i)
      if (e.attributes >> i & 1)
        attributes.push_back(bj::string(evidence_name(static_cast<AttributeSet>(1 << i), false)));
    evidence.push_back({{"attributes", attributes}, {"records", e.records}});
  }
  bj::array encodings;
  for (const Encoding e : report.encodings) encodings.push_back(bj::string(encoding_name(e)));
  bj::array reasons;
  for (const Reason& r : report.reasons)
    reasons.push_back({{"code", bj::string(reason_name(r.code))}, {"ja", r.ja}, {"en", r.en}});
  bj::object out{{"verdict", bj::string(verdict_name(report.verdict))},
                 {"residents", report.residents},
                 {"complete", report.complete},
                 {"bytes", report.bytes},
                 {"records", report.records},
                 {"records_with_hits", report.records_with_hits},
                 {"evidence", evidence},
                 {"plausible_individual_numbers", report.plausible_individual_numbers},
                 {"expected_by_chance", report.expected_by_chance},
                 {"encodings", encodings},
                 {"reasons", reasons}};
  if (report.sha256) out["sha256"] = to_hex(*report.sha256);
  return out;
}

void print(const Report& report) {
  for (const Reason& r : report.reasons) std::cout << r.ja << "\n  " << r.en << "\n";
  std::cout << "読んだ量  " << report.bytes << " バイト、" << report.records << " 件";
  for (const Encoding e : report.encodings) std::cout << "、" << encoding_name(e);
  std::cout << (report.complete ? "（終わりまで）" : "（途中まで）") << "\n";
  for (const auto& e : report.evidence)
    std::cout << "  " << evidence_name(e.attributes, true) << "  " << e.records << " 件\n";
  if (report.sha256) std::cout << "SHA-256   " << to_hex(*report.sha256) << "\n";
  std::cout << "判定      " << verdict_name(report.verdict) << "\n";
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
  if (options->operands.size() != 1) return wrong("調べるファイルを 1 つ指定してください。", "name one file");
  const auto index_path = options->value('R');
  const auto key_path = options->value('K');
  if (index_path.has_value() != key_path.has_value())
    return wrong("--register と --key は、両方を指定してください。", "--register and --key go together");
  Limits limits;
  limits.sha256 = options->has('S');
  if (const auto most = options->value('M')) {
    const bool number =
        !most->empty() && most->size() < 19 && most->find_first_not_of("0123456789") == most->npos;
    if (!number)
      return wrong("--max-bytes には、バイト数を数字で指定してください。",
                   "--max-bytes takes a number of bytes");
    limits.bytes = std::stoull(*most);
  }
  std::shared_ptr<const RegisterIndex> index;
  if (index_path) {
    const auto key = read_index_key(*key_path);
    if (!key) return report("inspect", key.error(), json, exit_io);
    auto loaded = RegisterIndex::load(*index_path, *key);
    if (!loaded) return report("inspect", loaded.error(), json, exit_io);
    index = *std::move(loaded);
  }
  const std::string& file = options->operands[0];
  const auto source = open_file(file == "-" ? "/dev/stdin" : file);
  if (!source) return report("inspect", source.error(), json, exit_io);
  Result<Report> found = [&] {
    Shown progress;
    const FileName name{file == "-" ? std::string() : std::filesystem::path(file).filename().string()};
    return Inspector(index.get(), limits).run(**source, name, progress);
  }();
  if (!found) return report("inspect", found.error(), json, exit_io);
  if (json) {
    std::cout << bj::serialize(to_json(*found)) << "\n";
  } else {
    print(*found);
  }
  return found->verdict == Verdict::clean ? exit_ok : exit_no;
}

}  // namespace sekisho::cli
