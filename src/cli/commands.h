// The subcommands of `sekisho`: each takes what follows its name and returns the exit code.
// Exit codes: options.h. Every one has --help and --json.
#pragma once

#include <map>
#include <span>
#include <string>

#include "base/error.h"
#include "options.h"
#include "settings.h"

namespace sekisho::cli {

int run_serve(std::span<const std::string> args);
int run_verify(std::span<const std::string> args);  // a bundle, or --rebuild of this town's data
int run_backup(std::span<const std::string> args);
int run_restore(std::span<const std::string> args);
int run_user(std::span<const std::string> args);
int run_mail(std::span<const std::string> args);
int run_openapi(std::span<const std::string> args);

// Options that every command on a town's data takes: --settings FILE, --data DIR, --keys DIR; and those of
// `serve`.
inline constexpr OptionKind settings_option{'S', "settings", true, false};
inline constexpr OptionKind data_option{'D', "data", true, false};
inline constexpr OptionKind keys_option{'K', "keys", true, false};
inline constexpr OptionKind json_option{'J', "json", false, false};
inline constexpr OptionKind help_option{'h', "help", false};
Result<Settings> settings_of(const Options& options, std::map<std::string, std::string> more = {});

}  // namespace sekisho::cli
