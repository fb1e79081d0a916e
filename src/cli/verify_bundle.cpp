#include "verify_bundle.h"

#include <fmt/format.h>

#include <array>
#include <cstdio>
#include <map>
#include <optional>

#include "base/json.h"
#include "base/time.h"
#include "ledger/bundle.h"
#include "ledger/note.h"
#include "options.h"

namespace sekisho::cli {
namespace {

constexpr std::string_view help =
    R"(Usage: sekisho verify [--key VKEY] [--json] BUNDLE_DIR

Checks an evidence bundle without a network and without trusting whoever handed it over: the signature of the
checkpoint, every entry against the signed tree, every disclosed value against its commitment, and that nothing else is
in the directory. Any change of a single octet is refused.

  -k, --key VKEY   the ledger's verifier key (name+id+key), obtained from the local government itself. Without it the key
                   inside the bundle is used, and you must compare its fingerprint
      --json       the report, or the error, as one JSON object
  -h, --help       this text

Exit codes: 0 verified; 1 refused, or it cannot be read; 2 wrong usage.

例　受け取った証拠の束を、団体が公表している鍵で確かめる
　　sekisho verify --key 'sekisho.mihon.example/ledger+0ba6f6c4+AQOh...' shouko/
)";

constexpr std::array kinds{
    OptionKind{'k', "key", true},
    OptionKind{'J', "json", false, false},
    OptionKind{'h', "help", false},
};

struct VerifySummary {
  std::string result;
  std::string command;
  std::string origin;
  std::int64_t size = 0;
  std::int64_t entries = 0;
  bool whole = false;
  std::string root;
  std::int64_t disclosed = 0;
  std::optional<std::string> first;
  std::optional<std::string> last;
  std::map<std::string, std::int64_t> kinds;
  std::string fingerprint;
  bool key_pinned = false;
};
BOOST_DESCRIBE_STRUCT(VerifySummary, (),
                      (result, command, origin, size, entries, whole, root, disclosed, first, last, kinds,
                       fingerprint, key_pinned))

VerifySummary summary_of(const ledger::BundleReport& report) {
  VerifySummary summary;
  summary.result = "verified";
  summary.command = "verify";
  summary.origin = report.origin;
  summary.size = static_cast<std::int64_t>(report.size);
  summary.entries = static_cast<std::int64_t>(report.entries);
  summary.whole = report.whole;
  summary.root = to_base64(report.root);
  summary.disclosed = static_cast<std::int64_t>(report.disclosed);
  if (report.first) summary.first = format_instant(*report.first);
  if (report.last) summary.last = format_instant(*report.last);
  for (const auto& [kind, count] : report.kinds) summary.kinds[kind] = static_cast<std::int64_t>(count);
  summary.fingerprint = report.fingerprint;
  summary.key_pinned = report.key_pinned;
  return summary;
}

std::string in_japan(Instant at) {
  const std::string text = format_instant(at + std::chrono::hours(9));
  return text.substr(0, 10) + " " + text.substr(11, 8);
}

std::string grouped(std::string_view hex) {  // as people compare it
  std::string out;
  for (std::size_t i = 0; i < hex.size(); i += 4) out += (i == 0 ? "" : " ") + std::string(hex.substr(i, 4));
  return out;
}

std::string in_words(const ledger::BundleReport& report) {
  std::string out = "検証しました。この証拠の束は、署名された台帳と一致しています。\n\n";
  out += fmt::format("  台帳          {}\n", report.origin);
  out += report.whole
             ? fmt::format("  記録          {} 件（台帳の全部）\n", report.entries)
             : fmt::format("  記録          {} 件（台帳 {} 件の一部）\n", report.entries, report.size);
  if (report.first)
    out += fmt::format("  日時          {} 〜 {}（日本時間）\n", in_japan(*report.first),
                       in_japan(*report.last));
  out += fmt::format("  開示された値  {} 件{}\n", report.disclosed,
                     report.disclosed == 0 ? "" : "（すべて、台帳に封じられた値と一致）");
  out += fmt::format("  根ハッシュ    {}\n", to_base64(report.root));
  out += fmt::format("  鍵の指紋      {}\n", grouped(std::string_view(report.fingerprint).substr(0, 32)));
  out += fmt::format("                {}\n", grouped(std::string_view(report.fingerprint).substr(32)));
  if (!report.kinds.empty()) out += "  記録の種類\n";
  for (const auto& [kind, count] : report.kinds) out += fmt::format("    {:>10}  {}\n", count, kind);
  out += report.key_pinned ? "\n指定された鍵で確かめました。\n"
                           : "\n【ご注意】束の中にあった鍵で確かめました。上の「鍵の指紋」を、団体が公表して"
                             "いる指紋と見比べて\n"
                             "ください。一致しなければ、この束は偽物です。\n";
  return out +
         fmt::format("\nverified: {} of {} entries of {}{}\n", report.entries, report.size, report.origin,
                     report.key_pinned ? "" : " (compare the key's fingerprint: it came with the bundle)");
}

int wrong_usage(std::string ja, std::string en, bool json) {
  return report("verify", Error{ErrorCode::invalid_input, std::move(ja), std::move(en), {}}, json,
                exit_usage);
}

}  // namespace

int run_verify_bundle(std::span<const std::string> args) {
  const auto options = parse_options(args, kinds);
  if (!options) return report("verify", options.error(), false, exit_usage);
  if (options->has('h')) {
    std::fwrite(help.data(), 1, help.size(), stdout);
    return 0;
  }
  const bool as_json = options->has('J');
  if (options->operands.size() != 1) {
    return wrong_usage("証拠の束（フォルダー）を一つ指定してください。--help に例があります。",
                       "give one BUNDLE_DIR; see --help", as_json);
  }
  std::optional<ledger::Verifier> trusted;
  if (const auto vkey = options->value('k')) {
    auto key = ledger::Verifier::parse(*vkey);
    if (!key) return report("verify", key.error(), as_json, exit_usage);
    trusted = *std::move(key);
  }
  const auto verified = ledger::verify_bundle(options->operands[0], trusted);
  if (!verified) {
    Error error = verified.error();
    if (error.code == ErrorCode::corrupt || error.code == ErrorCode::unauthenticated) {
      error.ja = "この証拠の束は認められません。" + error.ja + " 渡した人に知らせ、受け取り直してください。";
      error.en = "refused: " + error.en;
    }
    return report("verify", error, as_json, exit_no);
  }
  const std::string out = as_json ? json::write(summary_of(*verified)) + "\n" : in_words(*verified);
  std::fwrite(out.data(), 1, out.size(), stdout);
  return std::fflush(stdout) == 0 ? 0 : 1;
}

}  // namespace sekisho::cli
