// `sekisho demo`: makes the demonstration town 見本市 with half a year of history. Exit codes: options.h.
#pragma once

#include <span>
#include <string>

namespace sekisho::cli {

int run_demo(std::span<const std::string> args);

}  // namespace sekisho::cli
