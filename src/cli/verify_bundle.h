// `sekisho verify BUNDLE_DIR [--key VKEY] [--json]`: checks an evidence bundle off line. Arguments are those
// after the command's own name. Exit codes: 0 verified, 1 refused (or unreadable), 2 wrong usage.
#pragma once

#include <span>
#include <string>

namespace sekisho::cli {

int run_verify_bundle(std::span<const std::string> args);

}  // namespace sekisho::cli
