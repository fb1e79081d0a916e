// Reading of arguments for the inspection commands.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace sekisho::cli {

// NamedOptions that were given. A flag stands in `flags`; an option with a value in `values`, once or several
// times.
struct NamedOptions {
  std::set<std::string> flags;
  std::map<std::string, std::vector<std::string>> values;
  std::vector<std::string> operands;

  bool flag(const std::string& name) const { return flags.contains(name); }
  std::optional<std::string> value(const std::string& name) const {
    const auto it = values.find(name);
    return it == values.end() ? std::nullopt : std::optional(it->second.back());
  }
};

// `--name value` and `--name=value`; `--` ends the options. Errors: invalid_input with a sentence for the
// user.
Result<NamedOptions> parse_named_options(std::span<const std::string> args,
                                         const std::set<std::string>& flags,
                                         const std::set<std::string>& valued);

// 0 done, 1 found, 2 usage, 3 input or output.
inline constexpr int exit_ok = 0;
inline constexpr int exit_found = 1;
inline constexpr int exit_usage = 2;
inline constexpr int exit_io = 3;

int report_error(const Error& error, bool json, int code);
int usage_error(std::string_view message, std::string_view command);

// Writes over one line of standard error when that is a terminal, at most ten times a second.
class ProgressLine {
 public:
  ProgressLine();
  ~ProgressLine();
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;
  void show(const std::string& text);

 private:
  bool terminal_;
  bool shown_ = false;
  long last_ = 0;  // milliseconds
};

}  // namespace sekisho::cli
