// `sekisho dataset …` (earlier: `register`) and `sekisho inspect …`. Arguments are those after the command's
// own name. Exit codes: 0 done / clean, 1 something found, unreadable, or an import refused, 2 wrong usage, 3
// reading or writing failed.
#pragma once

#include <span>
#include <string>

namespace sekisho::cli {

int run_dataset(std::span<const std::string> args);
int run_inspect(std::span<const std::string> args);

}  // namespace sekisho::cli
