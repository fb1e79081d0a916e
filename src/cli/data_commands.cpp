// Commands on a town's data: verify --rebuild, user add, openapi.
#include <fmt/format.h>

#include <array>
#include <cstdio>

#include "app/keys.h"
#include "base/json.h"
#include "commands.h"
#include "http/service.h"
#include "ledger/checkpoint.h"
#include "ledger/merkle.h"
#include "store/rows.h"
#include "town.h"
#include "verify_bundle.h"

namespace sekisho::cli {
namespace {

constexpr std::array data_kinds{settings_option, data_option, keys_option,
                                json_option,     help_option, OptionKind{'R', "rebuild", false, false}};

constexpr std::string_view rebuild_help =
    R"(Usage: sekisho verify --rebuild [--settings FILE] [--data DIR] [--keys DIR] [--json]

Proves this town's database, also while it is served: every entry of the ledger hashes to the signed checkpoint, every
personal value matches its commitment, and the state rebuilt from the ledger equals the tables, row by row.
Exit codes: 0 all equal; 1 a difference, or it cannot be read; 2 wrong usage.
)";

constexpr std::string_view user_help =
    R"(Usage: sekisho user add LOGIN --name NAME [--settings FILE] [--data DIR] [--keys DIR] [--json]

Makes an administrator (運用担当) and prints the code for the first sign-in, once. The server must not be running. An
administrator keeps accounts; they can neither read what was entrusted nor approve anything.
Exit codes: 0 made; 1 failed; 2 wrong usage.
)";

Result<void> check_ledger(store::Connection& c, const app::Keys& keys, const store::FieldCipher& cipher,
                          const std::string& code) {
  const auto head = store::read_head(c);
  ledger::Frontier frontier;
  SEKISHO_CHECK(
      store::for_each_entry(c, cipher, 0, head.size, [&](const store::StoredEntry& entry) -> Result<void> {
        frontier.append(ledger::leaf_hash(entry.leaf));
        return {};
      }));
  SEKISHO_TRY(const auto signer, ledger::Signer::make("sekisho/" + code, keys.ledger));
  if (head.size == 0) return {};
  SEKISHO_TRY(const auto checkpoint, ledger::open_checkpoint(head.checkpoint, signer.verifier()));
  if (checkpoint.size != frontier.size() || checkpoint.root != frontier.root())
    return fail(ErrorCode::corrupt, "台帳の記録が、署名された値と合いません。",
                "the entries do not hash to the signed checkpoint");
  return {};
}

int rebuild(const Options& options) {
  const bool json = options.has('J');
  const auto settings = settings_of(options);
  if (!settings) return cli::report("verify", settings.error(), json, exit_usage);
  const auto file = settings->data_dir / "sekisho.db";
  if (!std::filesystem::exists(file))
    return cli::report(
        "verify",
        fail(ErrorCode::not_found, "データがありません: " + file.string(), "no database at " + file.string())
            .error(),
        json, exit_no);
  const auto keys = app::load_keys(settings->keys_dir);
  if (!keys) return cli::report("verify", keys.error(), json, exit_no);
  store::Connection connection(file.string());
  connection.begin_read();
  const auto cipher = app::field_cipher(keys->town);
  const auto town = store::find<store::Town>(connection, "town");
  if (const auto checked = check_ledger(connection, *keys, *cipher, town ? town->code : ""); !checked)
    return cli::report("verify", checked.error(), json, exit_no);
  const auto report = store::rebuild_and_compare(connection, *cipher);
  if (!report) return cli::report("verify", report.error(), json, exit_no);
  if (json) {
    boost::json::array tables;
    for (const auto& table : report->tables)
      tables.push_back(boost::json::object{{"table", table.table},
                                           {"rows", table.rows},
                                           {"rebuilt", table.rebuilt},
                                           {"differ", json::to_json(table.ids)}});
    fmt::print("{}\n",
               boost::json::serialize(boost::json::object{
                   {"equal", report->equal}, {"entries", report->entries}, {"tables", std::move(tables)}}));
  } else {
    for (const auto& table : report->tables) {
      fmt::print("{:16} {:>9} {}\n", table.table, table.rows,
                 table.ids.empty() ? "equal" : "DIFFERENT: " + fmt::format("{}", fmt::join(table.ids, ", ")));
    }
    fmt::print("{} entries. {}\n", report->entries,
               report->equal ? "The ledger verifies, and the state is what the ledger says. "
                               "台帳と、いまの内容は一致しています。"
                             : "The state is NOT what the ledger says. 台帳と一致しない内容があります。");
  }
  return report->equal ? 0 : 1;
}

}  // namespace

int run_verify(std::span<const std::string> args) {
  bool on_data = false;
  for (const auto& arg : args) on_data = on_data || arg == "--rebuild";
  if (!on_data) {
    const int code = run_verify_bundle(args);
    for (const auto& arg : args)
      if (arg == "--help" || arg == "-h") fmt::print("\n{}", rebuild_help);
    return code;
  }
  const auto options = parse_options(args, data_kinds);
  if (!options) return cli::report("verify", options.error(), false, exit_usage);
  if (options->has('h')) {
    fmt::print("{}", rebuild_help);
    return 0;
  }
  return rebuild(*options);
}

int run_user(std::span<const std::string> args) {
  static constexpr std::array kinds{settings_option, data_option, keys_option,
                                    json_option,     help_option, OptionKind{'n', "name", true}};
  const auto options = parse_options(args, kinds);
  if (!options) return report("user", options.error(), false, exit_usage);
  if (options->has('h')) {
    fmt::print("{}", user_help);
    return 0;
  }
  const bool json = options->has('J');
  if (options->operands.size() != 2 || options->operands[0] != "add" || !options->has('n')) {
    fmt::print(stderr, "{}", user_help);
    return exit_usage;
  }
  const auto settings = settings_of(*options);
  if (!settings) return report("user", settings.error(), json, exit_usage);
  const SystemClock clock;
  auto town = Town::open({*settings, clock, [](const std::string&) {}, true, false});
  if (!town) return report("user", town.error(), json, exit_no);
  const auto made = (*town)->accounts().add_administrator(options->operands[1], *options->value('n'));
  if (!made) return report("user", made.error(), json, exit_no);
  if (json) {
    fmt::print("{}\n", json::write(*made));
  } else {
    fmt::print(
        "利用者 {} を作りました。最初のサインインのコード（一度だけ表示します）:\n\n    "
        "{}\n\n画面で利用者の名前とこのコードを入れると、パスワードと確認コードの設定に進みます。\n",
        made->login, made->first_code);
  }
  return 0;
}

int run_openapi(std::span<const std::string> args) {
  static constexpr std::array kinds{json_option, help_option};
  const auto options = parse_options(args, kinds);
  if (!options) return report("openapi", options.error(), false, exit_usage);
  if (options->has('h')) {
    fmt::print(
        "Usage: sekisho openapi\n\nPrints the OpenAPI 3.1 document of the API (JSON), made from the types "
        "that the program itself uses.\n");
    return 0;
  }
  fmt::print("{}\n", http::openapi_document());
  return 0;
}

}  // namespace sekisho::cli
