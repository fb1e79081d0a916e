// `sekisho`: one program. This file only finds the subcommand.
#include <fmt/format.h>

#include <sys/stat.h>

#include <array>
#include <cstdio>
#include <exception>
#include <string>
#include <vector>

#include "commands.h"
#include "demo_command.h"
#include "inspect_commands.h"
#include "sandbox/worker.h"
#include "seal_commands.h"

namespace {

using namespace sekisho::cli;

struct Command {
  std::string_view name;
  int (*run)(std::span<const std::string>);
  std::string_view summary;
};

constexpr std::array commands{
    Command{"serve", run_serve, "serve a town: the pages and the API"},
    Command{"demo", run_demo, "make the demonstration town 見本市"},
    Command{"user", run_user, "user add: make the first administrator of a town"},
    Command{"dataset", run_dataset,
            "index an extract of the town's data for inspections; make a synthetic one"},
    Command{"register", run_dataset, "the earlier name of dataset"},
    Command{"inspect", run_inspect,
            "what is in these files? whose data, what is hostile, what cannot be read"},
    Command{"seal", run_seal, "encrypt a file in the format age v1, for hand-over media"},
    Command{"open", run_open, "decrypt a file in the format age v1"},
    Command{"verify", run_verify, "prove an evidence bundle off line; --rebuild proves this town's database"},
    Command{"backup", run_backup, "copy a town's data, while it is served"},
    Command{"restore", run_restore, "make a town's data from a backup; what was erased stays erased"},
    Command{"mail", run_mail, "mail test: hand one mail to the server of the settings"},
    Command{"openapi", run_openapi, "print the API's OpenAPI document"},
};

void print_help(std::FILE* out) {
  fmt::print(out,
             "sekisho（関所）: the checkpoint between a local government and everyone it entrusts its "
             "residents' data to\n\n"
             "Usage: sekisho COMMAND [OPTIONS]\n\n");
  for (const auto& command : commands) fmt::print(out, "  {:9} {}\n", command.name, command.summary);
  fmt::print(out,
             "\n`sekisho COMMAND --help` says more. Every command prints JSON with --json.\n"
             "Exit codes: 0 done; 1 refused, failed, or found something; 2 wrong usage. inspect and dataset "
             "say 3 for what\n"
             "they could not read or write, so that 1 means found or refused.\n\n"
             "初めての方へ　まず `sekisho demo` で見本市を作り、`sekisho serve` で開いてください。\n");
}

}  // namespace

int main(int argc, char** argv) {
  // Started by this program itself, to look into one file (src/sandbox).
  if (argc == 2 && std::string_view(argv[1]) == "inspect-worker") return sekisho::sandbox::run_worker();
  ::umask(077);  // whatever it makes is for its owner alone, unless a command says otherwise
  const std::vector<std::string> args(argv + (argc > 0 ? 1 : 0), argv + argc);
  if (args.empty()) {
    print_help(stderr);
    return 2;
  }
  if (args[0] == "--help" || args[0] == "-h" || args[0] == "help") {
    print_help(stdout);
    return 0;
  }
  if (args[0] == "--version") {
    fmt::print("sekisho {}\n", SEKISHO_VERSION);
    return 0;
  }
  for (const auto& command : commands) {
    if (args[0] != command.name) continue;
    try {
      return command.run(std::span(args).subspan(1));
    } catch (const std::exception& error) {
      fmt::print(stderr, "sekisho {}: {}\n思いがけない誤りで止まりました。運用担当に知らせてください。\n",
                 command.name, error.what());
      return 1;
    }
  }
  fmt::print(stderr, "sekisho: there is no command '{}'. See sekisho --help.\n", args[0]);
  return 2;
}
