// The program as far as it inspects files.
#include <sys/stat.h>

#include <iostream>
#include <string>
#include <string_view>
#include <vector>

#include "inspect_commands.h"
#include "sandbox/worker.h"

int main(int argc, char** argv) {
  if (argc == 2 && std::string_view(argv[1]) == "inspect-worker") return sekisho::sandbox::run_worker();
  ::umask(077);
  const std::vector<std::string> args(argv + 1, argv + argc);
  const std::string_view command = args.empty() ? std::string_view() : std::string_view(args[0]);
  const auto rest = std::span(args).subspan(args.empty() ? 0 : 1);
  if (command == "inspect") return sekisho::cli::run_inspect(rest);
  if (command == "dataset" || command == "register") return sekisho::cli::run_dataset(rest);
  std::cerr << "inspect_program inspect|dataset ...\n";
  return 2;
}
